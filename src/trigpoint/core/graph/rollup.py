"""The roll-up: what every goal comes to, from its own targets and what contributes to it.

A goal's figure is the weighted mean over one pool, its own targets and its contributions. A
missing input counts as 0 at the low end and as 1 at the high end; weights stay as stated. The
ten-line definition is in the tests, and both passes here equal it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from trigpoint.core.graph.goal import GoalId
from trigpoint.core.graph.graph import Graph
from trigpoint.core.graph.levels import Edges, Floats, Levels
from trigpoint.core.graph.pool import own_weight
from trigpoint.core.graph.span import Span


@dataclass(frozen=True, slots=True, eq=False)
class Figures(Mapping[GoalId, Span]):
    """Every goal's figure, as a mapping; the arrays behind it are in the rows of its roll-up.

    `own` are the own parts and `ends` the figures: the low ends first, then the high ones.
    """

    rows: Mapping[GoalId, int]
    own: Floats
    ends: Floats

    def __getitem__(self, goal: GoalId) -> Span:
        row = self.rows[goal]
        return Span(float(self.ends[0, row]), float(self.ends[1, row]))

    def __iter__(self) -> Iterator[GoalId]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True, eq=False)
class RollUp:
    """A graph made ready to be rolled up. Make one with `RollUp.of`, use it for many passes."""

    rows: Mapping[GoalId, int]
    goals: tuple[GoalId, ...]
    levels: Levels

    @classmethod
    def of(cls, graph: Graph) -> RollUp:
        """Return the roll-up of a graph; only contributions of goals that count are in it."""
        number = {goal: place for place, goal in enumerate(graph.goals)}
        links = [link for goal in graph.goals for link in graph.counted(goal)]
        edges = Edges(
            np.array([number[link.child] for link in links], dtype=np.int64),
            np.array([number[link.parent] for link in links], dtype=np.int64),
            np.array([link.weight for link in links], dtype=np.float64),
        )
        weights = np.array([own_weight(goal) for goal in graph.goals.values()], dtype=np.float64)
        levels = Levels.of(len(number), edges, weights)
        rows = {goal: int(levels.row[place]) for goal, place in number.items()}
        return cls(rows, tuple(sorted(rows, key=rows.__getitem__)), levels)

    def full(self, owns: Mapping[GoalId, Span]) -> Figures:
        """Return all figures; `owns` is each goal's own part, missing where it has none.

        A goal without targets and contributions may be given a figure here that is already known:
        so the ancestors of one goal can be rolled up without what lies below their other children.
        """
        low, high = own = np.array([np.zeros(len(self.rows)), np.ones(len(self.rows))])
        for goal, span in owns.items():
            row = self.rows[goal]
            low[row], high[row] = span.low, span.high
        ends = np.array([self.levels.full(low), self.levels.full(high)])
        return Figures(self.rows, own, ends)

    def change(
        self, figures: Figures, owns: Mapping[GoalId, Span]
    ) -> tuple[Figures, dict[GoalId, Span]]:
        """Return the figures after new own parts, and those of the goals that changed by them.

        Children come before their parents. Looks at the changed goals and their ancestors alone.
        """
        changes = {self.rows[goal]: np.array([span.low, span.high]) for goal, span in owns.items()}
        new = self.levels.change(figures.own, figures.ends, changes)
        own, ends = patched(figures.own, changes), patched(figures.ends, new)
        after = replace(figures, own=own, ends=ends)
        return after, {self.goals[row]: after[self.goals[row]] for row in sorted(new, reverse=True)}


def patched(values: Floats, changes: Mapping[int, Floats]) -> Floats:
    """Return a copy of both ends of all rows with those of some rows changed."""
    copy = values.copy()
    for row, ends in changes.items():
        copy[:, row] = ends
    return copy
