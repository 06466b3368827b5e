"""How fast figures roll up: all goals at once, and one check-in into its ancestors.

Ratios are taken within one run: the pass beside a plain copy of just the arrays that any pass has
to read. Nothing is left out for speed: both ends of every figure are worked out.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from datetime import date
from time import perf_counter
from typing import Any

import numpy as np

from trigpoint.bench.report import Check, Measured, Report
from trigpoint.core.graph.goal import Goal
from trigpoint.core.graph.graph import Graph
from trigpoint.core.graph.levels import Edges, Ints, Levels
from trigpoint.core.graph.link import Contribution
from trigpoint.core.graph.pool import Known, own, owns
from trigpoint.core.graph.reading import Reading
from trigpoint.core.graph.rollup import RollUp
from trigpoint.core.graph.target import Direction, Numeric, Target, TargetPoint

MANY, SOME = 1_000_000, 100_000
SPAN, SECOND_PARENTS, MISSING = 8, 0.1, 0.05
START, DAY, END, NOW = date(2026, 1, 1), date(2026, 3, 1), date(2026, 6, 30), 1_772_000_000


def run(*, seed: int = 1, repeats: int = 15, many: int = MANY, some: int = SOME) -> Report:
    """Measure both, on `many` and on `some` goals; takes about half a minute on one core."""
    random = np.random.default_rng(seed)
    return Report([*full_pass(random, many, repeats), *one_change(random, some, repeats)])


def edges(random: np.random.Generator, size: int) -> Edges:
    """Return a tree of `size` goals, each with about 8 children, and some second parents.

    A goal's number is larger than those of its parents; weights lie between 0.1 and 1.1.
    """
    child = np.arange(1, size)
    first = (child - 1) // SPAN
    twice = child[(random.random(size - 1) < SECOND_PARENTS) & (first > 0)]
    second = (random.random(len(twice)) * ((twice - 1) // SPAN)).astype(np.int64)
    children, parents = np.concatenate((child, twice)), np.concatenate((first, second))
    return Edges(children, parents, random.random(len(children)) + 0.1)


def shuffled(random: np.random.Generator, links: Edges, size: int) -> Edges:
    """Return the same graph with its goals numbered anyhow, so that no order is a gift."""
    number: Ints = random.permutation(size)
    return Edges(number[links.child], number[links.parent], links.weight)


def full_pass(random: np.random.Generator, size: int, repeats: int) -> Iterator[Check]:
    """Yield the full pass over all goals, beside a copy of its inputs."""
    links = shuffled(random, edges(random, size), size)
    own_weight = np.where(random.random(size) < 0.3, 0.5, 0.0)
    low = random.random(size)
    missing = random.random(size) < MISSING
    low[missing], high = 0.0, np.where(missing, 1.0, low)
    began = perf_counter()
    levels = Levels.of(size, links, own_weight)
    prepared = perf_counter() - began
    inputs: list[np.ndarray[Any, Any]] = [links.parent.astype(np.int32), links.weight, low]
    room = [np.empty_like(array) for array in inputs]

    def copy() -> None:
        for to, array in zip(room, inputs, strict=True):
            np.copyto(to, array)

    def both_ends() -> None:
        levels.full(low)
        levels.full(high)

    copied, passed = alternating(copy, both_ends, repeats)
    how = (
        f"both ends of {size:,} goals with {len(links.child):,} contributions, beside a copy of "
        f"the parent, weight and progress arrays into room that is ready; medians of {repeats}"
    )
    yield Measured("roll-up, all goals", passed / copied, "x a copy", how).at_most(5)
    yield Measured("roll-up, all goals, time", passed * 1e3, "ms", how).published()
    how = f"sorting {size:,} goals into levels, once for a graph"
    yield Measured("roll-up, making ready", prepared * 1e3, "ms", how).published()


def one_change(random: np.random.Generator, size: int, repeats: int) -> Iterator[Check]:
    """Yield how long after a check-in all ancestors have their new figures."""
    graph = Graph.of(*goals(edges(random, size), size))
    leaves = [goal.id for goal in graph.goals.values() if goal.targets]
    readings = {f"t{leaf}": Reading.stated(float(random.random()), NOW) for leaf in leaves}
    known = Known(readings, DAY, NOW)
    began = perf_counter()
    roll_up = RollUp.of(graph)
    prepared = perf_counter() - began
    figures = roll_up.full(owns(graph, known.progress))
    times, reached = [], []
    for leaf in random.choice(leaves, 10 * repeats).tolist():
        began = perf_counter()
        readings[f"t{leaf}"] = Reading.stated(float(random.random()), NOW)
        figures, changed = roll_up.change(figures, {leaf: own(graph.goals[leaf], known.progress)})
        times.append(perf_counter() - began)
        reached.append(len(changed))
    again = roll_up.full(owns(graph, known.progress))
    apart = float(np.max(np.abs(again.ends - figures.ends)))
    how = (
        f"from a reading to the figures of all its ancestors ({max(reached)} at most) among "
        f"{size:,} goals; the slowest of {len(times)} check-ins"
    )
    yield Measured("roll-up, one check-in", max(times) * 1e3, "ms", how).at_most(50)
    how = f"the median of {len(times)} check-ins"
    yield Measured(
        "roll-up, one check-in, median", statistics.median(times) * 1e3, "ms", how
    ).published()
    how = f"making {size:,} goals ready to be rolled up, once for a graph"
    yield Measured("roll-up, making ready by id", prepared * 1e3, "ms", how).published()
    how = f"the largest difference to a full pass after {len(times)} check-ins"
    yield Measured("roll-up, drift", apart, "", how).at_most(1e-12)


def goals(links: Edges, size: int) -> tuple[list[Goal], list[Contribution]]:
    """Return goals and contributions by id; only goals without children have a target."""
    aim = Numeric(Direction.RAISE, 0.0, START, (TargetPoint(END, 1.0),))
    parents = set(links.parent.tolist())
    nodes = [
        Goal(str(at), targets=() if at in parents else (Target(f"t{at}", aim),))
        for at in range(size)
    ]
    rows = zip(links.child.tolist(), links.parent.tolist(), links.weight.tolist(), strict=True)
    return nodes, [Contribution(str(child), str(parent), weight) for child, parent, weight in rows]


def alternating(
    one: Callable[[], None], other: Callable[[], None], repeats: int
) -> tuple[float, float]:
    """Return the median seconds of both, run in turns so that both meet the same machine."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(repeats):
        for kept, work in zip(times, (one, other), strict=True):
            began = perf_counter()
            work()
            kept.append(perf_counter() - began)
    return statistics.median(times[0]), statistics.median(times[1])
