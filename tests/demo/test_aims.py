"""A target lies where the rule of the statuses shows what was wanted of it."""

import datetime

from hypothesis import assume, given
from hypothesis import strategies as st

from trigpoint.core.graph.pool import Known
from trigpoint.core.graph.reading import Reading
from trigpoint.core.graph.status import Status, target_status
from trigpoint.core.graph.target import Band, Direction, KeepWithin, Numeric, Target, TargetPoint
from trigpoint.demo.aims import Placed, guard_limit, place, tidy
from trigpoint.demo.figures import Sketch
from trigpoint.demo.organisation import earlier_period, running_period
from trigpoint.demo.plan import Want

DAYS = st.dates(datetime.date(2024, 1, 1), datetime.date(2034, 12, 31))
WANTED = {
    Want.ON_TRACK: Status.ON_TRACK,
    Want.AT_RISK: Status.AT_RISK,
    Want.OFF_TRACK: Status.OFF_TRACK,
    Want.UNDECIDED: Status.UNDECIDED,
}


def shown(placed: Placed, now: Sketch, day: datetime.date) -> Status:
    span = running_period(day)
    start = span.starts - datetime.timedelta(days=1)
    if placed.kind == "keep_within":
        band = Band(span.ends, placed.low or 0.0, placed.high or 0.0)
        aim: Numeric | KeepWithin = KeepWithin(start, (band,), placed.tolerance or 0.0)
    else:
        point = TargetPoint(span.ends, placed.value or 0.0)
        aim = Numeric(Direction(placed.kind), placed.baseline or 0.0, start, (point,))
    reading = Reading(now.value, now.value - now.half, now.value + now.half, 0, now.n)
    return target_status(Target("t", aim), Known({"t": reading}, day, 0))


@given(
    want=st.sampled_from(list(WANTED)),
    day=DAYS,
    start=st.floats(0.2, 0.6),
    gained=st.floats(0.04, 0.1),
    half=st.floats(0.005, 0.015),
    lower=st.booleans(),
)
def test_what_got_better_can_show_every_status(
    want: Want, day: datetime.date, start: float, gained: float, half: float, lower: bool
) -> None:
    now = Sketch(start - gained if lower else start + gained, half, 1000)
    before = Sketch(start, half, 1000)
    placed = place(want, now, before, running_period(day).elapsed(day), lower=lower, most=1.0)
    # A lowered target stays believable, so a large gain from little cannot be far off track; the
    # lowest that is asked for is rounded.
    assume(not lower or placed.value is None or placed.value > 0.38 * start)
    assert shown(placed, now, day) is WANTED[want]


@given(day=DAYS, value=st.floats(0.2, 0.8), half=st.floats(0.005, 0.05), lower=st.booleans())
def test_where_nothing_moved_keeping_it_is_on_track(
    day: datetime.date, value: float, half: float, lower: bool
) -> None:
    now = Sketch(value, half, 500)
    elapsed = running_period(day).elapsed(day)
    placed = place(Want.ON_TRACK, now, now, elapsed, lower=lower, most=1.0)
    assert shown(placed, now, day) is Status.ON_TRACK


def test_without_a_figure_a_target_is_stated_all_the_same() -> None:
    assert place(Want.AT_RISK, None, None, 0.7, lower=False).kind == "raise"
    points = place(Want.AT_RISK, None, None, 0.7, lower=False, most=100.0)
    assert (points.baseline, points.value) == (50, 60)


@given(value=st.floats(0.01, 100), half=st.floats(0.001, 1), lower=st.booleans())
def test_a_guard_is_surely_kept_or_surely_broken(value: float, half: float, lower: bool) -> None:
    figure = Sketch(value, half, 100)
    for broken in (True, False):
        limit = guard_limit(figure, broken=broken, lower=lower)
        beyond = limit < value if lower else limit > value
        assert beyond == broken
        assert abs(limit - value) > half


@given(st.floats(-1000, 1000), st.floats(0.001, 10))
def test_a_tidy_number_is_near(value: float, off: float) -> None:
    assert abs(tidy(value, off) - value) <= off


@given(DAYS)
def test_more_than_half_and_not_all_of_the_running_period_is_over(day: datetime.date) -> None:
    span = running_period(day)
    assert span.starts.day == 1
    assert (span.ends + datetime.timedelta(days=1)).day == 1
    assert 0.6 < span.elapsed(day) < 0.9
    assert earlier_period(day).ends + datetime.timedelta(days=1) == span.starts
