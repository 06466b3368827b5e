"""Check-ins that are due, and needs that wait for a leader, as questions of the inbox."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from trigpoint.core.text import _
from trigpoint.services.actor import Actor
from trigpoint.services.inbox.asked import Choice, Question, Thing
from trigpoint.services.loop import cadence, check_ins, needs
from trigpoint.services.loop.check_ins import CheckInDraft
from trigpoint.services.loop.needs import NeedView

PAGE = "goal_check_in"
"""The page on which a check-in is made; a question leads there."""
ASKS = {
    "time": _("They need time for this goal."),
    "tool": _("They need a tool for this goal."),
    "training": _("They need training for this goal."),
    "people": _("They need people for this goal."),
}
CHOICES = (
    Choice("granted", _("Grant it")),
    Choice("refused", _("Refuse"), _("Why not? They will look for another way.")),
)


class CheckInQuestions:
    """Asks how a goal goes, when its check-in is due; the question has the goal's id."""

    kind = "check_in"

    def questions(self, actor: Actor) -> Iterable[Question]:
        """Return the check-ins that the actor owes."""
        zone = ZoneInfo(actor.organisation.zone)
        return [
            Question(
                kind=self.kind,
                id=one.goal.public_id,
                about=Thing(PAGE, one.goal.public_id, one.goal.title),
                by=None,
                at=datetime.datetime.combine(one.due, datetime.time.min, zone),
                asks=_("How is it going? It takes ten seconds."),
                due=one.due,
            )
            for one in cadence.mine(actor)
        ]

    def answer(self, actor: Actor, question: str, said: str, words: str) -> None:
        """Check in with a status, as programs may; people do it beside the number."""
        check_ins.check_in(actor, question, CheckInDraft(status=said, note=words))


class NeedQuestions:
    """Asks a leader for what a goal needs; a day is named on the need's page."""

    kind = "need"

    def questions(self, actor: Actor) -> Iterable[Question]:
        """Return the needs that wait for the actor's answer."""
        return [self.question(view) for view in needs.waiting(actor)]

    def question(self, view: NeedView) -> Question:
        """Return a need as a question."""
        return Question(
            kind=self.kind,
            id=view.id,
            about=Thing("need", view.id, view.goal_title or view.by.name),
            by=view.by,
            at=view.at,
            asks=ASKS[view.kind],
            terms=view.words,
            choices=CHOICES,
        )

    def answer(self, actor: Actor, question: str, said: str, words: str) -> None:
        """Grant or refuse."""
        needs.answer(actor, question, said, words)
