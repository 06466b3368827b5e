"""Signals from outside: which goals they question, who decides, and contact reasons that rise."""

import datetime

import numpy as np
import pytest

from tests.cast import NOW, Cast
from tests.services.maps import Map, write_map
from trigpoint.services.errors import Invalid, NotAllowed, NotThere, Stale
from trigpoint.services.goals import goals
from trigpoint.services.goals.goals import GoalDraft
from trigpoint.services.inbox import inbox
from trigpoint.services.maps import map_journey
from trigpoint.services.maps.map_journey import PainPointDraft
from trigpoint.services.outside import rising, signals
from trigpoint.services.outside.rising import Tags
from trigpoint.services.outside.signals import SignalDraft

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 11, 20)
REASON = ("topic=where",)


@pytest.fixture
def drawn(cast: Cast) -> Map:
    return write_map(cast)


def logged(cast: Cast, *questions: str, who: str = "ana", **more) -> str:
    said = {"kind": "law", "title": "Refunds within ten days", "day": DAY} | more
    return signals.log(cast.at(who, NOW), SignalDraft(questions=questions, **said))


@pytest.mark.req("PYRAMID-10", via="core")
def test_a_signal_names_its_goals_and_is_closed_by_a_decision(cast: Cast, drawn: Map):
    made = logged(cast, drawn.goals.team)
    [found] = signals.everything(cast.at("tuan", NOW))
    assert (found.open, found.may_decide, found.by.name) == (True, True, "Ana Costa")
    assert [goal.id for goal in found.questions] == [drawn.goals.team]
    assert not signals.show(cast.at("ana", NOW), made).may_decide
    signals.decide(cast.at("tuan", NOW), made, 1, "It stays: we are faster than that.")
    closed = signals.show(cast.at("ana", NOW), made)
    assert (closed.open, closed.decided_by.name) == (False, "Tuan Nguyen")
    with pytest.raises(Stale):
        signals.decide(cast.at("tuan", NOW), made, 1, "Again.")


def asked(cast: Cast, who: str) -> list[str]:
    return [q.about.id for q in inbox.questions(cast.at(who, NOW)) if q.kind == "signal"]


@pytest.mark.req("PYRAMID-10", via="core")
def test_whoever_answers_for_a_questioned_goal_is_asked_until_it_is_decided(cast: Cast, drawn: Map):
    made = logged(cast, drawn.goals.team)
    assert asked(cast, "tuan") == [made]
    assert [asked(cast, who) for who in ("ana", "jo", "mira", "amir", "dara")] == [[]] * 5
    tuan = cast.at("tuan", NOW)
    with pytest.raises(Invalid):
        inbox.answer(tuan, "signal", made, "decide", " ")
    with pytest.raises(NotThere):
        inbox.answer(cast.at("ana", NOW), "signal", made, "decide", "It goes.")
    inbox.answer(tuan, "signal", made, "decide", "It stays: we are faster than that.")
    assert asked(cast, "tuan") == []
    assert signals.show(tuan, made).decision == "It stays: we are faster than that."


@pytest.mark.parametrize(
    ("wrong", "field", "cure"),
    [
        ({"title": " "}, "title", "Say in a sentence"),
        ({"kind": "rumour"}, "kind", "Choose"),
        ({"day": datetime.date(2030, 1, 1)}, "day", "two years ahead"),
    ],
)
def test_a_signal_that_cannot_be_is_refused_with_the_cure(
    cast: Cast, drawn: Map, wrong: dict, field: str, cure: str
):
    with pytest.raises(Invalid) as refused:
        logged(cast, drawn.goals.team, **wrong)
    assert cure in str(refused.value.fields[field])


@pytest.mark.parametrize("questions", [(), ("0000000000000",)])
def test_a_signal_about_no_goal_is_refused(cast: Cast, questions: tuple[str, ...]):
    with pytest.raises(Invalid) as refused:
        logged(cast, *questions)
    assert "questions" in refused.value.fields


def test_who_sees_none_of_its_goals_sees_no_signal(cast: Cast, drawn: Map):
    private = GoalDraft(title="A wish", owner=cast.people["ana"], period=cast.period, private=True)
    wish = goals.add(cast.at("ana", NOW), private)
    made = logged(cast, wish)
    both = logged(cast, wish, drawn.goals.team)
    tuan = cast.at("tuan", NOW)
    with pytest.raises(NotThere):
        signals.show(tuan, made)
    assert [goal.id for goal in signals.show(tuan, both).questions] == [drawn.goals.team]
    with pytest.raises(NotThere):
        signals.show(cast.olga, both)
    with pytest.raises(NotThere):
        signals.decide(tuan, made, 1, "No.")
    with pytest.raises(NotAllowed):
        signals.remove(cast.at("bea", NOW), both, 1)
    signals.remove(tuan, both, 1)
    assert signals.everything(cast.at("tuan", NOW)) == ()


def weeks(after: float) -> dict[Tags, rising.Past]:
    """Return two years of about 40 tickets a week, and something else in the newest six."""
    dice = np.random.default_rng(5)
    values = 40 + dice.normal(0, 4, 112).round()
    values[-6:] += after
    end = DAY - datetime.timedelta(days=DAY.weekday())
    days = [end - datetime.timedelta(weeks=112 - week) for week in range(112)]
    past = rising.past_of(dict(zip(days, values.tolist(), strict=True)), end)
    assert past is not None
    return {REASON: past}


@pytest.mark.req("PYRAMID-10", via="core")
@pytest.mark.req("MEASURE-6", via="core")
@pytest.mark.parametrize(("after", "found"), [(40, 1), (0, 0), (-25, 0)])
def test_a_reason_that_rises_names_the_goals_that_were_to_heal_it(
    cast: Cast, drawn: Map, monkeypatch: pytest.MonkeyPatch, after: float, found: int
):
    stage = map_journey.add_stage(cast.at("mira", NOW), drawn.id, "Wait")
    hurts = PainPointDraft(title="Where is it?", tags=REASON, serves=[drawn.team])
    map_journey.add_pain(cast.at("mira", NOW), stage, hurts)
    monkeypatch.setattr(rising, "counted", lambda *_asked: weeks(after))
    seen = rising.show(cast.at("mira", NOW))
    assert (len(seen.reasons), seen.watched, seen.too_short) == (found, 1, 0)
    assert 0 < seen.false_a_year <= 0.14
    for each in seen.reasons:
        assert [goal.id for goal in each.goals] == [drawn.goals.team]
        assert each.since < DAY
        assert (each.signal, each.decided) == ("", False)


def test_a_rising_reason_knows_what_was_logged_of_it_lately(
    cast: Cast, drawn: Map, monkeypatch: pytest.MonkeyPatch
):
    stage = map_journey.add_stage(cast.at("mira", NOW), drawn.id, "Wait")
    hurts = PainPointDraft(title="Where is it?", tags=REASON, serves=[drawn.team])
    map_journey.add_pain(cast.at("mira", NOW), stage, hurts)
    monkeypatch.setattr(rising, "counted", lambda *_asked: weeks(40))
    said = {"kind": "reason", "title": hurts.title}
    logged(cast, drawn.goals.team, **said, day=DAY - datetime.timedelta(weeks=20))
    logged(cast, drawn.goals.team, kind="other", title=hurts.title)
    assert [each.signal for each in rising.show(cast.at("mira", NOW)).reasons] == [""]
    made = logged(cast, drawn.goals.team, **said)
    [waits] = rising.show(cast.at("mira", NOW)).reasons
    assert (waits.signal, waits.decided) == (made, False)
    signals.decide(cast.at("tuan", NOW), made, 1, "More hands.")
    assert [each.decided for each in rising.show(cast.at("mira", NOW)).reasons] == [True]


def test_weeks_without_a_ticket_count_nought():
    first = datetime.date(2026, 1, 5)
    past = rising.past_of({first: 3.0}, first + datetime.timedelta(weeks=3))
    assert past is not None
    assert past.history.values.tolist() == [3.0, 0.0, 0.0]
    assert rising.past_of({}, first) is None
