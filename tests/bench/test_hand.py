"""The SQL that `bench kpi` is held against answers the same question: groups, n and missing."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from trigpoint.bench import kpi, synthetic
from trigpoint.tickets.facts import Facts
from trigpoint.tickets.query import By, Dimension
from trigpoint.tickets.warehouse import Warehouse

HAND = Path("tests/speed/hand")
Both = tuple[Facts, duckdb.DuckDBPyConnection]
Answer = dict[tuple[str | None, int], tuple[int, int]]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """A small benchmark's facts, for the engine and for SQL by hand."""
    folder = tmp_path_factory.mktemp("hand")
    synthetic.fill(folder / "w.duckdb", 5_000)
    with Warehouse.open(folder / "w.duckdb") as warehouse:
        warehouse.rebuild()
        warehouse.publish(folder / "facts")
    with Facts.open(folder / "facts", roster=kpi.ROSTER) as facts, kpi.tables(folder) as by_hand:
        yield facts, by_hand


def by_engine(facts: Facts, key: str, by: By) -> Answer:
    return {
        (figure.key, (figure.start - synthetic.START) // kpi.WEEK): (figure.n, figure.missing)
        for figure in facts.compute(kpi.asked(key, by))
    }


def by_sql(by_hand: duckdb.DuckDBPyConnection, path: Path) -> Answer:
    """Return the same of the SQL; where it has no column for what is missing, none may be."""
    found = by_hand.execute(path.read_text(encoding="utf-8"))
    columns = [column[0] for column in found.description or []]
    rows = (dict(zip(columns, row, strict=True)) for row in found.fetchall())
    return {
        (row.get("queue", row.get("member")), row["week"]): (row["n"], row.get("missing", 0))
        for row in rows
    }


@pytest.mark.parametrize("key", sorted(path.stem for path in HAND.glob("*.sql")))
def test_sql_by_hand_counts_the_same_tickets(both: Both, key: str) -> None:
    facts, by_hand = both
    by = By(Dimension.QUEUE)
    assert by_sql(by_hand, HAND / f"{key}.sql") == by_engine(facts, key, by)


@pytest.mark.parametrize("by", kpi.CUTS, ids=lambda by: by.dimension)
def test_sql_by_hand_cuts_the_same_tickets(both: Both, by: By) -> None:
    facts, by_hand = both
    path = HAND / "cuts" / f"{by.dimension}.sql"
    assert by_sql(by_hand, path) == by_engine(facts, "full_resolution_time", by)
