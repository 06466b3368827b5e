"""What mentors and learners are asked, each for themselves, as questions of the inbox."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from trigpoint.core.text import Text, _
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.inbox.asked import Choice, Question, Thing
from trigpoint.services.mentors import mentor_page, pairs
from trigpoint.store.models import MentorPair

YES = Choice("yes", _("Gladly"))
NO = Choice("no", _("Not this time"))
PAGE = "mentor_asked"
"""The page on which it is explained; a question leads there."""


class MentorQuestions:
    """Asks whoever does it well, then whoever wants to learn it."""

    kind = "mentor"

    def questions(self, actor: Actor) -> Iterable[Question]:
        """Return the wishes that the actor could serve, and the offers that were made to them."""
        return [
            *(for_mentor(actor, found) for found in pairs.wanted_of(actor)),
            *(for_learner(pair) for pair in pairs.offered_to(actor)),
        ]

    def answer(self, actor: Actor, question: str, said: str, words: str) -> None:  # noqa: ARG002 - a noun's signature
        """Say yes or no; a no needs no reason, and nobody hears of it."""
        if said not in {YES.key, NO.key}:
            raise Invalid({"answer": _("Say yes or no; a no costs nothing.")})
        yes = said == YES.key
        if any(pair.public_id == question for pair in pairs.offered_to(actor)):
            pairs.answer_offer(actor, question, yes=yes)
        else:
            pairs.answer_wish(actor, question, yes=yes)


def for_mentor(actor: Actor, found: pairs.Wanted) -> Question:
    """Return the question to whoever does it well."""
    row = found.wish
    return asked(
        row.public_id,
        mentor_page.wish(found),
        actor.now,
        _("They would like to learn this. Would you show them? Nobody hears of a no."),
    )


def for_learner(pair: MentorPair) -> Question:
    """Return the question to whoever wants to learn it."""
    about = mentor_page.WishForMe(
        pair.public_id,
        mentor_page.holder(pair.mentor),
        pair.wish.subject,
        _("They do this well: {what}.", what=pair.shown),
    )
    return asked(
        pair.public_id,
        about,
        pair.answered_at,
        _("They would show you. Would you like that? Nobody hears of a no."),
    )


def asked(key: str, about: mentor_page.WishForMe, at: datetime.datetime, asks: Text) -> Question:
    """Return a question of either side; `about` names the other one, and the reason."""
    return Question(
        kind=MentorQuestions.kind,
        id=key,
        about=Thing(PAGE, key, about.name),
        by=about.learner,
        at=at,
        asks=asks,
        terms=about.why,
        choices=(YES, NO),
    )
