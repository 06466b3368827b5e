"""SQL equals the plain-Python twin on random histories, for every KPI and every setting."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.tickets import worlds
from trigpoint.tickets.behind import BehindRow, Page
from trigpoint.tickets.catalogue import versions
from trigpoint.tickets.definition import Choice, Definition
from trigpoint.tickets.facts import Facts
from trigpoint.tickets.oracle.figures import put_together, together
from trigpoint.tickets.oracle.kpis import World
from trigpoint.tickets.oracle.more_kpis import EARLIER, TWINS
from trigpoint.tickets.periods import periods
from trigpoint.tickets.query import Grain, Query
from trigpoint.tickets.records import (
    Author,
    Category,
    Change,
    Field,
    Message,
    Record,
    TicketRow,
)
from trigpoint.tickets.warehouse import Warehouse

DOZEN = 12
AS_OF = worlds.START + 20 * 86_400
ALWAYS = {"start": 0, "end": worlds.START + 400 * 86_400}


def published(records: Sequence[Record], folder: Path) -> Path:
    with Warehouse.open(folder / "warehouse.duckdb") as warehouse:
        landed = warehouse.land(worlds.SOURCE, records, batch="one", landed_at=AS_OF)
        assert not landed.refused
        warehouse.publish(folder / "facts")
    return folder / "facts"


def every_setting(definition: Definition) -> Iterator[dict[str, str | int]]:
    """Yield every choice of what changes the rows; the quantile is taken of them afterwards.

    Where these are many, each choice alone and together with each other one.
    """
    options = {
        name: parameter.options
        if isinstance(parameter, Choice)
        else (parameter.default, *{parameter.least, parameter.most} - {parameter.default})[:2]
        for name, parameter in definition.parameters.items()
    }
    options["quantile"] = ("median",)
    for setting in combined(options):
        yield {name: setting[name] for name in definition.parameters}


def combined(options: Mapping[str, Sequence[str | int]]) -> Iterator[dict[str, str | int]]:
    """Yield every choice with every other; of more than a dozen no three that are not usual."""
    every = list(itertools.product(*options.values()))
    usual = every[0]
    for values in every:
        unusual = sum(value != first for value, first in zip(values, usual, strict=True))
        if len(every) <= DOZEN or unusual <= 2:
            yield dict(zip(options, values, strict=True))


def told(row: BehindRow) -> tuple[object, ...]:
    return (
        row.ticket or "", row.dated, row.account or "", row.queue or "", row.priority or "",
        row.channel or "", row.amount if row.counts else None, row.code,
        row.outcome,
    )  # fmt: skip


def assert_twins_agree(
    records: Sequence[Record], folder: Path, keys: Sequence[tuple[str, int]]
) -> None:
    assert_as_published(worlds.world(records, AS_OF), published(records, folder), keys)


def assert_as_published(world: World, folder: Path, keys: Sequence[tuple[str, int]]) -> None:
    with Facts.open(folder) as facts:
        for key, version in keys:
            definition = versions()[key, version]
            twin_of = EARLIER.get((key, version), TWINS[key])
            grain = Grain.DAY if definition.snapshot else Grain.WHOLE
            span = {"start": worlds.START, "end": AS_OF + 1} if definition.snapshot else ALWAYS
            query = Query(kpi=key, version=version, grain=grain, zone="Europe/Berlin", **span)
            found = periods(query.grain, query.start, query.end, query.zone)
            instants = [(min(p.end, AS_OF), p.start) for p in found if p.start <= AS_OF]
            for params in every_setting(definition):
                rows = facts.behind(replace(query, params=params), page=Page(limit=None)).rows
                if definition.floor:
                    assert not rows, "nobody is behind it"
                    continue
                twin = twin_of(replace(world, instants=instants), params)
                put = put_together(definition)
                twin = together(twin, put) if put else twin
                assert sorted(map(told, rows), key=repr) == sorted(
                    (worlds.comparable(key, row) for row in twin), key=repr
                ), params


# A seed cannot be made simpler, so nothing is gained by shrinking it.
@settings(max_examples=3, deadline=None, phases=[Phase.generate])
@given(seed=st.integers(0, 2**32), tickets=st.integers(1, 60))
def test_sql_and_twin_agree_on_random_histories(
    seed: int, tickets: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    random = Random(seed)
    records = worlds.schedules()
    records += [r for n in range(tickets) for r in worlds.ticket(random, n)]
    random.shuffle(records)
    assert_twins_agree(records, tmp_path_factory.mktemp("facts"), list(versions()))


@pytest.fixture(scope="module")
def ten_thousand(tmp_path_factory: pytest.TempPathFactory) -> tuple[World, Path]:
    random = Random(20240331)
    records = worlds.schedules()
    records += [r for n in range(10_000) for r in worlds.ticket(random, n)]
    folder = published(records, tmp_path_factory.mktemp("ten_thousand"))
    return worlds.world(records, AS_OF), folder


@pytest.mark.slow
@pytest.mark.parametrize("key", versions(), ids=str)
def test_sql_and_twin_agree_on_ten_thousand_histories(
    key: tuple[str, int], ten_thousand: tuple[World, Path]
) -> None:
    assert_as_published(*ten_thousand, [key])


def test_a_first_contact_that_resolved_nothing_says_what_came_between(tmp_path: Path) -> None:
    """One ticket for each cause; the earliest that holds is named."""
    at, day = worlds.START, 86_400
    reply = {"author": Author.AGENT, "public": True, "actor": "ann"}

    def told(name: str, *more: Record, customer: str | None = None) -> list[Record]:
        ticket = TicketRow(
            ticket=name, created_at=at, seen_at=at, category=Category.NEW, assignee="ann",
            requester=customer or name,
        )  # fmt: skip
        solved = Change(ticket=name, at=at + 60, field=Field.STATUS, value=Category.SOLVED)
        return [ticket, Message(ticket=name, at=at + 30, **reply), solved, *more]

    again = Change(ticket="again", at=at + day, field=Field.STATUS, value=Category.OPEN)
    passed = Change(ticket="passed", at=at + 40, field=Field.ASSIGNEE, value="bob", old="ann")
    records = [
        *told("once"),
        *told("twice", Message(ticket="twice", at=at + 45, **reply)),
        *told("passed", passed),
        *told("again", again),
        *told("wrote", customer="c"),
        TicketRow(ticket="later", created_at=at + day, seen_at=at + day, requester="c"),
    ]
    with Facts.open(published(records, tmp_path)) as facts:
        query = Query(kpi="first_contact_resolution", **ALWAYS)
        found = facts.behind(query)
        [figure] = facts.compute(query)
    assert {row.ticket: row.outcome for row in found.rows} == {
        "once": "resolved",
        "twice": "second_reply",
        "passed": "passed_on",
        "again": "opened_again",
        "wrote": "wrote_again",
    }
    assert (figure.numerator, figure.n) == (1, 5)
    assert sum(found.outcomes.values()) == 5


@pytest.mark.parametrize(("version", "resolved"), [(1, 0), (2, 1)])
def test_what_a_customer_opened_before_the_solve_is_no_second_contact_since_version_two(
    version: int, resolved: int, tmp_path: Path
) -> None:
    """Two things asked on one morning are two tickets, both solved at the first contact."""
    at = worlds.START
    records = [
        TicketRow(
            ticket="one", created_at=at, seen_at=at, category=Category.NEW, assignee="ann",
            requester="c",
        ),
        TicketRow(ticket="two", created_at=at + 10, seen_at=at + 10, requester="c"),
        Message(ticket="one", at=at + 30, author=Author.AGENT, public=True, actor="ann"),
        Change(ticket="one", at=at + 60, field=Field.STATUS, value=Category.SOLVED),
    ]  # fmt: skip
    with Facts.open(published(records, tmp_path)) as facts:
        [figure] = facts.compute(Query(kpi="first_contact_resolution", version=version, **ALWAYS))
    assert (figure.numerator, figure.n) == (resolved, 1)
