"""Signals from outside, the goals that they question, and contact reasons that rise."""

from typing import Annotated, Literal

from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun, changed, removed
from trigpoint.api.terms import AsOf, Body, Day, Id, Note, Title, Version
from trigpoint.services.outside import rising, signals
from trigpoint.services.outside.rising import RisingReasons
from trigpoint.services.outside.signals import SignalDraft, SignalView

routes = Noun("/signals", "goals")


class NewSignal(Body):
    """What happened, when, and which goals it questions."""

    kind: Literal["launch", "outage", "law", "competitor", "reason", "other"]
    title: Title
    day: Day
    questions: list[Id] = Field(min_length=1, max_length=20)


class SignalDecision(Body):
    """What follows for the goals, even if it is nothing, and why."""

    decision: Annotated[Note, Field(min_length=1)]


@routes.show("")
def everything(request: Request, as_of: AsOf | None = None) -> tuple[SignalView, ...]:
    """The signals that question goals which I see, the newest first."""
    return signals.everything(request.auth, as_of)


@routes.make("")
def log(request: Request, body: NewSignal) -> SignalView:
    """Log what happened."""
    made = signals.log(request.auth, SignalDraft(**body.model_dump()))
    return signals.show(request.auth, made)


@routes.show("/rising")
def rising_reasons(request: Request) -> RisingReasons:
    """Contact reasons of the maps' journeys that rise, with the false ones to expect in a year."""
    return rising.show(request.auth)


@routes.show("/{signal_id}")
def show(request: Request, signal_id: Id, as_of: AsOf | None = None) -> SignalView:
    """One signal."""
    return signals.show(request.auth, signal_id, as_of)


@routes.replace("/{signal_id}/decision")
def decide(request: Request, signal_id: Id, body: SignalDecision, version: Version) -> SignalView:
    """Close a signal with a decision."""
    return changed(
        request,
        lambda: signals.decide(request.auth, signal_id, version, body.decision),
        lambda: signals.show(request.auth, signal_id),
    )


@routes.remove("/{signal_id}")
def remove(request: Request, signal_id: Id, version: Version) -> None:
    """Take a signal away that was logged by mistake."""
    removed(
        request,
        lambda: signals.remove(request.auth, signal_id, version),
        lambda: signals.show(request.auth, signal_id),
    )
