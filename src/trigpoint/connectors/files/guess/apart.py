"""A day and its time of day that stand in two columns, and are one time together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from trigpoint.connectors.files.guess.draft import ColumnGuess, Sure
from trigpoint.connectors.files.guess.looks import Look
from trigpoint.connectors.files.guess.times import TimeGuess, at_clock
from trigpoint.connectors.files.guess.vocabulary import plain
from trigpoint.core.text import _

OF_DAYS = re.compile(r"\b(date|day|datum|tag)\b")
OF_CLOCKS = re.compile(r"\b(time|clock|hour|uhrzeit|zeit)\b")
CLOCK = re.compile(r"%[HI]")


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
        column.role: clock
        for column in columns
        if column.role is not None and (clock := by_name[column.name].clock)
    }
    read = [(column.role, by_name[column.name].time) for column in columns if column.role]
    return [
        at_clock(time, clocks[role]) if role in clocks else time
        for role, time in read
        if time is not None
    ]


def _stem_of_day(look: Look) -> str | None:
    """Return what a column of days is called but for "date", None where it holds no bare days."""
    if look.time is None or any(":" in word for word, _rows in look.common):
        return None
    return None if CLOCK.search(look.time.format) else _stem(OF_DAYS, look.name)


def _stem(kind: re.Pattern[str], name: str) -> str:
    return " ".join(kind.sub("", plain(name)).split())
