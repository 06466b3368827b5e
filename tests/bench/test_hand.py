"""The SQL that `bench kpi` is held against answers the same question, to the last digit.

Groups, n, what is missing, sums or medians, and the interval that follows from its sums. Ranks of
a median's interval are the normal curve's there, which costs less than the exact ones of ours.
"""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import numpy as np
import pytest

from trigpoint.bench import kpi, synthetic
from trigpoint.core.stats.intervals import mean_of_counts, nps_adjusted, wilson
from trigpoint.tickets.catalogue import catalogue
from trigpoint.tickets.definition import Statistic
from trigpoint.tickets.facts import Facts
from trigpoint.tickets.query import By, Dimension
from trigpoint.tickets.warehouse import Warehouse

HAND = Path("tests/speed/hand")
Both = tuple[Facts, duckdb.DuckDBPyConnection]
Answer = dict[tuple[str | None, int], tuple[object, ...]]
BOUNDS = {
    Statistic.SHARE: lambda row: wilson(row["total"], row["n"]),
    Statistic.MEAN: lambda row: mean_of_counts(row["total"], row["squares"], row["n"]),
    Statistic.NPS: lambda row: nps_adjusted(*_shares(row)),
    Statistic.COUNT: lambda row: (row["n"], row["n"]),
}


def _shares(row: dict[str, int]) -> tuple[int, int, int]:
    """Return promoters, passives and detractors, from the sum of 1, 0 and -1 and of its squares."""
    above, below = (row["squares"] + row["total"]) // 2, (row["squares"] - row["total"]) // 2
    return above, row["n"] - above - below, below


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
        (figure.key, (figure.start - synthetic.START) // kpi.WEEK): (
            figure.n,
            figure.missing,
            figure.value if figure.numerator is None else figure.numerator,
            *(() if figure.numerator is None else _known(figure.low, figure.high)),
        )
        for figure in facts.compute(kpi.asked(key, by))
    }


def by_sql(by_hand: duckdb.DuckDBPyConnection, path: Path, statistic: Statistic) -> Answer:
    """Return the same of the SQL; where it has no column for what is missing, none may be."""
    found = by_hand.execute(path.read_text(encoding="utf-8"))
    columns = [column[0] for column in found.description or []]
    rows = [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
    return {
        (row.get("queue", row.get("member")), row["week"]): (
            row["n"],
            row.get("missing", 0),
            *_said(row, statistic),
        )
        for row in rows
    }


def _said(row: dict[str, int], statistic: Statistic) -> tuple[object, ...]:
    if statistic is Statistic.QUANTILE:
        return (row["value"],)
    return (row["total"] or 0, *_known(*BOUNDS[statistic](row | {"total": row["total"] or 0})))


def _known(low: float | None, high: float | None) -> tuple[float | None, float | None]:
    """Return both sides, None where there is none."""
    sides = [None if side is None or np.isnan(side) else float(side) for side in (low, high)]
    return sides[0], sides[1]


@pytest.mark.parametrize("key", sorted(path.stem for path in HAND.glob("*.sql")))
def test_sql_by_hand_gives_the_same_figures(both: Both, key: str) -> None:
    facts, by_hand = both
    by = By(Dimension.QUEUE)
    statistic = catalogue()[key].statistic
    assert by_sql(by_hand, HAND / f"{key}.sql", statistic) == by_engine(facts, key, by)


@pytest.mark.parametrize("by", kpi.CUTS, ids=lambda by: by.dimension)
def test_sql_by_hand_cuts_the_same_figures(both: Both, by: By) -> None:
    facts, by_hand = both
    path = HAND / "cuts" / f"{by.dimension}.sql"
    assert by_sql(by_hand, path, Statistic.QUANTILE) == by_engine(facts, "full_resolution_time", by)
