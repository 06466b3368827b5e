"""What pages say of what the services return."""

import datetime
from dataclasses import replace

import pytest

from trigpoint.core.goal_file.difference import FileChange, FileLine, What
from trigpoint.core.graph.status import Status
from trigpoint.services.goals.cards import GoalCard, HolderView, TargetView
from trigpoint.services.history.history import Change, FieldChange
from trigpoint.services.measures.catalogue import MeasureRef
from trigpoint.services.measures.figures import Figure as Reading
from trigpoint.web import components as c
from trigpoint.web.shapes import changes, figures, goal, goals_file, home, measure_chart, words

TODAY = datetime.date(2026, 11, 22)
NOON = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)

MEASURE = MeasureRef(
    id="m1",
    title="Reopen rate",
    kpi="reopen_rate",
    unit="share",
    direction="lower",
    statistic="share",
    params={},
    scope="person",
)
READING = Reading(
    measure="m1",
    grain="window",
    start=datetime.date(2026, 10, 26),
    end=datetime.date(2026, 11, 23),
    value=0.76,
    low=0.63,
    high=0.85,
    n=58,
    numerator=44,
    denominator=58,
    as_of=NOON,
    is_old=False,
)
TARGET = TargetView(
    id="t1",
    version=1,
    kind="raise",
    title="Solved alone",
    measure=MEASURE,
    figure=READING,
    hidden=False,
    baseline=0.6,
    asked=0.8,
    aimed=0.8,
    points=((datetime.date(2026, 12, 31), 0.8),),
    growth=None,
    last_year=None,
    grew=None,
    low=None,
    high=None,
    tolerance=None,
    weight=1.0,
    due=datetime.date(2026, 12, 31),
    done_on=None,
    guard=None,
    progress_low=0.1,
    progress_high=0.9,
    status=Status.UNDECIDED,
)
CARD = GoalCard(
    id="g1",
    version=1,
    title="Solve 8 in 10 claims",
    why="People wait.",
    owner=HolderView("person", "p1", "Ana Costa"),
    state="active",
    private=False,
    period="FY27 H1",
    period_id="x1",
    starts=datetime.date(2026, 7, 1),
    due=datetime.date(2026, 12, 31),
    stated="",
    computed=Status.UNDECIDED,
    main=TARGET,
    progress_low=0.1,
    progress_high=0.9,
    shows_progress=True,
)


def test_a_reading_becomes_a_figure_with_all_it_needs() -> None:
    figure = figures.figure(READING, "share")
    assert isinstance(figure, c.Figure)
    assert (figure.value, figure.low, figure.high) == ("76%", "63", "85%")
    assert figure.counts == "44 of 58 tickets"
    assert figure.source.label == "58 tickets"
    assert "start=2026-10-26" in figure.source.href
    assert "grain=window" in figure.source.href


@pytest.mark.parametrize("reading", [None, replace(READING, value=None, low=None, high=None)])
def test_too_little_data_is_said_and_not_shown(reading: Reading | None) -> None:
    assert isinstance(figures.figure(reading, "share"), c.NoFigure)


def test_a_hidden_figure_says_so_and_draws_nothing() -> None:
    hidden = replace(TARGET, hidden=True, figure=None)
    shown = figures.target_figure(hidden)
    assert isinstance(shown, c.NoFigure)
    assert shown.source is None
    assert figures.bar(hidden) == ""


@pytest.mark.parametrize(
    ("low", "high", "words_"),
    [
        (0.63, 0.85, "cannot tell yet"),
        (0.81, 0.90, "good side"),
        (0.60, 0.79, "still short"),
    ],
)
def test_the_range_is_judged_against_the_goal(low: float, high: float, words_: str) -> None:
    view = replace(TARGET, figure=replace(READING, low=low, high=high))
    assert words_ in figures.verdict(view)


@pytest.mark.parametrize(
    ("low", "high", "status", "words_"),
    [
        (0.63, 0.85, Status.ON_TRACK, "alone cannot tell. The status comes from how it moved"),
        (0.81, 0.90, Status.AT_RISK, "may not be there on the last day"),
        (0.60, 0.79, Status.ON_TRACK, "likely to get there"),
    ],
)
def test_a_status_that_says_something_else_than_the_range_has_its_reason(
    low: float, high: float, status: Status, words_: str
) -> None:
    view = replace(TARGET, figure=replace(READING, low=low, high=high), status=status)
    assert words_ in figures.verdict(view)
    assert "cannot tell yet" not in figures.verdict(view)


def test_a_long_range_is_broken_beside_the_end_of_its_line() -> None:
    reading = replace(READING, value=200_000.0, low=100_000.0, high=420_000.0)
    labels = measure_chart.end_labels(reading, "seconds")
    assert len(labels) > 2
    assert all(len(label) <= measure_chart.ROOM_AT_THE_END for label in labels)


def test_a_figure_that_is_to_stay_within_has_both_its_sides_in_the_chart() -> None:
    view = replace(TARGET, kind="keep_within", low=0.7, high=0.9)
    first, last = datetime.date(2026, 7, 1), datetime.date(2026, 12, 31)
    found = measure_chart.target_steps(view, first, last, "share")
    assert [(step.value, step.label) for step in found] == [
        (0.7, "at least 70%"),
        (0.9, "at most 90%"),
    ]
    open_below = replace(view, low=0.0, high=7 * 3600.0)
    [only] = measure_chart.target_steps(open_below, first, last, "seconds")
    assert only.value == 7 * 3600


@pytest.mark.parametrize(
    ("changes", "written"),
    [
        ({}, "80% or more"),
        ({"kind": "lower"}, "80% or less"),
        ({"asked": 0.7}, "70% or more now, 80% by 31 Dec"),
        ({"kind": "yes_no", "measure": None}, "yes, by 31 Dec"),
        ({"kind": "milestone", "measure": None}, "done, by 31 Dec"),
        ({"kind": "keep_within", "low": 0.7, "high": 0.9}, "70 to 90%"),
    ],
)
def test_a_target_is_written_out(changes: dict[str, object], written: str) -> None:
    assert words.target(replace(TARGET, **changes), TODAY) == written  # type: ignore[arg-type]  # changed by name, or of a kind that the test gives


def test_a_target_whose_day_has_passed_says_so_unless_it_is_reached() -> None:
    yesterday = TODAY - datetime.timedelta(days=1)
    assert goal.target(replace(TARGET, due=yesterday), TODAY).past
    assert not goal.target(replace(TARGET, due=TODAY), TODAY).past
    reached = replace(TARGET, due=yesterday, status=Status.ACHIEVED)
    assert not goal.target(reached, TODAY).past


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({}, "open"),
        ({"stated": "at_risk"}, "at_risk"),
        ({"stated": "on_track", "computed": Status.OLD}, "old"),
        ({"stated": "on_track", "computed": Status.HELD}, "held"),
        ({"state": "draft", "stated": "on_track"}, "draft"),
        ({"state": "achieved"}, "achieved"),
        ({"private": True, "stated": "on_track"}, "private"),
    ],
)
def test_the_status_of_a_goal(changes: dict[str, object], status: str) -> None:
    assert words.chip(replace(CARD, **changes)).status == status  # type: ignore[arg-type]  # changed by name, or of a kind that the test gives


def test_where_owner_and_numbers_differ_both_are_said() -> None:
    differing = replace(CARD, stated="on_track", computed=Status.OFF_TRACK)
    assert words.disagreement(differing) == ("Ana Costa says on track. The numbers say off track.")
    assert words.disagreement(replace(CARD, stated="on_track", computed=Status.ON_TRACK)) == ""


@pytest.mark.parametrize(
    ("status", "chosen"),
    [(Status.UNDECIDED, ""), (Status.ON_TRACK, "on_track"), (Status.OLD, ""), (Status.HELD, "")],
)
def test_a_check_in_chooses_only_what_the_figures_decide(status: Status, chosen: str) -> None:
    card = replace(CARD, main=replace(TARGET, status=status))
    assert home.check_in(card, TODAY).chosen == chosen


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"progress_low": 0.33, "progress_high": 0.38}, "between 33 and 38%"),
        ({"progress_low": 0.62, "progress_high": 0.62}, "62%"),
        ({"progress_low": 0.0, "progress_high": 1.0}, "not known yet"),
        ({"shows_progress": False}, "– not shown"),
    ],
)
def test_progress_with_a_gap_is_a_range(changes: dict[str, object], said: str) -> None:
    assert goal.progress(replace(CARD, **changes)) == said  # type: ignore[arg-type]  # changed by name, or of a kind that the test gives


def test_every_entry_of_a_history_says_what_became_of_the_record():
    def said(kind: str, *fields: FieldChange) -> changes.ChangePart:
        made = Change(7, NOON, "Tuan", False, "", "edit", "", kind, 3, fields)
        return changes.change(made, NOON)

    assert said("step", FieldChange("rank", 1, 2)).did == "put it elsewhere in the order"
    assert said("goal", FieldChange("retired", True, False)).did == "brought it back"
    assert said("goal", FieldChange("retired", False, True)).did == "took the goal away"
    kind = said("target", FieldChange("kind_of_target", "raise", "lower"))
    assert [(part.label, part.after) for part in kind.fields] == [("What to do", "changed")]
    little = said("contribution", FieldChange("weight", 1.0, 1.0000001))
    assert [(part.label, part.after) for part in little.fields] == [("Weight", "changed")]


def test_what_a_target_is_to_do_is_said_in_words_where_two_days_differ():
    way = (("targets", "Reopen rate"),)
    lines = (FileLine(way, "kind", None, "raise"), FileLine((*way, ("values", "x")), "by", 1, 2))
    part = goals_file.change_part(FileChange("goals", "g1", "Fewer", What.CHANGED, lines), "/g/g1/")
    assert [row.after for row in part.rows] == ["Raise a number"]
    assert part.href == "/g/g1/"
