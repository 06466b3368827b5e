"""Goals whose dates are over, as questions of the inbox."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from trigpoint.core.text import _
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.inbox.asked import Question, Thing
from trigpoint.services.loop import closing


class ClosingQuestions:
    """Asks how a goal ended, once its dates are over; the question has the goal's id."""

    kind = "closing"

    def questions(self, actor: Actor) -> Iterable[Question]:
        """Return the goals that the actor has to close."""
        zone = ZoneInfo(actor.organisation.zone)
        return [
            Question(
                kind=self.kind,
                id=goal.public_id,
                about=Thing("closing", goal.public_id, goal.title),
                by=None,
                at=datetime.datetime.combine(day, datetime.time.min, zone),
                asks=_("Its dates are over. How did it end, and what was learned?"),
                due=day,
            )
            for goal, day in closing.mine(actor)
        ]

    def answer(self, actor: Actor, question: str, said: str, words: str) -> None:  # noqa: ARG002 - a noun's signature
        """Refuse: how a goal ended is said on its own page, or with all its parts by program."""
        raise Invalid({"answer": _("Say it on the page of the goal’s end.")})
