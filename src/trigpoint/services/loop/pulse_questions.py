"""Rounds of the pulse that wait for an answer, as questions of the inbox."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from trigpoint.core.text import _
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.inbox.asked import Question, Thing
from trigpoint.services.loop import pulses


class PulseQuestions:
    """Asks how somebody is; it is answered on its own page, without a name."""

    kind = "pulse"

    def questions(self, actor: Actor) -> Iterable[Question]:
        """Return the rounds that the actor has not answered."""
        zone = ZoneInfo(actor.organisation.zone)
        return [
            Question(
                kind=self.kind,
                id=row.public_id,
                about=Thing("pulse", row.public_id, row.unit.name),
                by=None,
                at=datetime.datetime.combine(row.opened_on, datetime.time(), zone),
                asks=_("How are you? Half a minute, without your name."),
                due=row.closes_on,
            )
            for row in pulses.waiting(actor)
        ]

    def answer(
        self,
        actor: Actor,
        question: str,
        said: str,  # noqa: ARG002 - of the protocol
        words: str,  # noqa: ARG002 - of the protocol
    ) -> None:
        """Refuse: it is answered on its own page, with all its questions."""
        pulses.seat_of(actor, question)
        raise Invalid({"answer": _("Answer it on its own page.")})
