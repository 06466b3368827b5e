"""Words against a figure about oneself: kept, flagged, answered once by whoever may."""

import datetime
from dataclasses import replace

import pytest

from tests.cast import NOW, Cast
from trigpoint.services.errors import Invalid, NotAllowed, NotThere, Stale
from trigpoint.services.measures import disputes, figures, measures
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.store.models import Generation, Measure, Reading

pytestmark = pytest.mark.django_db
MONDAY = datetime.date(2026, 11, 2)


@pytest.fixture
def measure(cast: Cast) -> str:
    """A measure about Ana, with a figure for two weeks and for both together."""
    draft = MeasureDraft(kpi="reopen_rate", scope="person", member=cast.people["ana"])
    made = measures.add(cast.ana, draft)
    Generation.objects.create(
        organisation=cast.organisation, number=1, folder="1", published_at=NOW, data_as_of=NOW
    )
    week = datetime.timedelta(days=7)
    for grain, start, end in (
        ("week", MONDAY, MONDAY + week),
        ("week", MONDAY + week, MONDAY + 2 * week),
        ("window", MONDAY, MONDAY + 2 * week),
    ):
        Reading.objects.create(
            measure=Measure.objects.get(public_id=made),
            grain=grain,
            start=start,
            end=end,
            n=40,
            value=0.1,
            low=0.05,
            high=0.2,
            generation=1,
        )
    return made


@pytest.fixture
def said(cast: Cast, measure: str) -> str:
    return disputes.add(cast.ana, measure, MONDAY, "Two of these were not mine.")


def in_mode(cast: Cast, mode: str) -> None:
    cast.organisation.privacy_mode = mode
    cast.organisation.save()


@pytest.mark.req("PEOPLE-5", via="core")
def test_a_disputed_figure_says_so_until_it_is_answered(cast: Cast, measure: str, said: str):
    page = measures.show(cast.ana, measure)
    assert [figure.flags for figure in page.series] == [(figures.DISPUTED,), ()]
    assert page.standing is not None
    assert page.standing.flags == (figures.DISPUTED,)
    assert [d.words for d in page.disputes] == ["Two of these were not mine."]
    disputes.answer(cast.tuan, said, 1, "You are right: both are tied to Rui now.")
    after = measures.show(cast.ana, measure)
    assert [figure.flags for figure in after.series] == [(), ()]
    assert after.disputes[0].answer == "You are right: both are tied to Rui now."


@pytest.mark.req("PEOPLE-5", via="core")
def test_the_lead_and_administrators_may_answer_and_administrators_see_no_figure(
    cast: Cast, measure: str, said: str
):
    [mine] = disputes.disputes(cast.ana)
    [to_answer] = disputes.disputes(cast.tuan)
    [office] = disputes.disputes(cast.dara)
    assert (mine.id, to_answer.id, office.id) == (said, said, said)
    assert (mine.mine_to_answer, to_answer.mine_to_answer, office.mine_to_answer) == (
        False,
        True,
        True,
    )
    assert to_answer.measure is not None
    assert office.measure is None
    assert office.person.name == "Ana Costa"
    with pytest.raises(NotThere):
        measures.show(cast.dara, measure)
    for name in ("rui", "jo", "mira", "amir", "wanda", "pat", "olga", "fern"):
        assert disputes.disputes(getattr(cast, name)) == []
        with pytest.raises(NotThere):
            disputes.show(getattr(cast, name), said)


@pytest.mark.parametrize("mode", ["self_only", "team_only"])
def test_where_figures_are_for_the_person_alone_administrators_answer(
    cast: Cast, said: str, mode: str
):
    in_mode(cast, mode)
    actors = {
        name: replace(getattr(cast, name), organisation=cast.organisation, memo={})
        for name in ("tuan", "dara")
    }
    assert disputes.disputes(actors["tuan"]) == []
    with pytest.raises(NotThere):
        disputes.answer(actors["tuan"], said, 1, "No.")
    disputes.answer(actors["dara"], said, 1, "The accounts were tied wrongly.")


def test_it_is_answered_once_in_words_and_not_by_oneself(cast: Cast, said: str):
    with pytest.raises(NotAllowed):
        disputes.answer(cast.ana, said, 1, "I am right.")
    with pytest.raises(Invalid):
        disputes.answer(cast.tuan, said, 1, "  ")
    disputes.answer(cast.tuan, said, 1, "You are right.")
    with pytest.raises(Invalid):
        disputes.answer(cast.dara, said, 2, "No.")


def test_two_answers_at_once_do_not_overwrite_each_other(cast: Cast, said: str):
    with pytest.raises(Stale):
        disputes.answer(cast.tuan, said, 7, "You are right.")


def test_open_ones_come_before_the_answered(cast: Cast, measure: str, said: str):
    disputes.answer(cast.tuan, said, 1, "You are right.")
    again = disputes.add(cast.ana, measure, MONDAY + datetime.timedelta(days=7), "And this?")
    third = disputes.add(cast.ana, measure, MONDAY, "Still.")
    disputes.answer(cast.tuan, third, 1, "Mended.")
    assert disputes.disputes(cast.ana)[0].id == again


def test_only_a_figure_about_oneself_can_be_disputed(cast: Cast, measure: str):
    with pytest.raises(NotAllowed):
        disputes.add(cast.tuan, measure, MONDAY, "Too low.")
    with pytest.raises(Invalid):
        disputes.add(cast.ana, measure, MONDAY, " ")


def test_a_past_moment_shows_what_was_disputed_then(cast: Cast, measure: str, said: str):
    later = cast.at("tuan", NOW + datetime.timedelta(days=2))
    disputes.answer(later, said, 1, "You are right.")
    now = cast.at("ana", NOW + datetime.timedelta(days=3))
    then = measures.show(now, measure, at=NOW + datetime.timedelta(days=1))
    assert then.series[0].flags == (figures.DISPUTED,)
    assert measures.show(now, measure).series[0].flags == ()


def test_the_page_of_a_past_day_has_what_was_said_and_answered_by_then(
    cast: Cast, measure: str, said: str
):
    hour = datetime.timedelta(hours=1)
    later = cast.at("tuan", NOW + 2 * hour)
    disputes.answer(later, said, 1, "Two went to somebody else.")
    reader = cast.at("ana", NOW + 3 * hour)
    told = [
        [(d.answer, d.mine_to_answer) for d in measures.show(reader, measure, at=at).disputes]
        for at in (NOW + hour, None)
    ]
    assert told == [[("", False)], [("Two went to somebody else.", False)]]
    record = Measure.objects.get(public_id=measure)
    assert disputes.of_measure(reader, record, NOW - hour) == []
