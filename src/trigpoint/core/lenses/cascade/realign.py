"""What changing many goals does: whose share moves, who stands below, what makes a figure move."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trigpoint.core.graph.goal import GoalId
from trigpoint.core.graph.graph import Graph
from trigpoint.core.graph.link import Contribution
from trigpoint.core.graph.pool import Known, own, own_weight
from trigpoint.core.graph.span import Span

WITHIN = 5e-4
"""Shares that differ by less are the same on a page."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A child's part of a parent's pool, before and after; None where it is not in it."""

    child: GoalId
    parent: GoalId
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Input:
    """One line of a goal's arithmetic: its own targets (`child` is None) or a goal that adds to it.

    Shares are fractions of the pool, figures the progress as it is reckoned with; None where the
    line is not there.
    """

    child: GoalId | None
    share_before: float | None
    before: Span | None
    share_after: float | None
    after: Span | None


def shares(graph: Graph, goal: GoalId) -> dict[GoalId, float]:
    """Return each child's part of a goal's pool."""
    links = graph.counted(goal)
    pool = own_weight(graph.goals[goal]) + sum(link.weight for link in links)
    return {link.child: link.weight / pool for link in links} if pool else {}


def shifts(before: Graph, after: Graph, parents: Iterable[GoalId]) -> tuple[Shift, ...]:
    """Return whose part of these parents' pools differs."""
    found = []
    for parent in parents:
        was, will = shares(before, parent), shares(after, parent)
        for child in dict.fromkeys((*was, *will)):
            shift = Shift(child, parent, was.get(child), will.get(child))
            if differs(shift.before, shift.after):
                found.append(shift)
    return tuple(found)


def differs(before: float | None, after: float | None) -> bool:
    """Whether two shares would look different."""
    if before is None or after is None:
        return before is not after
    return abs(before - after) > WITHIN


def touched_parents(before: Graph, after: Graph, goals: Iterable[GoalId]) -> list[GoalId]:
    """Return the goals whose pool an edit of some goals may have changed: theirs, and those above.

    In the order in which they were met, each once.
    """
    found: dict[GoalId, None] = {}
    for goal in goals:
        was, will = links_of(before, goal), links_of(after, goal)
        found.update(
            (parent, None) for parent in {**was, **will} if was.get(parent) != will.get(parent)
        )
        if own_weight(before.goals[goal]) != own_weight(after.goals[goal]):
            found[goal] = None
    return list(found)


def links_of(graph: Graph, goal: GoalId) -> dict[GoalId, Contribution]:
    """Return a goal's contributions by what they add to."""
    return {link.parent: link for link in graph.up[goal]}


def everything_below(graph: Graph, goals: Iterable[GoalId]) -> dict[GoalId, GoalId]:
    """Return what counts in these goals at any depth, each with the goal it was reached from."""
    found: dict[GoalId, GoalId] = {}
    waiting = [(goal, goal) for goal in goals]
    seen = {goal for goal, _start in waiting}
    while waiting:
        goal, start = waiting.pop()
        for link in graph.counted(goal):
            if link.child not in seen:
                seen.add(link.child)
                found[link.child] = start
                waiting.append((link.child, start))
    return found


def arithmetic(
    graphs: tuple[Graph, Graph],
    figures: tuple[Mapping[GoalId, Span], Mapping[GoalId, Span]],
    known: Known,
    goal: GoalId,
) -> tuple[Input, ...]:
    """Return how a goal's figure is made up before and after, line by line."""
    sides = [
        inputs(graph, rolled, known, goal) for graph, rolled in zip(graphs, figures, strict=True)
    ]
    was, will = sides
    nothing = (None, None)
    return tuple(
        Input(child, *was.get(child, nothing), *will.get(child, nothing))
        for child in dict.fromkeys((*was, *will))
    )


def inputs(
    graph: Graph, rolled: Mapping[GoalId, Span], known: Known, goal: GoalId
) -> dict[GoalId | None, tuple[float, Span]]:
    """Return share and figure of a goal's own targets (None) and of each goal that adds to it."""
    found: dict[GoalId | None, tuple[float, Span]] = {}
    node, parts = graph.goals[goal], shares(graph, goal)
    if node.targets:
        found[None] = (1.0 - sum(parts.values()), own(node, known.progress))
    found.update((child, (share, rolled[child])) for child, share in parts.items())
    return found
