"""Effects of changes."""

import numpy as np
import pytest

from tests.core.stats.cast import autoregressive, duration, rate
from trigpoint.core.stats.effect import Effect, Method, effect
from trigpoint.core.stats.history import History, Scale
from trigpoint.core.stats.regression import fit


def changed(by: float, weeks: int = 156, at: int = 104) -> History:
    history = duration(3, weeks)
    history.values[at:] *= 1 + by
    return history


def judged(history: History, change: int = 104, comparison: History | None = None) -> Effect:
    found = effect(history, change, comparison)
    assert isinstance(found, Effect)
    return found


@pytest.mark.req("PYRAMID-9", via="core")
def test_a_large_change_is_clear_at_its_size_in_every_stage():
    found = judged(changed(-0.5))
    assert [stage.months for stage in found.stages] == [3, 6, 12]
    for stage in found.stages[:2]:
        assert stage.clear
        assert stage.low <= -0.5 <= stage.high


@pytest.mark.req("PYRAMID-9", via="core")
def test_stages_come_as_their_weeks_are_over():
    assert [stage.months for stage in judged(changed(-0.5, 117)).stages] == [3]
    assert [stage.months for stage in judged(changed(-0.5, 130)).stages] == [3, 6]


def test_no_change_is_not_clear():
    assert not any(stage.clear for stage in judged(duration(3)).stages)


def test_a_comparison_takes_out_what_reached_both():
    shared = np.exp(0.5 * np.cumsum(np.random.default_rng(4).normal(0, 0.2, 156)))
    one = History(changed(-0.6).values * shared, Scale.DURATION)
    other = History(duration(8).values * shared, Scale.DURATION)
    alone, beside = judged(one).stages[0], judged(one, comparison=other)
    assert beside.method is Method.COMPARISON
    stage = beside.stages[0]
    assert stage.clear
    assert stage.high - stage.low < alone.high - alone.low


def test_units_do_not_matter():
    history = changed(-0.3)
    other = History(history.values * 60, Scale.DURATION)
    for one, two in zip(judged(history).stages, judged(other).stages, strict=True):
        assert two == pytest.approx(one, abs=1e-6)


def test_a_rate_moves_in_shares():
    history = rate(2, 156)
    raised = History(
        np.where(np.arange(156) >= 104, np.minimum(history.values + 0.15, 1), history.values),
        Scale.RATE,
        history.counts,
    )
    stage = judged(raised).stages[0]
    assert stage.low <= 0.15 <= stage.high


def test_placebos_look_only_at_quiet_weeks():
    assert judged(duration(3)).placebo.tried == 10
    assert judged(duration(3), change=60).placebo.tried == 0


def test_certainty_about_the_correlation_agrees_with_least_squares():
    rng = np.random.default_rng(3)
    terms = np.column_stack([np.ones(400), rng.standard_normal(400)])
    y = terms @ [2.0, 0.5] + rng.standard_normal(400)
    plain = np.linalg.lstsq(terms, y, rcond=None)[0]
    found = fit(y, terms)
    assert found.coefficient(1).middle == pytest.approx(plain[1], abs=0.02)
    assert found.coefficient(1).high - found.coefficient(1).low == pytest.approx(0.196, abs=0.03)


def test_correlation_widens_the_interval():
    step = (np.arange(156) >= 104).astype(float)
    terms = np.column_stack([np.ones(156), step])
    widths = []
    for phi in (0.0, 0.8):
        found = fit(autoregressive(5, 156, phi), terms).coefficient(1)
        widths.append(found.high - found.low)
    assert widths[1] > 1.5 * widths[0]


def test_weeks_before_the_first_value_count_for_nothing():
    history = changed(-0.5)
    late = History(np.concatenate([np.full(70, np.nan), history.values]), Scale.DURATION)
    assert judged(late, 174).stages == judged(history).stages
