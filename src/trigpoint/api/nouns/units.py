"""The units of the organisation."""

from typing import Annotated

from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.paging import DEFAULT_ROWS, Page, PageNumber, Rows, page_of
from trigpoint.api.routes import Noun, changed, one
from trigpoint.api.terms import AsOf, Body, Change, Day, Id, Line, Note, UnitKind, Version
from trigpoint.services.people import people
from trigpoint.services.people import units as parts
from trigpoint.services.people.people import UnitView

routes = Noun("/units", "people")

Name = Annotated[Line, Field(min_length=1, max_length=120)]


class NewUnit(Body):
    """A unit, with the name of the unit above it."""

    name: Name
    kind: UnitKind = "team"
    parent: Annotated[Line, Field(max_length=120)] = ""


class NewUnits(Body):
    """Units that begin on the same day, those above before those below."""

    since: Day
    units: Annotated[list[NewUnit], Field(min_length=1, max_length=1000)]


class UnitChange(Change):
    """Fields of a unit to change; another first day needs a reason."""

    name: Name | None = None
    valid_from: Day | None = None


class End(Body):
    """The first day on which it is not there any more, and why."""

    valid_to: Day
    reason: Note


@routes.show("")
def units(
    request: Request,
    as_of: AsOf | None = None,
    page: PageNumber = 1,
    per_page: Rows = DEFAULT_ROWS,
) -> Page[UnitView]:
    """The units, those above before those below."""
    return page_of(people.units(request.auth, as_of), page, per_page)


@routes.make("")
def add(request: Request, body: NewUnits) -> list[UnitView]:
    """Add units: all of them or none."""
    rows = [(unit.name, unit.kind, unit.parent) for unit in body.units]
    return people.add_units(request.auth, rows, body.since)


@routes.show("/{unit_id}")
def show(request: Request, unit_id: Id, as_of: AsOf | None = None) -> UnitView:
    """One unit."""
    return one(people.units(request.auth, as_of), unit_id)


@routes.change("/{unit_id}")
def edit(request: Request, unit_id: Id, body: UnitChange, version: Version) -> UnitView:
    """Give a unit another name or first day."""
    return changed(
        request,
        lambda: parts.edit(request.auth, unit_id, version, body.changes(), reason=body.reason),
        lambda: show(request, unit_id),
    )


@routes.replace("/{unit_id}/end")
def end(request: Request, unit_id: Id, body: End, version: Version) -> UnitView:
    """End a unit in which nobody is any more; its past stays."""
    return changed(
        request,
        lambda: parts.end(request.auth, unit_id, version, body.valid_to, reason=body.reason),
        lambda: show(request, unit_id),
    )
