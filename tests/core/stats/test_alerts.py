"""Alerts on true changes, and silence on the usual."""

import numpy as np
import pytest

from tests.core.stats.cast import MAKERS, duration, level
from trigpoint.core.stats.alerts import Sort, Watch, watch
from trigpoint.core.stats.history import History, Scale
from trigpoint.core.stats.refusal import Refusal


def watched(history: History, baseline: int = 104) -> Watch:
    found = watch(history, baseline)
    assert isinstance(found, Watch)
    return found


@pytest.mark.parametrize("make", MAKERS)
def test_the_usual_raises_no_alarm(make):
    assert watched(make()).alarm is None


@pytest.mark.req("MEASURE-6", via="core")
def test_a_lasting_shift_is_seen_with_its_beginning_and_size():
    history = level()
    history.values[120:] += 15
    alarm = watched(history).alarm
    assert alarm is not None
    assert alarm.sort is Sort.SHIFT
    assert 118 <= alarm.since <= 122
    assert alarm.week < 135
    assert alarm.seen - alarm.expected == pytest.approx(15, abs=5)


def test_one_week_far_out_is_seen_alone():
    history = level()
    history.values[130] += 60
    alarm = watched(history).alarm
    assert alarm is not None
    assert (alarm.sort, alarm.week, alarm.since) == (Sort.WEEK, 130, 130)


def test_a_season_is_no_change():
    history = duration()
    season = np.exp(0.5 * np.sin(2 * np.pi * np.arange(156) / 52))
    assert watched(History(history.values * season, Scale.DURATION)).alarm is None


def test_units_do_not_matter():
    history = duration()
    history.values[130:] *= 2
    other = History(history.values * 3600, Scale.DURATION)
    one, two = watched(history).alarm, watched(other).alarm
    assert one is not None
    assert two is not None
    assert (one.week, one.since, one.sort) == (two.week, two.since, two.sort)
    assert two.seen == pytest.approx(3600 * one.seen)


def test_under_a_year_of_baseline_is_provisional_and_under_half_refused():
    assert watched(level(weeks=60), 40).provisional
    assert not watched(level(), 52).provisional
    assert isinstance(watch(level(), 25), Refusal)
    assert isinstance(watch(level(weeks=104), 104), Refusal)


def test_weeks_before_the_first_value_count_for_nothing():
    history = level()
    history.values[130] += 60
    late = History(np.concatenate([np.full(70, np.nan), history.values]), Scale.LEVEL)
    alarm = watched(late).alarm
    assert alarm is not None
    assert alarm.week == 200
