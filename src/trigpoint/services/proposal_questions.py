"""Proposals that wait for somebody's answer, as questions of the inbox."""

from __future__ import annotations

from collections.abc import Iterable

from trigpoint.core.text import Text, _
from trigpoint.services import proposals
from trigpoint.services.actor import Actor
from trigpoint.services.asked import Choice, Question, Thing
from trigpoint.services.errors import Invalid
from trigpoint.services.proposal_views import ProposalView

CHOICES = (
    Choice("accept", _("Agree")),
    Choice("decline", _("Decline"), _("Why not? They will want to understand.")),
)
ASKS = {
    "carry": _("Will you carry this part?"),
    "share": _("Will you answer for a part of this goal?"),
    "take": _("Will you take this goal over?"),
    "change": _("Somebody would change your goal. Do you agree?"),
}
SEEN = Choice("seen", _("I have seen the answer"))
ANSWERED = {
    "accepted": _("They agree to what you proposed."),
    "declined": _("They decline what you proposed."),
}
COUNTERED = _("They offer something else. Do you agree?")


class ProposalQuestions:
    """Asks for the answer to a proposal; the question has the proposal's id."""

    kind = "proposal"

    def questions(self, actor: Actor) -> Iterable[Question]:
        """Return the proposals that wait for the actor's answer."""
        return [self.question(view) for view in proposals.waiting(actor)]

    def question(self, view: ProposalView) -> Question:
        """Return a proposal as a question."""
        return Question(
            kind=self.kind,
            id=view.id,
            about=Thing("goal", view.made or view.goal, view.terms.title or view.goal_title),
            by=view.proposed_by,
            at=view.at,
            asks=COUNTERED if view.counters else ASKS[view.kind],
            terms=terms(view),
            due=view.terms.due,
            choices=CHOICES,
        )

    def answer(self, actor: Actor, question: str, said: str, words: str) -> None:
        """Agree or decline; other terms are offered on the goal's own page."""
        if said == "accept":
            proposals.accept(actor, question, words)
        elif said == "decline":
            proposals.decline(actor, question, words)
        else:
            raise Invalid({"answer": _("Choose agree or decline.")})


class ProposalAnswers:
    """Shows whoever has proposed something what they were answered; the id is the proposal's."""

    kind = "answer"

    def questions(self, actor: Actor) -> Iterable[Question]:
        """Return the answers that the actor has not seen yet."""
        return [
            Question(
                kind=self.kind,
                id=view.id,
                about=Thing("proposal", view.id, view.terms.title or view.goal_title),
                by=view.answered_by,
                at=view.answered_at or view.at,
                asks=ANSWERED[view.state],
                terms=view.answer,
                choices=(SEEN,),
            )
            for view in proposals.answered(actor)
        ]

    def answer(self, actor: Actor, question: str, said: str, words: str) -> None:
        """Say that the answer was seen; there is nothing to add to it."""
        if said != SEEN.key or words.strip():
            raise Invalid({"answer": _("Say that you have seen it.")})
        proposals.mark_seen(actor, question)


def terms(view: ProposalView) -> Text | str:
    """Return in short what is asked for."""
    said = view.terms.answers_for or view.terms.sentence or view.terms.why or view.words
    if said and view.words and said != view.words:
        return _("{terms} {words}", terms=said, words=view.words)
    return said
