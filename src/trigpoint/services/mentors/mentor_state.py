"""What people want to learn and can show, and their pairs, read once after each entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from trigpoint.core.loop.matching import Subject
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.goals import graph
from trigpoint.store.models import MentorPair, MentorWord

TAKEN = {MentorPair.State.RUNNING, MentorPair.State.CLOSED}


@dataclass(frozen=True, slots=True)
class MentorState:
    """All words and pairs of an organisation; what leaves them is the asking person's own."""

    words: tuple[MentorWord, ...]
    pairs: tuple[MentorPair, ...]

    def said_by(self, person: int, side: str) -> Iterator[MentorWord]:
        """Yield what a person says of themselves, the oldest first."""
        return (word for word in self.words if (word.person_id, word.side) == (person, side))

    def open_wishes(self, but: int) -> Iterator[MentorWord]:
        """Yield what others than one person want to learn, and nobody shows them yet."""
        taken = {pair.wish_id for pair in self.pairs if pair.state in TAKEN}
        for word in self.words:
            wanted = word.side == MentorWord.Side.WANTS
            if wanted and word.person_id != but and word.pk not in taken:
                yield word

    def asked(self, wish: int, mentor: int) -> bool:
        """Whether somebody has answered a wish already."""
        return any((pair.wish_id, pair.mentor_id) == (wish, mentor) for pair in self.pairs)


_cache: graph.Cache[MentorState] = graph.Cache()


def load(actor: Actor) -> MentorState:
    """Return everything, whoever asks."""
    key = (actor.organisation.pk, access.head_of(actor))
    return _cache.found(key, lambda: read(actor))


def read(actor: Actor) -> MentorState:
    """Read it from the store."""
    words = MentorWord.objects.filter(organisation=actor.organisation, retired=False)
    pairs = MentorPair.objects.filter(organisation=actor.organisation, retired=False)
    return MentorState(
        tuple(words.select_related("person").order_by("pk")),
        tuple(pairs.select_related("wish__person", "mentor").order_by("pk")),
    )


def subject(word: MentorWord) -> Subject:
    """Return what a word is about."""
    return Subject(word.subject, word.kpi)
