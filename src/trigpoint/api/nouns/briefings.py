"""Briefings: a unit's monthly or quarterly review on one frozen page."""

from typing import Literal

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun
from trigpoint.api.terms import Body, Id
from trigpoint.services.loop import briefings
from trigpoint.services.loop.briefings import BriefingList, BriefingView

of_units = Noun("/units/{unit_id}/briefings", "goals")
routes = Noun("/briefings", "goals")


class NewBriefing(Body):
    """How far back the page looks: a month or a quarter."""

    rhythm: Literal["monthly", "quarterly"]


@of_units.show("")
def of_unit(request: Request, unit_id: Id) -> BriefingList:
    """The briefings of a unit on which I may read everything, the newest first."""
    return briefings.of_unit(request.auth, unit_id)


@of_units.make("")
def freeze(request: Request, unit_id: Id, body: NewBriefing) -> BriefingView:
    """Freeze the unit's review as it stands."""
    made = briefings.freeze(request.auth, unit_id, body.rhythm)
    return briefings.show(request.auth, made)


@routes.show("/{briefing_id}")
def show(request: Request, briefing_id: Id) -> BriefingView:
    """One page as it was frozen, with its as-of and the definitions of its figures."""
    return briefings.show(request.auth, briefing_id)
