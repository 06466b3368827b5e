"""Where objectives stand, how arrows pass between them, and how often arrows cross.

A map is a grid: a lane for each perspective, counted from the top, and columns. Between two lanes
lies a channel, in which nothing stands; an arrow that goes further passes the lanes between
through a gap beside a column, or through a column that is empty there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np

NodeId: TypeAlias = str


class Spot(NamedTuple):
    """A place of the grid."""

    lane: int
    column: int


class Arrow(NamedTuple):
    """What is believed to cause what."""

    cause: NodeId
    effect: NodeId


Places: TypeAlias = Mapping[NodeId, Spot]


class Route(NamedTuple):
    """The way of an arrow: its column in each lane from its cause's to its effect's.

    Two lanes at least; of an arrow within one lane, the columns of both ends, with `lanes` equal.
    """

    arrow: Arrow
    lanes: tuple[int, ...]
    columns: tuple[float, ...]

    @property
    def is_arc(self) -> bool:
        """Whether both ends stand in one lane; it is drawn in the channel beneath."""
        return self.lanes[0] == self.lanes[-1]


def routes(places: Places, arrows: Iterable[Arrow]) -> list[Route]:
    """Return the ways of all arrows whose ends are both there."""
    taken = set(places.values())
    return [
        route(places[arrow.cause], places[arrow.effect], arrow, taken)
        for arrow in arrows
        if arrow.cause in places and arrow.effect in places
    ]


def route(start: Spot, end: Spot, arrow: Arrow, taken: set[Spot]) -> Route:
    """Return the way of one arrow past the places that are taken."""
    if start.lane == end.lane:
        return Route(arrow, (start.lane, end.lane), (start.column, end.column))
    step = 1 if end.lane > start.lane else -1
    lanes = tuple(range(start.lane, end.lane + step, step))
    slope = (end.column - start.column) / (len(lanes) - 1)
    between = (
        passage(lane, start.column + slope * place, taken)
        for place, lane in enumerate(lanes[1:-1], 1)
    )
    return Route(arrow, lanes, (start.column, *between, end.column))


def passage(lane: int, wanted: float, taken: set[Spot]) -> float:
    """Return where an arrow passes a lane, as near as possible to where it would like to."""
    column = round(wanted)
    if Spot(lane, column) not in taken:
        return float(column)
    return column + (0.5 if wanted >= column else -0.5)


def crossings(places: Places, arrows: Iterable[Arrow]) -> int:
    """Return how often arrows cross. Arrows that meet at an objective, or in a gap, do not."""
    straight: dict[int, list[tuple[float, float]]] = {}
    arcs: dict[int, list[tuple[float, float]]] = {}
    for way in routes(places, arrows):
        if way.is_arc:
            left, right = sorted(way.columns)
            arcs.setdefault(way.lanes[0], []).append((left, right))
            continue
        for place in range(len(way.lanes) - 1):
            one, other = way.lanes[place], way.lanes[place + 1]
            ends = (way.columns[place], way.columns[place + 1])
            straight.setdefault(min(one, other), []).append(ends if one < other else ends[::-1])
    return sum(map(inverted, straight.values())) + sum(
        interleaved(found) + passed(found, straight.get(lane, ())) for lane, found in arcs.items()
    )


def inverted(segments: Sequence[tuple[float, float]]) -> int:
    """Return how many pairs of a channel lie one way round above and the other way beneath."""
    above, below = np.array(segments).T
    turned = (above[:, None] - above) * (below[:, None] - below) < 0
    return int(turned.sum()) // 2


def interleaved(arcs: Sequence[tuple[float, float]]) -> int:
    """Return how many pairs of arcs of a lane begin inside of each other and end outside."""
    return sum(one[0] < other[0] < one[1] < other[1] for one in arcs for other in arcs)


def passed(arcs: Sequence[tuple[float, float]], segments: Sequence[tuple[float, float]]) -> int:
    """Return how many arrows leave a lane downwards between the two ends of an arc."""
    return sum(left < above < right for left, right in arcs for above, _below in segments)


def stretch(places: Places, arrows: Iterable[Arrow]) -> float:
    """Return how many columns all arrows together go sideways."""
    return sum(
        abs(places[a.cause].column - places[a.effect].column)
        for a in arrows
        if a.cause in places and a.effect in places
    )
