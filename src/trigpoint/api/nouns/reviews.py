"""Reviews: the agenda that a unit's meeting begins with, and what is decided in it."""

from typing import Annotated, Literal

from ninja import Query
from pydantic import BaseModel

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun
from trigpoint.api.terms import Body, Day, Id, Title
from trigpoint.services.loop import reviews
from trigpoint.services.loop.reviews import ReviewPage

routes = Noun("/units/{unit_id}/review", "goals")


class ReviewOf(BaseModel):
    """How far it looks back: a week, a month or a quarter."""

    rhythm: Literal["weekly", "monthly", "quarterly"] = "weekly"


class ReviewDecision(Body):
    """What is decided, for which goal of the review, who does it and by when."""

    goal: Id
    title: Title
    person: Id | Literal[""] = ""
    due: Day | None = None


@routes.show("")
def show(request: Request, unit_id: Id, of: Annotated[ReviewOf, Query()]) -> ReviewPage:
    """What changed since last time, what is at risk and why, and what was promised."""
    return reviews.show(request.auth, unit_id, of.rhythm)


@routes.make("/decisions")
def decide(request: Request, unit_id: Id, body: ReviewDecision) -> ReviewPage:
    """Write down what is decided, as a step of its goal, and answer the agenda with it."""
    said = body.model_dump()
    goal, words = said.pop("goal"), said.pop("title")
    reviews.decide(request.auth, unit_id, goal, words, **said)
    return reviews.show(request.auth, unit_id, "weekly")
