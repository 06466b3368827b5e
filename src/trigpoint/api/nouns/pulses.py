"""The pulse: asked, answered without names, and told when a round is over."""

from typing import Annotated

from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun
from trigpoint.api.terms import Body, Day, Id
from trigpoint.services.loop import pulse_results, pulses
from trigpoint.services.loop.pulse_results import PulsePage, PulseTrend
from trigpoint.services.loop.pulses import PulseDraft, PulseRoundView

routes = Noun("/pulses", "goals")

Statement = Annotated[str, Field(max_length=200)]
Mark = Annotated[int, Field(ge=0, le=10)]


class NewPulse(Body):
    """Which unit is asked, until which day, and up to three questions of one's own."""

    unit: Id
    closes_on: Day
    statements: Annotated[list[Statement], Field(max_length=3, default_factory=list)]


class PulseAnswers(Body):
    """The answers by question: 0 no, 1 partly, 2 yes; 0 to 10 for enps. Leave out what you like."""

    answers: Annotated[dict[str, Mark], Field(max_length=10)]


@routes.show("")
def everything(request: Request) -> PulsePage:
    """The rounds that I am asked in or may read, and which units I may ask."""
    return pulse_results.show(request.auth)


@routes.make("")
def begin(request: Request, body: NewPulse) -> PulseRoundView:
    """Ask a unit of five people at least."""
    made = pulses.begin(request.auth, PulseDraft(**body.model_dump()))
    return pulse_results.one(request.auth, made)


@routes.show("/{round_id}")
def show(request: Request, round_id: Id) -> PulseRoundView:
    """One round: how many were asked, and how many have answered."""
    return pulse_results.one(request.auth, round_id)


@routes.act("/{round_id}/answer")
def answer(request: Request, round_id: Id, body: PulseAnswers) -> PulseRoundView:
    """Answer, once; what was answered is added to counts and kept nowhere else."""
    pulses.answer(request.auth, round_id, body.answers)
    return pulse_results.one(request.auth, round_id)


@routes.show("/{round_id}/results")
def results(request: Request, round_id: Id) -> tuple[PulseTrend, ...]:
    """What it says by question and group, over time; empty until the round is over."""
    return pulse_results.trends(request.auth, round_id)
