"""The tickets behind a figure: as many as it counts, with names only where they may be known."""

import datetime

import pytest

from tests.cast import Cast
from tests.services.conftest import Desk, change, moment, solved
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.measures import behind, measures
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.services.organisation import organisation
from trigpoint.store.models import ReadLogLine

pytestmark = pytest.mark.django_db

KPI = "full_resolution_time"
WEEK = datetime.date(2026, 11, 2)
ROWS = (
    "".join(solved(n, "11-03", hours=n % 8 + 1) for n in range(60))
    + solved(70, "11-03")
    + change(70, moment("11-03"), moment("11-05"), "Open")
)


def set_up(cast: Cast, desk: Desk, scope: str, member: str) -> str:
    asking = cast.ana if scope == "person" else cast.tuan
    draft = MeasureDraft(kpi=KPI, scope=scope, member=member, pinned=True)
    measure = measures.add(asking, draft)
    desk.bring(ROWS)
    desk.tie(ana="ana")
    return measure


@pytest.mark.req("MEASURE-5", via="core")
def test_behind_a_figure_are_as_many_tickets_as_it_counts(desk: Desk, cast: Cast):
    measure = set_up(cast, desk, "unit", cast.units["Orders"])
    figure = next(f for f in measures.show(cast.tuan, measure).series if f.start == WEEK)
    found = behind.show(cast.tuan, measure, WEEK, "week")
    rows = list(behind.export(cast.tuan, measure, WEEK, "week"))
    assert sum(row.counts for row in rows) == found.counted == figure.n == 60
    assert found.figure == figure
    [left_out] = [row for row in rows if not row.counts]
    assert (left_out.ticket, left_out.code) == ("70", "reopened")
    assert str(left_out.reason)


def test_long_lists_come_page_by_page_in_the_order_asked_for(desk: Desk, cast: Cast):
    measure = set_up(cast, desk, "unit", cast.units["Orders"])
    first = behind.show(cast.tuan, measure, WEEK, "week", sort="largest")
    second = behind.show(cast.tuan, measure, WEEK, "week", sort="largest", page=2)
    assert (len(first.rows), len(second.rows), first.pages) == (50, 11, 2)
    amounts = [row.amount for row in (*first.rows, *second.rows) if row.counts]
    assert amounts == sorted(amounts, key=lambda amount: -(amount or 0))
    with pytest.raises(Invalid):
        behind.show(cast.tuan, measure, WEEK, "week", sort="random")


@pytest.mark.req("PEOPLE-1", via="core")
def test_who_held_a_ticket_is_shown_to_the_lead_and_to_no_colleague(desk: Desk, cast: Cast):
    measure = set_up(cast, desk, "unit", cast.units["Orders"])
    seen = {
        name: {row.holder for row in behind.show(cast.actors[name], measure, WEEK, "week").rows}
        for name in ("tuan", "rui", "jo")
    }
    assert seen == {"tuan": {"Ana Costa"}, "rui": {""}, "jo": {""}}


def test_where_the_organisation_guards_persons_the_lead_sees_no_names_either(
    desk: Desk, cast: Cast
):
    measure = set_up(cast, desk, "unit", cast.units["Orders"])
    version = organisation.show(cast.dara).version
    organisation.edit(cast.dara, version, {"privacy_mode": "self_only"}, "agreed with all")
    tuan = cast.at("tuan", cast.tuan.now)
    assert {row.holder for row in behind.show(tuan, measure, WEEK, "week").rows} == {""}


@pytest.mark.req("PEOPLE-2", via="core")
def test_whoever_reads_what_is_behind_a_persons_figure_is_noted_for_that_person(
    desk: Desk, cast: Cast
):
    measure = set_up(cast, desk, "person", cast.people["ana"])
    behind.show(cast.ana, measure, WEEK, "week")
    measures.show(cast.ana, measure)
    assert not ReadLogLine.objects.exists()
    behind.show(cast.tuan, measure, WEEK, "week")
    measures.show(cast.tuan, measure)
    lines = ReadLogLine.objects.filter(subject__public_id=cast.people["ana"])
    assert [line.reader.person.name for line in lines] == ["Tuan Nguyen", "Tuan Nguyen"]


def test_behind_the_hidden_figure_of_a_small_team_no_ticket_can_be_counted(desk: Desk, cast: Cast):
    measure = measures.add(
        cast.amir,
        MeasureDraft(kpi=KPI, scope="unit", member=cast.units["Billing"], pinned=True),
    )
    desk.bring(ROWS)
    desk.tie(ana="bea")
    assert behind.show(cast.amir, measure, WEEK, "week").counted == 60
    for name in ("ana", "tuan", "mira"):
        with pytest.raises(NotThere):
            behind.show(cast.actors[name], measure, WEEK, "week")


def test_a_figure_that_is_hidden_or_not_there_has_nothing_behind_it(desk: Desk, cast: Cast):
    measure = set_up(cast, desk, "person", cast.people["ana"])
    for actor, day in ((cast.rui, WEEK), (cast.ana, datetime.date(2026, 1, 5))):
        with pytest.raises(NotThere):
            behind.show(actor, measure, day, "week")


@pytest.mark.req("MEASURE-4", via="core")
def test_a_ticket_that_counts_says_how_and_the_ways_add_up(desk: Desk, cast: Cast):
    draft = MeasureDraft(kpi="reopen_rate", params={"days": 7}, pinned=True)
    measure = measures.add(cast.dara, draft)
    desk.bring(ROWS + solved(90, "11-17"))
    found = behind.show(cast.dara, measure, WEEK, "week")
    assert [(tally.code, tally.n) for tally in found.counts] == [
        ("stayed_solved", 60),
        ("came_back", 1),
    ]
    assert sum(tally.n for tally in found.counts if tally.counts) == found.counted
    [back] = [row for row in behind.export(cast.dara, measure, WEEK, "week") if row.amount]
    assert (back.ticket, str(back.reason)) == (
        "70",
        "Opened again within the days given, after this solve.",
    )


def test_an_export_has_every_ticket_however_many_are_read_at_a_time(
    desk: Desk, cast: Cast, monkeypatch: pytest.MonkeyPatch
):
    measure = set_up(cast, desk, "unit", cast.units["Orders"])
    monkeypatch.setattr(behind, "CHUNK", 7)
    rows = list(behind.export(cast.tuan, measure, WEEK, "week"))
    assert len({row.ticket for row in rows}) == len(rows) == 61


def test_an_export_is_refused_before_its_first_line(desk: Desk, cast: Cast):
    measure = set_up(cast, desk, "person", cast.people["ana"])
    with pytest.raises(NotThere):
        behind.export(cast.rui, measure, WEEK, "week")
