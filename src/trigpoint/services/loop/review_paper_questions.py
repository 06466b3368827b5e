"""Review papers that their person has not released, as questions of the inbox."""

from __future__ import annotations

from collections.abc import Iterable

from trigpoint.core.text import _
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.inbox.asked import Question, Thing
from trigpoint.services.loop import review_papers


class ReviewPaperQuestions:
    """Tells whom a paper is about that somebody asked for it; it is released on its own page."""

    kind = "review_paper"

    def questions(self, actor: Actor) -> Iterable[Question]:
        """Return the papers that others asked for and that only the actor reads yet."""
        return [
            Question(
                kind=self.kind,
                id=row.public_id,
                about=Thing("review_paper", row.public_id, row.person.name),
                by=review_papers.holder(row.asked_by),
                at=row.at,
                asks=_("A review paper on your work: read it, comment on it, release it or not."),
            )
            for row in review_papers.waiting(actor)
        ]

    def answer(self, actor: Actor, question: str, said: str, words: str) -> None:  # noqa: ARG002 - a noun's signature
        """Refuse: a paper is read before it is released."""
        raise Invalid({"answer": _("Read it on its own page first.")})
