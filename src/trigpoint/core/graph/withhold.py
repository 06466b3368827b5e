"""Which figures to withhold, so that nobody works out a hidden one from those around it.

A team goal carried by one person says by its figure what that person's says. So a figure is
withheld along with the hidden ones that it would give away; it is shown again as soon as enough
hidden figures are mixed in it, and none of them makes up nearly all of the mixture.
"""

from __future__ import annotations

from collections.abc import Collection

from trigpoint.core.graph.goal import GoalId
from trigpoint.core.graph.graph import Graph

DOMINANT = 0.8
"""More than this part of a mixture, and the mixture is as good as its largest part."""


def withheld(graph: Graph, hidden: Collection[GoalId], smallest_group: int) -> frozenset[GoalId]:
    """Return the hidden goals and those whose figures would give a hidden one away.

    `hidden` are the goals whose figures the reader may not see; `smallest_group` is how many of
    them have to be mixed. Looks at each goal after all that adds to it.
    """
    if not hidden:
        return frozenset()
    behind: dict[GoalId, frozenset[GoalId]] = {goal: frozenset({goal}) for goal in hidden}
    for goal in reversed(graph.order()):
        if goal not in behind:
            weights = {
                link.child: link.weight
                for link in graph.counted(goal)
                if link.child in behind and link.weight
            }
            sources = frozenset().union(*(behind[child] for child in weights))
            if weights and (len(sources) < smallest_group or is_dominated(weights)):
                behind[goal] = sources
    return frozenset(behind)


def is_dominated(weights: dict[GoalId, float]) -> bool:
    """Tell whether one input outweighs all others together by far."""
    return max(weights.values()) > DOMINANT * sum(weights.values())
