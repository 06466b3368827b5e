"""Fair comparison of people and teams."""

import numpy as np
import pytest

from trigpoint.core.stats.comparison import Standing, compare_rates, compare_values
from trigpoint.core.stats.refusal import Kind, Refusal


def standings(answers) -> list[Standing]:
    assert all(isinstance(each, Standing) for each in answers)
    return answers


def test_few_replies_are_drawn_to_the_team_and_not_distinguishable():
    trials = np.array([[200.0], [200], [200], [200], [12]])
    successes = np.array([[160.0], [158], [163], [161], [6]])
    newcomer = standings(compare_rates(successes, trials))[-1]
    assert newcomer.middle > 0.7
    assert not newcomer.different


def test_a_great_and_sure_difference_is_said():
    trials = np.full((8, 1), 400.0)
    successes = np.array([[320.0], [318], [322], [321], [317], [320], [319], [180]])
    answers = standings(compare_rates(successes, trials))
    assert answers[-1].different
    assert answers[-1].high < 0.6
    assert not any(each.different for each in answers[:-1])


@pytest.mark.req("BEYOND-6", via="core")
def test_harder_tickets_do_not_count_against_anyone():
    """All are alike; the last one has mostly the hard kind."""
    trials = np.array([[90.0, 10], [90, 10], [90, 10], [90, 10], [10, 90]])
    successes = trials * [0.9, 0.4]
    hard = standings(compare_rates(successes, trials))[-1]
    assert hard.observed / hard.n < 0.5
    assert hard.ratio == pytest.approx(1, abs=0.1)
    assert not hard.different
    assert hard.low <= (trials.sum(axis=0) / trials.sum()) @ [0.9, 0.4] <= hard.high


def test_order_does_not_matter():
    rng = np.random.default_rng(2)
    trials = rng.integers(10, 60, (9, 3)).astype(float)
    successes = np.floor(trials * rng.uniform(0.5, 0.9, (9, 1)))
    turned = compare_rates(successes[::-1], trials[::-1])[::-1]
    for one, two in zip(compare_rates(successes, trials), turned, strict=True):
        assert isinstance(one, Standing)
        assert isinstance(two, Standing)
        assert two.middle == pytest.approx(one.middle)


def test_under_ten_is_refused_and_the_others_are_not():
    trials = np.array([[9.0], [50], [50], [50]])
    answers = compare_rates(np.floor(trials * 0.8), trials)
    assert isinstance(answers[0], Refusal)
    assert answers[0].kind is Kind.TOO_FEW
    assert all(isinstance(each, Standing) for each in answers[1:])


@pytest.mark.parametrize(
    ("successes", "trials"),
    [
        ([[5.0], [50], [50]], [[9.0], [60], [60]]),
        ([[70.0], [50], [50]], [[60.0], [60], [60]]),
        ([[np.nan], [50], [50]], [[60.0], [60], [60]]),
        ([[-1.0], [50], [50]], [[60.0], [60], [60]]),
        ([[50.0], [50], [50]], [[np.inf], [60], [60]]),
        (np.zeros((3, 1)), np.zeros((3, 1))),
        (np.zeros((3, 0)), np.zeros((3, 0))),
    ],
)
def test_no_comparison_without_three_possible_units(successes, trials):
    answers = compare_rates(np.array(successes), np.array(trials))
    assert answers
    assert all(isinstance(each, Refusal) and str(each.reason) for each in answers)


def test_nobody_to_compare_is_nobody():
    assert compare_rates(np.zeros((0, 2)), np.zeros((0, 2))) == []


def test_all_alike_are_not_distinguishable_even_at_the_edge():
    trials = np.full((5, 2), 30.0)
    for successes in (trials, np.zeros((5, 2))):
        assert not any(each.different for each in standings(compare_rates(successes, trials)))


def test_values_are_shrunk_by_their_errors_in_any_unit():
    values = np.array([3.0, 3.1, 2.9, 3.05, 6.0, 3.6])
    errors = np.array([0.1, 0.1, 0.1, 0.1, 0.1, 2.0])
    n = np.full(6, 40.0)
    plain = standings(compare_values(values, errors, n))
    assert plain[4].different
    assert not plain[5].different
    scaled = standings(compare_values(values * 60, errors * 60, n))
    for one, two in zip(plain, scaled, strict=True):
        assert two.middle == pytest.approx(one.middle * 60)


def test_impossible_values_are_refused():
    answers = compare_values(np.array([1.0, 2, np.nan]), np.ones(3), np.full(3, 40.0))
    assert all(isinstance(each, Refusal) for each in answers)
