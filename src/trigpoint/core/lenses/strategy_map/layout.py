"""Objectives put into columns so that few arrows cross and most go straight up.

`arrange` lays out a whole map: barycentre sweeps (Sugiyama, Tagawa and Toda 1981), neighbours
swapped while that takes crossings away, then columns by dynamic programming. `place_new` finds a
place for one objective and moves nothing else: a map is kept as it is, so that who knows it finds
everything where it was. What was placed by hand stays there in both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from trigpoint.core.lenses.strategy_map.grid import (
    Arrow,
    NodeId,
    Places,
    Spot,
    crossings,
    stretch,
)

SWEEPS = 9
SIDES = (-1, 1, 0)
"""Which neighbours a sweep looks at: those above, those beneath, all."""
ROUNDS = 3
Lanes = Sequence[Sequence[NodeId]]
Cost = tuple[int, float]


def arrange(lanes: Lanes, arrows: Iterable[Arrow], fixed: Places | None = None) -> dict[str, Spot]:
    """Return a place for each objective; `lanes` has them lane by lane, from the top.

    Objectives in `fixed` get just that place. The answer depends on nothing but the arguments.
    """
    map_ = Map(lanes, arrows, fixed or {})
    best = min(map_.sweeps(), key=map_.cost)
    for _round in range(ROUNDS):
        better = map_.swapped(best)
        if map_.cost(better) >= map_.cost(best):
            break
        best = better
    return best


def place_new(places: Places, node: NodeId, lane: int, arrows: Iterable[Arrow]) -> Spot:
    """Return where an objective comes to stand in a lane when nothing else moves.

    Of the columns that are free, one beyond the last among them, the one with the fewest
    crossings, the shortest arrows, and the nearest to the middle.
    """
    mine = list(arrows)
    others = {key: spot for key, spot in places.items() if key != node}
    taken = set(others.values())
    wide = max((spot.column for spot in others.values()), default=-1) + 2
    free = [Spot(lane, c) for c in range(wide) if Spot(lane, c) not in taken]
    middle = (wide - 2) / 2

    def cost(spot: Spot) -> tuple[int, float, bool, float]:
        tried = {**others, node: spot}
        outside = spot.column == wide - 1 and len(free) > 1
        sideways = stretch(tried, mine)
        return crossings(tried, mine), sideways, outside, abs(spot.column - middle)

    return min(free, key=cost)


class Map:
    """A map that is being laid out."""

    def __init__(self, lanes: Lanes, arrows: Iterable[Arrow], fixed: Places) -> None:
        self.lanes = [list(lane) for lane in lanes]
        known = {node for lane in self.lanes for node in lane}
        self.arrows = [a for a in arrows if a.cause in known and a.effect in known]
        self.fixed = {node: spot for node, spot in fixed.items() if node in known}
        widest = max((len(lane) for lane in self.lanes), default=0)
        last = max((spot.column for spot in self.fixed.values()), default=-1)
        self.width = max(widest, last + 1)
        self.near: dict[NodeId, list[NodeId]] = defaultdict(list)
        for cause, effect in self.arrows:
            self.near[cause].append(effect)
            self.near[effect].append(cause)

    def cost(self, places: Places) -> Cost:
        """Return what is to be small: crossings first, then how far arrows go sideways."""
        return crossings(places, self.arrows), stretch(places, self.arrows)

    def sweeps(self) -> Iterable[dict[NodeId, Spot]]:
        """Yield layouts: lane after lane ordered by the middle of its neighbours, up and down."""
        orders = [list(lane) for lane in self.lanes]
        places = self.compact(orders)
        yield places
        for sweep in range(SWEEPS):
            rows = range(len(orders))[:: -1 if SIDES[sweep % 3] > 0 else 1]
            for row in rows:
                middles = {n: self.middle(n, places, SIDES[sweep % 3]) for n in orders[row]}
                orders[row].sort(key=middles.__getitem__)
                places = places | self.row(row, [(n, middles[n]) for n in orders[row]], tight=True)
            yield places
            yield self.straightened(orders, places)

    def compact(self, orders: Lanes) -> dict[NodeId, Spot]:
        """Return the lanes as they are ordered, side by side in the middle."""
        found: dict[NodeId, Spot] = {}
        for row, order in enumerate(orders):
            found |= self.row(row, [(n, (self.width - 1) / 2) for n in order], tight=True)
        return found

    def straightened(self, orders: Lanes, places: Places) -> dict[NodeId, Spot]:
        """Return the same orders with each objective as near as possible to its neighbours."""
        found = dict(places)
        for row in (*range(len(orders)), *range(len(orders) - 2, -1, -1)):
            wanted = [(n, self.middle(n, found)) for n in orders[row]]
            found |= self.row(row, wanted, tight=False)
        return found

    def middle(self, node: NodeId, places: Places, side: int = 0) -> float:
        """Return the middle of what a node is tied to, its own column where it is alone.

        With side -1, only of what lies above it; with 1, of what lies beneath.
        """
        lane = places[node].lane
        near = [
            n for n in self.near.get(node, ()) if not side or (places[n].lane - lane) * side > 0
        ]
        if not near:
            return float(places[node].column)
        return sum(places[other].column for other in near) / len(near)

    def row(
        self, lane: int, wanted: Sequence[tuple[NodeId, float]], *, tight: bool
    ) -> dict[NodeId, Spot]:
        """Return the columns of one lane, in the order given; what is fixed keeps its own."""
        mine = {n: self.fixed[n] for n, _at in wanted if n in self.fixed}
        taken = {spot.column for spot in mine.values()}
        free = [column for column in range(self.width) if column not in taken]
        loose = [(n, at) for n, at in wanted if n not in mine]
        if len(free) < len(loose):
            free += range(self.width, self.width + len(loose) - len(free))
        if tight:
            skip = (len(free) - len(loose)) // 2
            chosen = free[skip : skip + len(loose)]
        else:
            chosen = nearest([at for _n, at in loose], free)
        return mine | {n: Spot(lane, c) for (n, _at), c in zip(loose, chosen, strict=True)}

    def swapped(self, places: Mapping[NodeId, Spot]) -> dict[NodeId, Spot]:
        """Return the layout after each pair of neighbours was swapped where that is better."""
        found, cost = dict(places), self.cost(places)
        for lane in self.lanes:
            order = sorted((n for n in lane if n not in self.fixed), key=lambda n: found[n].column)
            for one, other in pairwise(order):
                tried = found | {one: found[other], other: found[one]}
                if (new := self.cost(tried)) < cost:
                    found, cost = tried, new
        return found


def nearest(wanted: Sequence[float], columns: Sequence[int]) -> list[int]:
    """Return as many of the columns, in their order, so that the distances are least in sum.

    `least[k][c]` is the sum for the first k, the last of which stands in one of the first c.
    """
    counts, room = len(wanted), len(columns)
    least = [[0.0] * (room + 1)] + [[float("inf")] * (room + 1) for _ in range(counts)]
    for k in range(1, counts + 1):
        for c in range(k, room + 1):
            here = least[k - 1][c - 1] + abs(columns[c - 1] - wanted[k - 1])
            least[k][c] = min(least[k][c - 1], here)
    chosen: list[int] = []
    c = room
    for k in range(counts, 0, -1):
        while c > k and least[k][c - 1] <= least[k][c]:
            c -= 1
        chosen.append(columns[c - 1])
        c -= 1
    return chosen[::-1]
