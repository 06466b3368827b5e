"""Splitting a goal's target among those below, and asking each of them."""

from typing import Annotated, Literal

from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun
from trigpoint.api.terms import Body, Id, Note, Number, Title
from trigpoint.services.cascade import proposals, splitting
from trigpoint.services.cascade.proposal_views import ProposalView
from trigpoint.services.cascade.splitting import Split

routes = Noun("/goals/{goal_id}/split", "goals")

Method = Literal["even", "hours", "volume", "capability", "hand"]


class OnePart(Body):
    """What a unit or a person is to carry, in the measure's unit."""

    holder: Id
    value: Number


class Parts(Body):
    """What each is to carry, and what their goals are called."""

    parts: Annotated[list[OnePart], Field(min_length=1, max_length=500)]
    title: Title
    words: Note = ""


@routes.show("")
def preview(request: Request, goal_id: Id, method: Method = "even") -> Split:
    """What each would carry, and what that gives together; nobody is asked."""
    return splitting.preview(request.auth, goal_id, method)


@routes.act("/ask")
def ask(request: Request, goal_id: Id, body: Parts) -> tuple[ProposalView, ...]:
    """Ask each to carry their part; parts of a count have to add up."""
    made = splitting.ask(
        request.auth,
        goal_id,
        {part.holder: part.value for part in body.parts},
        title=body.title,
        words=body.words,
    )
    return tuple(proposals.show(request.auth, proposal) for proposal in made)
