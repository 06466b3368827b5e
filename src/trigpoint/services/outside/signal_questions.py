"""Signals that nobody has decided on yet, as questions of the inbox."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards
from trigpoint.services.inbox.asked import Choice, Question, Thing
from trigpoint.services.insight import alerts
from trigpoint.services.outside import signals
from trigpoint.store.models import Signal, Version

CHOICES = (
    Choice("decide", _("Decide"), _("What follows for the goals, even if it is nothing, and why?")),
)

_open: graph.Cache[tuple[tuple[Signal, datetime.datetime], ...]] = graph.Cache()


class SignalQuestions:
    """Asks whoever answers for a goal what follows for it; the question has the signal's id."""

    kind = "signal"

    def questions(self, actor: Actor) -> Iterable[Question]:
        """Return the open signals that question goals of the actor, or of units that they lead."""
        cards = Cards(actor, graph.load(actor))
        for row, at in undecided(actor):
            titles = [
                goal.title
                for goal in signals.seen(cards, row)
                if alerts.is_theirs(cards, goal) and signals.decides(actor, goal)
            ]
            if titles:
                yield Question(
                    kind=self.kind,
                    id=row.public_id,
                    about=Thing("signal", row.public_id, row.title),
                    by=cards.holder(None, row.by_id) if row.by_id else None,
                    at=at,
                    asks=_("It questions {goals}. What follows?", goals=", ".join(titles)),
                    choices=CHOICES,
                )

    def answer(self, actor: Actor, question: str, said: str, words: str) -> None:
        """Close the signal with what follows from it."""
        if said != "decide":
            raise Invalid({"answer": _("Say what follows for the goals.")})
        signals.decide(actor, question, signals.show(actor, question).version, words)


def undecided(actor: Actor) -> tuple[tuple[Signal, datetime.datetime], ...]:
    """Return the open signals and when each was logged, read once after each entry."""
    key = (actor.organisation.pk, access.head_of(actor))
    return _open.found(key, lambda: logged(list(signals.rows(actor).filter(decision=""))))


def logged(rows: list[Signal]) -> tuple[tuple[Signal, datetime.datetime], ...]:
    """Return signals and when each was logged."""
    keys = [row.pk for row in rows]
    first = Version.objects.filter(kind=Signal.kind(), version=1, object_id__in=keys)
    when = dict(first.values_list("object_id", "recorded_from")) if rows else {}
    return tuple((row, when[row.pk]) for row in rows if row.pk in when)
