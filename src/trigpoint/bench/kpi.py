"""`bench kpi`: the engine against SQL written by hand for speed, on the same rows."""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import numpy as np

from trigpoint.bench import synthetic
from trigpoint.bench.report import Check, Measured, Report
from trigpoint.tickets.catalogue import catalogue
from trigpoint.tickets.facts import FEW_MOMENTS, Facts
from trigpoint.tickets.query import By, Dimension, Grain, Query
from trigpoint.tickets.roster import Membership, Part, Roster, Tie
from trigpoint.tickets.warehouse import Warehouse

HAND = Path("tests/speed/hand")
WEEKS = 156
WEEK = 7 * 86_400
REPEATS = 3
EVENTS = 10_000_000
MOST = 1.1
MEMORY = 2_000
CUTS = (*(By(d) for d in Dimension if d is not Dimension.CUSTOM), By(Dimension.CUSTOM, "product"))
ROSTER = Roster(
    ties=tuple(Tie(f"{synthetic.SOURCE}/a{n}", f"p{n}") for n in range(60)),
    memberships=tuple(Membership(f"p{n}", f"team{n % 6}") for n in range(60)),
    parts=tuple(Part(f"team{n}", "support") for n in range(6)),
    employers={f"p{n}": "partner" if n % 6 == 5 else "ours" for n in range(60)},
)
HOLDERS = {
    "person": ROSTER.persons(),
    "unit": ROSTER.units(),
    "employer": ROSTER.employed(),
}


def run(events: int = EVENTS, hand: Path = HAND) -> Report:
    """Make that many events, fold and publish them, and time every KPI both ways.

    `hand` is the folder of the hand-written SQL; raises FileNotFoundError where it is not there.
    """
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        synthetic.fill(folder / "w.duckdb", events)
        with Warehouse.open(folder / "w.duckdb") as warehouse:
            warehouse.rebuild()
            warehouse.publish(folder / "facts")
        with Facts.open(folder / "facts", roster=ROSTER) as facts, tables(folder) as by_hand:
            return Report(
                [
                    *_ratios(facts, by_hand, hand),
                    *_cuts(facts, by_hand, hand / "cuts"),
                    _memory(events),
                ]
            )


def tables(folder: Path) -> duckdb.DuckDBPyConnection:
    """Return DuckDB over the same Parquet files with the engine's settings, for the SQL by hand."""
    db = duckdb.connect(config={"threads": 2, "nested_loop_join_threshold": FEW_MOMENTS})
    for path in next(folder.glob("facts/base-*")).glob("*.parquet"):
        db.read_parquet(str(path)).create_view(path.stem)
    for name, holders in HOLDERS.items():
        db.register(
            name,
            {
                "member": np.array([h.member for h in holders], dtype=object),
                "account": np.array([h.account for h in holders], dtype=object),
                "started": np.array([h.start for h in holders], dtype=np.int64),
                "ended": np.array([h.end for h in holders], dtype=np.int64),
            },
        )
    return db


def _ratios(facts: Facts, by_hand: duckdb.DuckDBPyConnection, hand: Path) -> Iterator[Check]:
    ours, theirs, answers = 0.0, 0.0, 0
    for key in (key for key in catalogue() if (hand / f"{key}.sql").exists()):
        query = asked(key, By(Dimension.QUEUE))
        sql = (hand / f"{key}.sql").read_text(encoding="utf-8")
        if not by_hand.execute(sql).fetchall():
            continue  # a ratio of two answers about nothing is no measurement
        answers += 1
        engine = _seconds(lambda query=query: facts.compute(query))  # type: ignore[misc]  # bound now, called later
        written = _seconds(lambda sql=sql: by_hand.execute(sql).fetchall())  # type: ignore[misc]  # bound now, called later
        ours, theirs = ours + engine, theirs + written
        how = f"by queue and week: {engine:.3f} s, by hand {written:.3f} s of processor time"
        yield Measured(f"{key} against hand SQL", engine / written, "x", how).published()
    bare = _seconds(
        lambda: by_hand.execute("SELECT sum(elapsed), max(queue) FROM solve").fetchall()
    )
    yield Measured("bare scan of two columns of solves", bare, "s", "processor time").published()
    how = f"{answers} KPIs together: {ours:.3f} s, by hand {theirs:.3f} s of processor time"
    yield Measured("engine against hand SQL", ours / theirs, "x", how).at_most(MOST)


def _cuts(facts: Facts, by_hand: duckdb.DuckDBPyConnection, hand: Path) -> Iterator[Check]:
    ours, theirs = 0.0, 0.0
    for by in CUTS:
        query = asked("full_resolution_time", by)
        sql = (hand / f"{by.dimension}.sql").read_text(encoding="utf-8")
        engine = _seconds(lambda query=query: facts.compute(query))  # type: ignore[misc]  # bound now, called later
        written = _seconds(lambda sql=sql: by_hand.execute(sql).fetchall())  # type: ignore[misc]  # bound now, called later
        ours, theirs = ours + engine, theirs + written
        how = f"by week: {engine:.3f} s, by hand {written:.3f} s of processor time"
        name = f"median resolution time by {by.dimension} against hand SQL"
        yield Measured(name, engine / written, "x", how).published()
    how = f"all dimensions together: {ours:.3f} s, by hand {theirs:.3f} s of processor time"
    yield Measured("engine against hand SQL by every dimension", ours / theirs, "x", how).at_most(
        MOST
    )


def _memory(events: int) -> Check:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    how = f"peak of the whole run: making, folding and asking {events:,} events"
    return Measured("memory", peak, "MB", how).at_most(MEMORY)


def asked(key: str, by: By) -> Query:
    """Return the question that the SQL by hand answers too: three years of weeks."""
    end = synthetic.START + WEEKS * WEEK
    return Query(
        kpi=key, start=synthetic.START, end=end, by=by, grain=Grain.WEEK, week_start=5
    )  # fmt: skip


def _seconds(work: Callable[[], object]) -> float:
    """Return the least processor time of some runs, all threads together."""
    times = []
    for _ in range(REPEATS):
        before = time.process_time()
        work()
        times.append(time.process_time() - before)
    return min(times)
