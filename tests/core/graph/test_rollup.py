from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.graph.worlds import DAY, NOW, figure, numeric, values, worlds
from trigpoint.core.graph.goal import Goal, State
from trigpoint.core.graph.graph import Graph
from trigpoint.core.graph.link import Contribution
from trigpoint.core.graph.pool import Known, own, owns
from trigpoint.core.graph.reading import Reading
from trigpoint.core.graph.rollup import RollUp
from trigpoint.core.graph.span import MISSING, Span
from trigpoint.core.graph.target import Target


def same(one: Span, other: Span) -> bool:
    return (one.low, one.high) == pytest.approx((other.low, other.high), abs=1e-9)


@pytest.mark.req("GRAPH-4", via="core")
@given(worlds())
def test_a_full_pass_equals_the_definition(world):
    graph, known = world
    figures = RollUp.of(graph).full(owns(graph, known.progress))
    assert all(same(figures[goal], figure(graph, known, goal)) for goal in graph.goals)


@given(worlds(), st.data())
def test_a_change_equals_the_definition_and_names_just_what_changed(world, data):
    graph, known = world
    roll_up = RollUp.of(graph)
    before = roll_up.full(owns(graph, known.progress))
    ids = [target.id for goal in graph.goals.values() for target in goal.targets]
    news = data.draw(st.dictionaries(st.sampled_from(ids), values, max_size=3)) if ids else {}
    readings = known.readings | {id_: Reading.stated(value, NOW) for id_, value in news.items()}
    later = replace(known, readings=readings)
    touched = {
        goal.id: own(goal, later.progress)
        for goal in graph.goals.values()
        if any(target.id in news for target in goal.targets)
    }
    after, changed = roll_up.change(before, touched)
    assert all(after[goal].is_exact for goal in graph.goals if figure(graph, later, goal).is_exact)
    assert all(same(after[goal], figure(graph, later, goal)) for goal in graph.goals)
    assert {goal: after[goal] for goal in graph.goals if after[goal] != before[goal]} == changed


@pytest.mark.parametrize("size", [4, 7, 20])
def test_a_figure_that_nothing_is_missing_from_any_more_is_one_number(size):
    goals = [Goal(f"g{at}", targets=(Target(f"t{at}", numeric()),)) for at in range(size)]
    links = [Contribution(goal.id, "top", 0.1 + at % 3) for at, goal in enumerate(goals)]
    graph = Graph.of([Goal("top"), *goals], links)
    known = Known({f"t{at}": Reading.stated(at * 3.7, NOW) for at in range(1, size)}, DAY, NOW)
    roll_up = RollUp.of(graph)
    before = roll_up.full(owns(graph, known.progress))
    # The low end counted the missing one as 0 already: only the high end moves.
    after, _ = roll_up.change(before, {"g0": Span.exact(0.0)})
    assert not before["top"].is_exact
    assert after["top"].is_exact


@given(worlds(), st.data())
def test_the_ancestors_alone_give_the_same_as_the_whole_graph(world, data):
    graph, known = world
    figures = RollUp.of(graph).full(owns(graph, known.progress))
    goal = data.draw(st.sampled_from(sorted(graph.goals)))
    links = graph.counted(goal)
    part = Graph.of(
        [graph.goals[goal], *(Goal(link.child) for link in links)],
        links,
    )
    known_children = {link.child: figures[link.child] for link in links}
    again = RollUp.of(part).full(owns(part, known.progress) | known_children)
    assert same(again[goal], figures[goal])


def test_a_missing_input_makes_an_interval_and_leaves_the_weights_alone():
    goals = [
        Goal("top"),
        Goal("a", targets=(Target("at", numeric()),)),
        Goal("b", targets=(Target("bt", numeric()),)),
    ]
    graph = Graph.of(goals, [Contribution("a", "top", 3.0), Contribution("b", "top", 1.0)])
    known = Known({"at": Reading.stated(40.0, NOW)}, DAY, NOW)
    figures = RollUp.of(graph).full(owns(graph, known.progress))
    assert figures["a"] == Span(0.4, 0.4)
    assert same(figures["top"], Span(0.3, 0.55))
    assert figures["b"] == MISSING


def test_own_targets_and_contributions_share_one_pool_unclipped():
    goals = [
        Goal("top", targets=(Target("tt", numeric(), weight=1.0),)),
        Goal("a", targets=(Target("at", numeric()),)),
    ]
    graph = Graph.of(goals, [Contribution("a", "top", 1.0)])
    known = Known({"tt": Reading.stated(150.0, NOW), "at": Reading.stated(-10.0, NOW)}, DAY, NOW)
    figures = RollUp.of(graph).full(owns(graph, known.progress))
    assert same(figures["top"], Span.exact(0.7))
    assert figures["a"].clipped() == Span.exact(0.0)


@pytest.mark.parametrize("state", [State.DRAFT, State.PROPOSED, State.RETIRED])
def test_what_nobody_agreed_to_or_what_retired_does_not_count(state):
    goals = [
        Goal("top", targets=(Target("tt", numeric()),)),
        Goal("a", state=state, targets=(Target("at", numeric()),)),
    ]
    graph = Graph.of(goals, [Contribution("a", "top")])
    known = Known({"tt": Reading.stated(50.0, NOW)}, DAY, NOW)
    assert RollUp.of(graph).full(owns(graph, known.progress))["top"] == Span.exact(0.5)
