"""Whole sets of what somebody may see, kept as long as the organisation does not change.

They depend on the organisation's records, which change only with its last entry, and on what the
policy knows of who asks: so a set is read once for each state and everybody who is alike to it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from django.db.models import Model, QuerySet

from trigpoint.core.people.kinds import Outcome
from trigpoint.store import visibility
from trigpoint.store.visibility import Viewer

KEPT = 128
SETS: dict[str, Callable[[Viewer], QuerySet[Model]]] = {
    "goal": visibility.goals,
    "open goal": lambda viewer: visibility.goals(viewer, Outcome.ALLOW),
    "person": visibility.people,
    "unit": visibility.all_units,
    "measure": visibility.measures,
    "plan": visibility.plans,
    "figure": visibility.figures,
    "tickets": visibility.tickets,
    "tickets with names": lambda viewer: visibility.tickets(viewer, Outcome.ALLOW),
}

_lock = Lock()
_sets: OrderedDict[tuple[object, ...], frozenset[int]] = OrderedDict()


def ids(viewer: Viewer, head: str, what: str) -> frozenset[int]:
    """Return the primary keys of everything of a kind that the viewer may see.

    `head` is the hash of the organisation's last entry, which the viewer was read at.
    """
    key = (viewer.organisation.pk, head, viewer.facts, viewer.mode, viewer.day, what)
    with _lock:
        found = _sets.get(key)
    if found is None:
        found = frozenset(SETS[what](viewer).values_list("pk", flat=True))
        _keep(key, found)
    return found


def _keep(key: tuple[object, ...], found: frozenset[int]) -> None:
    """Keep a set, and let go of the oldest."""
    with _lock:
        _sets[key] = found
        while len(_sets) > KEPT:
            _sets.popitem(last=False)
