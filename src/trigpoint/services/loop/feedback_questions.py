"""Feedback that is asked of somebody, as questions of the inbox, and what they were given."""

from __future__ import annotations

from collections.abc import Iterable

from trigpoint.core.text import _
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.inbox.asked import Choice, Question, Thing
from trigpoint.services.loop import feedback

LATER = Choice("declined", _("I cannot say anything on it"))


class FeedbackQuestions:
    """Asks for a word on a goal; it is written on its own page."""

    kind = "feedback"

    def questions(self, actor: Actor) -> Iterable[Question]:
        """Return what the actor is asked."""
        return [
            Question(
                kind=self.kind,
                id=view.id,
                about=Thing("feedback", view.id, view.goal_title),
                by=view.to,
                at=view.at,
                asks=_("They would like your feedback."),
                terms=view.question,
            )
            for view in feedback.waiting(actor)
        ]

    def answer(self, actor: Actor, question: str, said: str, words: str) -> None:
        """Decline: what is given is written on its own page."""
        if said != LATER.key or words.strip():
            raise Invalid({"answer": _("Write it on its own page, or decline.")})
        feedback.decline(actor, question)
