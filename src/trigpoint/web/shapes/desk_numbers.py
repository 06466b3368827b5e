"""Our figure beside those of help desks, as the page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from trigpoint.core.text import Text
from trigpoint.services.measures import settings
from trigpoint.services.measures.desk_numbers import DeskNumber, DeskNumbers
from trigpoint.services.measures.previewing import Week
from trigpoint.tickets.vendors import PAGES
from trigpoint.web import addresses, formats
from trigpoint.web.shapes import preview
from trigpoint.web.shapes.preview import WeekLine


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One help desk: its figure as near as ours comes, why it differs, and by which settings.

    `page` is where it says itself how it counts; `title` names the KPI of ours that comes nearest,
    where that is another one.
    """

    desk: str
    page: str
    figure: WeekLine | None
    differs: Text
    title: Text | None
    nearest: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class NewerRow:
    """The newest version of our definition beside the one that counts, and where to take it up."""

    version: int
    figure: WeekLine | None
    meaning: Text
    take_up: str


@dataclass(frozen=True, slots=True)
class DesksPage:
    """What pages/desk_numbers.html reads; `ours` is None before tickets came in."""

    title: str
    heading: str
    measure: str
    days: str
    version: int
    ours: WeekLine | None
    newer: NewerRow | None
    settings: tuple[Text, ...]
    rows: tuple[DeskRow, ...]


def page(found: DeskNumbers) -> DesksPage:
    """Return the page."""
    unit = found.measure.unit
    return DesksPage(
        title=found.measure.title,
        heading=gettext("Beside your help desk") if found.desks else gettext("Both versions"),
        measure=addresses.measure(found.measure.id),
        days=formats.days(found.start, found.last_day),
        version=found.version,
        ours=counted(found.ours, unit),
        newer=newer(found),
        settings=tuple(settings.in_words(found.params)),
        rows=tuple(map(row, found.desks)),
    )


def newer(found: DeskNumbers) -> NewerRow | None:
    """Return the newest version of our definition, None where ours is counted by it."""
    one, measure = found.newer, found.measure
    if one is None:
        return None
    chosen = {"kpi": measure.kpi, "scope": measure.scope, "member": found.member}
    chosen |= {name: str(value) for name, value in measure.params.items()}
    take_up = reverse("measure_new") + addresses.query(**chosen)
    return NewerRow(one.version, counted(one.counted, measure.unit), one.meaning, take_up)


def row(one: DeskNumber) -> DeskRow:
    """Return one help desk."""
    nearest = tuple(settings.in_words(one.params))
    figure = counted(one.counted, one.unit)
    return DeskRow(one.desk, PAGES[one.desk], figure, one.differs, one.title, nearest)


def counted(week: Week | None, unit: formats.Unit) -> WeekLine | None:
    """Return a figure in words."""
    return preview.line(week, unit) if week else None
