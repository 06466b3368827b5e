from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trigpoint.core.graph.progress import expected, in_force, likely_progress, progress
from trigpoint.core.graph.reading import Reading
from trigpoint.core.graph.span import MISSING, Span
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
from trigpoint.core.refusal import Refused

START, MARCH, JUNE = date(2026, 1, 1), date(2026, 3, 31), date(2026, 6, 30)
PHASED = Numeric(Direction.LOWER, 20.0, START, (TargetPoint(MARCH, 16.0), TargetPoint(JUNE, 10.0)))
BAND = KeepWithin(START, (Band(JUNE, 70.0, 85.0),), tolerance=10.0)


@pytest.mark.req("GRAPH-4", via="core")
@pytest.mark.parametrize(
    ("day", "value", "reached"),
    [
        (MARCH, 16.0, 1.0),
        (date(2026, 4, 1), 16.0, 0.4),
        (JUNE, 10.0, 1.0),
        (date(2027, 1, 1), 5.0, 1.5),
        (MARCH, 22.0, -0.5),
    ],
)
def test_the_target_in_force_on_the_day_counts_and_nothing_is_clipped(day, value, reached):
    assert progress(PHASED, value, day) == pytest.approx(reached)


@pytest.mark.parametrize(
    ("value", "reached"), [(70, 1), (85, 1), (78, 1), (65, 0.5), (95, 0), (105, -1)]
)
def test_keep_within_is_1_inside_and_falls_to_0_at_the_tolerance(value, reached):
    assert progress(BAND, value, MARCH) == pytest.approx(reached)


def test_a_season_may_start_from_a_baseline_of_its_own():
    december = TargetPoint(date(2026, 12, 31), 28.0, baseline=30.0)
    aim = Numeric(Direction.LOWER, 20.0, START, (TargetPoint(JUNE, 16.0), december))
    assert progress(aim, 29.0, date(2026, 12, 1)) == pytest.approx(0.5)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Numeric(Direction.RAISE, 5.0, START, (TargetPoint(JUNE, 5.0),)),
        lambda: Numeric(Direction.RAISE, 5.0, START, (TargetPoint(JUNE, 4.0),)),
        lambda: Numeric(Direction.RAISE, 5.0, START, ()),
        lambda: Numeric(Direction.LOWER, 5.0, JUNE, (TargetPoint(MARCH, 4.0),)),
        lambda: Numeric(Direction.RAISE, float("nan"), START, (TargetPoint(JUNE, 5.0),)),
        lambda: KeepWithin(START, (Band(JUNE, 2.0, 1.0),), 1.0),
        lambda: KeepWithin(START, (Band(JUNE, 1.0, 2.0),), 0.0),
        lambda: Milestone(JUNE, START),
        lambda: Target("t", Milestone(START, JUNE), weight=-1.0),
        lambda: Reading.stated(float("nan"), 0),
        lambda: Reading(1.0, 0.0, float("inf"), 0),
    ],
)
def test_what_cannot_be_worked_out_with_is_refused_with_a_sentence(make):
    with pytest.raises(Refused) as refused:
        make()
    assert str(refused.value.text).endswith(".")


numbers = st.floats(0, 120)
days = st.dates(date(2025, 12, 1), date(2026, 12, 1))


@given(st.lists(numbers, min_size=3, max_size=3).map(sorted), numbers, days)
def test_the_likely_progress_holds_that_of_every_value_in_the_interval(ends, inner, day):
    low, value, high = ends
    reading = Reading(value, low, high, 0)
    inside = min(max(inner, low), high)
    for aim in (PHASED, BAND):
        likely = likely_progress(aim, reading, day)
        assert likely.low - 1e-9 <= progress(aim, inside, day) <= likely.high + 1e-9


@given(days)
def test_the_line_that_is_asked_for_runs_through_every_point(day):
    asked = expected(PHASED, day)
    assert asked.is_exact
    assert 0 <= asked.low <= 1
    assert expected(PHASED, START) == Span.exact(0.0)
    assert expected(PHASED, MARCH) == expected(PHASED, JUNE) == Span.exact(1.0)
    assert expected(BAND, day) == Span.exact(1.0)


def test_a_yes_or_no_asks_for_nothing_that_could_be_seen_before_its_day():
    aim = YesOrNo(START, MARCH)
    assert expected(aim, MARCH) == MISSING
    assert expected(aim, JUNE) == Span.exact(1.0)


@given(days)
def test_the_point_in_force_is_the_next_that_is_due(day):
    point = in_force(PHASED.points, day)
    assert point.by >= day or point is PHASED.points[-1]
    assert all(other.by < day for other in PHASED.points[: PHASED.points.index(point)])
