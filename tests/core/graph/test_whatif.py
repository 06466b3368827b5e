from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.graph.worlds import DAY, NOW, figure, numeric, weights, worlds
from trigpoint.core.graph.goal import Goal, State
from trigpoint.core.graph.graph import Cycle, Graph
from trigpoint.core.graph.link import Contribution
from trigpoint.core.graph.pool import Known
from trigpoint.core.graph.reading import Reading
from trigpoint.core.graph.sight import above
from trigpoint.core.graph.span import Span
from trigpoint.core.graph.target import Target
from trigpoint.core.graph.whatif import (
    AddLink,
    DropLink,
    DropTarget,
    Move,
    SetState,
    SetTarget,
    SetWeight,
    apply,
    what_if,
)
from trigpoint.core.refusal import Refused

GOALS = [
    Goal("top"),
    Goal("mid"),
    Goal("a", targets=(Target("at", numeric()),)),
    Goal("b", targets=(Target("bt", numeric()),)),
]
LINKS = [Contribution("a", "top"), Contribution("b", "top"), Contribution("mid", "top", 0.0)]
GRAPH = Graph.of(GOALS, LINKS)
KNOWN = Known({"at": Reading.stated(20.0, NOW), "bt": Reading.stated(60.0, NOW)}, DAY, NOW)


def after(*edits):
    return {effect.goal: effect.after for effect in what_if(GRAPH, edits, KNOWN)}


@pytest.mark.req("BEYOND-4", via="core")
@pytest.mark.parametrize(
    ("edit", "top"),
    [
        (SetWeight("b", "top", 3.0), 0.5),
        (DropLink("b", "top"), 0.2),
        (SetState("a", State.RETIRED), 0.6),
        (SetTarget("a", Target("at", numeric(value=40.0))), 0.55),
        (SetTarget("top", Target("tt", numeric(), weight=0.0)), 0.4),
    ],
)
def test_every_kind_of_edit_moves_the_figures_above_it(edit, top):
    found = after(edit)
    assert found.get("top", Span.exact(0.4)) == Span.exact(pytest.approx(top))


def test_nothing_but_what_changes_is_named_and_children_come_first():
    effects = what_if(GRAPH, [SetTarget("a", Target("at", numeric(value=40.0)))], KNOWN)
    assert [effect.goal for effect in effects] == ["a", "top"]
    assert effects[1].before == Span.exact(pytest.approx(0.4))
    assert what_if(GRAPH, [], KNOWN) == ()


def test_a_target_taken_away_leaves_an_interval_above():
    assert after(DropTarget("a", "at"))["top"] == Span(pytest.approx(0.3), pytest.approx(0.8))


@given(worlds(), st.data())
def test_the_effects_are_all_above_what_was_touched(world, data):
    graph, known = world
    if not graph.contributions:
        return
    link = data.draw(st.sampled_from(graph.contributions))
    edit = SetWeight(link.child, link.parent, data.draw(weights))
    effects = what_if(graph, [edit], known)
    assert {effect.goal for effect in effects} <= {link.parent, *above(graph, link.parent)}
    edited = apply(graph, [edit])
    for effect in effects:
        assert effect.before.low == pytest.approx(figure(graph, known, effect.goal).low)
        assert effect.after.high == pytest.approx(figure(edited, known, effect.goal).high)


def test_a_move_keeps_weight_and_sentence():
    link = replace(LINKS[0], weight=2.5, sentence="Every chat counts", primary=True)
    graph = Graph.of(GOALS, [link, *LINKS[1:]])
    moved = apply(graph, [Move("a", "top", "mid")])
    assert moved.up["a"] == (replace(link, parent="mid"),)


@pytest.mark.parametrize(
    "edit",
    [
        SetWeight("a", "mid", 1.0),
        DropLink("a", "b"),
        Move("a", "mid", "top"),
        Move("a", "top", "nowhere"),
        AddLink(Contribution("a", "top")),
        SetState("nobody", State.ACTIVE),
    ],
)
def test_an_edit_of_what_is_not_there_is_refused(edit):
    with pytest.raises(Refused):
        apply(GRAPH, [edit])


def test_an_edit_that_closes_a_cycle_is_refused_with_the_path():
    with pytest.raises(Cycle) as refused:
        apply(GRAPH, [AddLink(Contribution("top", "a"))])
    assert set(refused.value.path) == {"a", "top"}
