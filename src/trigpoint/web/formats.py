"""Numbers, durations, days and moments in the reader's language.

The one place that knows how a figure is written. The language is the active one of the request;
moments are shown in the active time zone.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable
from contextvars import ContextVar
from functools import lru_cache
from typing import Any, TypeAlias

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.numbers import format_decimal, format_percent
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext, pgettext

Unit: TypeAlias = str
"""A KPI's unit: share (a fraction of one), seconds, per ticket, tickets, points."""

ticket_word: ContextVar[str] = ContextVar("ticket_word", default="ticket")
"""What the organisation calls a ticket; set for each request."""

MINUTE, HOUR, DAY = 60, 3600, 86400
NO_BREAK = "\u00a0"
SHORT_MONTH = re.compile(r"(?<!M)MMM(?!M)")
WRITTEN = 8192
"""How many written numbers and days are kept: a chart and its table write the same ones again."""
PIECES: dict[str, Callable[[], str]] = {
    "d": lambda: pgettext("duration in days", "{n} d"),
    "h": lambda: pgettext("duration in hours", "{n} h"),
    "min": lambda: pgettext("duration in minutes", "{n} min"),
    "s": lambda: pgettext("duration in seconds", "{n} s"),
}


def locale() -> Locale:
    """Return Babel's locale for the active language, English where Babel knows none."""
    return _locale_of(get_language() or "en")


@lru_cache(maxsize=64)
def _locale_of(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def digits_for(width: float | None) -> int:
    """Return how many decimals a value deserves whose likely range is `width` wide.

    The last decimal is at most a quarter of the range: 0.62 for a range of 0.04, 74.0 for one of
    1.8, 76 for one of 22. Without a range, two.
    """
    if width is None or not math.isfinite(width):
        return 2
    if width <= 0:
        return 0
    return min(4, max(0, math.ceil(-math.log10(width / 4) - 1e-9)))


def number(value: float, digits: int | None = None) -> str:
    """Return a number with thousands marked; `digits` fixes the decimals, else up to two."""
    pattern = "#,##0.##" if digits is None else "#,##0" + ("." + "0" * digits if digits else "")
    return _decimal(value, pattern, get_language() or "en")


@lru_cache(maxsize=WRITTEN)
def _decimal(value: float, pattern: str, language: str) -> str:
    return str(format_decimal(value, format=pattern, locale=_locale_of(language)))


def percent(fraction: float, digits: int = 0) -> str:
    """Return a fraction as a percentage with the space that the language wants, or none."""
    pattern = str(locale().percent_formats[None].pattern).split(";", 1)[0]
    if digits:
        pattern = pattern.replace("#,##0", "#,##0." + "0" * digits)
    return str(format_percent(fraction, format=pattern, locale=locale()))


def duration(seconds: float) -> str:
    """Return a duration in its two largest units: 2 d 4 h, 1 h 37 min, 12 min, 45 s."""
    sign = "\u2212" if seconds < 0 else ""
    left = abs(seconds)
    if left < MINUTE:
        return sign + _piece(round(left), "s")
    for size, below, names in ((DAY, HOUR, ("d", "h")), (HOUR, MINUTE, ("h", "min"))):
        if round(left / below) * below >= size:
            large, small = divmod(round(left / below), size // below)
            parts = [_piece(large, names[0]), *([_piece(small, names[1])] if small else [])]
            return sign + NO_BREAK.join(parts)
    return sign + _piece(round(left / MINUTE), "min")


def _piece(amount: int, unit: str) -> str:
    return PIECES[unit]().format(n=number(amount)).replace(" ", NO_BREAK)


def value(amount: float, unit: Unit, width: float | None = None) -> str:
    """Return a measure's value as it stands alone; `width` is that of its likely range."""
    if unit == "share":
        return percent(amount, digits_for(None if width is None else width * 100) if width else 0)
    if unit == "seconds":
        return duration(amount)
    if unit == "tickets":
        return number(amount, 0)
    if unit == "money":
        return number(amount / 100, 2)
    return number(amount, digits_for(width) if width else None)


def value_words(amount: float, unit: Unit, width: float | None = None) -> str:
    """Return a value with its unit in words, where a bare number would not say what it counts."""
    written = value(amount, unit, width)
    if unit == "per ticket":
        return gettext("{number} per ticket").format(number=written)
    if unit == "tickets":
        return tickets(round(amount))
    if unit == "points":
        return ngettext("{number} point", "{number} points", round(amount)).format(number=written)
    return written


CEILING = {"share": 1.0}
FLOOR = {"points": -100.0}
"""The most and the least that a figure of a unit can be; the least is 0 where it is not named."""


def floor(unit: Unit) -> float:
    """Return the least that a figure can be."""
    return FLOOR.get(unit, 0.0)


def ends(low: float, high: float, unit: Unit) -> tuple[str, str]:
    """Return both ends of a range, to stand around "and": 63 and 85%, 0.60 and 0.64.

    The percent sign stands once, where the language writes it last.
    """
    width = high - low
    first, last = value(low, unit, width), value(high, unit, width)
    if unit == "share" and last.endswith("%"):
        first = first.removesuffix("%").rstrip()
    return first, last


def day(date: datetime.date, today: datetime.date | None = None) -> str:
    """Return a day without its year where that is the present one: 22 Nov, 31 Dec 2027."""
    here = today or timezone.localdate()
    skeleton = "d MMM" if date.year == here.year else "d MMM y"
    return _by_skeleton(date, skeleton)


def long_day(date: datetime.date) -> str:
    """Return a day with its month in full and its year."""
    pattern = "d MMMM y" if locale().language == "en" else "long"
    return str(format_date(date, pattern, locale=locale()))


def weekday(date: datetime.date, today: datetime.date | None = None) -> str:
    """Return a day with the short name of the weekday before it."""
    return f"{format_date(date, 'EEE', locale=locale())} {day(date, today)}"


def _by_skeleton(date: datetime.date, order: str) -> str:
    return _written_day(date.toordinal(), order, get_language() or "en")


@lru_cache(maxsize=WRITTEN)
def _written_day(ordinal: int, order: str, language: str) -> str:
    date, known = datetime.date.fromordinal(ordinal), _locale_of(language)
    if known.language == "en":
        return str(format_date(date, order, locale=known))
    pattern = str(known.datetime_skeletons["MMMd" if order == "d MMM" else "yMMMd"])
    # As it stands alone, the month has no full stop that would meet the one of a sentence.
    return str(format_date(date, SHORT_MONTH.sub("LLL", pattern), locale=known))


def days(first: datetime.date, last: datetime.date) -> str:
    """Return a period by its first and last day; by its day where it has one."""
    if first == last:
        return _by_skeleton(last, "d MMM y")
    return gettext("{first} to {last}").format(
        first=day(first, first.replace(year=last.year)) if first.year == last.year else day(first),
        last=_by_skeleton(last, "d MMM y"),
    )


def clock(moment: datetime.datetime) -> str:
    """Return the time of day, in the active zone and the language's way."""
    local = timezone.localtime(moment)
    pattern = "HH:mm" if locale().language == "en" else "short"
    return str(format_time(local.time(), pattern, locale=locale()))


def when(moment: datetime.datetime, now: datetime.datetime | None = None) -> str:
    """Return a moment as people say it: today 07:40, yesterday 18:05, 9 Nov 07:40."""
    local = timezone.localtime(moment)
    today = timezone.localtime(now or timezone.now()).date()
    ago = (today - local.date()).days
    if ago == 0:
        return gettext("today {time}").format(time=clock(moment))
    if ago == 1:
        return gettext("yesterday {time}").format(time=clock(moment))
    return f"{day(local.date(), today)} {clock(moment)}"


def tickets(count: int) -> str:
    """Return a number of tickets, in the organisation's word for them."""
    patterns = {
        "case": ngettext("{n} case", "{n} cases", count),
        "chat": ngettext("{n} chat", "{n} chats", count),
        "claim": ngettext("{n} claim", "{n} claims", count),
        "incident": ngettext("{n} incident", "{n} incidents", count),
        "request": ngettext("{n} request", "{n} requests", count),
    }
    usual = ngettext("{n} ticket", "{n} tickets", count)
    return patterns.get(ticket_word.get(), usual).format(n=number(count, 0))


def shown(thing: object) -> str:
    """Return a parameter of a core sentence in the reader's language: see `core.text`."""
    for kind, written in _WRITTEN:
        if isinstance(thing, kind):
            return written(thing)
    return str(thing)


_WRITTEN: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (bool, str),
    (int, lambda amount: number(amount, 0)),
    (float, number),
    (datetime.datetime, when),
    (datetime.date, day),
    (datetime.timedelta, lambda span: duration(span.total_seconds())),
)


def by(name: str, moment: str) -> str:
    """Return who and when; the name keeps its own direction and lends it to nothing else."""
    return f"\u2068{name}\u2069, {moment}"
