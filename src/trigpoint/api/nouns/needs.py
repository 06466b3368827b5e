"""Who needs help, and what: requests for time, a tool, training or people, and their answers."""

from typing import Literal

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun
from trigpoint.api.terms import AsOf, Body, Day, Id, Note
from trigpoint.services.goals.cards import HolderView
from trigpoint.services.loop import check_ins, help_wanted, needs
from trigpoint.services.loop.help_wanted import HelpPage
from trigpoint.services.loop.needs import NeedDraft, NeedView

of_goals = Noun("/goals/{goal_id}/needs", "goals")
routes = Noun("/needs", "goals")
helping = Noun("/help", "goals")


class NewNeed(Body):
    """What is asked for, why, and of which leader (see /needs/leaders)."""

    kind: Literal["time", "tool", "training", "people"]
    words: Note
    leader: Id


class NeedAnswer(Body):
    """Granted, granted from a day on (dated), or refused with a reason."""

    answer: Literal["granted", "dated", "refused"]
    words: Note = ""
    day: Day | None = None


@of_goals.show("")
def of_goal(request: Request, goal_id: Id, as_of: AsOf | None = None) -> tuple[NeedView, ...]:
    """What the goal needs, and what became of it."""
    return needs.of_goal(request.auth, goal_id, as_of)


@of_goals.make("")
def ask(request: Request, goal_id: Id, body: NewNeed) -> NeedView:
    """Ask for what the goal needs."""
    made = needs.ask(request.auth, goal_id, NeedDraft(**body.model_dump()))
    return needs.show(request.auth, made)


@routes.show("")
def asked(request: Request) -> tuple[NeedView, ...]:
    """What I asked for, the newest first."""
    return needs.mine(request.auth)


@routes.show("/leaders")
def leaders(request: Request) -> list[HolderView]:
    """Whom I may ask, nearest first."""
    return needs.leaders(request.auth)


@routes.show("/{need_id}")
def show(request: Request, need_id: Id, as_of: AsOf | None = None) -> NeedView:
    """One need that I asked for or am to answer."""
    return needs.show(request.auth, need_id, as_of)


@routes.act("/{need_id}/answer")
def answer(request: Request, need_id: Id, body: NeedAnswer) -> NeedView:
    """Grant a need, refuse it, or name the day from which it is there."""
    needs.answer(request.auth, need_id, body.answer, body.words, body.day)
    return needs.show(request.auth, need_id)


@helping.show("")
def who_needs_help(request: Request) -> HelpPage:
    """Who needs help, what I asked for, and where my leads owe a word."""
    return help_wanted.show(request.auth)


@helping.act("/{check_in_id}/talked")
def talked(request: Request, check_in_id: Id) -> HelpPage:
    """Say that the help which a check-in asked for was talked about."""
    check_ins.talked(request.auth, check_in_id)
    return help_wanted.show(request.auth)
