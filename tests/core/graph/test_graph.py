from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.graph.worlds import worlds
from trigpoint.core.graph.goal import Goal
from trigpoint.core.graph.graph import Cycle, Graph
from trigpoint.core.graph.link import Contribution
from trigpoint.core.refusal import Refused


def chain(*names: str) -> list[Contribution]:
    return [Contribution(child, parent) for child, parent in pairwise(names)]


@pytest.mark.req("GRAPH-2", via="core")
def test_a_cycle_is_refused_with_the_path_that_closes():
    goals = [Goal(name) for name in "abcdef"]
    with pytest.raises(Cycle) as refused:
        Graph.of(goals, [*chain("a", "b", "c", "a"), *chain("d", "a"), *chain("c", "e", "f")])
    path = refused.value.path
    assert path[0] == path[-1]
    assert set(path) == {"a", "b", "c"}
    titles = {"a": "Answer faster"}
    assert "Answer faster" in str(Cycle.sentence(path, titles))


def test_a_goal_does_not_add_to_itself():
    with pytest.raises(Cycle) as refused:
        Graph.of([Goal("a")], chain("a", "a"))
    assert refused.value.path == ("a", "a")


@given(worlds(), st.data())
def test_the_closing_path_is_told_before_the_link_is_made(world, data):
    graph, _ = world
    child, parent = (data.draw(st.sampled_from(sorted(graph.goals))) for _ in "12")
    path = graph.closing_path(child, parent)
    existing = {(link.child, link.parent) for link in graph.contributions}
    link = Contribution(child, parent)
    if path is None:
        if (child, parent) not in existing:
            Graph.of(graph.goals.values(), [*graph.contributions, link])
        return
    assert path[:2] == (child, parent)
    assert path[-1] == child
    assert set(pairwise(path[1:])) <= existing
    with pytest.raises(Cycle):
        Graph.of(graph.goals.values(), [*graph.contributions, link])


@pytest.mark.parametrize(
    ("goals", "links"),
    [
        ("aa", []),
        ("a", chain("a", "b")),
        ("ab", [Contribution("a", "b"), Contribution("a", "b")]),
        (
            "abc",
            [Contribution("a", "b", primary=True), Contribution("a", "c", primary=True)],
        ),
    ],
)
def test_doubles_strangers_and_two_primary_parents_are_refused(goals, links):
    with pytest.raises(Refused):
        Graph.of([Goal(name) for name in goals], links)


@pytest.mark.parametrize("weight", [-1.0, float("nan"), float("inf"), 1e300])
def test_a_weight_lies_between_0_and_a_million(weight):
    with pytest.raises(Refused):
        Contribution("a", "b", weight)


@given(worlds())
def test_the_order_puts_every_parent_before_its_children(world):
    graph, _ = world
    place = {goal: at for at, goal in enumerate(graph.order())}
    assert len(place) == len(graph.goals)
    assert all(place[link.parent] < place[link.child] for link in graph.contributions)
