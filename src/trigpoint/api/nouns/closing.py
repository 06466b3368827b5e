"""A goal's end: how far it got, whether it goes on, what was learned."""

from typing import Annotated, Literal

from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun
from trigpoint.api.terms import AsOf, Body, Id, Line, Note
from trigpoint.services.loop import closing
from trigpoint.services.loop.closing import ClosingDraft, ClosingPage

routes = Noun("/goals/{goal_id}/closing", "goals")


class GoalEnd(Body):
    """The score in per cent beside the numbers, what becomes of it, and what was learned.

    `period` names the dates in which it goes on, "" the next ones; `title` how it reads then.
    """

    reached: bool
    score: Annotated[int, Field(ge=0, le=100)]
    decision: Literal["keep", "change", "drop"]
    learned: Note
    period: Id | Literal[""] = ""
    title: Line = ""


@routes.show("")
def show(request: Request, goal_id: Id, as_of: AsOf | None = None) -> ClosingPage:
    """What is said of the goal at its end, or what there is to say it with."""
    return closing.show(request.auth, goal_id, as_of)


@routes.make("")
def close(request: Request, goal_id: Id, body: GoalEnd) -> ClosingPage:
    """Close the goal; where it goes on, `closing.next` is the goal that carries it over."""
    closing.close(request.auth, goal_id, ClosingDraft(**body.model_dump()))
    return closing.show(request.auth, goal_id)


@routes.act("/undo")
def undo(request: Request, goal_id: Id) -> ClosingPage:
    """Take the closing back, with the goal that carried it over."""
    closing.undo(request.auth, goal_id)
    return closing.show(request.auth, goal_id)
