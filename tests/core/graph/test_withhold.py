import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.graph.worlds import DAY, NOW, numeric, worlds
from trigpoint.core.graph.explain import MixedPart, explain
from trigpoint.core.graph.goal import Goal
from trigpoint.core.graph.graph import Graph
from trigpoint.core.graph.link import Contribution
from trigpoint.core.graph.pool import Known
from trigpoint.core.graph.reading import Reading
from trigpoint.core.graph.target import Target
from trigpoint.core.graph.withhold import withheld


def team(people, weight=1.0):
    """A team's goal carried by so many people, beside one that is nobody's in person."""
    names = [f"p{number}" for number in range(people)]
    carried = [Goal(name, targets=(Target(f"{name}t", numeric()),)) for name in names]
    links = [Contribution(name, "team", weight if name == "p0" else 1.0) for name in names]
    links += [Contribution("team", "top"), Contribution("tool", "team")]
    goals = [Goal("top"), Goal("team"), Goal("tool", targets=(Target("tt", numeric()),)), *carried]
    return Graph.of(goals, links), names


def test_a_team_too_small_keeps_its_figure_to_those_concerned_all_the_way_up():
    graph, names = team(4)
    assert withheld(graph, names, 5) == {*names, "team", "top"}


def test_a_team_large_enough_shows_its_figure():
    graph, names = team(5)
    assert withheld(graph, names, 5) == set(names)


def test_one_person_who_is_nearly_all_of_it_would_be_given_away():
    graph, names = team(5, weight=40.0)
    assert "team" in withheld(graph, names, 5)


def test_several_small_teams_are_enough_together():
    links = [Contribution(f"p{at}", f"team{at // 3}") for at in range(6)]
    links += [Contribution(f"team{at}", "top") for at in range(2)]
    people = [f"p{at}" for at in range(6)]
    graph = Graph.of([Goal(name) for name in ("top", "team0", "team1", *people)], links)
    assert withheld(graph, people, 5) == {*people, "team0", "team1"}


@given(worlds(), st.data())
def test_hidden_stays_hidden_and_nothing_hidden_withholds_nothing(world, data):
    graph, _ = world
    hidden = data.draw(st.sets(st.sampled_from(sorted(graph.goals))))
    assert withheld(graph, hidden, 5) >= hidden
    assert withheld(graph, [], 5) == set()


@pytest.mark.req("BEYOND-7", via="core")
def test_an_explanation_names_no_figure_that_is_withheld():
    graph, names = team(5)
    readings = {f"{name}t": Reading.stated(10.0 * at, NOW) for at, name in enumerate(names)}
    known = Known(readings | {"tt": Reading.stated(80.0, NOW)}, DAY, NOW)
    kept = withheld(graph, names, 5)
    explained = explain(graph, "top", known, {}, kept)
    said = [str(text) for _, text in explained.lines()]
    assert not any(name in text for name in names for text in said)
    assert any("0.833 \u00d7 20.0" in text for text in said)
    pool = explained.parts[0].goal.parts
    assert sum(isinstance(part, MixedPart) for part in pool) == 1
    assert explained.span == explain(graph, "top", known, {}).span
