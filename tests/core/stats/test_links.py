"""Links of a map, and measures in conflict."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.stats.cast import autoregressive, duration, few, level
from trigpoint.core.stats.conflict import Conflict, Measured, conflicts
from trigpoint.core.stats.discovery import benjamini_yekutieli
from trigpoint.core.stats.history import History, Scale
from trigpoint.core.stats.links import Evidence, Link, evidence
from trigpoint.core.stats.refusal import Kind, Refusal


def pair(lag: int, strength: float, weeks: int = 156, *, said: int = 0) -> Link:
    longer = weeks + lag + 10
    cause, effect = autoregressive(13, longer, 0.6), autoregressive(14, longer, 0.6)
    effect[lag:] += strength * cause[: longer - lag]
    return Link(History(cause[-weeks:], Scale.LEVEL), History(effect[-weeks:], Scale.LEVEL), said)


@pytest.mark.req("MAP-4", via="core")
@pytest.mark.parametrize("lag", [1, 2, 3, 4])
@pytest.mark.parametrize("sign", [-1, 1])
def test_a_strong_link_is_found_with_its_lag_and_sign(lag, sign):
    found = evidence([pair(lag, 1.2 * sign)])[0]
    assert isinstance(found, Evidence)
    assert found.supported
    assert not found.reversed
    assert (found.lag, found.sign) == (lag, sign)
    assert 0.4 < found.strength <= 1


def test_a_link_drawn_the_wrong_way_round_is_told():
    cause, effect, _ = pair(2, 1.2)
    found = evidence([Link(effect, cause)])[0]
    assert isinstance(found, Evidence)
    assert not found.supported
    assert found.reversed


@pytest.mark.req("MAP-4", via="core")
@pytest.mark.parametrize("lag", [5, 8, 13, 26])
def test_a_link_that_takes_long_is_found_where_its_lag_is_stated(lag):
    stated = evidence([pair(lag, 1.2, said=lag)])[0]
    assert isinstance(stated, Evidence)
    assert stated.supported
    assert not stated.reversed
    assert stated.lag == lag
    unsaid = evidence([pair(lag, 1.2)])[0]
    assert isinstance(unsaid, Evidence)
    assert not unsaid.supported


@pytest.mark.parametrize(("lag", "left"), [(60, 98), (156, 2), (400, 0)])
def test_a_lag_longer_than_the_history_is_refused(lag, left):
    refused = evidence([pair(2, 1.2, said=lag)])[0]
    assert isinstance(refused, Refusal)
    assert refused.kind is Kind.LAG
    assert f"leaves {left} week" in str(refused.reason)
    assert "Shorten it to 54 weeks or less" in str(refused.reason)
    assert isinstance(evidence([pair(2, 1.2, said=54)])[0], Evidence)


def test_a_refused_lag_leaves_the_others_of_its_map_alone():
    alone = evidence([pair(2, 1.2)])
    assert evidence([pair(2, 1.2, said=200), pair(2, 1.2)])[1] == alone[0]


def test_a_gap_here_and_there_hides_no_strong_link():
    cause, effect, _ = pair(2, 1.2)
    cause.values[[20, 60, 61]] = np.nan
    effect.values[[30, 90]] = np.nan
    found = evidence([Link(cause, effect)])[0]
    assert isinstance(found, Evidence)
    assert found.supported


def test_units_do_not_matter():
    cause, effect = duration(1), duration(2)
    other = Link(
        History(cause.values * 60, Scale.DURATION), History(effect.values / 8, Scale.DURATION)
    )
    one, two = evidence([Link(cause, effect)])[0], evidence([other])[0]
    assert isinstance(one, Evidence)
    assert isinstance(two, Evidence)
    assert two.strength == pytest.approx(one.strength)
    assert (two.supported, two.lag, two.sign) == (one.supported, one.lag, one.sign)


def test_no_links_no_evidence():
    assert evidence([]) == []
    assert conflicts([]) == []


@few
@given(st.lists(st.floats(0, 1), min_size=1, max_size=60), st.floats(0.01, 0.5))
def test_findings_stand_as_the_plain_rule_says(p, q):
    m = len(p)
    limit = q / (m * sum(1 / k for k in range(1, m + 1)))
    ordered = sorted(p)
    standing = max((k for k in range(1, m + 1) if ordered[k - 1] <= k * limit), default=0)
    assert benjamini_yekutieli(np.array(p), q).sum() >= standing
    if standing:
        assert set(np.array(p)[benjamini_yekutieli(np.array(p), q)]) == set(ordered[:standing])


def test_a_missing_test_counts_for_nothing():
    found = benjamini_yekutieli(np.array([np.nan, 0.001, np.nan]))
    assert found.tolist() == [False, True, False]


def test_measures_that_pull_against_each_other_are_found_whatever_is_good():
    shocks = np.random.default_rng(5).standard_normal(156)
    speed = History(10 + shocks, Scale.LEVEL)
    quality = History(20 + 0.9 * shocks + 0.3 * autoregressive(6, 156), Scale.LEVEL)
    against, together = conflicts(
        [
            (Measured(speed, -1), Measured(quality, 1)),
            (Measured(speed, 1), Measured(quality, 1)),
        ]
    )
    assert isinstance(against, Conflict)
    assert isinstance(together, Conflict)
    assert against.found
    assert against.correlation < -0.8
    assert not together.found


def test_unrelated_measures_are_in_no_conflict():
    answers = conflicts(
        [(Measured(level(seed), 1), Measured(level(seed + 50), 1)) for seed in range(20)]
    )
    assert sum(isinstance(each, Conflict) and each.found for each in answers) <= 1
