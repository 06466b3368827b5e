"""Targets point by point from last year."""

import numpy as np
import pytest

from tests.core.stats.cast import MAKERS, count, duration, rate
from trigpoint.core.stats.history import History, Scale
from trigpoint.core.stats.refusal import Kind, Refusal
from trigpoint.core.stats.season import Phased, phased


def targets(history: History, growth: float, weeks: int = 52) -> Phased:
    found = phased(history, growth, weeks)
    assert isinstance(found, Phased)
    return found


def seasonal(weeks: int) -> History:
    week = np.arange(weeks)
    return History(np.exp(3 + 0.4 * np.sin(2 * np.pi * week / 52)), Scale.DURATION)


@pytest.mark.parametrize("weeks", [52, 104, 156, 131])
def test_the_season_comes_again_week_by_week(weeks):
    found = targets(seasonal(weeks), 0.0)
    again = seasonal(weeks + 52).values[-52:]
    assert found.targets == pytest.approx(again, rel=0.06)


def test_growth_lifts_every_week_alike():
    plain, grown = targets(duration(), 0.0), targets(duration(), 0.05)
    assert grown.targets / plain.targets == pytest.approx(np.full(52, 1.05))


def test_last_years_growth_stands_beside_it():
    history = duration(weeks=104)
    history.values[52:] = history.values[:52] * 1.2
    found = targets(history, 0.0)
    assert found.grew == pytest.approx(0.2)
    assert targets(duration(weeks=80), 0.0).grew is None


@pytest.mark.parametrize("make", MAKERS)
def test_targets_are_values_that_the_measure_can_have(make):
    history = make()
    found = targets(history, 0.01, 78)
    assert found.targets.shape == (78,)
    assert np.isfinite(found.targets).all()
    if history.scale is Scale.RATE:
        assert ((found.targets > 0) & (found.targets < 1)).all()


@pytest.mark.parametrize(("history", "growth"), [(rate(), 0.5), (count(), -1.5), (count(), np.nan)])
def test_growth_to_an_impossible_value_is_refused(history, growth):
    found = phased(history, growth)
    assert isinstance(found, Refusal)
    assert found.kind is Kind.OUT_OF_RANGE


def test_under_a_year_there_is_no_season():
    found = phased(duration(weeks=51), 0.0)
    assert isinstance(found, Refusal)
    assert found.kind is Kind.TOO_SHORT
