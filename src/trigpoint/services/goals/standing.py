"""How a goal is shown to stand: what its owner says, unless the numbers forbid it."""

from __future__ import annotations

from trigpoint.core.graph.status import Status
from trigpoint.services.goals.cards import Cards
from trigpoint.store.models import Goal

IN_FORCE = {Goal.State.AGREED, Goal.State.ACTIVE}
NAMES = {
    status: "open" if status is Status.UNDECIDED else status.name.casefold() for status in Status
}


def status(cards: Cards, goal: Goal) -> str:
    """Return the status that a goal's chip shows, or its state where it is not in force."""
    if goal.private:
        return "private"
    if goal.state not in IN_FORCE:
        return goal.state
    return said(goal.stated_status, computed(cards, goal))


def said(stated: str, computed: Status) -> str:
    """Return the owner's word, but for old data and a broken guard, which cannot be talked away."""
    if computed is Status.OLD or computed is Status.HELD:
        return NAMES[computed]
    return stated or NAMES[computed]


def computed(cards: Cards, goal: Goal) -> Status:
    """Return the computed status, as far as it may be told (as on the goal's card)."""
    held = cards.state.targets.get(goal.pk, ())
    if goal.public_id in cards.withheld or any(map(cards.guard_hidden, held)):
        return cards.own_status(held)
    return cards.state.computed[goal.public_id]
