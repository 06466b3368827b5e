"""Figures by language, site and employer, and what we began ourselves."""

import datetime
import io
import re

import pytest
from django.test import Client

from tests.api.program import Program
from tests.cast import SINCE, Cast
from tests.services.conftest import Desk
from trigpoint.services.helpdesks import accounts, imports
from trigpoint.services.measures import exploring, measures
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.services.people import people
from trigpoint.services.people.people import PersonRow
from trigpoint.tickets.query import By, Dimension, Figure, Query

pytestmark = pytest.mark.django_db
MAPPING = """
name: A row per ticket
shape: ticket
dates: {formats: ["%Y-%m-%d %H:%M"], zone: Etc/UTC}
columns:
  ticket: number
  created_at: opened
  solved_at: solved
  status: state
  assignee: owner
  outbound: ours
  custom: {language: language, site: site}
statuses: {Solved: solved}
"""
WEEK = 7 * 86_400
OURS, THEIRS = ("ana", "rui", "ines", "lena", "omar"), ("h0", "h1", "h2", "h3", "h4", "pat")
DAYS = "start=2026-11-01&last=2026-11-14&grain=whole"


def rows() -> str:
    """Return a ticket of two hours for each of ours, in Lisbon; of six for theirs, in Porto.

    Three later ones, of Faro, Porto and Lisbon: by the last of them the weeks before are over.
    """
    lines = ["number,opened,solved,state,owner,ours,language,site"]
    for n, who in enumerate((*OURS, *THEIRS)):
        ours = who in OURS
        hour, language, site = (11, "pt", "Lisbon") if ours else (15, "de", "Porto")
        began = "yes" if who == "pat" else "no"
        day = "2026-11-03"
        lines.append(f"{n},{day} 09:00,{day} {hour}:00,Solved,{who},{began},{language},{site}")
    lines += [
        f"{number},2026-11-{day} 09:00,2026-11-{day} 10:00,Solved,ana,no,pt,{site}"
        for number, day, site in ((15, 15, "Faro"), (16, 15, "Porto"), (17, 17, "Lisbon"))
    ]
    return "\n".join(lines) + "\n"


@pytest.fixture
def brought(desk: Desk, cast: Cast) -> Desk:
    new = [
        PersonRow(name=f"Help {n}", unit=unit, employer="Helpline", valid_from=SINCE)
        for n, unit in enumerate(("Helpline", "Orders", "Orders", "Orders", "Orders"))
    ]
    helpers = people.add_people(cast.dara, new)
    run = imports.start(
        cast.dara,
        io.BytesIO(rows().encode()),
        file_name="tickets.csv",
        mapping=MAPPING,
        source_key="desk",
    )
    desk.work()
    assert desk.show(run).state == "done", desk.show(run)
    known = {each.external_id: each.id for each in accounts.accounts(cast.dara)}
    pairs = [(known[who], cast.people[who]) for who in (*OURS, "pat")]
    pairs += [(known[f"h{n}"], person) for n, person in enumerate(helpers)]
    accounts.tie(cast.dara, pairs, datetime.date(2026, 1, 1))
    desk.work()
    return desk


def told(program: Program, kpi: str, by: str) -> dict[str, tuple[int, float]]:
    answer = program.get(f"/kpis/{kpi}/figures?{DAYS}&by={by}")
    assert answer.status_code == 200, answer.content
    return {cell["name"]: (cell["n"], cell["value"]) for cell in answer.json()["items"]}


@pytest.mark.req("MEASURE-2", via="api")
def test_figures_come_by_language_site_and_employer_and_what_we_began_is_apart(
    brought: Desk, cast: Cast
):
    dara = Program(cast.dara)
    two, six = (5, 7200.0), (5, 21_600.0)
    assert told(dara, "full_resolution_time", "custom.language") == {"pt": two, "de": six}
    assert told(dara, "full_resolution_time", "custom.site") == {"Lisbon": two, "Porto": six}
    employers = told(dara, "full_resolution_time", "employer")
    assert employers == {"Northwind": two, "Helpline": six}
    assert told(dara, "proactive_contacts", "custom.site") == {"Porto": (None, None)}
    assert told(dara, "new_tickets", "custom.site") == {"Lisbon": (5, 5.0), "Porto": (5, 5.0)}


@pytest.mark.req("MEASURE-2", via="web")
@pytest.mark.req("MEASURE-5", via="web")
def test_a_measures_page_shows_it_by_language_with_n_and_thin_rows_without_a_figure(
    brought: Desk, cast: Cast
):
    measure, began = (
        measures.add(cast.mira, MeasureDraft(kpi=kpi, window_weeks=4, pinned=True))
        for kpi in ("new_tickets", "proactive_contacts")
    )
    brought.work()
    browser = Client()
    browser.force_login(cast.mira.user)
    page = browser.get(f"/m/{measure}/by/?by=custom.language").content.decode()
    assert re.findall(r"<bdi>(pt|de)</bdi>", page) == ["pt", "de"]
    assert "7 tickets" in page
    assert "custom.site" in page
    lines = browser.get(f"/m/{measure}/by.csv?by=custom.language").content.decode()
    assert "\r\npt,7.0,7.0,7.0,7\r\n" in lines
    thin = browser.get(f"/m/{began}/by/?by=custom.site").content.decode()
    assert "Porto" in thin
    assert "kept back" in thin
    assert browser.get(f"/m/{measure}/by/?by=person").status_code == 404
    told = Program(cast.mira).get(f"/measures/{measure}/cuts?by=custom.language").json()
    assert [(row["name"], row["n"]) for row in told["rows"]] == [("pt", 7), ("de", 5)]
    own = browser.get(f"/m/{measure}/").content.decode()
    assert f'hx-get="/m/{measure}/by/"' in own
    assert 'value="employer"' in own
    employers = browser.get(f"/m/{measure}/by.csv?by=employer").content.decode()
    assert set(re.findall(r"^(Northwind|Helpline),", employers, re.MULTILINE)) == {
        "Northwind",
        "Helpline",
    }


@pytest.mark.req("BEYOND-7", via="api")
def test_one_ticket_of_a_site_comes_out_nowhere_by_what_is_left_of_the_total(
    brought: Desk, cast: Cast
):
    """Of twelve tickets six are of Porto, five of Lisbon, one of Faro: all that is left are six."""
    measure = measures.add(cast.mira, MeasureDraft(kpi="new_tickets", window_weeks=4, pinned=True))
    brought.work()
    browser, program = Client(), Program(cast.mira)
    browser.force_login(cast.mira.user)
    page = browser.get(f"/m/{measure}/by/?by=custom.site").content.decode()
    assert re.findall(r"<bdi>(Porto|Lisbon|Faro)</bdi>", page) == ["Porto", "Faro", "Lisbon"]
    assert page.count("kept back") == 3, "twice, and why"
    lines = browser.get(f"/m/{measure}/by.csv?by=custom.site").content.decode().splitlines()
    assert lines[1:] == ["Porto,6.0,6.0,6.0,6", "Faro,,,,", "Lisbon,,,,"]
    asked = f"/measures/{measure}/cuts?by=custom.site"
    told = {row["name"]: row for row in program.get(asked).json()["rows"]}
    assert told["Porto"]["n"] == 6
    for kept in (told["Faro"], told["Lisbon"]):
        assert {kept[name] for name in ("value", "n", "numerator", "denominator")} == {None}
        assert kept["flags"] == ["kept_back"]
    days = "start=2026-10-01&last=2026-11-16&grain=whole&by=custom.site"
    found = program.get(f"/kpis/new_tickets/figures?{days}").json()["items"]
    assert {row["name"] for row in found if row["value"] is None} == {"Faro", "Lisbon"}


class Counted:
    """Facts of two weeks, by employer: tickets, and those that have no value yet."""

    def __init__(self, *weeks: dict[str, tuple[int, int]]) -> None:
        self.weeks = weeks

    def compute(self, _query: Query) -> list[Figure]:
        return [
            Figure(
                key=key,
                start=week * WEEK,
                end=(week + 1) * WEEK,
                numerator=None,
                denominator=n,
                n=n,
                value=1.0,
                low=None,
                high=None,
                missing=missing,
            )
            for week, there in enumerate(self.weeks)
            for key, (n, missing) in there.items()
        ]


def test_an_employer_comes_out_in_no_week_by_what_the_others_leave_of_the_total(cast: Cast):
    people.add_units(cast.dara, [("Agency", "partner", "Northwind")], SINCE)
    new = [("Agency", 2), ("Helpline", 5)]
    people.add_people(
        cast.dara,
        [
            PersonRow(name=f"{name} {n}", unit=name, employer=name, valid_from=SINCE)
            for name, count in new
            for n in range(count)
        ],
    )
    ids = {unit.name: unit.id for unit in people.units(cast.dara)}
    top, small, lent = ids["Northwind"], ids["Agency"], ids["Helpline"]
    query = Query(kpi="new_tickets", start=0, end=4 * WEEK, by=By(Dimension.EMPLOYER))
    facts = Counted(
        {top: (30, 0), lent: (20, 0), small: (9, 0)},
        {top: (30, 0), small: (9, 0)},
        {top: (30, 6), lent: (20, 0), small: (0, 7)},
        {top: (30, 0), lent: (20, 0)},
    )
    told = exploring.cells(cast.mira, query, facts)  # type: ignore[arg-type]  # as far as it is asked
    days = [datetime.date(1970, 1, 1) + datetime.timedelta(weeks=n) for n in range(4)]
    assert [(cell.key, days.index(cell.start)) for cell in told] == [
        (top, 0), (lent, 2), (top, 3), (lent, 3),
    ]  # fmt: skip


def test_a_measure_that_does_not_count_everything_offers_no_row_for_each_employer(
    brought: Desk, cast: Cast
):
    """Within a team, or in one channel, an employer may be a single person."""
    draft = MeasureDraft(kpi="new_tickets", scope="unit", member=cast.units["Orders"], pinned=True)
    measure = measures.add(cast.mira, draft)
    brought.work()
    browser = Client()
    browser.force_login(cast.mira.user)
    page = browser.get(f"/m/{measure}/").content.decode()
    assert 'value="site"' in page
    assert 'value="employer"' not in page
    assert browser.get(f"/m/{measure}/by/?by=employer").status_code == 404
