from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.graph.worlds import DAY, END, NOW, START, WEEK, numeric, worlds
from trigpoint.core.graph.goal import Goal
from trigpoint.core.graph.graph import Graph
from trigpoint.core.graph.guard import Guard, GuardState, Limit
from trigpoint.core.graph.link import Contribution
from trigpoint.core.graph.pool import Known, owns
from trigpoint.core.graph.reading import Reading
from trigpoint.core.graph.reckoning import Reckoning
from trigpoint.core.graph.rollup import RollUp
from trigpoint.core.graph.span import Span
from trigpoint.core.graph.status import NOTHING_FORESEEN, Status, by_pace, target_status
from trigpoint.core.graph.target import Milestone, Target, YesOrNo

TARGET = Target("t", numeric(), cadence=WEEK)
LATER = date(2026, 8, 1)


def status(low, high, *, target=TARGET, day=DAY, age=0, guards=None):
    reading = Reading((low + high) / 2, low, high, NOW - age)
    return target_status(target, Known({"t": reading}, day, NOW, guards or {}))


def statuses(graph, known, foreseen=NOTHING_FORESEEN):
    return Reckoning.of(graph, RollUp.of(graph), known, foreseen).statuses


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (55, 65, Status.ON_TRACK),
        (45, 55, Status.UNDECIDED),
        (20, 40, Status.AT_RISK),
        (-20, 10, Status.AT_RISK),
        (-20, -10, Status.OFF_TRACK),
        (-90, 140, Status.UNDECIDED),
        (100, 110, Status.ON_TRACK),
    ],
)
def test_halfway_through_the_whole_interval_decides(low, high, expected):
    assert status(low, high) is expected


def test_after_the_last_day_it_is_reached_or_it_is_not():
    assert status(100, 110, day=LATER) is Status.ACHIEVED
    assert status(80, 99, day=LATER) is Status.OFF_TRACK
    assert status(95, 105, day=LATER) is Status.UNDECIDED


def test_old_data_are_neither_green_nor_red():
    assert status(99, 99, age=2 * WEEK) is Status.OLD
    assert status(-99, -99, age=2 * WEEK) is Status.OLD


def test_no_reading_yet_says_so():
    assert target_status(TARGET, Known({}, DAY, NOW)) is Status.UNDECIDED


@pytest.mark.req("BEYOND-2", via="core")
@pytest.mark.parametrize(
    ("quality", "expected"),
    [
        (Reading(0.95, 0.93, 0.97, NOW), Status.ON_TRACK),
        (Reading(0.90, 0.86, 0.94, NOW), Status.ON_TRACK),
        (Reading(0.80, 0.75, 0.85, NOW), Status.HELD),
        (Reading(0.80, 0.75, 0.85, NOW - 2 * WEEK), Status.ON_TRACK),
    ],
)
def test_a_target_is_held_only_while_its_guard_is_surely_broken(quality, expected):
    guarded = replace(TARGET, guard=Guard("csat", Limit.AT_LEAST, 0.9))
    assert status(60, 70, target=guarded, guards={"t": quality}) is expected


@pytest.mark.parametrize(
    ("limit", "state"), [(Limit.AT_MOST, GuardState.BROKEN), (Limit.AT_LEAST, GuardState.KEPT)]
)
def test_a_guard_knows_its_side(limit, state):
    assert Guard("m", limit, 10.0).state(Reading(12.0, 11.0, 13.0, NOW)) is state
    assert Guard("m", limit, 10.0).state(None) is GuardState.UNDECIDED


def test_things_to_do_are_achieved_when_done_and_a_no_tells_nothing_before_its_day():
    milestone = replace(TARGET, aim=Milestone(START, END))
    yes_or_no = replace(TARGET, aim=YesOrNo(START, END))
    assert status(1, 1, target=milestone) is Status.ACHIEVED
    assert status(0, 0, target=yes_or_no) is Status.UNDECIDED
    assert status(1, 1, target=yes_or_no) is Status.ACHIEVED
    assert status(0, 0, target=yes_or_no, day=LATER) is Status.OFF_TRACK


spans = st.tuples(st.floats(-1, 2), st.floats(-1, 2)).map(sorted).map(lambda ends: Span(*ends))
asks = st.floats(0, 1).map(Span.exact)


@given(spans, asks, st.floats(0, 1))
def test_a_judgement_holds_for_every_value_in_the_range(likely, asked, where):
    judged = by_pace(likely, asked)
    value = Span.exact(likely.low + where * (likely.high - likely.low))
    inside = by_pace(value, asked)
    if judged is Status.ON_TRACK:
        assert inside is Status.ON_TRACK
    if judged is Status.OFF_TRACK:
        assert inside is Status.OFF_TRACK
    if judged is Status.AT_RISK:
        assert inside in {Status.AT_RISK, Status.OFF_TRACK}


def test_a_goal_is_judged_by_all_that_adds_to_it():
    goals = [
        Goal("top"),
        Goal("a", targets=(replace(TARGET, id="a"),)),
        Goal("b", targets=(replace(TARGET, id="b"),)),
    ]
    graph = Graph.of(goals, [Contribution("a", "top", 9.0), Contribution("b", "top", 1.0)])
    good = Known({"a": Reading.stated(70.0, NOW)}, DAY, NOW)
    assert statuses(graph, good) == {
        "top": Status.ON_TRACK,
        "a": Status.ON_TRACK,
        "b": Status.UNDECIDED,
    }
    old = Known({"a": Reading.stated(70.0, NOW - 2 * WEEK)}, DAY, NOW)
    assert statuses(graph, old)["top"] is Status.UNDECIDED
    assert statuses(graph, old)["a"] is Status.OLD


@given(worlds())
def test_every_goal_has_a_status_and_none_is_coloured_without_a_number(world):
    graph, known = world
    blind = replace(known, readings={})
    assert set(statuses(graph, known)) == set(graph.goals)
    assert set(statuses(graph, blind).values()) == {Status.UNDECIDED}


@given(worlds())
def test_guards_move_no_figure_and_only_ever_hold_a_status(world):
    graph, known = world
    unguarded = replace(known, guards={})
    free, found = statuses(graph, unguarded), statuses(graph, known)
    assert owns(graph, known.progress) == owns(graph, unguarded.progress)
    moved = {goal for goal in graph.goals if free[goal] is not found[goal]}
    assert {found[goal] for goal in moved} <= {Status.HELD}
    for goal in graph.goals.values():
        told = {target_status(target, known) for target in goal.targets}
        assert (found[goal.id] is Status.HELD) is (Status.HELD in told and Status.OLD not in told)


def test_the_chance_stands_in_for_the_straight_line():
    reading = Known({"t": Reading.stated(99.0, NOW)}, DAY, NOW)
    assert target_status(TARGET, reading) is Status.ON_TRACK
    assert target_status(TARGET, reading, {"t": Status.OFF_TRACK}) is Status.OFF_TRACK
    assert target_status(TARGET, reading, {"other": Status.OFF_TRACK}) is Status.ON_TRACK


def test_old_data_and_a_broken_guard_come_before_the_chance():
    old = Known({"t": Reading.stated(99.0, NOW - 2 * WEEK)}, DAY, NOW)
    assert target_status(TARGET, old, {"t": Status.ON_TRACK}) is Status.OLD
    guarded = replace(TARGET, guard=Guard("csat", Limit.AT_LEAST, 0.9))
    bad = Known({"t": Reading.stated(99.0, NOW)}, DAY, NOW, {"t": Reading.stated(0.5, NOW)})
    assert target_status(guarded, bad, {"t": Status.ON_TRACK}) is Status.HELD


@pytest.mark.parametrize(
    ("first", "second", "goal"),
    [
        (Status.ON_TRACK, Status.ON_TRACK, Status.ON_TRACK),
        (Status.ON_TRACK, Status.AT_RISK, Status.AT_RISK),
        (Status.AT_RISK, Status.OFF_TRACK, Status.OFF_TRACK),
        (Status.ON_TRACK, Status.UNDECIDED, Status.UNDECIDED),
    ],
)
def test_a_goal_is_no_better_than_the_least_likely_of_its_targets(first, second, goal):
    targets = (replace(TARGET, id="a", weight=9.0), replace(TARGET, id="b"))
    graph = Graph.of([Goal("g", targets=targets)], [])
    known = Known(dict.fromkeys("ab", Reading.stated(99.0, NOW)), DAY, NOW)
    assert statuses(graph, known, {"a": first, "b": second})["g"] is goal


def test_only_goals_with_a_chance_of_their_own_are_judged_by_it():
    goals = [Goal("top"), Goal("a", targets=(replace(TARGET, id="a"),))]
    graph = Graph.of(goals, [Contribution("a", "top", 1.0)])
    known = Known({"a": Reading.stated(99.0, NOW)}, DAY, NOW)
    told = statuses(graph, known, {"a": Status.OFF_TRACK})
    assert told == {"top": Status.ON_TRACK, "a": Status.OFF_TRACK}
