"""`bench sync`: what a small change costs against folding everything anew."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from trigpoint.bench import synthetic
from trigpoint.bench.report import Measured, Report
from trigpoint.tickets.records import Author, Message
from trigpoint.tickets.warehouse import Warehouse

EVENTS = 10_000_000
NEW = 1_000
MOST = 2.0


def run(events: int = EVENTS, new: int = NEW) -> Report:
    """Fold that many events, then land, fold and publish `new` more; compare processor time."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        synthetic.fill(folder / "w.duckdb", events)
        with Warehouse.open(folder / "w.duckdb") as warehouse:
            whole = _timed(lambda: (warehouse.rebuild(), warehouse.publish(folder / "facts")))
            first = _timed(lambda: _sync(warehouse, folder, events, new, 1))
            part = min(first, _timed(lambda: _sync(warehouse, folder, events, new, 2)))
    how = (
        f"{new:,} new events on {events:,}: {part:.2f} s; rebuilt: {whole:.2f} s of processor time"
    )
    return Report([Measured("sync against rebuild", 100 * part / whole, "%", how).at_most(MOST)])


def _sync(warehouse: Warehouse, folder: Path, events: int, new: int, run: int) -> None:
    records = _messages(events // synthetic.EVENTS_PER_TICKET, new, run)
    warehouse.land(synthetic.SOURCE, records, batch=f"sync {run}", landed_at=synthetic.END + run)
    warehouse.publish(folder / "facts")


def _messages(tickets: int, new: int, run: int) -> Iterator[Message]:
    """Yield a message on every so-manyth ticket: the change is spread over all of history."""
    for n in range(new):
        ticket = f"B{(n * 7_919 + run) % tickets}"
        yield Message(
            ticket=ticket, at=synthetic.END - 1, author=Author.AGENT, public=True, seq=run
        )  # fmt: skip


def _timed(work: object) -> float:
    assert callable(work)  # noqa: S101 - for the type alone
    before = time.process_time()
    work()
    return time.process_time() - before
