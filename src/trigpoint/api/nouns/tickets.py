"""Tickets: what one serves, and which of them moved what the organisation works for."""

from typing import Annotated

from pydantic import StringConstraints

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun
from trigpoint.api.terms import NO_NUL, Id
from trigpoint.services.goals import ticket_sight
from trigpoint.services.goals.ticket_sight import DirectionMoved, TicketSight

routes = Noun("/tickets", "figures")

Number = Annotated[
    str, StringConstraints(min_length=1, max_length=ticket_sight.LONGEST, pattern=NO_NUL)
]


@routes.show("/sight")
def sight(request: Request, number: Number) -> TicketSight:
    """The goals and the vision that a ticket serves, and the measures in which it counts."""
    return ticket_sight.of_ticket(request.auth, number)


@routes.show("/moved/{direction_id}")
def moved(request: Request, direction_id: Id) -> DirectionMoved:
    """The measures through which tickets moved a direction; each leads to its tickets."""
    return ticket_sight.of_direction(request.auth, direction_id)
