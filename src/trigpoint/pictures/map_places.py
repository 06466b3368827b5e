"""Where the lanes and columns of a strategy map lie, in pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

LEFT = 120
LEAST_PITCH, MOST_PITCH = 174, 250
LEAST_WIDTH = 1144
GAP = 16
TALL = 120
CHANNEL = 62


class Spot(NamedTuple):
    """A lane, counted from 0 at the top, and a column."""

    lane: int
    column: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The sizes of a map: `first` is its leftmost column, `left` where that column begins.

    `tall` is how tall a card is.
    """

    columns: int
    first: int
    pitch: float
    left: float
    width: float
    top: float
    tall: float = TALL

    @classmethod
    def of(cls, spots: Sequence[Spot], top: float = 0, tall: float = TALL) -> Grid:
        """Return the grid that has room for all spots, and is as wide as a page at least."""
        first = min((spot.column for spot in spots), default=0)
        columns = max((spot.column for spot in spots), default=0) - first + 1
        room = (LEAST_WIDTH - LEFT) / columns
        pitch = min(MOST_PITCH, max(LEAST_PITCH, room))
        width = max(LEAST_WIDTH, LEFT + columns * pitch + 8)
        spare = (width - LEFT - columns * pitch) / 2
        return cls(columns, first, pitch, LEFT + spare, width, top, tall)

    @property
    def card_width(self) -> float:
        """How wide a card is."""
        return self.pitch - GAP

    @property
    def lane_height(self) -> float:
        """How tall a lane is, with half of the channels above and beneath."""
        return self.tall + CHANNEL

    def lane_top(self, lane: int) -> float:
        """Return where a lane begins; of the one after the last, where the map ends."""
        return self.top + lane * self.lane_height

    def x(self, column: float) -> float:
        """Return the middle of a column; of a half one, the middle of the gap."""
        return self.left + (column - self.first + 0.5) * self.pitch

    def card_top(self, lane: int) -> float:
        """Return the upper edge of the cards of a lane."""
        return self.lane_top(lane) + CHANNEL / 2

    def card_bottom(self, lane: int) -> float:
        """Return the lower edge of the cards of a lane."""
        return self.card_top(lane) + self.tall
