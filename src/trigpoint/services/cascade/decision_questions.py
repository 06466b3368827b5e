"""Proposals to widen what may be decided alone, as questions of the inbox."""

from __future__ import annotations

from collections.abc import Iterable

from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.cascade import decision_rights
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards
from trigpoint.services.inbox.asked import Choice, Question, Thing
from trigpoint.store.models import Widening

CHOICES = (
    Choice("accept", _("Agree")),
    Choice("decline", _("Decline"), _("Why not? They will want to understand.")),
)


class DecisionQuestions:
    """Asks whoever leads a unit; the question has the proposal's id."""

    kind = "widening"

    def questions(self, actor: Actor) -> Iterable[Question]:
        """Return what waits for the answer of who leads a unit."""
        led = [int(unit) for unit in access.viewer_of(actor).facts.leads]
        found = Widening.objects.filter(
            organisation=actor.organisation,
            right__unit__in=led,
            right__retired=False,
            state=Widening.State.OPEN,
            retired=False,
        ).select_related("right__unit")
        cards = Cards(actor, graph.load(actor))
        for each in found.order_by("at", "pk"):
            right = each.right
            yield Question(
                kind=self.kind,
                id=each.public_id,
                about=Thing("decision_rights", right.unit.public_id, right.title),
                by=cards.holder(None, each.proposed_by_id),
                at=each.at,
                asks=_(
                    "May they decide more alone? Now: {now}. Then: {then}.",
                    now=right.limit,
                    then=each.limit,
                ),
                terms=each.words,
                choices=CHOICES,
            )

    def answer(self, actor: Actor, question: str, said: str, words: str) -> None:
        """Widen it, or say why not."""
        decision_rights.answer(actor, question, accepted=said == "accept", reason=words)
