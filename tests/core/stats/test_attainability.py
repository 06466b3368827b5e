"""The chance of a target: its laws, for every scale."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.stats.cast import MAKERS, count, duration, few, level, rate
from trigpoint.core.stats.attainability import Aim, Band, Chance, Way, chance, chances, fan, rungs
from trigpoint.core.stats.history import History, Scale

makers = st.sampled_from(MAKERS)
seeds = st.integers(0, 200)
weeks_ahead = st.integers(1, 40)


def value(history: History, aim: Aim) -> float:
    answer = chance(history, aim)
    assert isinstance(answer, Chance)
    return answer.chance


@pytest.mark.slow
@few
@given(makers, seeds, weeks_ahead, st.floats(0.5, 1.5), st.floats(0, 0.5))
def test_a_harder_target_is_never_likelier(make, seed, weeks, place, further):
    history = make(seed)
    near = float(np.mean(history.values)) * place
    far = min(near + further * near, 0.999 if history.scale is Scale.RATE else np.inf)
    near = min(near, far)
    assert value(history, Aim(weeks, low=far)) <= value(history, Aim(weeks, low=near))
    assert value(history, Aim(weeks, high=near)) <= value(history, Aim(weeks, high=far))


@few
@given(makers, seeds, weeks_ahead)
def test_either_side_of_a_value_adds_up_to_certainty(make, seed, weeks):
    history = make(seed)
    edge = float(np.mean(history.values[-8:]))
    above, below = value(history, Aim(weeks, low=edge)), value(history, Aim(weeks, high=edge))
    assert above + below == pytest.approx(1)
    assert value(history, Aim(weeks, low=edge * 0.9, high=edge)) <= below


@pytest.mark.slow
@few
@given(seeds, weeks_ahead, st.floats(1e-3, 1e6), st.floats(-1e3, 1e3))
def test_a_level_does_not_mind_its_units(seed, weeks, factor, shift):
    history = level(seed)
    other = History(history.values * factor + shift, Scale.LEVEL)
    assert value(other, Aim(weeks, low=42 * factor + shift)) == pytest.approx(
        value(history, Aim(weeks, low=42)), abs=1e-6
    )


@few
@given(seeds, weeks_ahead, st.sampled_from([1 / 60, 60.0, 3600.0, 1e-3]))
def test_a_duration_does_not_mind_its_units(seed, weeks, factor):
    history = duration(seed)
    other = History(history.values * factor, Scale.DURATION)
    assert value(other, Aim(weeks, high=6 * factor)) == pytest.approx(
        value(history, Aim(weeks, high=6)), abs=1e-9
    )


@few
@given(seeds, weeks_ahead)
def test_a_rate_and_its_complement_agree(seed, weeks):
    history = rate(seed)
    other = History(1 - history.values, Scale.RATE, history.counts)
    assert value(other, Aim(weeks, high=0.25)) == pytest.approx(
        value(history, Aim(weeks, low=0.75)), abs=1e-9
    )


@few
@given(makers, st.integers(0, 60), st.integers(8, 30))
def test_one_usual_week_more_changes_little(make, seed, weeks):
    history = make(seed)
    typical = History(
        np.append(history.values, history.values[-4:].mean()),
        history.scale,
        np.append(history.counts, history.counts[-4:].mean())
        if history.counts.size
        else history.counts,
    )
    target = float(np.quantile(history.values, 0.6))
    before = value(history, Aim(weeks, low=target))
    after = value(typical, Aim(weeks - 1, low=target))
    assert abs(after - before) < 0.25


@few
@given(st.lists(st.tuples(makers, seeds, weeks_ahead), min_size=1, max_size=8))
def test_a_batch_says_what_each_says_alone(cases):
    histories = [make(seed) for make, seed, _ in cases]
    aims = [
        Aim(weeks, low=float(np.median(history.values)))
        for history, (_, _, weeks) in zip(histories, cases, strict=True)
    ]
    together = chances(histories, aims)
    for history, aim, answer in zip(histories, aims, together, strict=True):
        assert isinstance(answer, Chance)
        assert answer.chance == pytest.approx(value(history, aim), abs=1e-9)


@pytest.mark.req("LADDER-3", via="core")
@few
@given(makers, seeds, st.integers(4, 26), st.sampled_from(Way))
def test_steps_are_reached_with_their_chance_and_stand_in_order(make, seed, weeks, way):
    history = make(seed)
    steps = rungs(history, weeks, way)
    assert isinstance(steps, list)
    for step in steps:
        aim = Aim(weeks, low=step.target) if way is Way.AT_LEAST else Aim(weeks, high=step.target)
        assert value(history, aim) == pytest.approx(step.chance, abs=1e-6)
    targets = [step.target for step in steps]
    assert targets == sorted(targets, reverse=way is Way.AT_MOST)


def test_the_fan_opens_and_holds_eight_in_ten():
    history = duration()
    week, later = fan(history, [1, 24])
    assert later.high - later.low > week.high - week.low
    assert value(history, Aim(24, low=later.low, high=later.high)) == pytest.approx(0.8, abs=1e-6)


def test_a_count_below_zero_has_no_chance():
    assert value(count(), Aim(12, high=0)) == 0
    assert value(count(), Aim(12, low=0)) == 1


def test_what_is_needed_stands_beside_what_is_usual():
    history = level()
    now = float(history.values[-4:].mean())
    answer = chance(history, Aim(24, low=now + 3))
    assert isinstance(answer, Chance)
    assert answer.needed == pytest.approx(3)
    moves = np.convolve(history.values, np.ones(4) / 4, "valid")
    assert answer.usual == pytest.approx(np.median(np.abs(moves[24:] - moves[:-24])))
    met = chance(history, Aim(24, low=now - 3))
    assert isinstance(met, Chance)
    assert met.needed == 0


@pytest.mark.req("PITFALL-6", via="core")
def test_a_target_far_beyond_the_usual_is_unlikely_and_one_far_inside_likely():
    far, near = chance(level(), Aim(24, low=80)), chance(level(), Aim(24, low=10))
    assert isinstance(far, Chance)
    assert isinstance(near, Chance)
    assert far.band is Band.UNLIKELY
    assert near.band is Band.LIKELY
