"""The goals as a tree along the line of sight: each stands once, under its main parent."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

Key = int

LEVELS = ("organisation", "department", "team", "person")
"""From the top down. A partner's goals stand with those of teams."""


def rank(level: str) -> int:
    """Return how far below the organisation a level is: 0 to 3."""
    return LEVELS.index(level) if level in LEVELS else LEVELS.index("team")


@dataclass(frozen=True, slots=True)
class Tree:
    """Goals by key, each under its main parent where that is among them.

    `loose` are the roots that carry nothing at all and are not the organisation's: they stand
    apart from those that only carry something outside the view.
    """

    roots: tuple[Key, ...]
    loose: tuple[Key, ...]
    parent: Mapping[Key, Key]
    children: Mapping[Key, tuple[Key, ...]]

    @classmethod
    def of(
        cls, goals: Collection[Key], main: Mapping[Key, Key], loose: Collection[Key] = ()
    ) -> Tree:
        """Return the tree of some goals; `main` has the main parent of each that has one."""
        among = goals if isinstance(goals, set | frozenset) else set(goals)
        parent: dict[Key, Key] = {}
        children: dict[Key, list[Key]] = {}
        roots, apart = [], []
        for goal in goals:
            above = main.get(goal)
            if above is not None and above in among:
                parent[goal] = above
                children.setdefault(above, []).append(goal)
            elif goal in loose:
                apart.append(goal)
            else:
                roots.append(goal)
        below = {goal: tuple(under) for goal, under in children.items()}
        return cls(tuple(roots), tuple(apart), parent, below)

    def above(self, goal: Key) -> Iterator[Key]:
        """Yield what the goal stands under, nearest first."""
        while goal in self.parent:
            goal = self.parent[goal]
            yield goal

    def kept(self, goals: Iterable[Key]) -> set[Key]:
        """Return goals with all they stand under."""
        found: set[Key] = set()
        for goal in goals:
            at: Key | None = goal
            while at is not None and at not in found:
                found.add(at)
                at = self.parent.get(at)
        return found


@dataclass(frozen=True, slots=True)
class Row:
    """A goal as a line: how deep it stands, its place among its siblings, whether it is open.

    `below` is how many stand right under it; `is_open` is None where there are none.
    """

    goal: Key
    depth: int
    place: int
    of: int
    below: int
    is_open: bool | None


@dataclass(frozen=True, slots=True)
class Fold:
    """Which goals are open: those with a goal of up to this level below, unless said otherwise."""

    level: str = "department"
    opened: frozenset[Key] = frozenset()
    shut: frozenset[Key] = frozenset()

    def is_open(self, goal: Key, children: Iterable[Key], levels: Mapping[Key, int]) -> bool:
        """Whether a goal's children are shown."""
        if goal in self.opened or goal in self.shut:
            return goal in self.opened
        least = rank(self.level)
        return any(levels[child] <= least for child in children)


def rows(
    tree: Tree,
    roots: Iterable[Key],
    fold: Fold,
    levels: Mapping[Key, int],
    *,
    only: Collection[Key] | None = None,
    depth: int = 1,
) -> Iterator[Row]:
    """Yield the lines of a tree, parents first; take as many as can be shown.

    `only` leaves out everything else, and opens what leads to it.
    """
    stack = [iter(siblings(tuple(roots), only, depth))]
    while stack:
        found = next(stack[-1], None)
        if found is None:
            stack.pop()
            continue
        goal, place, count, at = found
        children = tree.children.get(goal, ())
        shown = tuple(c for c in children if only is None or c in only)
        wide = bool(shown) and (
            goal not in fold.shut if only is not None else fold.is_open(goal, shown, levels)
        )
        yield Row(goal, at, place, count, len(children), wide if children else None)
        if wide:
            stack.append(iter(siblings(shown, None, at + 1)))


def siblings(
    goals: tuple[Key, ...], only: Collection[Key] | None, depth: int
) -> list[tuple[Key, int, int, int]]:
    """Return goals with their place, their number and their depth."""
    kept = [goal for goal in goals if only is None or goal in only]
    return [(goal, place, len(kept), depth) for place, goal in enumerate(kept, 1)]
