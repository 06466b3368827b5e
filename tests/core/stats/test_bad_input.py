"""Data that carry no statement are refused with a reason, everywhere, and never raise."""

import warnings

import numpy as np
import pytest

from tests.core.stats.cast import bad_histories, duration, level, rate
from trigpoint.core.stats.alerts import watch
from trigpoint.core.stats.attainability import Aim, Way, chance, fan, rungs
from trigpoint.core.stats.conflict import Measured, conflicts
from trigpoint.core.stats.effect import effect
from trigpoint.core.stats.history import History, Scale
from trigpoint.core.stats.links import Link, evidence
from trigpoint.core.stats.refusal import Kind, Refusal
from trigpoint.core.stats.season import phased

BAD = bad_histories()


@pytest.fixture(autouse=True)
def _no_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


@pytest.fixture(params=sorted(BAD))
def bad(request):
    return BAD[request.param]


def refused(answer):
    return isinstance(answer, Refusal) and bool(str(answer.reason))


def test_no_chance_fan_or_step_from_bad_data(bad):
    assert refused(chance(bad, Aim(12, low=0.5)))
    assert refused(fan(bad, [4, 8]))
    assert refused(rungs(bad, 12, Way.AT_LEAST))


def test_no_alert_effect_or_target_from_bad_data(bad):
    assert refused(watch(bad, 104))
    assert refused(effect(bad, 104))
    assert refused(phased(bad, 0.01))


def test_an_effect_is_refused_when_its_comparison_is_bad(bad):
    assert refused(effect(duration(), 104, bad))


def test_no_conflict_from_bad_data(bad):
    other = Measured(duration(2), 1)
    assert refused(conflicts([(Measured(bad, 1), other)])[0])
    assert refused(conflicts([(other, Measured(bad, -1))])[0])


def test_no_link_from_bad_data(bad):
    assert refused(evidence([Link(bad, duration(2))])[0])
    assert refused(evidence([Link(duration(2), bad)])[0])


def test_a_bad_history_leaves_the_others_of_its_batch_alone(bad):
    good = Link(duration(2), duration(3))
    alone = evidence([good])
    assert evidence([Link(bad, duration(2)), good])[1] == alone[0]


@pytest.mark.parametrize("weeks", [0, -3])
def test_a_date_that_has_passed_is_refused(weeks):
    answer = chance(level(), Aim(weeks, low=41))
    assert isinstance(answer, Refusal)
    assert answer.kind is Kind.PAST


def test_a_date_beyond_half_the_history_is_refused():
    answer = chance(level(weeks=60), Aim(31, low=41))
    assert isinstance(answer, Refusal)
    assert answer.kind is Kind.TOO_FAR


@pytest.mark.parametrize(
    ("history", "aim"),
    [
        (rate(), Aim(12, low=1.2)),
        (rate(), Aim(12, low=-0.1)),
        (duration(), Aim(12, high=-1)),
        (level(), Aim(12, low=np.nan)),
        (level(), Aim(12)),
        (level(), Aim(12, low=5, high=4)),
    ],
)
def test_a_target_that_the_measure_cannot_have_is_refused(history, aim):
    answer = chance(history, aim)
    assert isinstance(answer, Refusal)
    assert answer.kind is Kind.OUT_OF_RANGE


def test_links_need_two_years():
    answer = evidence([Link(level(weeks=103), level(2))])[0]
    assert isinstance(answer, Refusal)
    assert answer.kind is Kind.TOO_SHORT
    assert str(answer.reason).endswith("103 weeks in common, 104 needed.")


@pytest.mark.req("LADDER-3", via="core")
def test_steps_are_refused_where_history_is_thin_but_a_word_is_given():
    short = level(weeks=40)
    assert refused(rungs(short, 8, Way.AT_LEAST))
    answer = chance(short, Aim(8, low=40))
    assert not isinstance(answer, Refusal)
    assert answer.thin


def test_weeks_before_the_first_value_are_no_gap():
    late = level()
    values = np.concatenate([np.full(60, np.nan), late.values])
    assert chance(History(values, Scale.LEVEL), Aim(12, low=42)) == chance(late, Aim(12, low=42))


def test_an_effect_needs_a_year_before_and_three_months_after():
    assert refused(effect(level(), 51))
    assert refused(effect(level(), 150))
    assert refused(effect(level(), -5))
    assert refused(effect(level(), 500))


def test_a_value_that_is_no_number_is_a_gap_and_no_figure_is_made_of_it():
    values = duration().values
    values[20:100] = np.nan
    answer = chance(History(values, Scale.DURATION), Aim(12, high=40))
    assert isinstance(answer, Refusal)
    assert answer.kind is Kind.GAPS
