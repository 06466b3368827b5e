"""Promises of 1:1s that fall due, as questions of the inbox."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from trigpoint.core.text import _
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.inbox.asked import Choice, Question, Thing
from trigpoint.services.talks import partners, talks
from trigpoint.store.models import TalkLine

AHEAD = datetime.timedelta(days=3)
"""How long before its day a promise is brought to mind: there is time left to keep it."""
CHOICES = (Choice("kept", _("Kept")),)


class PromiseQuestions:
    """Reminds people of what they promised in a 1:1; the question has the line's id.

    The words of the two are its terms, which stay on the page: a letter names the other one alone.
    """

    kind = "promise"

    def questions(self, actor: Actor) -> Iterable[Question]:
        """Return the actor's own promises whose day has come or is near."""
        zone = ZoneInfo(actor.organisation.zone)
        return [self.question(row, zone) for row in talks.promised(actor, actor.today + AHEAD)]

    def question(self, row: TalkLine, zone: ZoneInfo) -> Question:
        """Return a promise as a question, which is asked since its day is near."""
        near = datetime.datetime.combine((row.due or row.at) - AHEAD, datetime.time.min, zone)
        return Question(
            kind=self.kind,
            id=row.public_id,
            about=Thing("talk_line", row.public_id, row.other.name),
            by=partners.named(row.other),
            at=max(row.at, near),
            asks=_("You promised something in your 1:1. Have you kept it?"),
            terms=row.words,
            due=row.due,
            choices=CHOICES,
        )

    def answer(self, actor: Actor, question: str, said: str, words: str) -> None:  # noqa: ARG002 - a noun's signature
        """Say that it was kept."""
        if said != "kept":
            raise Invalid({"answer": _("Say that it is kept, or talk it over on its page.")})
        talks.keep(actor, question)
