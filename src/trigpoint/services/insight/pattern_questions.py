"""What stands out in one's own tickets, as questions of the inbox."""

from __future__ import annotations

from collections.abc import Iterable

from trigpoint.core.text import _
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.inbox.asked import Choice, Question, Thing
from trigpoint.services.insight import patterns

NAMED = 3
ANSWERED = Choice("answered", _("Answer"), _("What is behind it?"))


class PatternQuestions:
    """Asks somebody about their own tickets, before anybody else reads of it."""

    kind = "pattern"

    def questions(self, actor: Actor) -> Iterable[Question]:
        """Return what the actor is asked."""
        return [
            Question(
                kind=self.kind,
                id=view.id,
                about=Thing("pattern", view.id, view.title),
                by=None,
                at=view.at,
                asks=view.asks,
                terms=_("For example {tickets}", tickets=", ".join(view.tickets[:NAMED])),
                due=view.lead_sees,
                choices=(ANSWERED,),
            )
            for view in patterns.waiting(actor)
        ]

    def answer(self, actor: Actor, question: str, said: str, words: str) -> None:
        """Take what the person says is behind it."""
        if said != ANSWERED.key:
            raise Invalid({"answer": _("Say in a few words what is behind it.")})
        patterns.answer(actor, question, patterns.find(actor, question).version, words)
