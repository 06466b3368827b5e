"""Measures: the catalogue, figures over time, the tickets behind each, and words against one."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from ninja import Query
from pydantic import BaseModel, Field

from trigpoint.api.auth import Request
from trigpoint.api.paging import DEFAULT_ROWS, Page, PageNumber, Rows, page_of
from trigpoint.api.routes import Noun, changed, removed
from trigpoint.api.shapes import words
from trigpoint.api.terms import AsOf, Body, Day, Id, Line, Note, Reason, Scope, Version
from trigpoint.connectors.files.export import csv_lines
from trigpoint.core.text import Text, _
from trigpoint.services.errors import Invalid
from trigpoint.services.measures import (
    behind,
    catalogue,
    disputes,
    exploring,
    measure_changes,
    measure_list,
    measures,
    previewing,
)
from trigpoint.services.measures.behind import Tickets
from trigpoint.services.measures.catalogue import KPI
from trigpoint.services.measures.exploring import Cell
from trigpoint.services.measures.measure_list import MeasureFilter, MeasureLine
from trigpoint.services.measures.measures import MeasureDraft, MeasurePage
from trigpoint.services.measures.previewing import Week
from trigpoint.tickets.query import Dimension, Filter

kpis = Noun("/kpis", "figures")
routes = Noun("/measures", "figures")

Key = Annotated[Line, Field(max_length=60, pattern="^[a-z0-9_]+$")]
Word = Annotated[Line, Field(max_length=60)]
Setting = Annotated[str, Field(max_length=80, pattern="^[a-z_]+:[a-z0-9_.]+$")]
LONGEST = datetime.timedelta(days=3653)
Whole = Annotated[int, Field(ge=-(10**9), le=10**9)]
Cut = Literal["unit", "queue", "channel", "priority", "language", "site", "tag", "custom"]


class MeasuresWanted(BaseModel):
    """Which measures; what is left out may be anything."""

    words: Line = Field("", description="in the title, or in whose tickets are counted")
    kpi: Key | Literal[""] = ""
    scope: Scope | Literal[""] = ""
    sort: Literal["title", "whose", "used", "-title", "-whose", "-used"] = "title"


class Exploration(BaseModel):
    """Which figures of a KPI, over which days, cut by what; settings read `name:value`."""

    start: Day
    last: Day = Field(description="the last day, at most ten years after the first")
    grain: Literal["day", "week", "month", "whole"] = "week"
    by: str = Field(
        "",
        pattern=(
            r"^(|unit|employer|person|queue|channel|priority|language|site|tag"
            r"|custom\.[^\x00]{1,60})$"
        ),
        description="a dimension, or custom.NAME for a custom field",
    )
    setting: list[Setting] = Field(default_factory=list, max_length=20)

    @property
    def params(self) -> dict[str, str | int]:
        """The settings by name."""
        return {name: value for name, _colon, value in (s.partition(":") for s in self.setting)}


class NewFilter(Body):
    """Only tickets whose dimension has one of the values, or none of them."""

    dimension: Cut
    values: Annotated[list[Line | None], Field(min_length=1, max_length=100)]
    excluded: bool = False
    name: Line | None = Field(None, description="of the custom field")

    def typed(self) -> Filter:
        """Return it as the KPI engine knows it."""
        return Filter(Dimension(self.dimension), tuple(self.values), self.excluded, self.name)


class NewMeasure(Body):
    """A KPI of the catalogue with its settings, for one scope."""

    kpi: Key
    scope: Scope = "organisation"
    member: Id | None = Field(None, description="the unit, queue or person of the scope")
    params: dict[Word, Word | Whole] = Field(default_factory=dict, max_length=20)
    filters: list[NewFilter] = Field(default_factory=list, max_length=20)
    title: Line = ""
    window_weeks: Annotated[int, Field(ge=1, le=52)] = 4
    pinned: bool = False

    def draft(self) -> MeasureDraft:
        """Return it as the services know it."""
        plain = self.model_dump(exclude={"member", "filters"})
        return MeasureDraft(
            **plain, member=self.member or "", filters=tuple(f.typed() for f in self.filters)
        )


class ApartWeek(Body):
    """A week that was unlike others, by a day in it, and why."""

    day: Day
    why: Annotated[Line, Field(min_length=1)]


class Face(Body):
    """What a measure is called, whether its figures are always kept, and its exceptional weeks."""

    title: Annotated[Line, Field(min_length=1)] | None = None
    pinned: bool | None = None
    exceptional: list[ApartWeek] | None = Field(None, max_length=52)


class Behind(BaseModel):
    """Which figure of the measure: its stretch and its first day."""

    start: Day
    grain: Literal["week", "month", "window"] = "week"
    page: int = Field(1, ge=1, le=1_000_000, description="50 tickets a page")
    sort: Literal["newest", "oldest", "largest", "smallest"] = "newest"


class Words(Body):
    """What is wrong with a figure about me: its first day, and why."""

    start: Day
    words: Annotated[Note, Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Disputed:
    """A word against a figure, by its id."""

    id: str


@kpis.show("")
def all_kpis(request: Request) -> list[KPI]:  # noqa: ARG001 - the same for everybody here
    """The catalogue, by key."""
    return catalogue.kpis()


@kpis.show("/{key}")
def kpi(request: Request, key: Key) -> KPI:  # noqa: ARG001 - the same for everybody here
    """One KPI in words, with its settings."""
    return catalogue.kpi(key)


@kpis.show("/{key}/figures")
def figures(
    request: Request,
    key: Key,
    asked: Annotated[Exploration, Query()],
    page: PageNumber = 1,
    per_page: Rows = DEFAULT_ROWS,
) -> Page[Cell]:
    """Figures of a KPI, asked for once without a measure, as far as I may see them."""
    if asked.last - asked.start > LONGEST:
        raise Invalid({"last": _("Ask for ten years at most.")})
    found = exploring.compute(
        request.auth,
        key,
        params=asked.params,
        by=asked.by or None,
        grain=asked.grain,
        start=asked.start,
        last=asked.last,
    )
    return page_of(found, page, per_page)


@routes.show("")
def all_measures(
    request: Request,
    asked: Annotated[MeasuresWanted, Query()],
    page: PageNumber = 1,
    per_page: Rows = DEFAULT_ROWS,
    as_of: AsOf | None = None,
) -> Page[MeasureLine]:
    """The measures that fit, each with its standing figure where I may see it."""
    wanted = MeasureFilter(**asked.model_dump(), at=as_of)
    return page_of(measure_list.find(request.auth, wanted).lines, page, per_page)


@routes.make("")
def add(request: Request, body: NewMeasure) -> MeasurePage:
    """Set up a measure; one that is there already is answered with."""
    return measures.show(request.auth, measures.add(request.auth, body.draft()))


@routes.act("/preview")
def preview(request: Request, body: NewMeasure) -> list[Week]:
    """What a measure would show for its last eight weeks, without setting it up."""
    return previewing.preview(request.auth, body.draft())


@routes.show("/{measure_id}")
def show(
    request: Request,
    measure_id: Id,
    grain: Literal["week", "month"] = "week",
    as_of: AsOf | None = None,
) -> MeasurePage:
    """A measure with its definition, its series with ranges, and who uses it."""
    return measures.show(request.auth, measure_id, grain, as_of)


@routes.change("/{measure_id}")
def edit(request: Request, measure_id: Id, body: Face, version: Version) -> MeasurePage:
    """Name or pin a measure; what it measures stays."""
    changes = body.model_dump(exclude_none=True)
    if body.exceptional is not None:
        changes["exceptional"] = [(week.day, week.why) for week in body.exceptional]
    return changed(
        request,
        lambda: measure_changes.edit(request.auth, measure_id, version, changes),
        lambda: measures.show(request.auth, measure_id),
    )


@routes.remove("/{measure_id}")
def retire(request: Request, measure_id: Id, version: Version, reason: Reason = "") -> None:
    """Take a measure out of use that no goal holds to."""
    removed(
        request,
        lambda: measure_changes.retire(request.auth, measure_id, version, reason=reason),
        lambda: measures.show(request.auth, measure_id),
    )


@routes.show("/{measure_id}/tickets")
def tickets(request: Request, measure_id: Id, wanted: Annotated[Behind, Query()]) -> Tickets:
    """The tickets behind one figure, each with the reason why it counts or not."""
    return behind.show(
        request.auth, measure_id, wanted.start, wanted.grain, page=wanted.page, sort=wanted.sort
    )


@routes.lines("/{measure_id}/tickets.csv")
def export(
    request: Request,
    measure_id: Id,
    start: Day,
    grain: Literal["week", "month", "window"] = "week",
) -> Iterator[str]:
    """All tickets behind one figure as a file, each with the reason why it counts or not."""
    found = behind.export(request.auth, measure_id, start, grain)
    return csv_lines(behind.HEAD, (ticket.cells(said) for ticket in found))


def said(text: Text) -> str:
    """Return a sentence of ours in the language of the request."""
    return str(words(text))


@routes.make("/{measure_id}/disputes")
def dispute(request: Request, measure_id: Id, body: Words) -> Disputed:
    """Say that a figure about me is wrong."""
    return Disputed(disputes.add(request.auth, measure_id, body.start, body.words))
