"""The organisation: its settings, its periods, and what it works for."""

from typing import Annotated, Literal

from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun, changed, one, removed
from trigpoint.api.terms import (
    AsOf,
    Body,
    Change,
    Day,
    Id,
    Line,
    Note,
    PrivacyMode,
    Reason,
    Version,
)
from trigpoint.services.organisation import organisation
from trigpoint.services.organisation import periods as spans
from trigpoint.services.organisation.organisation import DirectionView, OrganisationView, PeriodView

routes = Noun("/organisation", "organisation")


COMMENT_DAYS = (
    "for how many days comments of customers are kept, 7 to 365; 0 keeps none and deletes all"
)


class Settings(Change):
    """Settings to change; a reason is always asked for."""

    name: Annotated[Line, Field(max_length=120)] | None = None
    zone: Annotated[Line, Field(max_length=64)] | None = None
    week_start: Annotated[int, Field(ge=0, le=6, description="0 is Monday")] | None = None
    privacy_mode: PrivacyMode | None = None
    ticket_word: Annotated[Line, Field(max_length=20)] | None = None
    comment_days: Annotated[int, Field(ge=0, le=365, description=COMMENT_DAYS)] | None = None


class NewPeriod(Body):
    """A period by its first and its last day."""

    name: Annotated[Line, Field(min_length=1, max_length=60)]
    starts: Day
    ends: Day


class PeriodChange(Change):
    """Fields of a period to change; other days need a reason where goals belong to it."""

    name: Annotated[Line, Field(min_length=1, max_length=60)] | None = None
    starts: Day | None = None
    ends: Day | None = None


class Anew(Body):
    """Other words for a mission, a vision or a priority, and why."""

    text: Annotated[Note, Field(min_length=1)]
    reason: Reason


class Saying(Body):
    """Mission, vision, or the priority of a rank, in words."""

    kind: Literal["mission", "vision", "priority"]
    text: Annotated[Note, Field(min_length=1)]
    rank: Annotated[int, Field(ge=1, le=99)] = 1
    reason: Reason = ""


@routes.show("")
def show(request: Request, as_of: AsOf | None = None) -> OrganisationView:
    """The settings, which everybody here may read."""
    return organisation.show(request.auth, as_of)


@routes.change("")
def edit(request: Request, body: Settings, version: Version) -> OrganisationView:
    """Change settings."""
    actor = request.auth
    return changed(
        request,
        lambda: organisation.edit(actor, version, body.changes(), body.reason),
        lambda: organisation.show(actor),
    )


@routes.show("/periods")
def periods(request: Request, as_of: AsOf | None = None) -> list[PeriodView]:
    """The periods, the latest first."""
    return organisation.periods(request.auth, as_of)


@routes.make("/periods")
def add_period(request: Request, body: NewPeriod) -> PeriodView:
    """Add a period."""
    return organisation.add_period(request.auth, body.name, body.starts, body.ends)


@routes.show("/periods/{period_id}")
def period(request: Request, period_id: Id, as_of: AsOf | None = None) -> PeriodView:
    """One period."""
    return one(organisation.periods(request.auth, as_of), period_id)


@routes.change("/periods/{period_id}")
def edit_period(
    request: Request, period_id: Id, body: PeriodChange, version: Version
) -> PeriodView:
    """Give a period another name or other days."""
    return changed(
        request,
        lambda: spans.edit(request.auth, period_id, version, body.changes(), reason=body.reason),
        lambda: period(request, period_id),
    )


@routes.remove("/periods/{period_id}")
def retire_period(request: Request, period_id: Id, version: Version, reason: Reason = "") -> None:
    """Take a period out of use to which no goal belongs."""
    removed(
        request,
        lambda: spans.retire(request.auth, period_id, version, reason=reason),
        lambda: period(request, period_id),
    )


@routes.show("/directions")
def directions(request: Request, as_of: AsOf | None = None) -> list[DirectionView]:
    """Mission, vision and priorities."""
    return organisation.directions(request.auth, as_of)


@routes.make("/directions")
def set_direction(request: Request, body: Saying) -> DirectionView:
    """State the mission, the vision or a priority for the first time."""
    return organisation.set_direction(
        request.auth, body.kind, body.text, rank=body.rank, reason=body.reason
    )


@routes.show("/directions/{direction_id}")
def direction(request: Request, direction_id: Id, as_of: AsOf | None = None) -> DirectionView:
    """The mission, the vision or a priority."""
    return one(organisation.directions(request.auth, as_of), direction_id)


@routes.replace("/directions/{direction_id}")
def reword(request: Request, direction_id: Id, body: Anew, version: Version) -> DirectionView:
    """Say the mission, the vision or a priority anew."""
    said = direction(request, direction_id)
    return changed(
        request,
        lambda: organisation.set_direction(
            request.auth, said.kind, body.text, rank=said.rank, version=version, reason=body.reason
        ),
        lambda: direction(request, direction_id),
    )


@routes.remove("/directions/{direction_id}")
def retire_direction(
    request: Request, direction_id: Id, version: Version, reason: Reason = ""
) -> None:
    """Take a mission, a vision or a priority out of use that no goal carries."""
    removed(
        request,
        lambda: organisation.retire_direction(request.auth, direction_id, version, reason=reason),
        lambda: direction(request, direction_id),
    )
