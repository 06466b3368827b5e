"""Under which unit each one stands, day by day.

A unit stands where it began until the day of its first move, and where a move put it until the
next. So it is never under two at once, and what was before a move stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from trigpoint.core.people.units import Placement, UnitId, loop, upwards
from trigpoint.core.people.validity import Validity


@dataclass(frozen=True, slots=True)
class Places:
    """The tree of units over time.

    `first` is under which unit each began, `moves` from which day on it stands under which, the
    earliest first and one a day. A unit under none is in neither.
    """

    first: Mapping[UnitId, UnitId]
    moves: Mapping[UnitId, tuple[tuple[date, UnitId], ...]]

    def above(self, unit: UnitId, day: date) -> UnitId | None:
        """Return the unit under which one stands on a day, None for none."""
        begun = [parent for since, parent in self.moves.get(unit, ()) if since <= day]
        return begun[-1] if begun else self.first.get(unit)

    def tree(self, day: date) -> dict[UnitId, UnitId]:
        """Return the unit above each one on a day."""
        found = {unit: self.above(unit, day) for unit in {**self.first, **self.moves}}
        return {unit: above for unit, above in found.items() if above is not None}

    def placements(self) -> Iterator[Placement]:
        """Yield where every unit stood, from when until when."""
        for unit in {**self.first, **self.moves}:
            start, at = None, self.first.get(unit)
            for since, parent in self.moves.get(unit, ()):
                if at is not None:
                    yield Placement(unit, at, Validity(start, since))
                start, at = since, parent
            if at is not None:
                yield Placement(unit, at, Validity(start))

    def moved(self, unit: UnitId, parent: UnitId, day: date) -> Places:
        """Return the tree with one more move, the last of its unit."""
        return replace(self, moves={**self.moves, unit: (*self.moves.get(unit, ()), (day, parent))})

    def last_move(self, unit: UnitId) -> date | None:
        """Return the day of a unit's last move."""
        moves = self.moves.get(unit, ())
        return moves[-1][0] if moves else None

    def way_up(self, unit: UnitId, day: date) -> tuple[UnitId, ...]:
        """Return the units above one on a day, the nearest first."""
        return tuple(upwards(self.tree(day), unit))[1:]

    def circle(self) -> tuple[UnitId, ...]:
        """Return units that would stand under themselves on some day, in their order, or none."""
        days = {since for moves in self.moves.values() for since, _parent in moves}
        for day in (date.min, *sorted(days)):
            found = loop(self.tree(day))
            if found:
                return found
        return ()
