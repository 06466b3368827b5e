"""A day and its times of day that stand in columns of their own, and are times together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from trigpoint.connectors.files.guess.draft import ColumnGuess, Sure
from trigpoint.connectors.files.guess.looks import Look
from trigpoint.connectors.files.guess.times import TimeGuess, at_clock
from trigpoint.connectors.files.guess.vocabulary import plain
from trigpoint.core.text import _

OF_DAYS = re.compile(r"\b(date|day|datum|tag)\b")
OF_CLOCKS = re.compile(r"\b(time|clock|hour|uhrzeit|zeit)\b")
DAY = "day"
"""What a column becomes that holds the day of several times of day; no role of a mapping."""
SEVERAL = 2


def joined(columns: tuple[ColumnGuess, ...], looks: list[Look]) -> Iterator[ColumnGuess]:
    """Yield the columns; a time of day becomes what the day becomes that is called like it."""
    by_name = {look.name: look for look in looks}
    days = {
        stem: column
        for column in columns
        if column.role is not None and (stem := _stem_of_day(by_name[column.name])) is not None
    }
    for column in columns:
        day = days.get(_stem(OF_CLOCKS, column.name)) if by_name[column.name].clock else None
        if day is None or column.role is not None:
            yield column
        else:
            why = _("The time of day to “{name}”.", name=day.name)
            yield replace(column, role=day.role, sure=Sure.SURE, why=why)


def times(columns: tuple[ColumnGuess, ...], looks: list[Look]) -> list[TimeGuess]:
    """Return how the times are written that the columns hold, alone or two together."""
    by_name = {look.name: look for look in looks}
    clocks = {
        column.role: found
        for column in columns
        if column.role is not None and (found := by_name[column.name]).clock
    }
    read = [(column.role, by_name[column.name].time) for column in columns if column.role]
    return [
        at_clock(time, clocks[role].clock, padded=clocks[role].padded) if role in clocks else time
        for role, time in read
        if time is not None
    ]


def on_one_day(looks: list[Look]) -> list[Look]:
    """Return the columns; times of day without a day of their own are times on the only free day.

    So it is in a plan of shifts: a day, and from when to when. The day is no time any more.
    """
    clocks = [look for look in looks if look.clock]
    stems = {_stem(OF_CLOCKS, look.name) for look in clocks}
    days = {look.index: _stem_of_day(look) for look in looks if look.bare_days}
    lone = [look for look in looks if look.index in days and days[look.index] not in stems]
    free = [look for look in clocks if _stem(OF_CLOCKS, look.name) not in days.values()]
    if len(lone) != 1 or len(free) < SEVERAL:
        return looks
    return [_on(lone[0], look, free) for look in looks]


def _on(day: Look, look: Look, free: list[Look]) -> Look:
    if look is day:
        return replace(look, time=None, day=look.name)
    if day.time is None or look not in free:
        return look
    time = at_clock(day.time, look.clock, padded=look.padded)
    return replace(look, time=time, clock="", day=day.name)


def with_day(columns: Iterable[ColumnGuess], looks: list[Look]) -> Iterator[ColumnGuess]:
    """Yield the columns; the day of several times of day says what it is."""
    days = {look.name for look in looks if look.day == look.name}
    timed = [look.name for look in looks if look.day in days and look.name not in days]
    for column in columns:
        if column.name in days and column.role is None:
            why = _("The day to {names}.", names=", ".join(timed))
            yield replace(column, role=DAY, sure=Sure.SURE, why=why)
        else:
            yield column


def _stem_of_day(look: Look) -> str | None:
    """Return what a column of days is called but for "date", None where it holds no bare days."""
    return _stem(OF_DAYS, look.name) if look.bare_days else None


def _stem(kind: re.Pattern[str], name: str) -> str:
    return " ".join(kind.sub("", plain(name)).split())
