"""The line of sight: from a goal up to the top, and down to everyone who carries it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from trigpoint.core.graph.goal import Goal, GoalId, Holder
from trigpoint.core.graph.graph import Graph
from trigpoint.core.graph.link import Contribution
from trigpoint.core.graph.pool import own_weight


def main_link(graph: Graph, goal: GoalId) -> Contribution | None:
    """Return the contribution that the line of sight follows: the primary one, else the first."""
    links = graph.up[goal]
    return next((link for link in links if link.primary), links[0] if links else None)


def main_path(graph: Graph, goal: GoalId) -> tuple[GoalId, ...]:
    """Return the line of sight: the goal, its main parent, and so on to a top."""
    path = [goal]
    while link := main_link(graph, path[-1]):
        path.append(link.parent)
    return tuple(path)


def every_path(graph: Graph, goal: GoalId) -> Iterator[tuple[GoalId, ...]]:
    """Yield every path from the goal to a top, the main one first, without end if need be.

    Their number can grow with the power of the levels: take as many as can be shown.
    """
    stack: list[tuple[GoalId, ...]] = [(goal,)]
    while stack:
        path = stack.pop()
        main = main_link(graph, path[-1])
        if main is None:
            yield path
            continue
        others = [link for link in graph.up[path[-1]] if link is not main]
        stack.extend((*path, link.parent) for link in (*reversed(others), main))


def paths_up(graph: Graph, goal: GoalId, most: int) -> tuple[tuple[GoalId, ...], ...]:
    """Return up to `most` paths from the goal to a top, the main one first."""
    return tuple(islice(every_path(graph, goal), most))


def above(graph: Graph, goal: GoalId) -> tuple[GoalId, ...]:
    """Return the goal's ancestors, each after all of its children among them."""
    return tuple(reach(goal, lambda at: (link.parent for link in graph.up[at])))[1:]


def below(graph: Graph, goal: GoalId) -> tuple[GoalId, ...]:
    """Return what counts in the goal at any depth, each after all of its parents among them."""
    return tuple(reach(goal, lambda at: (link.child for link in graph.counted(at))))[1:]


def resting_on(graph: Graph, some: Iterable[GoalId]) -> frozenset[GoalId]:
    """Return the goals in whose figure one of these counts: they themselves, and all above."""
    found: set[GoalId] = set()
    waiting = list(some)
    while waiting:
        goal = waiting.pop()
        if goal not in found:
            found.add(goal)
            counts = graph.goals[goal].state.counts
            waiting += [link.parent for link in graph.up[goal] if counts]
    return frozenset(found)


def reach(start: GoalId, step: Callable[[GoalId], Iterable[GoalId]]) -> list[GoalId]:
    """Return what can be reached from the start, each before all it leads to (depth first)."""
    finished: list[GoalId] = []
    seen = {start}
    stack = [(start, iter(step(start)))]
    while stack:
        goal, steps = stack[-1]
        following = next((other for other in steps if other not in seen), None)
        if following is None:
            finished.append(goal)
            stack.pop()
        else:
            seen.add(following)
            stack.append((following, iter(step(following))))
    return finished[::-1]


@dataclass(frozen=True, slots=True)
class Share:
    """A goal's part in one above it, as a fraction of the upper goal's pool.

    `through` is what comes by way of the goal, over all paths. `own` is what of that rests with
    the goal's own holders, because no further goal carries it. The `own` of a goal and of all
    below it sum to 1.
    """

    through: float
    own: float


def shares(graph: Graph, goal: GoalId) -> dict[GoalId, Share]:
    """Return the shares of the goal itself and of all that counts in it, parents first.

    The product of weight / sum of weights along each path, summed over the paths, in one pass.
    """
    through = dict.fromkeys((goal, *below(graph, goal)), 0.0)
    through[goal] = 1.0
    result = {}
    for at in through:
        links = graph.counted(at)
        total = own_weight(graph.goals[at]) + sum(link.weight for link in links)
        for link in links if total else ():
            through[link.child] += through[at] * link.weight / total
        kept = own_weight(graph.goals[at]) / total if total else 1.0
        result[at] = Share(through[at], through[at] * kept)
    return result


@dataclass(frozen=True, slots=True)
class Carrier:
    """Who carries a goal: their fraction of it, and by which goals. None is nobody yet."""

    holder: Holder | None
    share: float
    goals: tuple[GoalId, ...]


def carriers(graph: Graph, goal: GoalId) -> tuple[Carrier, ...]:
    """Return everyone who holds the goal or something that counts in it, largest share first.

    A goal's own part is split equally among its owner and its co-owners. The shares sum to 1.
    Someone whose goal is carried by others alone is there too, with 0.
    """
    share: dict[Holder | None, float] = {}
    goals: dict[Holder | None, list[GoalId]] = {}
    for at, part in shares(graph, goal).items():
        for holder, fraction in split(graph.goals[at]).items():
            share[holder] = share.get(holder, 0.0) + part.own * fraction
            goals.setdefault(holder, []).append(at)
    found = [Carrier(holder, share[holder], tuple(goals[holder])) for holder in share]
    return tuple(sorted(found, key=lambda carrier: -carrier.share))


def split(goal: Goal) -> dict[Holder | None, float]:
    """Return the fraction of the goal that each of those who share it carries: equal ones.

    What each answers for is said in words, and words have no weight (docs/decisions/0373).
    """
    sharing = [goal.owner, *(co_owner.holder for co_owner in goal.co_owners)]
    holders = [holder for holder in dict.fromkeys(sharing) if holder is not None]
    return dict.fromkeys(holders, 1 / len(holders)) if holders else {None: 1.0}


def orphans(graph: Graph, tops: Iterable[GoalId]) -> tuple[GoalId, ...]:
    """Return the goals that bring nothing to any of the tops, by however long a way."""
    served = {goal for top in tops for goal, part in shares(graph, top).items() if part.through > 0}
    return tuple(goal for goal in graph.goals if goal not in served)
