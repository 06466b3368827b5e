"""What states are called in django-helpdesk, and a ticket's own look."""

from __future__ import annotations

from collections.abc import Mapping

from trigpoint.connectors.sync.statuses import category
from trigpoint.tickets.records import Category

STATES = {
    "1": Category.OPEN,
    "2": Category.OPEN,
    "3": Category.SOLVED,
    "4": Category.CLOSED,
    "5": Category.MERGED,
}
"""Open, reopened, resolved, closed, duplicate; installations can add their own."""


def state(
    known: Mapping[str, Category], number: str, *, on_hold: bool = False, merged: bool = False
) -> Category:
    """Return what a ticket's state means, with its two flags beside it."""
    found = category(known, number)
    if merged:
        return Category.MERGED
    return Category.HOLD if on_hold and found is Category.OPEN else found
