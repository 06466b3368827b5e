"""Who looked at personal data: mine by name, everybody's as counts."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy

from trigpoint.services.people.privacy import Read, Reads
from trigpoint.web import addresses, formats

KINDS = {
    "measure": gettext_lazy("a figure about one person"),
    "tickets": gettext_lazy("the tickets behind a figure about one person"),
    "a": gettext_lazy("a ticket behind a figure about one person"),
    "typed": gettext_lazy("the typed-in values of a figure about one person"),
    "comparison": gettext_lazy("a figure about one person, compared over similar tickets"),
    "ladder": gettext_lazy("the steps of one person"),
    "assessment": gettext_lazy("what was said about the steps of one person"),
    "figures": gettext_lazy("a figure about one person, asked for once"),
    "pay": gettext_lazy("what one person’s results bring them"),
    "pattern": gettext_lazy("a question about the tickets of one person"),
    "export": gettext_lazy("all data of one person, taken along"),
}


@dataclass(frozen=True, slots=True)
class ReadPart:
    """Somebody looked at something of mine; `measure` is the name of the figure, or ""."""

    when: str
    who: str
    what: str
    measure: str
    href: str


@dataclass(frozen=True, slots=True)
class DayPart:
    """How often a kind of data was looked at on a day."""

    day: str
    what: str
    count: str


def read(found: Read, now: datetime.datetime) -> ReadPart:
    """Return one look as a line; the thing looked at is linked where it is a measure."""
    words = found.what.split()
    href = addresses.measure(words[-1]) if "measure" in words[:-1] else ""
    return ReadPart(
        when=formats.when(found.at, now),
        who=found.reader or gettext("somebody who has left"),
        what=kind(words[0]),
        measure=found.measure,
        href=href,
    )


def day(found: Reads) -> DayPart:
    """Return the looks of a day as a line, without who and whose."""
    return DayPart(formats.day(found.day), kind(found.what), formats.number(found.count, 0))


def kind(word: str) -> str:
    """Return what was looked at, in words."""
    return str(KINDS.get(word, word))
