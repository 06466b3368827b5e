"""Realignments that wait for somebody's word, as questions of the inbox: before, and after."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards
from trigpoint.services.inbox.asked import Choice, Question, Thing
from trigpoint.services.realignment import realign
from trigpoint.store.models import Realignment, RealignmentVoice

BEFORE = (
    Choice("accepted", _("Accept")),
    Choice("refused", _("Refuse"), _("Why not? They will want to understand.")),
)
AFTER = (
    Choice("read", _("I have read this")),
    Choice("concern", _("Concern"), _("What worries you? Whoever made the change reads it.")),
)


class RealignmentQuestions:
    """Asks for a yes or a no before anything changes, and tells of what changed.

    The question has the voice's id.
    """

    kind = "realignment"

    def questions(self, actor: Actor) -> Iterable[Question]:
        """Return the changes that wait for the actor's word, or that they have not read of."""
        cards = Cards(actor, graph.load(actor))
        return [question(cards, voice) for voice in waiting(actor)]

    def answer(self, actor: Actor, asked: str, said: str, words: str) -> None:
        """Accept the part or refuse it; say that one has read it, or what worries one."""
        realign.answer(actor, asked, said, words)


def waiting(actor: Actor) -> QuerySet[RealignmentVoice]:
    """Return what waits for the actor, as a person or as who leads a unit."""
    led = [int(unit) for unit in access.viewer_of(actor).facts.leads]
    mine = Q(person=actor.person) if actor.person else Q(pk__in=())
    found = RealignmentVoice.objects.filter(
        mine | Q(unit__in=led),
        organisation=actor.organisation,
        answer=RealignmentVoice.Answer.ASKED,
        retired=False,
    )
    return found.select_related("realignment").order_by("at", "pk")


def question(cards: Cards, voice: RealignmentVoice) -> Question:
    """Return a voice that is waited for as a question."""
    record = voice.realignment
    return Question(
        kind=RealignmentQuestions.kind,
        id=voice.public_id,
        about=Thing("realignment", record.public_id, record.title),
        by=cards.holder(None, record.made_by_id) if record.made_by_id else None,
        at=voice.at,
        asks=asks(cards, voice),
        terms=record.reason,
        choices=BEFORE if voice.stage == RealignmentVoice.Stage.BEFORE else AFTER,
    )


def asks(cards: Cards, voice: RealignmentVoice) -> Text:
    """Return what somebody is asked, or told."""
    if voice.stage == RealignmentVoice.Stage.BEFORE:
        if voice.person_id is not None:
            return _("Nothing has changed yet. Do you accept the change of your goal?")
        unit = cards.holder(voice.unit_id, None).name
        return _("Nothing has changed yet. Does {name} accept its part?", name=unit)
    if voice.realignment.state == Realignment.State.UNDONE:
        return _("This was taken back. Your goals say again what they said before.")
    if any(each["kind"] == "unit" for each in voice.realignment.changes):
        return _("Teams move, and it concerns you. Read why, and what changes for you.")
    return _("Goals changed that concern you. Read why, and what changes for you.")
