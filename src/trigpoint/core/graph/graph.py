"""The graph: goals with their contributions, checked once and then only read."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trigpoint.core.graph.goal import Goal, GoalId
from trigpoint.core.graph.link import Contribution
from trigpoint.core.refusal import Refused
from trigpoint.core.text import Text, _


class Cycle(Refused):
    """A contribution would make a goal add to itself.

    `path` runs from child to parent along contributions and ends where it began.
    """

    def __init__(self, path: tuple[GoalId, ...]) -> None:
        super().__init__(self.sentence(path, {}))
        self.path = path

    @staticmethod
    def sentence(path: tuple[GoalId, ...], titles: Mapping[GoalId, str]) -> Text:
        """Return the refusal with the goals' titles in place of their ids."""
        named = " → ".join(titles.get(goal, goal) for goal in path)
        return _(
            "These goals would add to themselves: {path}. Take one of these links out first, or"
            " choose another goal above.",
            path=named,
        )


@dataclass(frozen=True, slots=True)
class Graph:
    """Goals and contributions without a cycle. Make one with `Graph.of`.

    `up` gives a goal's contributions to its parents, `down` those of its children; each in the
    order in which they were given, and with an empty tuple where there is none.
    """

    goals: Mapping[GoalId, Goal]
    up: Mapping[GoalId, tuple[Contribution, ...]]
    down: Mapping[GoalId, tuple[Contribution, ...]]

    @classmethod
    def of(cls, goals: Iterable[Goal], contributions: Iterable[Contribution]) -> Graph:
        """Return the checked graph.

        Raises `Cycle` with the path that closes, and `Refused` for a goal or a contribution that
        is there twice, for one that names an unknown goal, and for a second primary parent.
        """
        by_id: dict[GoalId, Goal] = {}
        for goal in goals:
            if goal.id in by_id:
                raise Refused(_("The goal {goal} is there twice.", goal=goal.id))
            by_id[goal.id] = goal
        up: dict[GoalId, list[Contribution]] = {goal: [] for goal in by_id}
        down: dict[GoalId, list[Contribution]] = {goal: [] for goal in by_id}
        for link in contributions:
            refuse_unknown(by_id, link)
            up[link.child].append(link)
            down[link.parent].append(link)
        for links in up.values():
            refuse_doubles(links)
        graph = cls(
            by_id,
            {goal: tuple(links) for goal, links in up.items()},
            {goal: tuple(links) for goal, links in down.items()},
        )
        if len(graph.order()) < len(by_id):
            raise Cycle(any_cycle(graph))
        return graph

    @property
    def contributions(self) -> tuple[Contribution, ...]:
        """All contributions, goal by goal."""
        return tuple(link for links in self.up.values() for link in links)

    def counted(self, goal: GoalId) -> tuple[Contribution, ...]:
        """Return the contributions that are in the goal's pool: those of goals that count."""
        links = self.down[goal]
        return links and tuple(link for link in links if self.goals[link.child].state.counts)

    def tops(self) -> tuple[GoalId, ...]:
        """Return the goals that contribute to no other."""
        return tuple(goal for goal, links in self.up.items() if not links)

    def order(self) -> tuple[GoalId, ...]:
        """Return the goals, every parent before its children (Kahn's algorithm).

        Goals on a cycle, or below one, are left out; a graph made by `of` has none.
        """
        waiting = {goal: len(links) for goal, links in self.up.items()}
        ready = deque(goal for goal, count in waiting.items() if not count)
        order = []
        while ready:
            goal = ready.popleft()
            order.append(goal)
            for link in self.down[goal]:
                waiting[link.child] -= 1
                if not waiting[link.child]:
                    ready.append(link.child)
        return tuple(order)

    def closing_path(self, child: GoalId, parent: GoalId) -> tuple[GoalId, ...] | None:
        """Return the cycle that a contribution of child to parent would close, or None.

        The shortest one: child, parent, ..., child.
        """
        came_from: dict[GoalId, GoalId] = {parent: child}
        queue = deque([parent])
        while queue:
            goal = queue.popleft()
            if goal == child:
                return (child, *walk_back(came_from, child, parent))
            for link in self.up[goal]:
                if link.parent not in came_from:
                    came_from[link.parent] = goal
                    queue.append(link.parent)
        return None


def walk_back(came_from: Mapping[GoalId, GoalId], end: GoalId, begin: GoalId) -> list[GoalId]:
    """Return the steps of a search from begin to end, both included."""
    path = [end]
    while path[-1] != begin:
        path.append(came_from[path[-1]])
    return path[::-1]


def any_cycle(graph: Graph) -> tuple[GoalId, ...]:
    """Return one cycle of a graph that has one, from child to parent."""
    safe = set(graph.order())
    trapped = {goal for goal in graph.goals if goal not in safe}
    # Every trapped goal has a trapped parent, so walking up must come back to where it was.
    goal = next(iter(trapped))
    steps: dict[GoalId, int] = {}
    while goal not in steps:
        steps[goal] = len(steps)
        goal = next(link.parent for link in graph.up[goal] if link.parent in trapped)
    path = [step for step, place in steps.items() if place >= steps[goal]]
    return (*path, goal)


def refuse_unknown(goals: Mapping[GoalId, Goal], link: Contribution) -> None:
    """Raise `Refused` where the contribution names a goal that is not there."""
    for goal in (link.child, link.parent):
        if goal not in goals:
            raise Refused(_("There is no goal {goal}.", goal=goal))


def refuse_doubles(links: list[Contribution]) -> None:
    """Raise `Refused` where one child's contributions name a parent twice, or two primary ones."""
    for parent, count in Counter(link.parent for link in links).items():
        if count > 1:
            raise Refused(
                _(
                    "The goal {child} adds to {parent} twice.",
                    child=links[0].child,
                    parent=parent,
                )
            )
    if sum(link.primary for link in links) > 1:
        raise Refused(_("The goal {child} has two primary parents.", child=links[0].child))
