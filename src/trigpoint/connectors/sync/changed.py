"""Reading what has changed: tickets in the order of their last change, each with what is below it.

Page numbers shift while a help desk is worked with, and rows would be missed. So the next request
always begins at the second of the last row; only where a whole page has one second it is the next
page. Rows that come twice change nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from trigpoint.connectors.sync.connector import Given, Piece
from trigpoint.connectors.sync.pages import FULL, STUCK, listed
from trigpoint.connectors.sync.rows import Misfit, Row
from trigpoint.net import NotAnswered
from trigpoint.tickets.records import Record

OVERLAP = 49 * 3600
"""How far back the next reading begins: rows may come 48 hours late, and clocks go wrong."""
GROUP = 5
"""Tickets after which a reading that is broken off goes on."""
SINCE = "since"

Ask = Callable[[int, int], Any]
"""Rows changed since a second, included, the oldest change first: of one page of `FULL`."""
Read = Callable[[list[Any]], Iterable[Record]]


def changed(given: Given, ask: Ask, read: Read, when: str = "updated_at") -> Iterator[Piece]:
    """Yield what `read` makes of the rows that `ask` gives, to the end of what is there now.

    Raises:
        NotAnswered: where an answer is no list, or the same page comes again and again.
    """
    since, page, before = int(given.cursors.get(SINCE) or 1), 1, None
    while True:
        rows = sorted(listed(ask(since, page)), key=lambda row: second(row, when))
        ids = [row.get("id") for row in rows if isinstance(row, dict)]
        if rows and ids == before:
            raise NotAnswered(STUCK)
        before, reached = ids, since
        for start in range(0, len(rows), GROUP):
            group = rows[start : start + GROUP]
            reached = max(reached, second(group[-1], when))
            yield Piece(list(read(group)), {SINCE: str(reached)})
        if len(rows) < FULL:
            break
        since, page = (reached, 1) if second(rows[0], when) < reached else (since, page + 1)
    yield Piece([], {SINCE: given.back(reached, OVERLAP)})


def second(row: Any, name: str) -> int:
    """Return a time of a row; 0 where there is none, or none that can be read."""
    try:
        return Row(row if isinstance(row, dict) else {}).moment(name)
    except Misfit:
        return 0


def stamp(at: int) -> str:
    """Return a time in seconds as help desks read it in a question."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
