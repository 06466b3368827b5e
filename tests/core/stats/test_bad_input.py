"""Data that carry no statement are refused with a reason, everywhere, and never raise."""

import warnings
from dataclasses import replace

import numpy as np
import pytest

from tests.core.stats.cast import bad_histories, duration, level, rate
from trigpoint.core.stats.attainability import Aim, Way, chance, rungs
from trigpoint.core.stats.effect import effect
from trigpoint.core.stats.history import History, Scale
from trigpoint.core.stats.links import Link, evidence
from trigpoint.core.stats.refusal import Kind, Refusal

BAD = bad_histories()


@pytest.fixture(autouse=True)
def _no_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def refused(answer):
    return isinstance(answer, Refusal) and bool(str(answer.reason))


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
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
    assert str(answer.reason).endswith("103 weeks in common, 104 needed; 1 still to come.")


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


@pytest.mark.parametrize("unchanged", [duration(), rate()], ids=["duration", "rate"])
def test_a_definition_changed_inside_the_window_is_refused_by_name(unchanged):
    changed = replace(unchanged, definition_changes=1)
    aim = Aim(12, low=0.5 if unchanged.scale is Scale.RATE else 10)
    assert not isinstance(chance(unchanged, aim), Refusal)
    told = chance(changed, aim)
    assert isinstance(told, Refusal)
    assert told.kind is Kind.DEFINITION
    assert "definition changed" in str(told.reason)
    (linked,) = evidence([Link(changed, duration(3))])
    assert refused(linked)
