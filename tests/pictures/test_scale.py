"""Scales and ticks hold what they promise."""

import itertools

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from trigpoint.pictures.scale import Scale, clock_step, round_ticks, spread

VALUES = st.floats(-1e9, 1e9, allow_nan=False)


@given(low=VALUES, high=VALUES)
def test_ticks_enclose_the_domain_in_few_even_steps(low: float, high: float) -> None:
    assume(high - low > 1e-6 * max(1.0, abs(low), abs(high)))
    ticks = round_ticks(low, high)
    slack = 1e-6 * (high - low) + 1e-9 * max(abs(low), abs(high))
    assert ticks[0] <= low + slack
    assert ticks[-1] >= high - slack
    assert 2 <= len(ticks) <= 8


def test_ticks_are_round_numbers() -> None:
    assert [round(tick, 9) for tick in round_ticks(0.653, 0.812)] == [0.65, 0.7, 0.75, 0.8, 0.85]


def test_a_domain_without_width_still_has_ticks() -> None:
    ticks = round_ticks(5, 5)
    assert ticks[0] < 5 < ticks[-1]


@given(value=VALUES)
def test_clipping_keeps_within_the_scale(value: float) -> None:
    assert 0 <= Scale(-10, 10).clipped(value) <= 1


@given(places=st.lists(st.floats(0, 200), max_size=8))
def test_spread_labels_keep_their_order_and_their_distance(places: list[float]) -> None:
    moved = spread(places, 15, 0, 200)
    ordered = [place for _, place in sorted(zip(places, moved, strict=True))]
    assert all(b - a >= 15 - 1e-6 for a, b in itertools.pairwise(ordered))
    assert all(-1e-6 <= place <= 200 + 1e-6 for place in moved)


@given(places=st.lists(st.floats(0, 200), min_size=20, max_size=30))
def test_too_many_labels_share_the_room(places: list[float]) -> None:
    assert all(-1e-6 <= place <= 200 + 1e-6 for place in spread(places, 15, 0, 200))


@pytest.mark.parametrize(
    ("longest", "step"),
    [(50, 20), (300, 120), (3 * 3600, 3600), (2 * 86400, 43200), (60 * 86400, 20 * 86400)],
)
def test_an_axis_of_time_has_whole_minutes_hours_or_days(longest: float, step: float):
    ticks = round_ticks(0, longest, step_of=clock_step)
    assert ticks[1] - ticks[0] == step
    assert ticks[-1] >= longest
