"""What a measure would show: its last weeks, while it is being made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from trigpoint.core.text import Text
from trigpoint.services.measures.previewing import Week
from trigpoint.web import formats
from trigpoint.web.templatetags.trigpoint import say

MOST = 30


@dataclass(frozen=True, slots=True)
class WeekLine:
    """A week in words."""

    days: str
    value: str
    between: str
    tickets: str


@dataclass(frozen=True, slots=True)
class Preview:
    """The last weeks, or in `why` what keeps them away."""

    lines: tuple[WeekLine, ...] = ()
    why: str = ""


def nothing() -> Preview:
    """Return what is shown before anything is chosen."""
    return Preview(why=gettext("Choose what is counted, and its last weeks are shown here."))


def lacking() -> Preview:
    """Return what is shown while something is not filled in, or cannot be."""
    return Preview(why=gettext("Fill in the rest, and its last weeks are shown here."))


def refused(text: Text) -> Preview:
    """Return why there is nothing to show."""
    return Preview(why=say(text))


def weeks(found: Sequence[Week], unit: formats.Unit) -> Preview:
    """Return weeks in words, the newest first."""
    if not found:
        return Preview(why=gettext("No tickets are in yet. Bring them in, and it can be computed."))
    return Preview(tuple(line(week, unit) for week in reversed(found)))


def known(words: Sequence[str]) -> str:
    """Return the words that tickets have, the first of them where there are many."""
    if not words:
        return ""
    told = gettext("There are: {words}.") if len(words) <= MOST else gettext("Such as: {words}.")
    return told.format(words=", ".join(words[:MOST]))


def line(week: Week, unit: formats.Unit) -> WeekLine:
    """Return a week; with too few tickets it says so instead of a figure."""
    days = formats.days(week.start, week.end - (week.end - week.start) / 7)
    tickets = formats.tickets(week.n)
    if week.value is None:
        return WeekLine(days, gettext("too few"), "", tickets)
    if week.low is None or week.high is None:
        return WeekLine(days, formats.value_words(week.value, unit), "", tickets)
    low, high = formats.ends(week.low, week.high, unit)
    between = gettext("likely between {low} and {high}").format(low=low, high=high)
    return WeekLine(
        days,
        formats.value_words(week.value, unit, week.high - week.low),
        gettext("counted, not estimated") if week.low == week.high else between,
        tickets,
    )
