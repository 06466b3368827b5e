"""All measures: headings and lines of the table, and of the file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from trigpoint.services.measures.measure_list import FoundMeasures, MeasureFilter, MeasureLine
from trigpoint.tickets.by_hand import BY_HAND
from trigpoint.web import addresses, formats
from trigpoint.web.components import Column, Figure, Link, NoFigure, Nothing
from trigpoint.web.shapes import figures, measure, past
from trigpoint.web.shapes.goal_list import figure_cells
from trigpoint.web.shapes.sorting import heading

CHOSEN_IN_THE_FORM = {"words", "kpi", "scope", "at"}
EXPORTED = (
    "id", "measure", "kpi", "scope", "whose", "weeks", "value", "low", "high", "n", "unit",
    "start", "end", "as_of", "targets", "address",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure in the table; `stretch` says over how many weeks it is counted."""

    href: str
    title: str
    stretch: str
    scope: str
    figure: Figure | NoFigure
    used: str


@dataclass(frozen=True, slots=True)
class MeasuresPage:
    """What pages/measures.html reads."""

    words: str
    count: str
    columns: tuple[Column, ...]
    rows: tuple[MeasureRow, ...]
    empty: Nothing | None
    kept: tuple[tuple[str, str], ...]
    export_href: str


def page(
    found: FoundMeasures, wanted: MeasureFilter, *, may_bring: bool, has_tickets: bool
) -> MeasuresPage:
    """Return the list as the page shows it; `may_bring` is whether the reader brings tickets in."""
    known = parameters(wanted)
    total = len(found.lines)
    return MeasuresPage(
        words=wanted.words,
        count=ngettext("{n} measure", "{n} measures", total).format(n=formats.number(total, 0)),
        columns=columns(wanted),
        rows=tuple(row(line, past.day(wanted.at)) for line in found.lines),
        empty=None if found.lines else nothing(found, may_bring=may_bring, has_tickets=has_tickets),
        kept=tuple((k, v) for k, v in known.items() if v and k not in CHOSEN_IN_THE_FORM),
        export_href=reverse("measures_csv") + addresses.query(**known),
    )


def parameters(wanted: MeasureFilter) -> dict[str, str]:
    """Return the filter as the address carries it, defaults left out."""
    return {
        "words": wanted.words,
        "kpi": wanted.kpi,
        "scope": wanted.scope,
        "sort": "" if wanted.sort == "title" else wanted.sort,
        "at": past.day(wanted.at),
    }


def columns(wanted: MeasureFilter) -> tuple[Column, ...]:
    """Return the headings; one that is sorted by turns round."""
    known = parameters(wanted)
    column = partial(
        heading,
        wanted.sort,
        lambda by: reverse("measures") + addresses.query(**{**known, "sort": by}),
    )
    return (
        column(gettext("Measure"), "title"),
        column(gettext("Whose tickets"), "whose"),
        Column(gettext("Figure")),
        column(gettext("Used by"), "used", end=True),
    )


def row(line: MeasureLine, at: str) -> MeasureRow:
    """Return a measure as a line of the table."""
    weeks = ngettext("over {n} week", "over {n} weeks", line.window_weeks)
    typed = line.measure.kpi in BY_HAND
    return MeasureRow(
        href=addresses.measure(line.measure.id) + addresses.query(at=at),
        title=line.measure.title,
        stretch="" if typed else weeks.format(n=formats.number(line.window_weeks, 0)),
        scope=measure.scope(line.measure, line.member_name),
        figure=figures.figure(line.figure, line.measure.unit),
        used=formats.number(line.goals, 0),
    )


def exported(line: MeasureLine, address: str) -> tuple[str, ...]:
    """Return a measure as cells of a file for programs: plain numbers, ISO days and moments."""
    found, reading = line.measure, line.figure
    return (
        found.id,
        found.title,
        found.kpi,
        found.scope,
        line.member_name,
        str(line.window_weeks),
        *figure_cells(reading),
        found.unit,
        reading.start.isoformat() if reading else "",
        reading.last_day.isoformat() if reading else "",
        reading.as_of.isoformat() if reading and reading.as_of else "",
        str(line.goals),
        address,
    )


def nothing(found: FoundMeasures, *, may_bring: bool, has_tickets: bool) -> Nothing:
    """Return what stands where no measure fits, or there is none, with the next step."""
    if found.kpis:
        return Nothing(
            gettext("No measure fits"),
            gettext("Leave out a filter, or look for fewer words."),
            Link(gettext("All measures"), reverse("measures")),
            "search",
        )
    if has_tickets:
        return Nothing(
            gettext("No measures yet"),
            gettext(
                "Tickets are in: look at eight figures and keep them, or choose what is counted."
            ),
            Link(gettext("Eight figures at a glance"), reverse("glance")),
        )
    return Nothing(
        gettext("No measures yet"),
        gettext("Bring in tickets first; then choose what is counted."),
        Link(gettext("Bring in tickets"), reverse("imports")) if may_bring else None,
    )
