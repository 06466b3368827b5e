"""`bench map`: a strategy map of 60 objectives and 100 links laid out, against a plain pass."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterator, Sequence

from trigpoint.bench.report import Check, Measured, Report
from trigpoint.core.lenses.strategy_map.grid import Arrow, Places, Spot, crossings
from trigpoint.core.lenses.strategy_map.layout import arrange

OBJECTIVES, LINKS, LANES, MAPS = 60, 100, 4, 12
MOST_MS = 150.0
FURTHER = 0.3
"""The share of longer ways up that are taken."""
Rows = Sequence[Sequence[str]]


def run(seed: int = 1) -> Report:
    """Lay out some maps and compare each with one plain barycentre pass of the same run."""
    return Report(list(checks(seed)))


def checks(seed: int) -> Iterator[Check]:
    """Yield the checks of the layout."""
    took, shares, shared = [], [], 0
    for number in range(MAPS):
        rows, arrows = world(random.Random(seed + number))  # noqa: S311 - a map, no secret
        before = time.process_time()
        places = arrange(rows, arrows)
        took.append(1000 * (time.process_time() - before))
        shares.append(crossings(places, arrows) / crossings(plain(rows, arrows), arrows))
        shared += len(places) - len(set(places.values()))
    size = f"{OBJECTIVES} objectives and {LINKS} links, {MAPS} maps"
    median = statistics.median(took)
    how = f"Median processor time of {size}."
    yield Measured("map: laid out", median, "ms", how).at_most(MOST_MS)
    how = f"Crossings as a share of one plain barycentre pass, the worst of {MAPS} maps."
    yield Measured("map: crossings", max(shares), "", how).at_most(1.0)
    yield Measured("map: overlaps", shared, "", f"Two on one place, {size}.").at_most(0)


def world(
    dice: random.Random, objectives: int = OBJECTIVES, links: int = LINKS
) -> tuple[Rows, list[Arrow]]:
    """Return lanes of objectives, and links that mostly lead one lane up."""
    rows = [[f"o{n}" for n in range(objectives) if n % LANES == lane] for lane in range(LANES)]
    lane_of = {node: lane for lane, row in enumerate(rows) for node in row}
    arrows: set[Arrow] = set()
    while len(arrows) < links:
        cause, effect = dice.sample(sorted(lane_of), 2)
        up = lane_of[cause] - lane_of[effect]
        if up == 1 or (up > 1 and dice.random() < FURTHER):
            arrows.add(Arrow(cause, effect))
    return rows, sorted(arrows)


def plain(rows: Rows, arrows: Sequence[Arrow]) -> Places:
    """Order each lane once by the mean place of its neighbours in the lane above."""
    orders = [list(row) for row in rows]
    for lane in range(1, len(orders)):
        above = {node: place for place, node in enumerate(orders[lane - 1])}
        means = {
            node: statistics.fmean(near) if near else float(place)
            for place, node in enumerate(orders[lane])
            for near in [[above[a.effect] for a in arrows if a.cause == node and a.effect in above]]
        }
        orders[lane].sort(key=means.__getitem__)
    return {n: Spot(lane, c) for lane, order in enumerate(orders) for c, n in enumerate(order)}
