"""Readings: there all at once, kept beside their restatement, written where they differ."""

import datetime

import pytest

from tests.cast import Cast
from tests.services.conftest import Desk, change, moment, solved
from trigpoint.services.goals import goals, targets
from trigpoint.services.goals.goals import GoalDraft
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.helpdesks import imports
from trigpoint.services.measures import figures, measures, readings
from trigpoint.services.measures.figures import Figure
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.store.models import Generation, Job, Reading

pytestmark = pytest.mark.django_db

FIRST_WEEK = datetime.date(2026, 10, 5)
ROWS = "".join(solved(n, "10-06", hours=n + 1) for n in range(12)) + solved(50, "10-13")
LATER = "".join(solved(100 + n, "11-10") for n in range(11))
REOPENED = "".join(
    change(n, moment("10-06"), moment("10-28"), "Open")
    + change(n, moment("10-06"), moment("10-28", 11), "Solved")
    for n in range(2)
)


class Killed(BaseException):
    """Stands for a kill: no handler may take it for an error."""


@pytest.fixture
def measure(cast: Cast) -> str:
    """The median of the full resolution time, over all tickets."""
    return measures.add(cast.mira, MeasureDraft(kpi="full_resolution_time", pinned=True))


def weeks(cast: Cast, measure: str) -> dict[datetime.date, Figure]:
    mira = cast.at("mira", cast.mira.now)  # who asks anew has read nothing yet
    return {figure.start: figure for figure in measures.show(mira, measure).series}


def held(grain: str) -> dict[datetime.date, int]:
    """Return the rows that hold, by first day."""
    rows = Reading.objects.filter(until__isnull=True, grain=grain)
    return {row.start: row.pk for row in rows}


@pytest.mark.req("GRAPH-4", via="core")
def test_a_figure_comes_with_its_range_its_number_and_its_age(desk: Desk, cast: Cast, measure: str):
    desk.bring(ROWS)
    found = weeks(cast, measure)[FIRST_WEEK]
    assert (found.n, found.value) == (12, 6.5 * 3600)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 6.5 * 3600 < found.high
    assert found.as_of == moment("10-13", 10)


def test_readings_appear_all_at_once_with_their_generation(desk: Desk, cast: Cast, measure: str):
    assert weeks(cast, measure) == {}
    desk.bring(ROWS)
    assert {row.generation for row in Reading.objects.all()} == {1}
    assert figures.published(cast.organisation).number == 1


def test_a_publication_that_is_killed_leaves_nothing_visible_and_is_cleared(
    desk: Desk, cast: Cast, measure: str, monkeypatch: pytest.MonkeyPatch
):
    desk.bring(ROWS)
    before = weeks(cast, measure)
    desk.send(REOPENED + LATER)

    def kill(**_columns: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(Generation.objects, "create", kill)
        with pytest.raises(Killed):
            desk.work()
    assert Reading.objects.filter(generation=2).exists()
    assert weeks(cast, measure) == before

    readings.clear_unfinished(cast.organisation)
    assert not Reading.objects.filter(generation=2).exists()
    assert weeks(cast, measure) == before

    Job.objects.filter(state="running").update(lease_until=moment("01-01"))
    desk.work()
    assert figures.published(cast.organisation).number == 2
    assert weeks(cast, measure)[FIRST_WEEK].n == 10


@pytest.mark.req("MEASURE-4", via="core")
def test_a_restated_figure_keeps_what_it_said_before(desk: Desk, cast: Cast, measure: str):
    desk.bring(ROWS)
    desk.bring(REOPENED)
    found = weeks(cast, measure)[FIRST_WEEK]
    assert (found.n, found.value, found.was) == (10, 7.5 * 3600, 6.5 * 3600)
    assert str(found.why) == "2 tickets opened again since"
    page = measures.show(cast.mira, measure)
    assert [change.start for change in page.changes] == [FIRST_WEEK]


def test_what_still_goes_on_is_no_restatement_when_it_moves(desk: Desk, cast: Cast, measure: str):
    desk.bring(ROWS)
    last = FIRST_WEEK + datetime.timedelta(weeks=1)
    assert "open" in weeks(cast, measure)[last].flags
    desk.bring("".join(solved(60 + n, "10-14", hours=3) for n in range(11)))
    assert weeks(cast, measure)[last].was is None


def test_readings_that_say_the_same_are_not_written_again(desk: Desk, cast: Cast, measure: str):
    desk.bring(ROWS)
    before = held("week")
    desk.bring(LATER)
    after = held("week")
    assert after[FIRST_WEEK] == before[FIRST_WEEK]
    assert set(after) > set(before)


def test_a_window_is_replaced_by_the_next_one(desk: Desk, cast: Cast, measure: str):
    desk.bring(ROWS)
    [first] = held("window")
    desk.bring(LATER)
    [second] = held("window")
    assert (second - first).days % 7 == 0
    assert second > first
    standing = measures.show(cast.mira, measure).standing
    assert standing is not None
    assert standing.start == second


def test_a_measure_set_up_later_has_its_readings_without_a_new_generation(desk: Desk, cast: Cast):
    desk.bring(ROWS)
    late = measures.add(cast.mira, MeasureDraft(kpi="full_resolution_time", pinned=True))
    desk.work()
    assert weeks(cast, late)[FIRST_WEEK].n == 12
    assert figures.published(cast.organisation).number == 1


def test_a_measure_that_was_not_kept_has_its_readings_once_a_target_holds_to_it(
    desk: Desk, cast: Cast
):
    desk.bring(ROWS)
    loose = measures.add(cast.mira, MeasureDraft(kpi="full_resolution_time"))
    desk.work()
    assert weeks(cast, loose) == {}
    goal = goals.add(
        cast.mira,
        GoalDraft(title="Solve faster", owner=cast.units["Northwind"], period=cast.period),
    )
    day = datetime.date(2026, 12, 1)
    lower = {"kind": "lower", "baseline": 9e4, "due": day, "points": ((day, 3600.0),)}
    targets.add(cast.mira, goal, TargetDraft(measure=loose, **lower))
    desk.work()
    assert weeks(cast, loose)
    before = Job.objects.count()
    targets.add(cast.mira, goal, TargetDraft(measure=loose, **lower))
    assert Job.objects.count() == before


def test_what_a_failed_publication_left_is_not_taken_for_what_holds(
    desk: Desk, cast: Cast, measure: str, monkeypatch: pytest.MonkeyPatch
):
    desk.bring(ROWS)
    before = weeks(cast, measure)
    desk.send(REOPENED + LATER)

    def kill(**_columns: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(Generation.objects, "create", kill)
        with pytest.raises(Killed):
            desk.work()
    imports.restate(cast.organisation)
    assert weeks(cast, measure) == before
    assert Reading.objects.values("measure", "grain", "start").filter(
        until=None, grain="week"
    ).count() == len(before)


def test_ties_of_accounts_restate_the_figures_of_people(desk: Desk, cast: Cast):
    desk.bring(ROWS)
    own = measures.add(
        cast.ana,
        MeasureDraft(
            kpi="full_resolution_time", scope="person", member=cast.people["ana"], pinned=True
        ),
    )
    assert measures.show(cast.ana, own).series == ()
    desk.tie(ana="ana")
    assert {f.start: f.n for f in measures.show(cast.ana, own).series}[FIRST_WEEK] == 12


def test_a_week_stays_open_until_its_customers_can_come_back_no_more(desk: Desk, cast: Cast):
    draft = MeasureDraft(kpi="reopen_rate", params={"days": 14}, pinned=True)
    measure = measures.add(cast.mira, draft)
    desk.bring(ROWS)
    assert "open" in weeks(cast, measure)[FIRST_WEEK].flags
    desk.bring(LATER)
    assert "open" not in weeks(cast, measure)[FIRST_WEEK].flags
    assert measures.show(cast.mira, measure).changes == ()
    assert measures.show(cast.mira, measure).settles == 14


@pytest.mark.req("MEASURE-5", via="core")
def test_what_has_no_value_is_counted_beside_the_figure_and_never_as_zero(desk: Desk, cast: Cast):
    business = {"hours": "business"}
    draft = MeasureDraft(kpi="full_resolution_time", params=business, pinned=True)
    measure = measures.add(cast.mira, draft)
    desk.bring(ROWS)
    page = measures.show(cast.mira, measure)
    found = weeks(cast, measure)[FIRST_WEEK]
    assert (found.n, found.missing, found.value) == (0, 12, None)
    assert [str(text) for text in page.beside] == ["no working hours known"]


def test_a_count_of_nothing_is_zero_from_the_first_ticket_on(desk: Desk, cast: Cast):
    draft = MeasureDraft(kpi="backlog", scope="person", member=cast.people["ana"], pinned=True)
    backlog = measures.add(cast.ana, draft)
    desk.bring(change(1, moment("10-06"), moment("10-06"), "New") + solved(2, "09-01", owner="rui"))
    desk.tie(ana="ana")
    waiting = change(1, moment("10-06"), moment("10-14"), "Solved")
    desk.bring(waiting + solved(3, "11-03", owner="rui"))
    page = measures.show(cast.at("ana", cast.ana.now), backlog)
    counted = {figure.start: (figure.value, figure.n) for figure in page.series}
    assert min(counted) == FIRST_WEEK, "before the first ticket nothing is known"
    assert counted[FIRST_WEEK] == (1, 1)
    assert counted[FIRST_WEEK + datetime.timedelta(days=14)] == (0, 0)
    assert page.standing is not None
    assert (page.standing.value, page.standing.low, page.standing.high) == (0, 0, 0)
