"""Figures about one person that somebody else is handed, remembered until they are noted."""

from __future__ import annotations

from trigpoint.services.actor import Actor
from trigpoint.store.models import Measure

GIVEN = "figures of others"


def give(actor: Actor, measure: Measure) -> None:
    """Remember that the actor is handed a measure's figure, where it is about somebody else."""
    me = actor.person.pk if actor.person else None
    if measure.person_id is not None and measure.person_id != me:
        figures(actor)[measure.pk] = measure


def figures(actor: Actor) -> dict[int, Measure]:
    """Return the measures of other people whose figures the actor was handed, by key."""
    found = actor.memo.setdefault(GIVEN, {})
    if not isinstance(found, dict):
        message = "the memo of figures is a dictionary"
        raise TypeError(message)
    return found
