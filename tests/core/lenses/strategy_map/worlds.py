"""Maps of any size from a seed, and the plain way to lay them out."""

import random

from trigpoint.core.lenses.strategy_map.grid import Arrow, Spot


def world(objectives: int, links: int, seed: int = 1, lanes: int = 4):
    """Return lanes of objectives, and links that mostly lead one lane up."""
    dice = random.Random(seed)
    rows = [[] for _ in range(lanes)]
    for place in range(objectives):
        rows[place % lanes].append(f"o{place}")
    lane_of = {node: at for at, row in enumerate(rows) for node in row}
    arrows = set()
    while len(arrows) < links:
        cause, effect = dice.sample(sorted(lane_of), 2)
        up = lane_of[cause] - lane_of[effect]
        if up == 1 or (up > 1 and dice.random() < 0.3) or (up <= 0 and dice.random() < 0.05):
            arrows.add(Arrow(cause, effect))
    return rows, sorted(arrows)


def plain(rows, arrows):
    """Order each lane once by the mean place of its neighbours in the lane before, downwards."""
    orders = [list(row) for row in rows]
    for at in range(1, len(orders)):
        above = {node: place for place, node in enumerate(orders[at - 1])}

        def mean(node, above=above, order=orders[at]):
            near = [above[a.effect] for a in arrows if a.cause == node and a.effect in above]
            near += [above[a.cause] for a in arrows if a.effect == node and a.cause in above]
            return sum(near) / len(near) if near else order.index(node)

        orders[at].sort(key={node: mean(node) for node in orders[at]}.__getitem__)
    return {n: Spot(at, c) for at, order in enumerate(orders) for c, n in enumerate(order)}
