"""Adoption: the plan of it, who uses the product by unit, what is in the way, early stories."""

from typing import Annotated, Literal

from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun, changed, removed
from trigpoint.api.terms import Body, Day, Id, Note, Title, Version
from trigpoint.services.adoption import adoption, plan, resistance
from trigpoint.services.adoption.adoption import Adoption
from trigpoint.services.adoption.plan import AdoptionStepDraft, AdoptionStepView
from trigpoint.services.adoption.resistance import ResistanceView

routes = Noun("/adoption", "goals")

Said = Annotated[Note, Field(min_length=1)]


class PlannedStep(Body):
    """A step of the plan: of which unit, what, and by when."""

    unit: Id
    kind: Literal["training", "talk", "help", "other"]
    title: Title
    due: Day


class StepDone(Body):
    """What came of a step."""

    result: Said


class InTheWay(Body):
    """What is in the way, in my words; with my name or without."""

    words: Said
    named: bool


class AnswerToIt(Body):
    """What will be done about it."""

    answer: Said


@routes.show("")
def show(request: Request) -> Adoption:
    """The plan, who uses the product by unit, what is in the way, and what early ones did."""
    return adoption.show(request.auth)


@routes.make("/steps")
def add(request: Request, body: PlannedStep) -> AdoptionStepView:
    """Plan a step of a unit that I lead."""
    made = plan.add(request.auth, AdoptionStepDraft(**body.model_dump()))
    return plan.show(request.auth, made)


@routes.replace("/steps/{step_id}/done")
def finish(request: Request, step_id: Id, body: StepDone, version: Version) -> AdoptionStepView:
    """Say that a step is done, and what came of it."""
    return changed(
        request,
        lambda: plan.finish(request.auth, step_id, version, body.result),
        lambda: plan.show(request.auth, step_id),
    )


@routes.remove("/steps/{step_id}")
def remove(request: Request, step_id: Id, version: Version) -> None:
    """Take a step off the plan."""
    removed(
        request,
        lambda: plan.remove(request.auth, step_id, version),
        lambda: plan.show(request.auth, step_id),
    )


@routes.make("/voices", keyed=False)
def say(request: Request, body: InTheWay) -> ResistanceView:
    """Say what is in the way; without a name nothing that is kept leads to me."""
    made = resistance.say(request.auth, body.words, named=body.named)
    return resistance.show(request.auth, made)


@routes.replace("/voices/{voice_id}/answer")
def answer(request: Request, voice_id: Id, body: AnswerToIt, version: Version) -> ResistanceView:
    """Answer what is in the way of a unit that I lead."""
    return changed(
        request,
        lambda: resistance.answer(request.auth, voice_id, version, body.answer),
        lambda: resistance.show(request.auth, voice_id),
    )
