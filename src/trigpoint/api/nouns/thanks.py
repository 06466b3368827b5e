"""Thanks: said for a goal or a value, read as the receiver likes. No points, no ranks."""

import datetime
from typing import Annotated

from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun
from trigpoint.api.terms import Body, Id, Line, Note
from trigpoint.services.loop import thanks, thanks_month
from trigpoint.services.loop.thanks import ThanksDraft, ThanksPage, ThanksView
from trigpoint.services.loop.thanks_month import ThanksSummary

of_goals = Noun("/goals/{goal_id}/thanks", "goals")
routes = Noun("/thanks", "goals")

Named = Annotated[
    str, Field(pattern="^([0-9a-hjkmnp-tv-z]{13})?$", description="an id, or nothing")
]

Month = Annotated[
    str,
    Field(pattern="^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$", description="a month as 2026-04"),
]


class SayThanks(Body):
    """Whom I thank, for which goal or behaviour, in words; `evidence` is a ticket or a step."""

    to: Id
    words: Note
    goal: Named = ""
    behaviour: Named = ""
    evidence: Line = ""


class WhoReads(Body):
    """Whether everybody may read thanks to me."""

    public: bool


@routes.show("")
def show(request: Request) -> ThanksPage:
    """Thanks by month, and what nobody has thanked my people for."""
    return thanks.show(request.auth)


@routes.make("")
def say(request: Request, body: SayThanks) -> ThanksView:
    """Thank somebody."""
    made = thanks.say(request.auth, ThanksDraft(**body.model_dump()))
    return thanks.one(request.auth, made)


@routes.show("/months/{month}")
def of_month(request: Request, month: Month) -> ThanksSummary:
    """The summary of a month: thanks that I may read, and steps that were reached."""
    return thanks_month.show(request.auth, datetime.date.fromisoformat(f"{month}-01"))


@routes.act("/{thanks_id}/public")
def choose(request: Request, thanks_id: Id, body: WhoReads) -> ThanksView:
    """Let everybody read a word of thanks to me, or nobody else."""
    thanks.choose(request.auth, thanks_id, public=body.public)
    return thanks.one(request.auth, thanks_id)


@routes.replace("/mine")
def prefer(request: Request, body: WhoReads) -> ThanksPage:
    """Choose whether new thanks to me may be read by everybody."""
    thanks.prefer(request.auth, public=body.public)
    return thanks.show(request.auth)


@of_goals.show("")
def of_goal(request: Request, goal_id: Id) -> tuple[ThanksView, ...]:
    """The thanks for the goal that I may read, the newest first."""
    return thanks.of_goal(request.auth, goal_id)
