"""A measure's figure row by row, as its page and the page of its own show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from trigpoint.services.measures import cuts
from trigpoint.services.measures.cuts import Cuts
from trigpoint.services.measures.exploring import Cell
from trigpoint.services.measures.measures import MeasurePage
from trigpoint.services.measures.previewing import Week
from trigpoint.tickets.query import Dimension
from trigpoint.web import addresses, formats
from trigpoint.web.shapes import measure_facts, preview
from trigpoint.web.shapes.preview import WeekLine

HEAD = ("row", "value", "low", "high", "n")
"""What a file of the rows says of each: shares from 0 to 1, times in seconds."""
SHOWN = 30
"""So many rows are read on a page; the file has the others."""


@dataclass(frozen=True, slots=True)
class Way:
    """One thing to cut by, as the list of them names it."""

    key: str
    label: str
    on: bool = False


@dataclass(frozen=True, slots=True)
class CutRow:
    """A row: its name, and its figure in words."""

    name: str
    figure: WeekLine


@dataclass(frozen=True, slots=True)
class CutsPart:
    """What pages/measure_cuts.html reads; without `what` nothing was asked for yet."""

    href: str
    ways: tuple[Way, ...]
    what: str = ""
    rows: tuple[CutRow, ...] = ()
    told: tuple[str, ...] = ()
    download: str = ""


@dataclass(frozen=True, slots=True)
class CutsPage:
    """What pages/measure_by.html reads."""

    title: str
    measure: str
    cuts: CutsPart
    days: str


def offer(found: MeasurePage) -> CutsPart:
    """Return what a measure can be cut by, before it is: the help desk's own fields come after."""
    measure = found.measure
    words = cuts.ways(measure.kpi, measure.scope, found.filters)
    return CutsPart(reverse("measure_cuts", args=[measure.id]), ways(words, ""))


def page(found: Cuts) -> CutsPage:
    """Return the rows with what is chosen."""
    measure = found.measure.id
    days = formats.days(found.start, found.last_day)
    part = CutsPart(
        href=reverse("measure_cuts", args=[measure]),
        ways=ways(found.ways, found.by),
        what=label(found.by),
        rows=tuple(row(cell, found.measure.unit) for cell in found.rows[:SHOWN]),
        told=(f"{days}.", *told(found)),
        download=reverse("measure_cuts_csv", args=[measure]) + addresses.query(by=found.by),
    )
    return CutsPage(found.measure.title, addresses.measure(measure), part, days)


def ways(words: Iterable[str], chosen: str) -> tuple[Way, ...]:
    """Return what can be cut by, by name."""
    return tuple(Way(word, label(word), word == chosen) for word in words)


def label(word: str) -> str:
    """Return how a dimension is called; a field of the help desk as its desk calls it."""
    dimension, _dot, name = word.partition(".")
    return name or str(measure_facts.NAMES[Dimension(dimension)])


def row(cell: Cell, unit: formats.Unit) -> CutRow:
    """Return a row in words; tickets that do not say it are a row as well."""
    name = cell.name or gettext("says nothing")
    if cell.n is None:
        return CutRow(name, WeekLine("", gettext("kept back"), "", "–"))
    week = Week(cell.start, cell.end, cell.value, cell.low, cell.high, cell.n, cell.missing or 0)
    return CutRow(name, preview.line(week, unit))


def told(found: Cuts) -> list[str]:
    """Return what has to be known to read the rows."""
    more = len(found.rows) - SHOWN + found.left_out
    said = []
    if any(cell.n is None for cell in found.rows):
        said.append(
            gettext(
                "Nothing is told of fewer than five. The next larger row is kept back with them: "
                "else the total less the other rows would tell it."
            )
        )
    if found.by == Dimension.EMPLOYER:
        said.append(
            gettext(
                "Employers with fewer than five people are left out, and with them the next larger "
                "one, where it would tell their figure."
            )
        )
    if found.by == Dimension.TAG:
        said.append(gettext("One with several tags is counted in each of their rows."))
    if len(found.rows) > SHOWN:
        said.append(
            ngettext("{n} smaller row is left out.", "{n} smaller rows are left out.", more).format(
                n=formats.number(more, 0)
            )
        )
    return said


def line(cell: Cell) -> tuple[str, ...]:
    """Return a row of a file, under HEAD; what has no value is empty."""
    numbers = (cell.value, cell.low, cell.high, cell.n)
    return cell.name, *("" if each is None else str(each) for each in numbers)
