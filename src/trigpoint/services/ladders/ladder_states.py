"""Where a ladder's steps stand: reached, climbed now, next, or later."""

from __future__ import annotations

from trigpoint.services.ladders.climbing import Built
from trigpoint.store.models import Ladder


def states_of(ladder: Ladder, built: Built) -> dict[int, str]:
    """Return each step's state: the lowest that is not reached is climbed, the one above is next.

    While nobody climbs, the lowest is the next one.
    """
    climbs = ladder.state == Ladder.State.CLIMBING
    waiting = ["here", "next"] if climbs else ["next"]
    found = {}
    for rung in built.rungs:
        if rung.reached_on:
            found[rung.pk] = "reached"
        else:
            found[rung.pk] = waiting.pop(0) if waiting else "later"
    return found
