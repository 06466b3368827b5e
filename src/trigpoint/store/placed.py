"""Where units stand, day by day, as the store keeps it. Units are named by primary key."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping

from trigpoint.core.people.places import Places
from trigpoint.store.models import Organisation, Placement, Unit
from trigpoint.store.state import records


def of(
    organisation: Organisation, units: Iterable[Unit], at: datetime.datetime | None = None
) -> Places:
    """Return where units stand, as it is known now or was known `at` an earlier moment."""
    return among({unit.pk: unit.parent_id for unit in units}, organisation, at)


def among(
    first: Mapping[int, int | None],
    organisation: Organisation,
    at: datetime.datetime | None = None,
) -> Places:
    """Return where units stand, given under which each began; moves of others are left out."""
    moves: dict[str, list[tuple[datetime.date, str]]] = defaultdict(list)
    for move in sorted(records(Placement, organisation, at), key=lambda move: move.since):
        if move.unit_id in first and move.parent_id in first:
            moves[str(move.unit_id)].append((move.since, str(move.parent_id)))
    return Places(
        {str(unit): str(parent) for unit, parent in first.items() if parent is not None},
        {unit: tuple(found) for unit, found in moves.items()},
    )
