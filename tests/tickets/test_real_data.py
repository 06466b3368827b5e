"""Figures of real help desks equal what twenty lines of plain Python make of the same files."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from trigpoint.connectors.files import load_mapping, read
from trigpoint.tickets.behind import Page
from trigpoint.tickets.facts import Facts
from trigpoint.tickets.query import Figure, Grain, Query
from trigpoint.tickets.warehouse import Warehouse

MAPPINGS = Path(__file__).parents[2] / "docs" / "examples" / "mappings"
START = int(datetime(2015, 1, 1, tzinfo=UTC).timestamp())
END = int(datetime(2019, 1, 1, tzinfo=UTC).timestamp())
SALT = b"a salt of thirty-two bytes length"


def imported(file: Path, mapping: str, folder: Path) -> Path:
    recipe = load_mapping((MAPPINGS / mapping).read_text(encoding="utf-8"))
    with Warehouse.open(folder / "w.duckdb") as warehouse:
        landed = warehouse.land("real", read(file, recipe, SALT), batch="one", landed_at=END)
        assert landed.new
        warehouse.publish(folder / "facts")
    return folder / "facts"


@pytest.fixture(scope="module")
def incidents(shared_data: Path) -> Path:
    return shared_data / "servicenow_incidents" / "events.csv"


@pytest.fixture(scope="module")
def facts(incidents: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Facts]:
    folder = imported(incidents, "servicenow.yaml", tmp_path_factory.mktemp("servicenow"))
    with Facts.open(folder) as opened:
        yield opened


def by_hand(file: Path) -> dict[str, dict[str, int | None]]:
    """Resolution time, reopens and transfers of each incident, from nothing but the CSV."""
    minute = lambda s: int(datetime.strptime(s + "+0000", "%d-%m-%Y %H:%M%z").timestamp())  # noqa: E731 - the plainest way to say it
    rows = defaultdict(list)
    for row in csv.DictReader(file.open(encoding="utf-8")):
        rows[row["number"]].append((minute(row["sys_updated_at"]), int(row["sys_mod_count"]), row))
    found = {}
    for number, updates in rows.items():
        updates.sort(key=lambda update: update[:2])
        opened = min(minute(row["opened_at"]) for _at, _n, row in updates)
        done, solved, reopens, people, groups = False, None, 0, [], []
        for at, _n, row in updates:
            for holders, name in ((people, row["assigned_to"]), (groups, row["assignment_group"])):
                if name != "?" and (not holders or holders[-1] != name):
                    holders.append(name)
            now = row["incident_state"] in {"Resolved", "Closed"}
            if now and not done:
                solved = (max(at, opened) - opened, len(people), len(groups))
            reopens, done = reopens + (done and not now), now
        seconds, persons, queues = solved if done and solved else (None, 0, 0)
        found[number] = {
            "seconds": seconds,
            "reopens": reopens,
            "people": max(persons - 1, 0),
            "queues": max(queues - 1, 0),
        }
    return found  # fmt: skip


def amounts(facts: Facts, kpi: str, **params: str | int) -> dict[str | None, int | None]:
    query = Query(kpi=kpi, start=START, end=END, params=params)
    rows = facts.behind(query, page=Page(limit=None)).rows
    return {row.ticket: row.amount for row in rows if row.counts}


@pytest.mark.req("MEASURE-1", via="core")
def test_every_incident_is_a_ticket(facts: Facts, incidents: Path) -> None:
    assert {row[0] for row in facts._rows("SELECT ticket FROM ticket")} == set(by_hand(incidents))


@pytest.mark.req("MEASURE-2", via="core")
def test_resolution_times_are_those_counted_by_hand(facts: Facts, incidents: Path) -> None:
    expected = {n: t["seconds"] for n, t in by_hand(incidents).items() if t["seconds"] is not None}
    assert amounts(facts, "full_resolution_time") == expected


@pytest.mark.req("MEASURE-2", via="core")
@pytest.mark.parametrize("among", ["people", "queues"])
def test_transfers_are_those_counted_by_hand(facts: Facts, incidents: Path, among: str) -> None:
    expected = {n: t[among] for n, t in by_hand(incidents).items() if t["seconds"] is not None}
    assert amounts(facts, "transfers", among=among) == expected


@pytest.mark.req("MEASURE-2", via="core")
def test_reopens_are_those_counted_by_hand(facts: Facts, incidents: Path) -> None:
    reopened = facts._rows(
        "SELECT ticket.ticket, count(reopened) FROM solve JOIN ticket USING (key)"
        " GROUP BY ALL HAVING count(reopened) > 0"
    )
    expected = {n: t["reopens"] for n, t in by_hand(incidents).items() if t["reopens"]}
    assert dict(reopened) == expected


def test_nps_of_each_day_is_that_of_the_author(shared_data: Path, tmp_path: Path) -> None:
    folder = shared_data / "airport_nps"
    with Facts.open(imported(folder / "survey.csv", "airport-nps.yaml", tmp_path)) as facts:
        days = facts.compute(Query(kpi="nps", start=START, end=END, grain=Grain.DAY))
    found = {datetime.fromtimestamp(f.start, UTC).date().isoformat(): f for f in days if f.n}
    with (folder / "nps_daily.csv").open(encoding="utf-8") as file:
        theirs = {row["date"]: row for row in csv.DictReader(file)}
    assert found.keys() == theirs.keys()
    for day, row in theirs.items():
        assert _same(found[day], row), (day, found[day], row)


def _same(figure: Figure, row: dict[str, str]) -> bool:
    return figure.n == float(row["n_total"]) and abs((figure.value or 0) - float(row["nps"])) < 1e-9
