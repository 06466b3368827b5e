"""Forecasts against their plain definitions, and the extra that joins them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.stats.cast import autoregressive, few
from trigpoint.core.stats import ets
from trigpoint.core.stats.forecast import pooled, predict
from trigpoint.core.stats.predictive import Pool, Predictive


def smooth(weekly: np.ndarray) -> np.ndarray:
    """Return the mean of up to four weeks."""
    return np.array(
        [[row[max(0, t - 3) : t + 1].mean() for t in range(row.size)] for row in weekly]
    )


@few
@given(st.integers(0, 50), st.integers(1, 30), st.floats(-50, 50))
def test_a_shift_of_the_past_shifts_the_forecast(seed, ahead, shift):
    weekly = autoregressive(seed, 120)[None]
    one = predict(weekly, smooth(weekly), ahead)
    two = predict(weekly + shift, smooth(weekly + shift), ahead)
    assert two.place == pytest.approx(one.place + shift, abs=1e-6)
    assert two.spread == pytest.approx(one.spread, rel=1e-6)


def test_a_straight_line_goes_on():
    weekly = np.arange(120, dtype=float)[None]
    found = predict(weekly, smooth(weekly), 12)
    assert found.place[0] == pytest.approx(119 + 12 - 1.5, abs=2)


def test_nearer_weeks_are_surer():
    weekly = np.cumsum(np.random.default_rng(3).standard_normal(156))[None]
    spreads = [predict(weekly, smooth(weekly), ahead).spread[0] for ahead in (1, 4, 12, 24)]
    assert spreads == sorted(spreads)


def test_the_weeks_that_are_known_are_kept():
    """With one week left, three quarters of the four-week mean are there already."""
    weekly = autoregressive(4, 156, 0.0)[None]
    weekly[0, -3:] = 8.0
    found = predict(weekly, smooth(weekly), 1)
    assert found.place[0] > 5.5


@few
@given(st.floats(-3, 3), st.floats(0.1, 5), st.floats(0.01, 0.99))
def test_a_pool_is_a_mixture_whose_quantiles_and_chances_agree(place, spread, chance):
    one = Predictive(np.array([0.0]), np.array([1.0]), np.array([5.0]))
    two = Predictive(np.array([place]), np.array([spread]), np.array([np.inf]))
    pool = Pool((one, two))
    value = pool.quantile(np.array([chance]))
    assert pool.below(value) == pytest.approx(np.array([chance]), abs=1e-9)
    assert pool.below(value) == pytest.approx((one.below(value) + two.below(value)) / 2)


def test_the_extra_joins_with_the_same_weight_and_steps_back_where_no_model_fits(monkeypatch):
    weekly = np.stack([autoregressive(seed, 120) for seed in (1, 2)])
    answers = iter([(9.0, 2.0), (np.nan, np.nan)])
    monkeypatch.setattr(ets, "joins", lambda weeks: weeks == 120)
    monkeypatch.setattr(ets, "forecast", lambda *_: next(answers))
    ours, _, theirs = pooled(weekly, smooth(weekly), 12).parts
    assert (theirs.place[0], theirs.spread[0]) == (9.0, 2.0)
    assert (theirs.place[1], theirs.spread[1]) == (ours.place[1], ours.spread[1])


def test_short_histories_are_left_to_ours():
    assert not ets.joins(51)


def test_blocks_end_in_the_last_week():
    assert ets.blocks(np.arange(10.0)).tolist() == [3.5, 7.5]


def test_exponential_smoothing_by_the_extra_is_near_ours():
    pytest.importorskip("statsforecast", reason="the extra `forecast` is not installed")
    weekly = 40 + autoregressive(1, 120)
    place, spread = ets.forecast(weekly, 12)
    assert place == pytest.approx(40, abs=2)
    assert 0 < spread < 3
