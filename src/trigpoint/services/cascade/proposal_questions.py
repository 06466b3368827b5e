"""Proposals that wait for somebody's answer, as questions of the inbox."""

from __future__ import annotations

from collections.abc import Iterable

from trigpoint.core.text import Text, _
from trigpoint.services.actor import Actor
from trigpoint.services.cascade import proposals
from trigpoint.services.cascade.proposal_views import ProposalView
from trigpoint.services.errors import Invalid
from trigpoint.services.inbox.asked import Choice, Question, Thing

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
    """Asks for the answer to a proposal, and shows it to whoever proposed; the id is its own."""

    kind = "proposal"

    def questions(self, actor: Actor) -> Iterable[Question]:
        """Return the proposals that wait for the actor, and the answers not seen yet."""
        return [ask(view) if view.state == "open" else tell(view) for view in proposals.told(actor)]

    def answer(self, actor: Actor, question: str, said: str, words: str) -> None:
        """Agree, decline, or have seen; other terms are offered on the goal's own page."""
        if said == "accept":
            proposals.accept(actor, question, words)
        elif said == "decline":
            proposals.decline(actor, question, words)
        elif said != SEEN.key:
            raise Invalid({"answer": _("Choose agree or decline.")})
        elif words.strip():
            raise Invalid({"answer": _("Say that you have seen it.")})
        else:
            proposals.mark_seen(actor, question)


def ask(view: ProposalView) -> Question:
    """Return a proposal that waits as a question."""
    return Question(
        kind=ProposalQuestions.kind,
        id=view.id,
        about=Thing("goal", view.made or view.goal, view.terms.title or view.goal_title),
        by=view.proposed_by,
        at=view.at,
        asks=COUNTERED if view.counters else ASKS[view.kind],
        terms=terms(view),
        due=view.terms.due,
        choices=CHOICES,
    )


def tell(view: ProposalView) -> Question:
    """Return an answer that whoever proposed has not seen yet."""
    return Question(
        kind=ProposalQuestions.kind,
        id=view.id,
        about=Thing("proposal", view.id, view.terms.title or view.goal_title),
        by=view.answered_by,
        at=view.answered_at or view.at,
        asks=ANSWERED[view.state],
        terms=view.answer,
        choices=(SEEN,),
    )


def terms(view: ProposalView) -> Text | str:
    """Return in short what is asked for."""
    said = view.terms.answers_for or view.terms.sentence or view.terms.why or view.words
    if said and view.words and said != view.words:
        return _("{terms} {words}", terms=said, words=view.words)
    return said
