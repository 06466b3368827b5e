import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.graph.worlds import DAY, NOW, WEEK, figure, numeric, worlds
from trigpoint.core.graph.explain import GoalPart, explain
from trigpoint.core.graph.goal import Goal
from trigpoint.core.graph.graph import Graph
from trigpoint.core.graph.link import Contribution
from trigpoint.core.graph.pool import Known
from trigpoint.core.graph.reading import Reading
from trigpoint.core.graph.sight import below
from trigpoint.core.graph.target import Target


@pytest.mark.req("GRAPH-4", via="core")
@given(worlds(), st.data())
def test_the_figure_explained_is_the_figure_shown_and_its_parts_give_it(world, data):
    graph, known = world
    goal = data.draw(st.sampled_from(sorted(graph.goals)))
    explained = explain(graph, goal, known, {})
    shown = figure(graph, known, goal)
    assert (explained.span.low, explained.span.high) == pytest.approx((shown.low, shown.high))
    if any(part.weight for part in explained.parts):
        assert sum(part.share for part in explained.parts) == pytest.approx(1)
    lines = list(explained.lines())
    said = [str(text) for _, text in lines]
    assert all(
        any(text.startswith(f"{id_}:") for text in said) for id_ in (goal, *below(graph, goal))
    )
    assert not any(re.search(r"[{}]", text) for text in said)


def plain(text):
    """The sentence with the signs of a typewriter."""
    return str(text).translate({0xD7: "x", 0x2212: "-"})


def test_the_arithmetic_reads_as_one_would_write_it():
    goals = [
        Goal("top", targets=(Target("csat", numeric(), weight=5.0),)),
        Goal("chat", targets=(Target("speed", numeric()),)),
        Goal("bill", targets=(Target("backlog", numeric(), cadence=WEEK),)),
    ]
    links = [Contribution("chat", "top", 4.5), Contribution("bill", "top", 0.5)]
    known = Known(
        {
            "csat": Reading.stated(33.4, NOW),
            "speed": Reading.stated(0.0, NOW),
            "backlog": Reading.stated(9.0, NOW - 2 * WEEK),
        },
        DAY,
        NOW,
    )
    titles = {"top": "Happier customers", "bill": "Billing", "chat": "Chat", "backlog": "Backlog"}
    explained = explain(Graph.of(goals, links), "top", known, titles)
    said = [(depth, plain(text)) for depth, text in explained.lines()]
    figure_said = (
        "Happier customers: 0.5 x 33.4 + 0.45 x 0.0 = 16.7, and 0.05 x Billing, "
        "without a fresh number: as if 0, 16.7; as if all, 21.7."
    )
    assert said[0] == (0, figure_said)
    assert said[1] == (1, "csat: (33.4 - 0.0) ÷ (100.0 - 0.0) = 33.4.")
    assert said[2] == (1, "Chat: 1.0 x 0.0 = 0.0.")
    assert said[-1][0] == 2
    assert said[-1][1].startswith("Backlog: the last number is from 2026-")


def test_a_figure_that_was_partly_worked_out_says_so_in_the_sum():
    goals = [Goal("top", targets=(Target("csat", numeric()),))]
    for percent, said in ((0, 0), (34, 1)):
        known = Known({"csat": Reading(33.4, 33.4, 33.4, NOW, inferred=percent)}, DAY, NOW)
        [target] = explain(Graph.of(goals, []), "top", known, {}).parts
        words = " Worked out and not told are 34 of 100 events behind it."
        assert str(target.text).count(words) == said


def test_a_goal_reached_by_two_ways_is_explained_once():
    goals = [Goal("top"), Goal("a"), Goal("b"), Goal("c", targets=(Target("t", numeric()),))]
    pairs = [("a", "top"), ("b", "top"), ("c", "a"), ("c", "b")]
    known = Known({"t": Reading.stated(50.0, NOW)}, DAY, NOW)
    explained = explain(Graph.of(goals, [Contribution(*pair) for pair in pairs]), "top", known, {})
    first, second = explained.parts
    assert isinstance(first, GoalPart)
    assert isinstance(second, GoalPart)
    assert first.goal.parts[0].goal is second.goal.parts[0].goal
    assert len(list(explained.lines())) == 5


def test_a_pool_of_a_thousand_goals_can_be_said():
    goals = [
        Goal("top"),
        *(Goal(f"g{at}", targets=(Target(f"t{at}", numeric()),)) for at in range(1000)),
    ]
    links = [Contribution(goal.id, "top") for goal in goals[1:]]
    known = Known({f"t{at}": Reading.stated(50.0, NOW) for at in range(1000)}, DAY, NOW)
    text = str(explain(Graph.of(goals, links), "top", known, {}).text)
    assert text.count(" + ") == 999
    assert text.endswith("= 50.0.")
