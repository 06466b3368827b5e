"""The inbox: what I am asked, and answering it in place."""

from typing import Annotated

from pydantic import Field, StringConstraints

from trigpoint.api.auth import Request
from trigpoint.api.routes import Noun
from trigpoint.api.terms import Body, Id, Note
from trigpoint.services.inbox import inbox
from trigpoint.services.inbox.asked import Question
from trigpoint.services.insight import alerts, patterns
from trigpoint.services.insight.alerts import Alerts

routes = Noun("/inbox", "goals")

Kind = Annotated[str, StringConstraints(pattern="^[a-z_]{1,30}$")]
Choice = Annotated[
    str,
    StringConstraints(pattern="^[a-z_]{1,30}$"),
    Field(description="the key of one of the question's choices"),
]


class Answer(Body):
    """One of the question's choices, with words where it asks for them."""

    answer: Choice
    words: Note = ""


@routes.show("")
def mine(request: Request) -> list[Question]:
    """What waits for my word: what is due first comes first, then the oldest."""
    patterns.note_sight(request.auth)
    return inbox.questions(request.auth)


@routes.show("/changes")
def changes(request: Request) -> Alerts:
    """What really changed in figures that I answer for, and how many false alarms to expect."""
    return alerts.mine(request.auth)


@routes.act("/{kind}/{question_id}/answer")
def answer(request: Request, kind: Kind, question_id: Id, body: Answer) -> list[Question]:
    """Answer one question; what still waits comes back."""
    inbox.answer(request.auth, kind, question_id, body.answer, body.words)
    return inbox.questions(request.auth)
