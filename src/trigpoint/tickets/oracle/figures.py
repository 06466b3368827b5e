"""Figures by the book: put each counted row where it belongs, then count, divide or sort."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import reduce
from operator import add
from typing import Any
from zoneinfo import ZoneInfo

from trigpoint.tickets.definition import Definition, Statistic
from trigpoint.tickets.oracle.history import History
from trigpoint.tickets.oracle.kpis import Row
from trigpoint.tickets.query import By, Dimension, Grain
from trigpoint.tickets.roster import Roster

Group = tuple[str | None, str]
"""A member of the cut, and the local date on which its period begins."""


@dataclass(frozen=True, slots=True)
class Book:
    """What the rows are put by: the cut, the periods, who is who, and the source's name."""

    by: By | None
    grain: Grain
    zone: str
    week_start: int
    roster: Roster
    source: str
    parts: Callable[[int, int], int] | None = None
    """How parts of a ticket become one amount, where it comes in parts."""


def grouped(
    rows: Iterable[Row],
    histories: Mapping[str | None, History],
    book: Book,
    part: str = "amount",
) -> dict[Group, list[int]]:
    """Return the counted amounts of each group, sorted; or their weights.

    Where a ticket comes in parts, what a group has of it is one amount.
    """
    found: dict[Group, dict[object, int]] = defaultdict(lambda: defaultdict(int))
    for n, row in enumerate(rows):
        if row.reason == "" and row.amount is not None:
            for member in _members(row, histories.get(row.ticket), book):
                place = found[member, begin(row.dated, book)]
                own = row.ticket if book.parts else n
                place[own] = (book.parts or add)(place[own], getattr(row, part))
    return {group: sorted(amounts.values()) for group, amounts in found.items()}


def put_together(definition: Definition) -> Callable[[int, int], int] | None:
    """Return how the parts of a ticket become one amount; None where a KPI has no parts."""
    if not definition.parts:
        return None
    return max if definition.statistic is Statistic.SHARE else add


def together(rows: Iterable[Row], parts: Callable[[int, int], int]) -> list[Row]:
    """Return one row for each ticket and reason: what its parts come to, of whom all are."""
    by_ticket: dict[tuple[str | None, str], list[Row]] = defaultdict(list)
    for row in rows:
        by_ticket[row.ticket, row.reason].append(row)
    return [_together(own, parts) for own in by_ticket.values()]


def _together(parts: list[Row], put: Callable[[int, int], int]) -> Row:
    shared: dict[str, Any] = {
        name: values.pop() if len(values) == 1 else None
        for name in ("account", "queue", "priority", "channel")
        for values in [{getattr(part, name) for part in parts} - {None}]
    }
    amount = reduce(put, (part.amount or 0 for part in parts))
    return replace(parts[0], dated=max(part.dated for part in parts), amount=amount, **shared)


def begin(moment: int, book: Book) -> str:
    """Return the local date on which the period of `moment` begins; '' for the whole time."""
    day = datetime.fromtimestamp(moment, ZoneInfo(book.zone)).date()
    if book.grain is Grain.WHOLE:
        return ""
    if book.grain is Grain.WEEK:
        day -= timedelta(days=(day.weekday() - book.week_start) % 7)
    return (day.replace(day=1) if book.grain is Grain.MONTH else day).isoformat()


def median(ordered: list[int]) -> float:
    """Return the middle value, or the mean of the two in the middle."""
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _members(row: Row, history: History | None, book: Book) -> Iterable[str | None]:
    by = book.by
    if by is None:
        return [None]
    if by.dimension in {Dimension.ACCOUNT, Dimension.QUEUE}:
        return [_key(getattr(row, by.dimension), book)]
    if by.dimension in {Dimension.CHANNEL, Dimension.PRIORITY}:
        return [getattr(row, by.dimension)]
    if by.dimension is Dimension.PERSON:
        return set(_persons(row, book))
    if by.dimension is Dimension.EMPLOYER:
        employers = book.roster.employers
        return {employers[who] for who in _persons(row, book) if who in employers}
    if by.dimension is Dimension.UNIT:
        return {unit for person in _persons(row, book) for unit in _units(person, row, book)}
    if by.dimension in {Dimension.LANGUAGE, Dimension.SITE}:
        return [getattr(history or row, by.dimension)]
    return _labels(history, by) if history else []


def _labels(history: History, by: By) -> Iterable[str]:
    if by.dimension is Dimension.TAG:
        return history.tags
    return [value for name, value in history.custom.items() if name == by.name]


def _persons(row: Row, book: Book) -> Iterator[str]:
    for tie in book.roster.ties:
        if tie.account == _key(row.account, book) and tie.start <= row.dated < tie.end:
            yield tie.person


def _units(person: str, row: Row, book: Book) -> Iterator[str]:
    for member in book.roster.memberships:
        if member.person == person and member.start <= row.dated < member.end:
            unit: str | None = member.unit
            while unit is not None:
                yield unit
                unit = _part_of(unit, row.dated, book)


def _part_of(unit: str, moment: int, book: Book) -> str | None:
    for part in book.roster.parts:
        if part.unit == unit and part.start <= moment < part.end:
            return part.parent
    return None


def _key(own: str | None, book: Book) -> str | None:
    return None if own is None else f"{book.source}/{own}"
