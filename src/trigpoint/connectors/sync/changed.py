"""Reading what has changed: tickets in the order of their last change, each with what is below it.

Page numbers shift while a help desk is worked with, and rows would be missed. So the next request
always begins at the second of the last row; only a second that fills whole pages is read page by
page, as often as it takes (`crowd`). Rows that come twice change nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from trigpoint.connectors.sync.connector import Given, Piece
from trigpoint.connectors.sync.pages import FULL, STUCK, listed, numbered
from trigpoint.connectors.sync.rows import Misfit, Row
from trigpoint.net import NotAnswered
from trigpoint.tickets.records import Record

OVERLAP = 49 * 3600
"""How far back the next reading begins: rows may come 48 hours late, and clocks go wrong."""
GROUP = 5
"""Tickets after which a reading that is broken off goes on."""
SINCE = "since"
OFTEN = 30
"""How often a second is gone through that fills whole pages."""

Ask = Callable[[int, int], Any]
"""Rows changed since a second, included, the oldest change first: of one page of `FULL`."""
Read = Callable[[list[Any]], Iterable[Record]]


def changed(given: Given, ask: Ask, read: Read, when: str = "updated_at") -> Iterator[Piece]:
    """Yield what `read` makes of the rows that `ask` gives, to the end of what is there now.

    Raises:
        NotAnswered: where an answer is no list, or the same page comes again and again.
    """
    reached = int(given.cursors.get(SINCE) or 1)
    for rows in in_order(ask, reached, when):
        for start in range(0, len(rows), GROUP):
            group = rows[start : start + GROUP]
            reached = max(reached, second(group[-1], when))
            yield Piece(list(read(group)), {SINCE: str(reached)})
    yield Piece([], {SINCE: given.back(reached, OVERLAP)})


def in_order(ask: Ask, since: int, when: str) -> Iterator[list[Any]]:
    """Yield pages of rows, each in the order of their change, from a second on."""
    before = None
    while True:
        rows = sorted(listed(ask(since, 1)), key=lambda row: second(row, when))
        named = [name(row) for row in rows]
        if rows and named == before:
            raise NotAnswered(STUCK)
        yield rows
        if len(rows) < FULL:
            return
        first, last = second(rows[0], when) or since, second(rows[-1], when) or since
        if first == last:
            yield from crowd(ask, last, when)
        before, since = named, last + (first == last)


def crowd(ask: Ask, at: int, when: str) -> Iterator[list[Any]]:
    """Yield the rows of a second that fills whole pages.

    In which order those of one second come nobody promises: a page may bring again what one before
    it brought, and leave out others; and who is worked with meanwhile makes room for others further
    up. So the pages are gone through again and again. While they have as many places as the time
    before, nobody has left; once so many different rows were seen since, these are all.
    """
    known, seen, before = set[str](), set[str](), 0
    for _again in range(OFTEN):
        there = list[str]()
        for rows in pages_of(ask, at, when):
            yield [row for row in rows if name(row) not in known]
            there += map(name, rows)
            known.update(there)
        seen = seen | set(there) if len(there) == before else set()
        before = len(there)
        if len(seen) == before:
            return
    raise NotAnswered(STUCK)


def pages_of(ask: Ask, at: int, when: str) -> Iterator[list[Any]]:
    """Yield by pages the rows of one second; those that do not say when they are are among them."""
    page, before = 1, None
    while True:
        rows = listed(ask(at, page))
        if rows and rows == before:
            raise NotAnswered(STUCK)
        yield [row for row in rows if second(row, when) in {0, at}]
        if len(rows) < FULL or any(second(row, when) > at for row in rows):
            return
        page, before = page + 1, rows


def name(row: Any) -> str:
    """Return what tells a row from others: its number; of one without, all that it says."""
    return numbered(row) or repr(row)


def second(row: Any, name: str) -> int:
    """Return a time of a row; 0 where there is none, or none that can be read."""
    try:
        return Row(row if isinstance(row, dict) else {}).moment(name)
    except Misfit:
        return 0


def stamp(at: int) -> str:
    """Return a time in seconds as help desks read it in a question."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
