"""Random graphs, small enough for the definition and odd enough to break a shortcut."""

from datetime import date

from hypothesis import strategies as st

from trigpoint.core.graph.goal import CoOwner, Goal, Holder, State
from trigpoint.core.graph.graph import Graph
from trigpoint.core.graph.link import Contribution
from trigpoint.core.graph.pool import Known
from trigpoint.core.graph.reading import Reading
from trigpoint.core.graph.span import Span
from trigpoint.core.graph.target import Direction, Milestone, Numeric, Target, TargetPoint, YesOrNo

START, DAY, END = date(2026, 1, 1), date(2026, 4, 1), date(2026, 7, 1)
NOW = 1_775_000_000
WEEK = 7 * 86_400

# As people enter them: the definition's sums would lose a weight of 5e-324 to rounding.
weights = st.sampled_from([0.0, 0.1, 1.0, 2.5]) | st.floats(0, 10).map(lambda w: round(w, 3))
values = st.floats(-50, 150).map(lambda value: round(value, 3))
holders = st.sampled_from([Holder.person("ana"), Holder.person("bo"), Holder.unit("chat")])


def numeric(baseline=0.0, value=100.0):
    direction = Direction.RAISE if value > baseline else Direction.LOWER
    return Numeric(direction, baseline, START, (TargetPoint(END, value),))


aims = st.sampled_from([numeric(), numeric(80, 20), Milestone(START, END), YesOrNo(START, END)])


@st.composite
def worlds(draw):
    """A graph and what is known: some readings missing, some old."""
    size = draw(st.integers(1, 7))
    names = draw(st.permutations([f"g{place}" for place in range(size)]))
    goals = [draw(goal(name)) for name in names]
    links = []
    for child in range(1, size):
        parents = draw(st.sets(st.integers(0, child - 1), max_size=3))
        links += [
            Contribution(names[child], names[at], draw(weights), primary=at == max(parents))
            for at in sorted(parents)
        ]
    ages = {
        target.id: draw(st.sampled_from([None, 0, WEEK, 2 * WEEK]))
        for goal in goals
        for target in goal.targets
    }
    readings = {
        target: Reading.stated(draw(values), NOW - age)
        for target, age in ages.items()
        if age is not None
    }
    return Graph.of(goals, draw(st.permutations(links))), Known(readings, DAY, NOW)


@st.composite
def goal(draw, name):
    count = draw(st.integers(0, 2))
    targets = tuple(
        Target(f"{name}t{place}", draw(aims), weight=draw(weights), cadence=WEEK)
        for place in range(count)
    )
    shared = tuple(CoOwner(holder) for holder in draw(st.sets(holders, max_size=2)))
    state = draw(st.sampled_from([State.ACTIVE, State.ACTIVE, State.ACHIEVED, State.DRAFT]))
    return Goal(name, draw(st.none() | holders), shared, state, targets)


def figure(graph: Graph, known: Known, goal: str) -> Span:
    """The definition of the roll-up, in ten lines."""
    pool = [(target.weight, known.progress(target)) for target in graph.goals[goal].targets]
    pool += [
        (link.weight, figure(graph, known, link.child))
        for link in graph.down[goal]
        if graph.goals[link.child].state.counts
    ]
    total = sum(weight for weight, _ in pool)
    if total == 0:
        return Span(0.0, 1.0)
    low = sum(weight * span.low for weight, span in pool) / total
    high = sum(weight * span.high for weight, span in pool) / total
    return Span(low, high)
