"""Announcements that wait to be read, as questions of the inbox."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from trigpoint.core.text import Text, _
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards
from trigpoint.services.inbox import announcements
from trigpoint.services.inbox.asked import Choice, Question, Thing
from trigpoint.store.models import Announcement, Receipt

READ = Choice("read", _("I have read this"))
REMINDED_AFTER = datetime.timedelta(days=3)


def asks(made: Announcement, actor: Actor) -> Text:
    """Return what is wanted; after three days the product reminds, so that no lead has to."""
    if actor.now - made.at >= REMINDED_AFTER:
        return _("A reminder: this still waits for you to read it.")
    if made.question:
        return _("Read it, and answer one question on it.")
    return _("Read it, and say that you have.")


class AnnouncementQuestions:
    """Asks whether somebody has read an announcement; one with a question is read on its page."""

    kind = "announcement"

    def questions(self, actor: Actor) -> Iterable[Question]:
        """Return the announcements that the actor has not read."""
        unread = Receipt.objects.filter(
            person=actor.person, read_at=None, retired=False, announcement__retired=False
        ).select_related("announcement", "announcement__goal", "announcement__plan")
        cards = Cards(actor, graph.load(actor))
        seen = [r.announcement for r in unread if self.is_seen(cards, r.announcement)]
        return [
            Question(
                kind=self.kind,
                id=made.public_id,
                about=Thing("announcement", made.public_id, made.title),
                by=cards.holder(None, made.written_by_id) if made.written_by_id else None,
                at=made.at,
                asks=asks(made, actor),
                terms=made.purpose,
                choices=() if made.question else (READ,),
            )
            for made in seen
        ]

    def is_seen(self, cards: Cards, made: Announcement) -> bool:
        """Whether the actor sees what it is about, without a query for each announcement."""
        if made.plan is None:
            return made.goal_id in cards.goals
        return announcements.is_seen(cards.actor, made)

    def answer(self, actor: Actor, question: str, said: str, words: str) -> None:
        """Say "I have read this"; the words are one's own part."""
        if said != READ.key:
            raise Invalid({"answer": _("Say that you have read it.")})
        announcements.read(actor, question, part=words)
