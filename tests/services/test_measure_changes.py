"""Measures after they were set up: named, pinned, retired, refused."""

import pytest

from tests.cast import Cast
from tests.services.plan import DUE, goal, write
from trigpoint.services.errors import Invalid, NotAllowed, NotThere, Stale
from trigpoint.services.goals import targets
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.measures import measure_changes, measure_list, measures
from trigpoint.services.measures.measure_list import MeasureFilter
from trigpoint.services.measures.measures import MeasureDraft

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure(cast: Cast) -> str:
    return measures.add(cast.tuan, MeasureDraft(kpi="reopen_rate"))


def hold(cast: Cast, who: str, goal_id: str, measure: str) -> None:
    draft = TargetDraft(kind="lower", measure=measure, baseline=0.2, points=((DUE, 0.1),), due=DUE)
    targets.add(getattr(cast, who), goal_id, draft, reason="plan")


def test_a_measure_is_named_and_pinned(cast: Cast, measure: str):
    measure_changes.edit(cast.tuan, measure, 1, {"title": "Comes back", "pinned": True})
    page = measures.show(cast.ana, measure)
    assert (page.measure.title, page.pinned, page.version) == ("Comes back", True, 2)
    with pytest.raises(Stale):
        measure_changes.edit(cast.dara, measure, 1, {"pinned": False})
    for changes in ({"title": " "}, {"title": "x" * 201}, {"kpi": "csat"}):
        with pytest.raises(Invalid):
            measure_changes.edit(cast.dara, measure, 2, changes)


def test_whoever_set_it_up_and_administrators_may_change_it(cast: Cast, measure: str):
    for name in ("amir", "jo", "mira", "ana"):
        with pytest.raises(NotAllowed):
            measure_changes.edit(getattr(cast, name), measure, 1, {"pinned": True})
    measure_changes.edit(cast.dara, measure, 1, {"pinned": True})


def test_a_measure_about_a_person_is_theirs(cast: Cast):
    draft = MeasureDraft(kpi="reopen_rate", scope="person", member=cast.people["ana"])
    made = measures.add(cast.tuan, draft)
    with pytest.raises(NotAllowed):
        measure_changes.retire(cast.tuan, made, 1)
    with pytest.raises(NotThere):
        measure_changes.retire(cast.dara, made, 1)
    measure_changes.retire(cast.ana, made, 1)


@pytest.mark.req("GRAPH-4", via="core")
def test_a_measure_in_use_stays_and_says_which_goals_hold_to_it(cast: Cast, measure: str):
    plan = write(cast)
    hold(cast, "tuan", plan.team, measure)
    with pytest.raises(Invalid) as refused:
        measure_changes.retire(cast.tuan, measure, 1)
    assert "Right person, first touch." in str(refused.value)


def test_goals_that_are_not_to_be_seen_have_no_name(cast: Cast, measure: str):
    wish = goal(cast, "ana", cast.people["ana"], "Lead a team", cast.vision, private=True)
    hold(cast, "ana", wish, measure)
    with pytest.raises(Invalid) as refused:
        measure_changes.retire(cast.tuan, measure, 1)
    assert "not for you to see" in str(refused.value)
    assert "Lead a team" not in str(refused.value)


def test_a_measure_nobody_holds_to_goes(cast: Cast, measure: str):
    with pytest.raises(Stale):
        measure_changes.retire(cast.tuan, measure, 3)
    measure_changes.retire(cast.tuan, measure, 1, reason="Too coarse")
    assert measure_list.find(cast.tuan, MeasureFilter()).lines == ()
    with pytest.raises(NotThere):
        measures.show(cast.tuan, measure)


@pytest.mark.parametrize(
    "part", ["kpi", "kpi_version", "params", "filters", "scope", "window_weeks"]
)
def test_the_definition_of_a_measure_never_changes_inside_its_weeks(
    cast: Cast, measure: str, part: str
):
    with pytest.raises(Invalid) as refused:
        measure_changes.edit(cast.tuan, measure, 1, {part: 2})
    assert "Set up another measure" in str(refused.value.fields[part])
