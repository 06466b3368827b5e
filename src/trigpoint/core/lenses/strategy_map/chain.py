"""The chain of an objective: what is believed to move it, and what it is believed to move."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from trigpoint.core.lenses.strategy_map.grid import Arrow, NodeId


@dataclass(frozen=True, slots=True)
class Chain:
    """Objectives and arrows on the way to one and from it; arrows from the causes upwards."""

    nodes: frozenset[NodeId]
    arrows: tuple[Arrow, ...]


def chain(arrows: Sequence[Arrow], node: NodeId) -> Chain:
    """Return the chain of an objective: all causes behind it and all effects beyond it."""
    up: dict[NodeId, list[Arrow]] = defaultdict(list)
    down: dict[NodeId, list[Arrow]] = defaultdict(list)
    for arrow in arrows:
        up[arrow.cause].append(arrow)
        down[arrow.effect].append(arrow)
    behind = walked(node, {n: [a.cause for a in found] for n, found in down.items()})
    beyond = walked(node, {n: [a.effect for a in found] for n, found in up.items()})
    causes = [a for n in behind for a in down.get(n, ())]
    effects = [a for n in beyond for a in up.get(n, ())]
    far = sorted(causes, key=lambda a: -behind[a.effect])
    found = tuple(dict.fromkeys([*far, *effects]))
    return Chain(frozenset(behind) | frozenset(beyond), found)


def walked(start: NodeId, ways: Mapping[NodeId, Iterable[NodeId]]) -> dict[NodeId, int]:
    """Return what can be reached, with the fewest steps to it, in the order of the steps."""
    steps = {start: 0}
    waiting = deque([start])
    while waiting:
        at = waiting.popleft()
        for other in ways.get(at, ()):
            if other not in steps:
                steps[other] = steps[at] + 1
                waiting.append(other)
    return steps
