import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.graph.worlds import numeric, worlds
from trigpoint.core.graph.goal import CoOwner, Goal, Holder
from trigpoint.core.graph.graph import Graph
from trigpoint.core.graph.link import Contribution
from trigpoint.core.graph.pool import own_weight
from trigpoint.core.graph.sight import (
    above,
    below,
    carriers,
    every_path,
    main_path,
    orphans,
    paths_up,
    resting_on,
    shares,
)
from trigpoint.core.graph.target import Target

ANA, BO = Holder.person("ana"), Holder.person("bo")


@given(worlds(), st.data())
def test_the_main_path_is_the_first_of_all_paths_and_ends_at_a_top(world, data):
    graph, _ = world
    goal = data.draw(st.sampled_from(sorted(graph.goals)))
    paths = list(every_path(graph, goal))
    assert paths[0] == main_path(graph, goal)
    assert len(set(paths)) == len(paths)
    assert {path[-1] for path in paths} <= set(graph.tops())
    assert {step for path in paths for step in path[1:]} == set(above(graph, goal))
    assert paths_up(graph, goal, 2) == tuple(paths[:2])


@given(worlds())
def test_above_and_below_are_each_others_mirror_among_goals_that_count(world):
    graph, _ = world
    for goal in graph.goals:
        resting = resting_on(graph, [goal])
        for other in graph.goals:
            assert (other == goal or goal in below(graph, other)) == (other in resting)
        for other in below(graph, goal):
            assert goal in above(graph, other)


def share_by_paths(graph, top, goal):
    """The definition: the product of weight / sum of weights along every path down, summed."""
    if goal == top:
        return 1.0
    total = 0.0
    for link in graph.up[goal]:
        if link in graph.counted(link.parent):
            pool = own_weight(graph.goals[link.parent])
            pool += sum(other.weight for other in graph.counted(link.parent))
            if pool:
                total += share_by_paths(graph, top, link.parent) * link.weight / pool
    return total


@pytest.mark.req("GRAPH-3", via="core")
@given(worlds())
def test_shares_equal_their_definition_and_what_everyone_holds_sums_to_1(world):
    graph, _ = world
    for top in graph.goals:
        found = shares(graph, top)
        for goal, share in found.items():
            assert share.through == pytest.approx(share_by_paths(graph, top, goal))
        assert sum(share.own for share in found.values()) == pytest.approx(1)
        assert sum(carrier.share for carrier in carriers(graph, top)) == pytest.approx(1)


@pytest.mark.req("GRAPH-3", via="core")
@pytest.mark.req("GRAPH-5", via="core")
def test_carriers_are_named_with_their_part_of_a_shared_goal():
    goals = [
        Goal("vision", owner=Holder.unit("support")),
        Goal("faster", owner=ANA, co_owners=(CoOwner(BO, "nights"),)),
        Goal("kinder"),
    ]
    links = [Contribution("faster", "vision", 4.0), Contribution("kinder", "vision", 1.0)]
    found = {carrier.holder: carrier for carrier in carriers(Graph.of(goals, links), "vision")}
    assert found[ANA].share == pytest.approx(0.4)
    assert found[BO].share == pytest.approx(0.4)
    assert found[None].goals == ("kinder",)
    assert found[Holder.unit("support")].share == 0


def test_orphans_bring_nothing_to_any_top():
    goals = [
        Goal("vision", targets=(Target("t", numeric()),)),
        Goal("faster"),
        Goal("unweighted"),
        Goal("alone"),
    ]
    links = [Contribution("faster", "vision"), Contribution("unweighted", "vision", 0.0)]
    assert orphans(Graph.of(goals, links), ["vision"]) == ("unweighted", "alone")
