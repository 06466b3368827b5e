"""What somebody else is handed about one person, remembered until it is noted."""

from __future__ import annotations

from trigpoint.services.actor import Actor
from trigpoint.store.models import Measure

GIVEN = "data of others"

Handed = tuple[str, int]
"""What it was, in the words of the log of reads, and the key of the person whom it is about."""


def give(actor: Actor, measure: Measure) -> None:
    """Remember that the actor is handed a measure's figure, where it is about somebody else."""
    tell(actor, f"measure {measure.public_id}", measure.person_id)


def tell(actor: Actor, what: str, person: int | None) -> None:
    """Remember that the actor is told something about a person, where that is somebody else."""
    me = actor.person.pk if actor.person else None
    if person is not None and person != me:
        handed(actor).add((what, person))


def handed(actor: Actor) -> set[Handed]:
    """Return what the actor was handed about other people."""
    found = actor.memo.setdefault(GIVEN, set())
    if not isinstance(found, set):
        message = "the memo of what was handed out is a set"
        raise TypeError(message)
    return found
