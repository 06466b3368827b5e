"""Figures equal the definition by the book, in every cut and grain, on DuckDB and PostgreSQL."""

import math
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

import psycopg
import pytest

from tests.tickets import worlds
from tests.tickets.postgres import load, postgres
from tests.tickets.test_kpis import AS_OF, published
from trigpoint.tickets import compose
from trigpoint.tickets.catalogue import catalogue
from trigpoint.tickets.definition import Definition
from trigpoint.tickets.engines import Postgres
from trigpoint.tickets.facts import Facts
from trigpoint.tickets.figures import figures
from trigpoint.tickets.oracle import figures as book
from trigpoint.tickets.oracle.kpis import World
from trigpoint.tickets.oracle.more_kpis import TWINS
from trigpoint.tickets.periods import periods
from trigpoint.tickets.query import By, Dimension, Figure, Filter, Grain, Query
from trigpoint.tickets.roster import Membership, Part, Roster, Tie

__all__ = ["postgres"]
DAY = 86_400
MID = worlds.START + 6 * DAY
ZONE = "Europe/Berlin"
ROSTER = Roster(
    ties=(
        Tie("desk/ann", "Ann"),
        Tie("desk/bob", "Bob", end=MID),
        Tie("desk/bob", "Bea", start=MID),
        Tie("desk/cem", "Cem"),
    ),
    memberships=(
        Membership("Ann", "north", end=MID),
        Membership("Ann", "south", start=MID - DAY),
        Membership("Bob", "north"),
        Membership("Bea", "south"),
        Membership("Cem", "night"),
        Membership("Cem", "south"),
    ),
    parts=(
        Part("north", "support"),
        Part("south", "support"),
        Part("night", "south", end=MID - DAY),
        Part("night", "north", start=MID + DAY),
    ),
    employers={"Ann": "support", "Bob": "support", "Bea": "night"},
)
PLAIN = [By(d) for d in Dimension if d is not Dimension.CUSTOM]
CUTS = [None, *PLAIN, By(Dimension.CUSTOM, "product")]
BY_LABEL = (Dimension.UNIT, Dimension.TAG, Dimension.LANGUAGE)
BY_ROSTER = {Dimension.UNIT, Dimension.EMPLOYER, Dimension.PERSON}
GRAINS = {Grain.WEEK: 6, Grain.MONTH: 0, Grain.DAY: 0}
WEEK_STARTS = GRAINS | {Grain.WHOLE: 0}
RECORDS = worlds.schedules() + [
    record for random in [Random(42)] for n in range(120) for record in worlds.ticket(random, n)
]


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Facts]:
    folder = published(RECORDS, tmp_path_factory.mktemp("figures"))
    with Facts.open(folder, roster=ROSTER) as opened:
        yield opened


@pytest.fixture(scope="module")
def world() -> World:
    return worlds.world(RECORDS, AS_OF)


def query(kpi: str, by: By | None, grain: Grain) -> Query:
    start = int(datetime(2024, 3, 1, tzinfo=ZoneInfo(ZONE)).timestamp())
    return Query(
        kpi=kpi, start=start, end=AS_OF + 1, by=by, grain=grain, zone=ZONE,
        week_start=WEEK_STARTS[grain],
    )  # fmt: skip


def by_the_book_of(world: World, asked: Query, part: str = "amount") -> dict[book.Group, list[int]]:
    found = periods(asked.grain, asked.start, asked.end, asked.zone, asked.week_start)
    instants = [(min(p.end, AS_OF), p.start) for p in found if p.start <= AS_OF]
    params = catalogue()[asked.kpi].settled(asked.params)
    rows = TWINS[asked.kpi](replace(world, instants=instants), params)
    histories = {h.ticket: h for h in world.histories}
    within = [row for row in rows if asked.start <= row.dated < asked.end]
    floor = catalogue()[asked.kpi].floor
    groups = book.grouped(within, histories, _book(asked), part)
    return {group: values for group, values in groups.items() if len(values) >= floor}


def group_of(figure: Figure, asked: Query) -> book.Group:
    """Return the group of the book that a figure is of."""
    return figure.key, book.begin(figure.start, _book(asked))


def _book(asked: Query) -> book.Book:
    parts = book.put_together(catalogue()[asked.kpi])
    return book.Book(
        asked.by, asked.grain, asked.zone, asked.week_start, ROSTER, worlds.SOURCE, parts
    )


def assert_equal(
    found: Figure, amounts: list[int], statistic: str, weights: Sequence[int] = ()
) -> None:
    assert found.n == len(amounts)
    if statistic == "p90" and len(amounts) > 1:
        ninth = statistics.quantiles(amounts, n=10, method="inclusive")[8]
        assert math.isclose(found.value or 0, ninth, rel_tol=1e-9)
    elif statistic in {"median", "p90"}:
        assert found.value == book.median(amounts)
    elif statistic == "count":
        assert found.value == len(amounts)
    elif statistic == "sum":
        assert found.value == sum(amounts)
    elif statistic in {"ratio", "pooled"}:
        assert (found.numerator, found.denominator) == (sum(amounts), sum(weights))
        expected = sum(amounts) / sum(weights) if sum(weights) else None
        assert found.value == expected or math.isclose(found.value, expected, rel_tol=1e-9)
    else:
        factor = 100 if statistic == "nps" else 1
        assert found.numerator == sum(amounts)
        assert math.isclose(found.value or 0, factor * sum(amounts) / len(amounts), rel_tol=1e-9)
    if found.low is not None and found.high is not None and found.value is not None:
        assert found.low <= found.value + 1e-9 or statistic == "nps"
        assert found.low <= found.high


def statistic_of(definition: Definition) -> str:
    """Return the statistic that a KPI has unless it is asked for another."""
    if definition.statistic == "quantile":
        return str(definition.settled({}).get("quantile", "median"))
    return definition.statistic


@pytest.mark.parametrize("by", CUTS, ids=str)
def test_figures_are_those_of_the_book(by: By | None, facts: Facts, world: World) -> None:
    for n, (key, definition) in enumerate(catalogue().items()):
        grain = list(GRAINS)[n % 3]
        asked = query(key, by, grain)
        found = {group_of(f, asked): f for f in facts.compute(asked) if f.n}
        expected = by_the_book_of(world, asked)
        weights = by_the_book_of(world, asked, "weight")
        assert found.keys() == expected.keys(), key
        for group, amounts in expected.items():
            assert_equal(found[group], amounts, statistic_of(definition), weights[group])


@pytest.mark.parametrize("by", [None, *map(By, BY_LABEL)], ids=str)
def test_postgresql_and_duckdb_agree_to_the_digit(
    by: By | None, facts: Facts, postgres: psycopg.Connection
) -> None:
    load(postgres, facts)
    engine = Postgres(postgres)
    filters = (
        Filter(Dimension.QUEUE, (None, "desk/first", "desk/second")),
        Filter(Dimension.UNIT, ("north", "night"), excluded=True),
        Filter(Dimension.CUSTOM, ("x", None), name="product"),
        Filter(Dimension.SITE, ("Porto", None), excluded=True),
    )
    for n, key in enumerate(catalogue()):
        asked = replace(query(key, by, list(GRAINS)[n % 3]), filters=filters[: n % 5])
        question = compose.ask(asked, facts.as_of)
        compose.prepare(engine, question, ROSTER)
        there = {(f.key, f.start): f for f in figures(engine, question)}
        assert there == {(f.key, f.start): f for f in facts.compute(asked)}, key


@pytest.mark.parametrize("by", PLAIN, ids=str)
def test_a_filter_and_its_exclusion_share_the_whole(by: By, facts: Facts) -> None:
    asked = query("full_resolution_time", None, Grain.MONTH)
    whole = sum(f.n for f in facts.compute(asked))
    values = tuple({f.key for f in facts.compute(replace(asked, by=by))})[:2]
    for chosen in (values, (None, *values)):
        if None in chosen and by.dimension in BY_ROSTER:
            continue
        within = replace(asked, filters=(Filter(by.dimension, chosen),))
        without = replace(asked, filters=(Filter(by.dimension, chosen, excluded=True),))
        parts = sum(f.n for part in (within, without) for f in facts.compute(part))
        assert parts == whole


@pytest.mark.slow
def test_the_tickets_behind_a_point_are_as_many_as_it_says(facts: Facts) -> None:
    for key in catalogue():
        asked = query(key, By(Dimension.UNIT), Grain.WEEK)
        for figure in facts.compute(asked)[:4]:
            behind = facts.behind(asked, figure.key, figure.start)
            assert behind.counted == (0 if catalogue()[key].floor else figure.n)
            assert behind.total == sum(behind.counts.values())
            assert all(str(row.reason) for row in behind.rows)


def test_tying_an_account_anew_restates_without_a_new_generation(facts: Facts) -> None:
    asked = query("full_resolution_time", By(Dimension.PERSON), Grain.MONTH)
    before = {f.key: f.n for f in facts.compute(asked)}
    tied = replace(ROSTER, ties=(Tie("desk/ann", "Zoe"),))
    again = Facts(facts._db, facts._lock, facts._manifest, tied)
    assert sum(before.values()) > 0
    assert {f.key for f in again.compute(asked)} == {"Zoe"}


def test_the_backlog_changes_by_what_came_and_went(facts: Facts) -> None:
    days = facts.compute(query("backlog", None, Grain.DAY))
    for before, after in pairwise(days):
        came = facts._rows(
            "SELECT (SELECT count(*) FROM active a WHERE excluded = '' AND started >= ?"
            " AND started < ? AND NOT EXISTS (SELECT 1 FROM active b WHERE b.key = a.key"
            " AND b.ended = a.started)), (SELECT count(*) FROM active a WHERE excluded = ''"
            " AND ended >= ? AND ended < ? AND NOT EXISTS (SELECT 1 FROM active b"
            " WHERE b.key = a.key AND b.started = a.ended))",
            [after.start, min(after.end, AS_OF)] * 2,
        )
        into, out = came[0]
        assert after.n == before.n + into - out
