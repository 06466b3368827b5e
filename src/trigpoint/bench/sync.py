"""`bench sync`: what a small change costs, and that reading again what is there changes nothing."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb

from trigpoint.bench import synthetic
from trigpoint.bench.report import Check, Measured, Report
from trigpoint.tickets.fold import FACTS
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

EVENTS = 10_000_000
NEW = 1_000
MOST = 2.0
TICKETS = 100_000
TIMES = 3
PART = 1_250
"""Tickets that a reading lands together: about as many records as a connector does."""

Read = Callable[[Path, int, int], int]


def run(events: int = EVENTS, new: int = NEW) -> Report:
    """Fold that many events, then land, fold and publish `new` more; compare processor time.

    Beside it, tickets are read once and then some times over.
    """
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
    cost = Measured("sync against rebuild", 100 * part / whole, "%", how).at_most(MOST)
    return Report([cost, read_again(min(TICKETS, events))])


def read_again(tickets: int = TICKETS, read: Read | None = None) -> Check:
    """Read tickets once and then three times over; count landed rows and facts that differ.

    `read` takes the warehouse's file, how many tickets, and which time over it is; it lands them
    all and returns how many rows are new. Without it they are made up here.
    """
    read = read or _read
    with tempfile.TemporaryDirectory() as made:
        path = Path(made) / "w.duckdb"
        read(path, tickets, 0)
        first, new = _digests(path), 0
        for time_over in range(1, TIMES + 1):
            new += read(path, tickets, time_over)
        now = _digests(path)
    changed = sum(now[name] != first[name] for name in first)
    how = (
        f"{tickets:,} tickets with their messages and changes read {TIMES} times over:"
        f" {new:,} rows landed anew, {changed} of {len(first)} tables of facts differ"
    )
    return Measured("rows changed by reading again", float(new + changed), "rows", how).at_most(0)


def _read(path: Path, tickets: int, time_over: int) -> int:
    """Land everything as one reading would; return how many rows are new."""
    new = 0
    with Warehouse.open(path) as warehouse:
        for first in range(0, tickets, PART):
            numbers = range(first, min(first + PART, tickets))
            landed = warehouse.land(
                "desk",
                (record for number in numbers for record in _ticket(number)),
                batch=f"reading {time_over}",
                landed_at=synthetic.END + time_over,
                cursors={"since": str(first)},
            )
            new += landed.new
    return new


def _ticket(number: int) -> Iterator[Record]:
    """Yield a ticket that is opened, answered and solved, as a help desk with a log tells it."""
    ticket, opened = f"T{number}", synthetic.END - 90 * 86_400 + number
    yield TicketRow(ticket=ticket, created_at=opened, seen_at=opened, queue=f"q{number % 7}")
    yield Message(ticket=ticket, at=opened + 600, author=Author.AGENT, public=True, actor="ana")
    solved, held = Category.SOLVED.value, f"a{number % 50}"
    yield Change(ticket=ticket, at=opened + 60, field=Field.ASSIGNEE, value=held)
    yield Change(ticket=ticket, at=opened + 3_600, field=Field.STATUS, value=solved, seq=1)


def _digests(path: Path) -> dict[str, object]:
    """Return for each table of facts how many rows it has and a digest of them all."""
    with duckdb.connect(str(path), read_only=True) as db:
        return {
            name: db.execute(f"SELECT count(*), bit_xor(hash(t)) FROM {name} t").fetchone()  # noqa: S608 - names of our own
            for name in FACTS
        }


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
