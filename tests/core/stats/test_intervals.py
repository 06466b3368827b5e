"""Intervals against their plain definitions."""

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from tests.core.stats.cast import few
from trigpoint.core.stats.intervals import (
    Sums,
    mean_of_counts,
    mean_of_durations,
    nps_adjusted,
    quantile_ranks,
    ratio,
    too_few,
    wilson,
)


@pytest.mark.req("MEASURE-5", via="core")
@few
@given(st.integers(1, 400), st.floats(0, 1))
def test_wilson_holds_exactly_the_rates_that_the_score_test_does_not_refuse(n, share):
    k = round(n * share)
    low, high = wilson(k, n)
    for p in np.linspace(0.001, 0.999, 50):
        score = abs(k / n - p) / math.sqrt(p * (1 - p) / n)
        if abs(score - 1.959964) > 1e-4:
            assert (low <= p <= high) == (score < 1.959964)


@few
@given(st.integers(1, 200), st.floats(0.05, 0.95), st.floats(0.5, 0.99))
def test_ranks_are_the_narrowest_whose_tails_are_small_enough(n, q, level):
    low, high = quantile_ranks(n, q, level)
    tail = (1 - level) / 2
    below = [rank for rank in range(1, n + 1) if binom.cdf(rank - 1, n, q) <= tail + 1e-12]
    above = [rank for rank in range(1, n + 1) if binom.sf(rank - 1, n, q) <= tail + 1e-12]
    if below and above:
        assert (low, high) == (max(below), min(above))
    else:
        assert (low, high) == (0, 0)


@few
@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_a_score_lies_in_its_interval_and_mirrors(promoters, passives, detractors):
    low, high = nps_adjusted(promoters, passives, detractors)
    if promoters + passives + detractors == 0:
        assert np.isnan(low)
        return
    score = 100 * (promoters - detractors) / (promoters + passives + detractors)
    assert -100 <= low <= high <= 100
    assert low - 1e-9 <= score * (1 - 3 / (promoters + passives + detractors + 3)) <= high + 1e-9
    mirrored = nps_adjusted(detractors, passives, promoters)
    assert [-mirrored.high, -mirrored.low] == pytest.approx([float(low), float(high)])


@few
@given(st.lists(st.integers(0, 30), min_size=2, max_size=60))
def test_a_mean_of_counts_lies_in_its_interval_above_zero(counts):
    drawn = np.array(counts, dtype=float)
    low, high = mean_of_counts(drawn.sum(), (drawn**2).sum(), drawn.size)
    assert 0 <= low <= drawn.mean() + 1e-9
    assert drawn.mean() - 1e-9 <= high


def moments(drawn):
    off = drawn - drawn.mean()
    return drawn.mean(), (off**2).mean(), (off**3).mean(), drawn.size


@few
@given(st.lists(st.integers(0, 10**7), min_size=20, max_size=80), st.floats(0.01, 100))
def test_a_mean_of_durations_lies_in_its_interval_in_any_unit(seconds, factor):
    drawn = np.array(seconds, dtype=float)
    low, high = mean_of_durations(*moments(drawn))
    again = mean_of_durations(*moments(drawn * factor))
    assert 0 <= low <= drawn.mean() * (1 + 1e-9)
    assert high >= drawn.mean() * (1 - 1e-9)
    assert (again.low, again.high) == pytest.approx(
        (low * factor, high * factor), rel=1e-4, abs=1e-6
    )


def test_a_mean_that_a_few_long_ones_move_reaches_further_up_than_down():
    drawn = np.exp(np.random.default_rng(7).normal(8, 1.2, 100))
    low, high = mean_of_durations(*moments(drawn))
    assert high - drawn.mean() > 1.2 * (drawn.mean() - low)


@few
@given(
    st.lists(st.tuples(st.floats(1, 9), st.floats(1, 9)), min_size=3, max_size=40),
    st.floats(0.01, 100),
)
def test_a_ratio_holds_what_the_t_test_does_not_refuse_in_any_unit(pairs, factor):
    x, y = np.array(pairs).T
    low, high = ratio(Sums(x.sum(), y.sum(), x @ x, y @ y, x @ y), x.size)
    scaled = x * factor
    again = ratio(Sums(scaled.sum(), y.sum(), scaled @ scaled, y @ y, scaled @ y), x.size)
    if np.isnan(low):
        assert np.isnan(again.low)
        return
    assert low <= x.sum() / y.sum() * (1 + 1e-6)
    assert high >= x.sum() / y.sum() * (1 - 1e-6)
    assert (again.low, again.high) == pytest.approx(
        (low * factor, high * factor), rel=1e-4, abs=1e-6
    )


def test_arrays_and_scalars_agree():
    together = wilson([3, 8], [10, 20])
    assert together.low[1] == wilson(8, 20).low
    assert together.high[0] == wilson(3, 10).high


@pytest.mark.parametrize(
    "bounds",
    [
        wilson(0, 0),
        wilson(5, 3),
        wilson(-1, 3),
        wilson(np.nan, 3),
        wilson(1, np.inf),
        nps_adjusted(-1, 2, 3),
        nps_adjusted(np.nan, 2, 3),
        mean_of_counts(3, 9, 1),
        mean_of_durations(3, 9, 1, 19),
        mean_of_durations(np.nan, 9, 1, 50),
        mean_of_counts(10, 1, 10),
        mean_of_counts(np.inf, 1, 10),
        ratio(Sums(1, 0, 1, 4, 0), 10),
        ratio(Sums(np.nan, 1, 1, 1, 1), 10),
        quantile_ranks(0, 0.5),
        quantile_ranks(8, 0.9),
        quantile_ranks(50, 1.0),
        quantile_ranks(np.nan, 0.5),
    ],
)
def test_what_the_data_do_not_carry_is_refused(bounds):
    assert bounds.refused


def test_a_higher_level_is_wider():
    for level, wider in product([0.8, 0.9], [0.95, 0.99]):
        assert wilson(7, 20, wider).low < wilson(7, 20, level).low


def test_a_level_outside_zero_and_one_is_a_mistake_of_ours():
    with pytest.raises(ValueError, match="between 0 and 1"):
        wilson(1, 2, 95)


def test_the_refusal_has_words():
    assert str(too_few(3, 10)) == "Too few to say how sure this is: 3, 10 needed."
