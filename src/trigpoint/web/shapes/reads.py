"""Who looked at personal data: mine by name, everybody's as counts."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from trigpoint.services.people.privacy import Read, Reads
from trigpoint.web import addresses, formats
from trigpoint.web.components import Pager
from trigpoint.web.shapes import paging

PAGE = 50

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


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose looks are asked for, and the pages as they were typed: of mine, and of everybody's."""

    words: str
    page: str
    days: str

    def at(self, name: str) -> Callable[[int], str]:
        """Return where the pages of one of the two lists are; the other one stays where it is."""
        here: dict[str, str | int] = {"words": self.words, "page": self.page, "days": self.days}
        return lambda page: reverse("reads") + addresses.query(**{**here, name: page})


@dataclass(frozen=True, slots=True)
class MyReads:
    """A page of the looks at my data by those whose name has the words."""

    words: str
    rows: tuple[ReadPart, ...]
    pager: Pager | None
    kept: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DayReads:
    """A page of how often anybody's data was looked at."""

    rows: tuple[DayPart, ...]
    pager: Pager | None


def mine(
    rows: Iterable[Read], here: int, total: int, asked: Asked, now: datetime.datetime
) -> MyReads:
    """Return the looks at my data of the page `here`, of `total` in all."""
    pager = paging.pager(here, PAGE, total, asked.at("page"))
    return MyReads(asked.words, tuple(read(line, now) for line in rows), pager)


def days(found: Sequence[Reads], asked: Asked) -> DayReads:
    """Return the page that is asked for of how often anybody's data was looked at."""
    here = paging.asked(asked.days, PAGE, len(found))
    shown = found[(here - 1) * PAGE : here * PAGE]
    pager = paging.pager(here, PAGE, len(found), asked.at("days"))
    return DayReads(tuple(day(line) for line in shown), pager)


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
