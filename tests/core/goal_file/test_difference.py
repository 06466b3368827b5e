"""The difference of two documents, in lines that name what, where, before and after."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given

from tests.core.goal_file.documents import documents
from trigpoint.core.goal_file.difference import What, difference
from trigpoint.core.goal_file.entries import (
    CarryEntry,
    Document,
    FilterEntry,
    GoalEntry,
    MeasureEntry,
    StepEntry,
    TargetEntry,
    ValueEntry,
)
from trigpoint.core.goal_file.words import sentence

GOAL = GoalEntry(id="a", title="Answer at once", owner="Care", period="2026")


def of(before: GoalEntry, after: GoalEntry):
    return difference(Document(goals=(before,)), Document(goals=(after,)))


@given(documents())
def test_a_document_does_not_differ_from_itself(document):
    assert difference(document, document) == ()


@given(documents())
def test_everything_is_new_against_nothing(document):
    changes = difference(Document(), document)
    assert {change.what for change in changes} <= {What.NEW}
    assert [c.key for c in changes if c.section == "goals"] == [g.key for g in document.goals]


def test_what_is_not_named_is_left_alone():
    assert difference(Document(goals=(GOAL,)), Document()) == ()


def test_a_changed_word_says_before_and_after():
    [change] = of(GOAL, replace(GOAL, title="Answer today"))
    [line] = change.lines
    assert (change.what, line.column) == (What.CHANGED, "title")
    assert (line.before, line.after) == ("Answer at once", "Answer today")


def test_a_part_is_named_on_the_way():
    value = ValueEntry(by=datetime.date(2026, 6, 30), value=3.0)
    target = TargetEntry(kind="lower", title="First reply", due=value.by, values=(value,))
    sooner = replace(target, values=(replace(value, value=2.0),))
    [change] = of(replace(GOAL, targets=(target,)), replace(GOAL, targets=(sooner,)))
    [line] = change.lines
    assert line.way == (("targets", "First reply"), ("values", "2026-06-30"))
    assert (line.before, line.after) == (3.0, 2.0)


@pytest.mark.parametrize(
    ("column", "value"),
    [("low", 1.0), ("guard_limit", 4.0), ("growth", 0.05), ("done", datetime.date(2026, 3, 1))],
)
def test_a_column_that_was_empty_and_is_filled_is_a_change_and_so_is_emptying_it(
    column: str, value: object
):
    empty = TargetEntry(id="t", kind="lower", due=datetime.date(2026, 6, 30))
    filled = replace(empty, **{column: value})
    for before, after in ((empty, filled), (filled, empty)):
        [change] = of(replace(GOAL, targets=(before,)), replace(GOAL, targets=(after,)))
        [line] = change.lines
        assert {line.before, line.after} == {None, value}


def test_a_part_that_is_gone_has_no_after():
    link = CarryEntry(to="vision", because="It helps.")
    [change] = of(replace(GOAL, carries=(link,)), GOAL)
    assert {line.after for line in change.lines} == {None}


def test_by_what_a_new_measure_is_narrowed_is_said_by_its_name():
    only = (
        FilterEntry(dimension="site", values=("Porto",)),
        FilterEntry(dimension="custom", name="topic", values=("claim",), excluded=True),
    )
    measure = MeasureEntry(id="m", title="One touch", kpi="one_touch", only=only)
    [change] = difference(Document(), Document(measures=(measure,)))
    assert [str(sentence(line)) for line in change.lines if line.way] == [
        "only site: values: Porto",
        "only topic: name: topic",
        "only topic: values: claim",
        "only topic: all but these: yes",
    ]


def test_another_order_is_said_in_one_line():
    steps = tuple(StepEntry(id=key, title=key.upper()) for key in "abc")
    [change] = of(replace(GOAL, steps=steps), replace(GOAL, steps=steps[::-1]))
    [line] = change.lines
    assert (line.column, line.before, line.after) == ("steps", "A, B, C", "C, B, A")
