"""Experiments: said before they begin, ended by rule, judged when they are over."""

import datetime

import numpy as np
import pytest

from tests.cast import NOW, Cast
from tests.services import plan
from tests.services.test_effects import of_orders, risen, weekly
from tests.services.test_evidence import measured
from tests.services.test_foreseen import publish, wavy
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.experiments import ending, experiments, planning
from trigpoint.services.experiments.experiments import ExperimentView
from trigpoint.services.experiments.planning import ExperimentDraft
from trigpoint.services.inbox import inbox
from trigpoint.services.insight import similar_teams
from trigpoint.store.models import Measure

pytestmark = pytest.mark.django_db

NOTHING = "0000000000000"
BEGINS, ENDS = datetime.date(2026, 1, 1), datetime.date(2026, 4, 8)
BEFORE = datetime.datetime(2025, 12, 20, 9, tzinfo=datetime.UTC)
MEANWHILE = datetime.datetime(2026, 2, 2, 9, tzinfo=datetime.UTC)


@pytest.fixture
def goal(cast: Cast) -> str:
    return plan.write(cast).team


def measure_of(goal: str) -> str:
    return Measure.objects.get(targets__goal__public_id=goal).public_id


def draft(cast: Cast, goal: str, **more) -> ExperimentDraft:
    said = {
        "title": "Call before writing",
        "hypothesis": "A call settles at once what takes three mails.",
        "measure": more.get("measure") or measure_of(goal),
        "starts": BEGINS,
        "ends": ENDS,
        "who": [cast.units["Orders"]],
    }
    return ExperimentDraft(**(said | more))


def planned(cast: Cast, goal: str, **more) -> str:
    return planning.plan(cast.at("tuan", BEFORE), goal, draft(cast, goal, **more))


def seen(cast: Cast, goal: str, made: str, who: str = "tuan", now=NOW) -> ExperimentView:
    return experiments.show(cast.at(who, now), goal, made)


@pytest.mark.req("BEYOND-8", via="core")
def test_what_came_of_it_is_said_with_its_range_when_it_is_over(cast: Cast, goal: str):
    of_orders(cast, goal, risen(0.08))
    found = seen(cast, goal, planned(cast, goal))
    assert (found.stage, found.last_day) == ("over", ENDS)
    assert found.result is not None
    assert "did what was hoped" in str(found.result.verdict)
    assert "likely between" in str(found.result.effect.headline)
    assert [stage.months for stage in found.result.effect.stages] == [3, 6]
    assert "It lasted" in str(found.result.effect.lasting)
    assert found.result.effect.next == datetime.date(2026, 12, 28)


@pytest.mark.parametrize(
    ("moved", "words"), [(-0.08, "went the other way"), (0.0, "No difference can be told")]
)
def test_worse_and_nothing_are_results_too(cast: Cast, goal: str, moved: float, words: str):
    of_orders(cast, goal, risen(moved))
    result = seen(cast, goal, planned(cast, goal)).result
    assert result is not None
    assert words in str(result.verdict)


def test_nothing_is_said_of_the_measure_as_long_as_it_runs(cast: Cast, goal: str):
    of_orders(cast, goal, risen(0.08))
    made = planned(cast, goal)
    assert seen(cast, goal, made, now=MEANWHILE).stage == "running"
    assert seen(cast, goal, made, now=MEANWHILE).result is None


def test_teams_that_take_part_are_not_compared_with(
    cast: Cast, goal: str, monkeypatch: pytest.MonkeyPatch
):
    of_orders(cast, goal, risen(0.08))
    others = weekly(cast, risen(0.08))
    monkeypatch.setattr(similar_teams, "ask", lambda *_asked: {cast.units["Billing"]: others})
    monkeypatch.setattr(similar_teams.access, "may_see_figures_of_unit", lambda *_asked: True)
    apart = planned(cast, goal)
    both = planned(cast, goal, who=[cast.units["Orders"], cast.units["Billing"]])
    assert seen(cast, goal, apart).result.effect.teams == ("Billing",)
    assert seen(cast, goal, both).result.effect.teams == ()


@pytest.mark.req("BEYOND-8", via="core")
def test_the_weeks_of_those_who_do_not_take_part_stand_beside_and_only_where_they_may_be_seen(
    cast: Cast, goal: str, monkeypatch: pytest.MonkeyPatch
):
    of_orders(cast, goal, risen(0.08))
    others = weekly(cast, risen(0.0))
    monkeypatch.setattr(similar_teams, "ask", lambda *_asked: {cast.units["Billing"]: others})
    made = planned(cast, goal)
    assert seen(cast, goal, made).result.effect.beside == ()
    monkeypatch.setattr(similar_teams.access, "may_see_figures_of_unit", lambda *_asked: True)
    effect = seen(cast, goal, made).result.effect
    theirs = {week.start: week.value for week in effect.beside}
    shown = [week.start for week in effect.weeks if "open" not in week.flags]
    assert set(shown) <= set(theirs)
    assert theirs[shown[-1]] == pytest.approx(others[-1].value, abs=0.01)
    [listed] = experiments.everything(cast.at("tuan", NOW))
    assert (listed.result.effect.weeks, listed.result.effect.beside) == ((), ())
    both = planned(cast, goal, who=[cast.units["Orders"], cast.units["Billing"]])
    assert seen(cast, goal, both).result.effect.beside == ()


@pytest.mark.parametrize(
    ("wrong", "field", "cure"),
    [
        ({"title": " "}, "title", "Say in a few words"),
        ({"hypothesis": ""}, "hypothesis", "Say what you expect"),
        ({"starts": datetime.date(2025, 12, 1)}, "starts", "Plan it before it begins"),
        ({"ends": datetime.date(2026, 3, 1)}, "ends", "at least 13 weeks"),
        ({"ends": datetime.date(2027, 3, 1)}, "ends", "end within a year"),
        ({"measure": NOTHING}, "measure", "one of the goal’s measures"),
        ({"guard": NOTHING}, "guard", "whose figures you can see"),
        ({"who": []}, "who", "Say who takes part"),
        ({"who": [NOTHING]}, "who", "whom you can see"),
    ],
)
def test_what_cannot_be_is_refused_with_the_cure(
    cast: Cast, goal: str, wrong: dict, field: str, cure: str
):
    of_orders(cast, goal, risen(0.0))
    with pytest.raises(Invalid) as refused:
        planned(cast, goal, **wrong)
    assert cure in str(refused.value.fields[field])


def test_a_goal_without_a_measure_and_a_measure_that_counts_nobody_are_refused(
    cast: Cast, goal: str
):
    with pytest.raises(Invalid) as refused:
        planned(cast, goal, measure=NOTHING)
    assert "no measure yet" in str(refused.value.fields["measure"])
    of_orders(cast, goal, risen(0.0))
    with pytest.raises(Invalid) as refused:
        planned(cast, goal, who=[cast.units["Billing"]])
    assert "counted by this measure" in str(refused.value.fields["measure"])
    with pytest.raises(Invalid) as refused:
        planned(cast, goal, guard=measure_of(goal))
    assert "another measure" in str(refused.value.fields["guard"])


def test_what_was_said_before_stays_once_it_has_begun(cast: Cast, goal: str):
    of_orders(cast, goal, risen(0.0))
    made = planned(cast, goal)
    before = cast.at("tuan", BEFORE)
    planning.edit(before, goal, made, 1, draft(cast, goal, title="Call first"))
    assert seen(cast, goal, made, now=BEFORE).title == "Call first"
    assert [each.name for each in seen(cast, goal, made).units] == ["Orders"]
    running = cast.at("tuan", MEANWHILE)
    for act in (
        lambda: planning.edit(running, goal, made, 2, draft(cast, goal)),
        lambda: planning.remove(running, goal, made, 2),
    ):
        with pytest.raises(Invalid) as refused:
            act()
        assert "End it with a reason" in str(refused.value.fields[""])


def test_it_ends_sooner_with_a_reason_and_is_decided_when_it_is_over(cast: Cast, goal: str):
    of_orders(cast, goal, risen(0.0))
    made = planned(cast, goal)
    running = cast.at("tuan", MEANWHILE)
    for wrong, cure in (("", "Say why it ends sooner"), ("x" * 2001, "Keep it to 2000")):
        with pytest.raises(Invalid, match=cure):
            ending.stop(running, goal, made, 1, wrong)
    with pytest.raises(Invalid, match="not over yet"):
        ending.decide(running, goal, made, 1, "Keep it.")
    with pytest.raises(NotAllowed):
        ending.stop(cast.at("ana", MEANWHILE), goal, made, 1, "I do not like it.")
    ending.stop(running, goal, made, 1, "The calls made people wait.")
    found = seen(cast, goal, made)
    assert (found.last_day, found.stopped_why) == (running.today, "The calls made people wait.")
    with pytest.raises(Invalid, match="nothing to end"):
        ending.stop(cast.at("tuan", NOW), goal, made, 2, "Once more.")
    ending.decide(cast.at("tuan", NOW), goal, made, 2, "Dropped: too slow.")
    assert seen(cast, goal, made, "ana").decision == "Dropped: too slow."


def test_what_ended_before_its_three_months_is_not_judged_by_the_weeks_after_it(
    cast: Cast, goal: str
):
    of_orders(cast, goal, risen(0.2))
    made = planned(cast, goal)
    began = seen(cast, goal, made).starts
    soon = datetime.datetime.combine(
        began + datetime.timedelta(weeks=4), datetime.time(9), datetime.UTC
    )
    ending.stop(cast.at("tuan", soon), goal, made, 1, "It cost too much.")
    result = seen(cast, goal, made).result
    assert result is not None
    assert "what it did cannot be told" in str(result.verdict)
    assert result.effect.stages == ()


@pytest.mark.req("BEYOND-8", via="core")
def test_the_inbox_asks_what_follows_until_it_is_said(cast: Cast, goal: str):
    of_orders(cast, goal, risen(0.0))
    made = planned(cast, goal)

    def asked(who: str, now=NOW) -> list[str]:
        return [q.id for q in inbox.questions(cast.at(who, now)) if q.kind == "experiment"]

    assert asked("tuan", MEANWHILE) == []
    assert asked("tuan") == [made]
    assert asked("ana") == []
    with pytest.raises(Invalid):
        inbox.answer(cast.at("tuan", NOW), "experiment", made, "keep")
    ending.decide(cast.at("tuan", NOW), goal, made, 1, "Kept.")
    assert asked("tuan") == []


@pytest.mark.req("BEYOND-8", via="core")
def test_the_stop_rule_tells_that_the_guard_really_got_worse(cast: Cast, goal: str):
    of_orders(cast, goal, wavy(110))
    guard = measured(cast, "tuan", plan.goal(cast, "tuan", cast.units["Orders"], "Kind", goal),
                     "csat", scope="unit", member=cast.units["Orders"])  # fmt: skip
    worse = wavy(110)
    worse[-8:] -= 0.2
    publish(cast, guard, worse, 2)
    begins = cast.tuan.today - datetime.timedelta(weeks=10)
    before = cast.at("tuan", NOW - datetime.timedelta(weeks=11))
    when = {"starts": begins, "ends": begins + datetime.timedelta(weeks=20)}
    made = planning.plan(before, goal, draft(cast, goal, guard=guard, **when))
    found = seen(cast, goal, made)
    assert found.stage == "running"
    assert "where 69.8 % was usual" in str(found.warning)
    [question] = [q for q in inbox.questions(cast.at("tuan", NOW)) if q.kind == "experiment"]
    assert "Should it end now?" in str(question.asks)
    publish(cast, guard, worse + np.where(np.arange(110) >= 102, 0.4, 0.0), 3)
    assert seen(cast, goal, made).warning is None


def test_who_takes_part_is_named_to_whoever_may_change_the_goal(cast: Cast, goal: str):
    of_orders(cast, goal, risen(0.0))
    made = planned(cast, goal, who=[cast.people["ana"], cast.people["rui"]])

    def named(who: str) -> tuple[list[str], int]:
        found = seen(cast, goal, made, who)
        return [each.name for each in found.people], found.others

    assert named("tuan") == (["Ana Costa", "Rui Matos"], 0)
    assert named("ana") == (["Ana Costa"], 1)
    with pytest.raises(NotThere):
        experiments.show(cast.olga, goal, made)
    assert [each.id for each in experiments.everything(cast.at("tuan", NOW))] == [made]
    assert experiments.everything(cast.olga) == ()


def test_figures_that_are_not_for_the_reader_give_no_result(cast: Cast):
    above = plan.write(cast).top
    small = plan.goal(cast, "amir", cast.units["Billing"], "One answer", above)
    made = measured(cast, "amir", small, "csat", scope="unit", member=cast.units["Billing"])
    publish(cast, made, risen(0.08))
    draft_ = draft(cast, small, who=[cast.units["Billing"]])
    tried = planning.plan(cast.at("amir", BEFORE), small, draft_)
    found = seen(cast, small, tried, "ana")
    assert (found.measure, found.result, found.stage) == (None, None, "over")
