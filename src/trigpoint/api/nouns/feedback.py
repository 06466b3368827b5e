"""Feedback on goals: asked for, given openly or privately, replied to."""

from typing import Literal

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun
from trigpoint.api.terms import Body, Id, Note
from trigpoint.services.loop import feedback
from trigpoint.services.loop.feedback import FeedbackDraft, FeedbackView

of_goals = Noun("/goals/{goal_id}/feedback", "goals")
routes = Noun("/feedback", "goals")


Rhythm = Literal[14, 28, 91] | None


class AskForFeedback(Body):
    """Whose word I would like, on what, and how often. Private is between the two of us."""

    person: Id
    question: Note = ""
    private: bool = True
    every_days: Rhythm = None


class FeedbackWords(Body):
    """What I say: in my words, or as one strength, one next step, evidence, support."""

    private: bool = True
    words: Note = ""
    strength: Note = ""
    next_step: Note = ""
    evidence: Note = ""
    support: Note = ""


class GiveFeedback(FeedbackWords):
    """The same, and to whom; with `every_days` it is asked for again after so many days."""

    person: Id
    every_days: Rhythm = None


class FeedbackReplyWords(Body):
    """A reply, seen by whoever sees the feedback."""

    words: Note


@of_goals.show("")
def of_goal(request: Request, goal_id: Id) -> tuple[FeedbackView, ...]:
    """The feedback on the goal that I may see, the newest first."""
    return feedback.of_goal(request.auth, goal_id)


@of_goals.make("")
def give(request: Request, goal_id: Id, body: GiveFeedback) -> FeedbackView:
    """Give somebody feedback on the goal."""
    draft = FeedbackDraft(**body.model_dump(exclude={"person"}))
    made = feedback.give(request.auth, goal_id, body.person, draft)
    return feedback.show(request.auth, made)


@of_goals.make("/ask")
def ask(request: Request, goal_id: Id, body: AskForFeedback) -> FeedbackView:
    """Ask somebody for feedback to me on the goal."""
    said = body.model_dump()
    person, question = said.pop("person"), said.pop("question")
    made = feedback.ask(request.auth, goal_id, person, question, **said)
    return feedback.show(request.auth, made)


@routes.show("")
def mine(request: Request) -> tuple[FeedbackView, ...]:
    """What was asked of me, given to me and by me, the newest first."""
    return feedback.mine(request.auth)


@routes.show("/{feedback_id}")
def show(request: Request, feedback_id: Id) -> FeedbackView:
    """One word of feedback that I may see."""
    return feedback.show(request.auth, feedback_id)


@routes.act("/{feedback_id}/answer")
def answer(request: Request, feedback_id: Id, body: FeedbackWords) -> FeedbackView:
    """Give the feedback that I was asked for."""
    feedback.answer(request.auth, feedback_id, FeedbackDraft(**body.model_dump()))
    return feedback.show(request.auth, feedback_id)


@routes.act("/{feedback_id}/decline")
def decline(request: Request, feedback_id: Id) -> FeedbackView:
    """Say that I cannot give it."""
    feedback.decline(request.auth, feedback_id)
    return feedback.show(request.auth, feedback_id)


@routes.act("/{feedback_id}/stop")
def stop(request: Request, feedback_id: Id) -> tuple[FeedbackView, ...]:
    """End a rhythm; what was given stays."""
    feedback.stop(request.auth, feedback_id)
    return feedback.mine(request.auth)


@routes.act("/{feedback_id}/replies")
def reply(request: Request, feedback_id: Id, body: FeedbackReplyWords) -> FeedbackView:
    """Reply to feedback between me and another one."""
    feedback.reply(request.auth, feedback_id, body.words)
    return feedback.show(request.auth, feedback_id)
