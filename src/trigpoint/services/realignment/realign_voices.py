"""What units and people said of a realignment."""

from __future__ import annotations

from functools import cached_property

from trigpoint.services.goals.cards import Cards
from trigpoint.services.realignment.realign_access import may_answer
from trigpoint.services.realignment.realign_views import VoiceView
from trigpoint.store.models import Realignment, RealignmentVoice

Key = tuple[str, int]
"""A unit or a person: the kind, and the primary key."""


def key_of(unit: int | None, person: int | None) -> Key:
    """Return a holder as a key."""
    return ("unit", unit) if unit is not None else ("person", person or 0)


class Voices:
    """The voices on one realignment, as one actor sees them."""

    def __init__(self, cards: Cards, record: Realignment) -> None:
        self.cards = cards
        self.rows = [voice for voice in record.voices.all() if not voice.retired]

    @cached_property
    def asked(self) -> dict[Key, VoiceView]:
        """What was said by those who are asked before, by who they are."""
        return {
            key_of(v.unit_id, v.person_id): self.view(v)
            for v in self.rows
            if v.stage == RealignmentVoice.Stage.BEFORE
        }

    @cached_property
    def notices(self) -> tuple[VoiceView, ...]:
        """What was said by those who were told after; only words, and one's own.

        Who has read it is not for others to see.
        """
        return tuple(
            view
            for v in self.rows
            if v.stage == RealignmentVoice.Stage.AFTER
            for view in (self.view(v),)
            if view.mine or view.words
        )

    def view(self, voice: RealignmentVoice) -> VoiceView:
        """Return one voice."""
        by = voice.answered_by_id
        waits = voice.answer == RealignmentVoice.Answer.ASKED
        return VoiceView(
            id=voice.public_id,
            version=voice.version,
            holder=self.cards.holder(voice.unit_id, voice.person_id),
            answer=voice.answer,
            words=voice.words,
            answered_by=self.cards.holder(None, by) if by else None,
            at=voice.at,
            answered_at=voice.answered_at,
            mine=waits and may_answer(self.cards.actor, voice),
        )
