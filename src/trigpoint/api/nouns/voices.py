"""What people say about a goal: check-ins, agreement and concerns."""

from typing import Annotated, Literal

from pydantic import Field

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun, one
from trigpoint.api.terms import AsOf, Body, GoalStatus, Id, Line, Note
from trigpoint.services.goals import goal_page, voice
from trigpoint.services.goals.goal_page import CheckInView, Voices
from trigpoint.services.loop import check_ins as service
from trigpoint.services.loop.check_ins import CheckInDraft, HurdleView

check_ins = Noun("/goals/{goal_id}/check-ins", "goals")
answers = Noun("/goals/{goal_id}/voices", "goals")


class HurdleWord(Body):
    """How something that is in the way stands now."""

    id: Id
    state: Literal["same", "growing", "gone"]


class Days(Body):
    """How many days lie between two check-ins."""

    days: Literal[7, 14, 28]


class NewCheckIn(Body):
    """How it is going; the figure of the moment is kept beside it."""

    status: GoalStatus
    note: Note = ""
    confidence: Annotated[int, Field(ge=0, le=10)] | None = None
    wants_help: bool = False
    hurdles: list[HurdleWord] = Field(default_factory=list, max_length=50)
    new_hurdle: Line = ""


class Said(Body):
    """Agree, or a concern with words that can be answered."""

    answer: Literal["agree", "concern"]
    words: Note = ""


class Asking(Body):
    """Whose word is wanted."""

    person: Id


@check_ins.show("")
def newest(request: Request, goal_id: Id, as_of: AsOf | None = None) -> tuple[CheckInView, ...]:
    """The newest check-ins first."""
    return goal_page.show(request.auth, goal_id, as_of).check_ins


@check_ins.make("")
def check_in(request: Request, goal_id: Id, body: NewCheckIn) -> CheckInView:
    """Check in on the goal."""
    said = body.model_dump(exclude={"hurdles"})
    hurdles = tuple((hurdle.id, hurdle.state) for hurdle in body.hurdles)
    made = service.check_in(request.auth, goal_id, CheckInDraft(**said, hurdles=hurdles))
    return one(goal_page.show(request.auth, goal_id).check_ins, made)


@check_ins.show("/hurdles")
def hurdles(request: Request, goal_id: Id, as_of: AsOf | None = None) -> tuple[HurdleView, ...]:
    """What is in the way of the goal, for whoever may read its check-ins."""
    return service.hurdles(request.auth, goal_id, as_of)


@check_ins.replace("/rhythm")
def rhythm(request: Request, goal_id: Id, body: Days) -> None:
    """Say how many days lie between two check-ins on the goal."""
    service.set_rhythm(request.auth, goal_id, body.days)


@answers.show("")
def heard(request: Request, goal_id: Id, as_of: AsOf | None = None) -> Voices:
    """How many agree or have concerns, and what I said."""
    return goal_page.show(request.auth, goal_id, as_of).voices


@answers.act("/answer")
def answer(request: Request, goal_id: Id, body: Said) -> Voices:
    """Agree with the goal, or say a concern."""
    voice.answer(request.auth, goal_id, body.answer, body.words)
    return goal_page.show(request.auth, goal_id).voices


@answers.act("/ask")
def ask(request: Request, goal_id: Id, body: Asking) -> Voices:
    """Ask a person what they think of the goal."""
    voice.ask(request.auth, goal_id, body.person)
    return goal_page.show(request.auth, goal_id).voices
