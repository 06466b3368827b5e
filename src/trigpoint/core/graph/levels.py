"""Weighted means over a whole graph of numbered goals, level by level.

Goals are sorted by the length of their longest path from a top, so that everything below a level
is known when its turn comes: one sparse product a level gives the full pass. Rows of one parent
lie side by side, which keeps the product's reading of memory almost in order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """Contributions of numbered goals: three arrays of one length."""

    child: Ints
    parent: Ints
    weight: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Levels:
    """A graph made ready for passes. Make one with `Levels.of`.

    `row` says where a goal stands in the level order, which all other arrays follow. `share` is
    what of each pool is the goal's own; `down` holds each row's children with their shares, `up`
    each row's parents; `bounds` where each level begins; `steps` one sparse matrix a level.
    """

    row: Ints
    share: Floats
    down: csr_array
    up: csr_array
    bounds: tuple[int, ...]
    steps: tuple[csr_array, ...]

    @classmethod
    def of(cls, size: int, edges: Edges, own_weight: Floats) -> Levels:
        """Sort `size` goals into levels; `own_weight` is the weight of each one's own targets.

        A pool without any weight counts as one missing input of its own. Raises ValueError for a
        cycle, an unknown goal, or weights below 0.
        """
        refuse_bad(size, edges, own_weight)
        order, bounds = sort_levels(size, edges)
        row = np.empty(size, dtype=np.int64)
        row[order] = np.arange(size)
        total = own_weight + np.bincount(edges.parent, edges.weight, size)
        empty = total == 0
        share = np.where(empty, 1.0, own_weight) / np.where(empty, 1.0, total)
        parts = edges.weight / np.where(empty, 1.0, total)[edges.parent]
        down = csr_array((parts, (row[edges.parent], row[edges.child])), shape=(size, size))
        up = csr_array(
            (np.ones(len(parts), dtype=np.int8), (row[edges.child], row[edges.parent])),
            shape=(size, size),
        )
        steps = tuple(level_step(down, begin, end) for begin, end in pairwise(bounds))
        return cls(row, share[order], down, up, bounds, steps)

    def full(self, own: Floats) -> Floats:
        """Return every goal's figure, in rows; `own` is each goal's own mean, in rows."""
        figures = self.share * own
        for level, step in reversed(list(enumerate(self.steps))):
            begin, end = self.bounds[level], self.bounds[level + 1]
            if step.nnz:
                figures[begin:end] += step @ figures[end:]
        return figures

    def change(
        self, own: Floats, figures: Floats, changed: Mapping[int, Floats]
    ) -> dict[int, Floats]:
        """Return the figures that differ once `changed` rows have a new own mean.

        All have both ends of a row: `own` and `figures` as two rows of an array, the others as a
        pair. Both are worked out anew where one changes, in one order of adding, so that a figure
        without missing inputs stays one number. Only ancestors are looked at, each once and after
        all that it depends on. Neither array is written to.
        """
        new: dict[int, Floats] = {}
        current = figures.copy()
        waiting = [-row for row in changed]
        heapify(waiting)
        last = None
        while waiting:
            row = -heappop(waiting)
            if row == last:
                continue
            last = row
            mine = changed[row] if row in changed else own[:, row]
            value = self.share[row] * mine + self.below(row, current)
            if (value == current[:, row]).all():
                continue
            current[:, row] = new[row] = value
            for parent in self.up.indices[self.up.indptr[row] : self.up.indptr[row + 1]]:
                heappush(waiting, -int(parent))
        return new

    def below(self, row: int, figures: Floats) -> Floats:
        """Return what a row's children bring to both of its ends."""
        begin, end = self.down.indptr[row], self.down.indptr[row + 1]
        parts: Floats = figures[:, self.down.indices[begin:end]] * self.down.data[begin:end]
        # One after the other, as a full pass adds them: so both come to the same number.
        both: Floats = parts.cumsum(axis=1)[:, -1:].sum(axis=1)
        return both


def refuse_bad(size: int, edges: Edges, own_weight: Floats) -> None:
    """Raise ValueError for arrays that are no graph."""
    if len(own_weight) != size or not len(edges.child) == len(edges.parent) == len(edges.weight):
        raise ValueError("the arrays do not fit each other")
    if not (np.all(own_weight >= 0) and np.all(edges.weight >= 0)):
        raise ValueError("weights are numbers from 0 up")


def level_step(down: csr_array, begin: int, end: int) -> csr_array:
    """Return the children of a level's rows, as a matrix over all rows below the level."""
    first, last = down.indptr[begin], down.indptr[end]
    return csr_array(
        (
            down.data[first:last],
            (down.indices[first:last] - end).astype(np.int32),
            (down.indptr[begin : end + 1] - first).astype(np.int32),
        ),
        shape=(end - begin, down.shape[0] - end),
    )


def sort_levels(size: int, edges: Edges) -> tuple[Ints, tuple[int, ...]]:
    """Return the goals level by level, and where each level begins (Kahn's algorithm)."""
    by_parent = np.argsort(edges.parent, kind="stable")
    children = edges.child[by_parent]
    begins = np.concatenate(([0], np.cumsum(np.bincount(edges.parent, minlength=size))))
    waiting = np.bincount(edges.child, minlength=size)
    level = np.flatnonzero(waiting == 0)
    levels, bounds = [level], [0, len(level)]
    while len(level):
        below = children[ranges(begins[level], begins[level + 1])]
        found, first, count = np.unique(below, return_index=True, return_counts=True)
        waiting[found] -= count
        ready = waiting[found] == 0
        level = found[ready][np.argsort(first[ready], kind="stable")]
        levels.append(level)
        bounds.append(bounds[-1] + len(level))
    if bounds[-1] < size:
        raise ValueError("the graph has a cycle")
    return np.concatenate(levels), tuple(bounds[:-1])


def ranges(begins: Ints, ends: Ints) -> Ints:
    """Return the whole numbers of all ranges, one range after the other."""
    lengths = ends - begins
    before = np.cumsum(lengths) - lengths
    return np.repeat(begins - before, lengths) + np.arange(lengths.sum())
