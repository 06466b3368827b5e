"""Forecasts by mixtures of what is carried over, noise, season and drift: against plain truths."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.stats.cast import autoregressive, few
from trigpoint.core.stats.wander import MIXTURES, YEAR, covariance, foresee

WEEKS = 120


def by_hand(mixture, series, ahead):
    """Condition the coming mean on the weeks by solving the whole system, level included."""
    weeks = series.size
    week = np.arange(weeks + ahead, dtype=float)
    known, coming = week[:weeks], week[-4:]
    k = covariance(mixture, known, known, weeks) + 1e-9 * np.eye(weeks)
    system = np.block([[k, np.ones((weeks, 1))], [np.ones((1, weeks)), np.zeros((1, 1))]])
    shared = covariance(mixture, known, coming, weeks).mean(axis=1)
    weights = np.linalg.solve(system, np.append(shared, 1.0))[:weeks]
    return weights @ series


@few
@given(st.integers(0, 50), st.integers(1, 30), st.floats(-50, 50), st.floats(0.01, 100))
def test_a_shift_and_a_stretch_of_the_past_do_the_same_to_the_forecast(seed, ahead, shift, factor):
    weekly = autoregressive(seed, WEEKS)[None]
    one, two = foresee(weekly, ahead), foresee(weekly * factor + shift, ahead)
    assert two.place == pytest.approx(one.place * factor + shift, abs=1e-5 * factor)
    assert two.spread == pytest.approx(one.spread * factor, rel=1e-5)


def test_the_place_lies_between_those_of_the_mixtures_by_hand():
    series = autoregressive(3, WEEKS)
    places = [by_hand(mixture, series, 12) for mixture in MIXTURES]
    assert min(places) <= foresee(series[None], 12).place[0] <= max(places)


@few
@given(st.integers(0, 30))
def test_a_batch_says_what_each_says_alone(seed):
    both = np.stack([autoregressive(seed, WEEKS), 40 + autoregressive(seed + 1, WEEKS, 0.9)])
    together = foresee(both, 8)
    for row in (0, 1):
        alone = foresee(both[row : row + 1], 8)
        assert together.place[row] == pytest.approx(alone.place[0])
        assert together.spread[row] == pytest.approx(alone.spread[0])


def test_noise_around_a_level_is_forecast_at_its_level():
    noise = np.random.default_rng(5).standard_normal(156)
    found = foresee(30 + noise[None], 24)
    assert found.place[0] == pytest.approx(30 + noise.mean(), abs=0.25)
    assert found.spread[0] < 0.8


def test_a_walk_is_forecast_where_it_stands_and_widens():
    walk = np.cumsum(np.random.default_rng(6).standard_normal(156))[None]
    near, far = foresee(walk, 4), foresee(walk, 24)
    assert far.place[0] == pytest.approx(walk[0, -1], abs=4)
    assert far.spread[0] > 1.5 * near.spread[0]


def test_a_season_comes_back():
    week = np.arange(156)
    noise = 0.1 * np.random.default_rng(7).standard_normal(156)
    found = foresee((np.sin(2 * np.pi * week / YEAR) + noise)[None], 26)
    coming = np.sin(2 * np.pi * np.arange(178, 182) / YEAR).mean()
    assert found.place[0] == pytest.approx(coming, abs=0.3)


def test_a_straight_line_goes_on_part_of_the_way():
    """A drift is drawn in: growth that lasted for three years need not last for ever."""
    noise = np.random.default_rng(8).standard_normal(156)
    found = foresee((np.arange(156) + noise)[None], 12)
    assert 158 < found.place[0] < 168
