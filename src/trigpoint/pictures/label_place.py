"""Where a label stands beside its own line so that nothing runs through it.

x is in fractions of a width, y in pixels that grow downwards, as in the charts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

XY = tuple[float, float]
Line = tuple[XY, XY]

ASCENT, DESCENT = 10.0, 3.0
CLOSE, OFF = (-8.0, 17.0), (-22.0, 31.0)
"""How far below the line it speaks of a baseline may stand, in pixels."""
AIR = 4.0
"""What stays free around a label, in pixels: more than the radius of a point."""
TRIES = 12


@dataclass(frozen=True, slots=True)
class Box:
    """What a label covers."""

    left: float
    right: float
    top: float
    bottom: float

    def is_crossed_by(self, line: Line) -> bool:
        """Whether a straight line touches it."""
        (x1, y1), (x2, y2) = sorted(line)
        left, right = max(x1, self.left), min(x2, self.right)
        if left > right:
            return False
        slope = (y2 - y1) / (x2 - x1) if x2 > x1 else 0.0
        ends = (y1 + slope * (left - x1), y1 + slope * (right - x1)) if x2 > x1 else (y1, y2)
        return min(ends) <= self.bottom and max(ends) >= self.top

    def meets(self, other: Box) -> bool:
        """Whether two cover the same place."""
        beside = self.right < other.left or other.right < self.left
        return not beside and self.top <= other.bottom and other.top <= self.bottom


class Try(NamedTuple):
    """Where a label might begin, how wide it is, and how far off its line, 0 for close to it."""

    x: float
    y: float
    wide: float
    far: int


@dataclass(slots=True)
class Free:
    """A plot and what stands in it: `lines` no label may touch, `faint` ones it had better not.

    `width` is the least that the plot has in pixels: what is free there is free on a wider one.
    `low` is the plot's lower end, `head` the baseline of the strip above it that is always free.
    """

    width: float
    low: float
    head: float
    lines: Sequence[Line]
    faint: Sequence[Line]
    taken: list[Box] = field(default_factory=list)

    def place(self, wide: float, line: Line) -> XY:
        """Return where a label `wide` pixels wide begins beside a level line, and take the place.

        Above the line before below it, close before further off, near its beginning before near
        its end; where it would be crossed everywhere, in the strip at the head, if need be beside
        its line.
        """
        found = min(self._tries(wide / self.width, line), key=self._cost)
        self.taken.append(self._box(found))
        return found.x, found.y

    def _tries(self, wide: float, line: Line) -> Iterator[Try]:
        (start, y), (end, _y) = line
        close, off = [(0, y + away) for away in CLOSE], [(1, y + away) for away in OFF]
        along, whole = (start, max(0.0, end - start - wide)), (0.0, 1 - wide)
        strip = ((2, self.head, along), (3, self.head, whole))
        for far, baseline, (first, room) in (*((*at, along) for at in (*close, *off)), *strip):
            for k in range(TRIES + 1):
                x = first + room * k / TRIES
                yield Try(max(0.0, min(x, 1 - wide)), baseline, wide, far)

    def _box(self, at: Try) -> Box:
        air = AIR / self.width
        return Box(at.x - air, at.x + at.wide + air, at.y - ASCENT - AIR, at.y + DESCENT + AIR)

    def _cost(self, at: Try) -> tuple[int, int, int]:
        """Return what speaks against a place, the worst first."""
        box = self._box(at)
        touched = sum(box.is_crossed_by(line) for line in self.lines)
        touched += sum(box.meets(other) for other in self.taken)
        touched += box.bottom > self.low or at.y < self.head
        return touched, at.far, sum(box.is_crossed_by(line) for line in self.faint)
