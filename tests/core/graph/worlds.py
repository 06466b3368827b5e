"""Random graphs, small enough for the definition and odd enough to break a shortcut."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from trigpoint.core.graph.goal import CoOwner, Goal, Holder, State
from trigpoint.core.graph.graph import Graph
from trigpoint.core.graph.guard import Guard, Limit
from trigpoint.core.graph.link import Contribution
from trigpoint.core.graph.pool import Known
from trigpoint.core.graph.reading import Reading
from trigpoint.core.graph.span import Span
from trigpoint.core.graph.target import (
    Band,
    Direction,
    KeepWithin,
    Milestone,
    Numeric,
    Target,
    TargetPoint,
    YesOrNo,
)

START, DAY, END = date(2026, 1, 1), date(2026, 4, 1), date(2026, 7, 1)
MARCH = date(2026, 3, 31)
NOW = 1_775_000_000
WEEK = 7 * 86_400

# As people enter them: the definition's sums would lose a weight of 5e-324 to rounding.
weights = st.sampled_from([0.0, 0.1, 1.0, 2.5]) | st.floats(0, 10).map(lambda w: round(w, 3))
values = st.floats(-50, 150).map(lambda value: round(value, 3))
holders = st.sampled_from([Holder.person("ana"), Holder.person("bo"), Holder.unit("chat")])


def numeric(baseline=0.0, value=100.0):
    direction = Direction.RAISE if value > baseline else Direction.LOWER
    return Numeric(direction, baseline, START, (TargetPoint(END, value),))


aims = st.sampled_from(
    [
        numeric(),
        numeric(80, 20),
        Numeric(
            Direction.RAISE, 0.0, START, (TargetPoint(MARCH, 40.0), TargetPoint(END, 90.0, 30.0))
        ),
        KeepWithin(START, (Band(MARCH, 0.0, 10.0), Band(END, 20.0, 60.0)), 30.0),
        KeepWithin(START, (Band(END, 50.0, 50.0),), 5.0),
        Milestone(START, END),
        YesOrNo(START, END),
    ]
)
kept = st.sampled_from(
    [
        {"cadence": WEEK},
        {},
        {"cadence": WEEK, "guard": Guard("m", Limit.AT_LEAST, 50)},
        {"cadence": WEEK, "guard": Guard("m", Limit.AT_MOST, 50)},
    ]
)


@st.composite
def worlds(draw):
    """A graph and what is known: some readings missing, some old; now and then up to 42 goals."""
    if draw(st.integers(0, 19)) != 13:
        return draw(small_worlds())
    return draw(larger_worlds())


@st.composite
def small_worlds(draw):
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
    targets = [target for goal in goals for target in goal.targets]
    guarded = [target for target in targets if target.guard]
    known = Known(draw(readings(targets)), DAY, NOW, draw(readings(guarded)))
    return Graph.of(goals, draw(st.permutations(links))), known


pairs = st.tuples(small_worlds(), small_worlds())


@st.composite
def readings(draw, targets):
    ages = {target.id: draw(st.sampled_from([None, 0, 0, WEEK, 2 * WEEK])) for target in targets}
    return {
        id_: Reading.stated(draw(values), NOW - age) for id_, age in ages.items() if age is not None
    }


@st.composite
def larger_worlds(draw):
    """Two small worlds, three times each with other readings, hung below goals of the first."""
    parts = [renamed(*world, at) for at, world in enumerate(draw(pairs) * 3)]
    first = sorted(parts[0][0].goals)
    links = [link for graph, _ in parts for link in graph.contributions]
    for graph, _ in parts[1:]:
        links += [
            Contribution(top, draw(st.sampled_from(first)), draw(weights)) for top in graph.tops()
        ]
    goals = [goal for graph, _ in parts for goal in graph.goals.values()]
    found = {id_: reading for _, known in parts for id_, reading in known.readings.items()}
    guards = {id_: reading for _, known in parts for id_, reading in known.guards.items()}
    return Graph.of(goals, links), Known(found, DAY, NOW, guards)


def renamed(graph, known, at):
    """The same goals by other names, their values moved on by a few."""

    def moved(readings):
        return {
            f"{at}{id_}": Reading.stated(reading.value + 7 * at, reading.as_of)
            for id_, reading in readings.items()
        }

    goals = [
        replace(
            goal,
            id=f"{at}{goal.id}",
            targets=tuple(replace(target, id=f"{at}{target.id}") for target in goal.targets),
        )
        for goal in graph.goals.values()
    ]
    links = [
        replace(link, child=f"{at}{link.child}", parent=f"{at}{link.parent}")
        for link in graph.contributions
    ]
    return Graph.of(goals, links), Known(moved(known.readings), DAY, NOW, moved(known.guards))


@st.composite
def goal(draw, name):
    count = draw(st.integers(0, 2))
    targets = tuple(draw(target(f"{name}t{place}")) for place in range(count))
    shared = tuple(CoOwner(holder) for holder in draw(st.sets(holders, max_size=2)))
    state = draw(st.sampled_from([State.ACTIVE, State.ACTIVE, State.ACHIEVED, State.DRAFT]))
    return Goal(name, draw(st.none() | holders), shared, state, targets)


@st.composite
def target(draw, name):
    return Target(name, draw(aims), weight=draw(weights), **draw(kept))


def reached(target: Target, known: Known) -> Span:
    """How far a target has come: one of the two definitions, on the one day of these graphs."""
    reading = known.readings.get(target.id)
    if reading is None or (target.cadence and reading.as_of < NOW - target.cadence):
        return Span(0.0, 1.0)
    value = reading.value
    match target.aim:
        case Numeric(baseline=baseline, points=points):
            point = next(point for point in points if point.by > DAY)
            start = baseline if point.baseline is None else point.baseline
            value = (value - start) / (point.value - start)
        case KeepWithin(bands=bands, tolerance=tolerance):
            band = next(band for band in bands if band.by > DAY)
            nearest = sorted([band.low, value, band.high])[1]
            value = 1 - abs(value - nearest) / tolerance
    return Span.exact(value)


def figure(graph: Graph, known: Known, goal: str) -> Span:
    """The definition of the roll-up, in ten lines."""
    pool = [(target.weight, reached(target, known)) for target in graph.goals[goal].targets]
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
