"""Targets split among those who carry them: parts that add up, and rates combined by volume."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trigpoint.core.lenses.cascade.split import by_capability, combined, refuse_sum, shared_out
from trigpoint.core.refusal import Refused

WEIGHTS = st.lists(st.floats(0, 1e6), min_size=1, max_size=30).filter(lambda w: sum(w) > 0.01)


@pytest.mark.req("CASCADE-1", via="core")
def test_a_count_is_split_by_hours_into_whole_parts_that_add_up():
    assert shared_out(1200, [38, 38, 30, 24, 20, 10]) == (285, 285, 225, 180, 150, 75)
    assert shared_out(10, [1, 1, 1]) == (4, 3, 3)


@given(st.integers(0, 100_000), WEIGHTS)
def test_whole_parts_add_up_and_differ_from_the_exact_ones_by_less_than_one(total, weights):
    parts = shared_out(total, weights)
    assert sum(parts) == total
    whole = math.fsum(weights)
    assert all(p == round(p) for p in parts)
    exact = [total * w / whole for w in weights]
    assert all(abs(p - e) < 1 + 1e-6 for p, e in zip(parts, exact, strict=True))


@given(st.floats(0.1, 1e6), WEIGHTS)
def test_any_parts_add_up(total, weights):
    assert math.fsum(shared_out(total, weights)) == pytest.approx(total)


@pytest.mark.req("CASCADE-1", via="core")
def test_rates_come_together_by_their_volumes():
    assert combined([0.9, 0.6], [100, 300]) == pytest.approx(0.675)
    assert combined([0.9], [0]) is None


@pytest.mark.req("CASCADE-1", via="core")
def test_by_capability_each_takes_the_same_step_from_their_own_past():
    rates = by_capability(0.75, [0.6, 0.8], [100, 100], share=True)
    assert rates == pytest.approx((0.65, 0.85))
    high = by_capability(0.95, [0.5, 0.99], [100, 100], share=True)
    assert max(high) <= 1
    assert combined(high, [100, 100]) == pytest.approx(0.95)


@pytest.mark.parametrize(
    ("parts", "says"),
    [([100, 50], r"30\.0 is not carried yet"), ([100, 100], r"20\.0 more than 180")],
)
def test_parts_that_do_not_add_up_are_refused_with_the_difference(parts, says):
    with pytest.raises(Refused, match=says):
        refuse_sum(180, parts)
    refuse_sum(180, [100, 80])


@pytest.mark.parametrize("weights", [[0, 0], [1, -1], [math.nan]])
def test_weights_that_split_nothing_are_refused(weights):
    with pytest.raises(Refused):
        shared_out(10, weights)
