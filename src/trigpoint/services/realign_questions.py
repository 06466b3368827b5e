"""Realignments that wait for somebody's word, as questions of the inbox: before, and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Q

from trigpoint.core.text import _
from trigpoint.services import access, graph, realign
from trigpoint.services.actor import Actor
from trigpoint.services.asked import Choice, Question, Thing
from trigpoint.services.cards import Cards
from trigpoint.store.models import Realignment, RealignmentVoice

BEFORE = (
    Choice("accepted", _("Accept")),
    Choice("refused", _("Refuse"), _("Why not? They will want to understand.")),
)
AFTER = (
    Choice("read", _("I have read this")),
    Choice("concern", _("Concern"), _("What worries you? Whoever made the change reads it.")),
)


def waiting(actor: Actor, stage: str) -> Iterator[RealignmentVoice]:
    """Yield what waits for the actor, as a person or as who leads a unit."""
    led = [int(unit) for unit in access.viewer_of(actor).facts.leads]
    mine = Q(person=actor.person) if actor.person else Q(pk__in=())
    found = RealignmentVoice.objects.filter(
        mine | Q(unit__in=led),
        organisation=actor.organisation,
        stage=stage,
        answer=RealignmentVoice.Answer.ASKED,
        retired=False,
    )
    yield from found.select_related("realignment").order_by("at", "pk")


def question(cards: Cards, kind: str, voice: RealignmentVoice) -> Question:
    """Return a voice that is waited for as a question."""
    record = voice.realignment
    undone = record.state == Realignment.State.UNDONE
    holder = cards.holder(voice.unit_id, voice.person_id)
    if kind == RealignmentAsks.kind:
        asks = _("Nothing has changed yet. Does {name} accept its part?", name=holder.name)
        if voice.person_id is not None:
            asks = _("Nothing has changed yet. Do you accept the change of your goal?")
    else:
        asks = (
            _("This was taken back. Your goals say again what they said before.")
            if undone
            else _("Goals changed that concern you. Read why, and what changes for you.")
        )
    return Question(
        kind=kind,
        id=voice.public_id,
        about=Thing("realignment", record.public_id, record.title),
        by=cards.holder(None, record.made_by_id) if record.made_by_id else None,
        at=voice.at,
        asks=asks,
        terms=record.reason,
        choices=BEFORE if kind == RealignmentAsks.kind else AFTER,
    )


class RealignmentAsks:
    """Asks for a yes or a no before anything changes; the question has the voice's id."""

    kind = "realignment_ask"

    def questions(self, actor: Actor) -> Iterable[Question]:
        """Return the changes that wait for the actor's yes or no."""
        cards = Cards(actor, graph.load(actor))
        for voice in waiting(actor, RealignmentVoice.Stage.BEFORE):
            yield question(cards, self.kind, voice)

    def answer(self, actor: Actor, asked: str, said: str, words: str) -> None:
        """Accept the part, or refuse it."""
        realign.answer(actor, asked, said, words)


class RealignmentNotices:
    """Tells of what changed, and takes a concern; the question has the voice's id."""

    kind = "realignment_notice"

    def questions(self, actor: Actor) -> Iterable[Question]:
        """Return the changes that the actor has not read of."""
        cards = Cards(actor, graph.load(actor))
        for voice in waiting(actor, RealignmentVoice.Stage.AFTER):
            yield question(cards, self.kind, voice)

    def answer(self, actor: Actor, asked: str, said: str, words: str) -> None:
        """Say that one has read it, or what worries one."""
        realign.answer(actor, asked, said, words)
