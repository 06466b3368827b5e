"""Goals that wait for somebody's word, as questions of the inbox."""

from __future__ import annotations

from collections.abc import Iterable

from trigpoint.core.text import _
from trigpoint.services.actor import Actor
from trigpoint.services.goals import graph, voice
from trigpoint.services.goals.cards import Cards
from trigpoint.services.inbox.asked import Choice, Question, Thing
from trigpoint.services.inbox.home import Asked, asked_of

CHOICES = (
    Choice("agree", _("Agree")),
    Choice("concern", _("Concern"), _("What worries you? It is kept with the goal, and answered.")),
)
NOT_IN_FORCE = {"draft", "proposed"}


class GoalQuestions:
    """Asks what somebody thinks of a goal; the question has the goal's id."""

    kind = "goal"

    def questions(self, actor: Actor) -> Iterable[Question]:
        """Return the goals that wait for the actor's word."""
        cards = Cards(actor, graph.load(actor))
        return [self.question(asked) for asked in asked_of(cards)]

    def question(self, asked: Asked) -> Question:
        """Return a goal as a question."""
        card = asked.goal
        starts = card.state in NOT_IN_FORCE
        return Question(
            kind=self.kind,
            id=card.id,
            about=Thing("goal", card.id, card.title),
            by=asked.by or card.owner,
            at=asked.at,
            asks=_("What do you think? It starts only if you agree.")
            if starts
            else _("What do you think? What you say is kept with the goal, and answered."),
            terms=card.why,
            choices=CHOICES,
        )

    def answer(self, actor: Actor, question: str, said: str, words: str) -> None:
        """Agree with the goal, or say a concern."""
        voice.answer(actor, question, said, words)
