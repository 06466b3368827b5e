"""Who stands out: hardly ever somebody who does as all do, and mostly somebody who does not."""

import numpy as np
import pytest

from trigpoint.core.stats.standing_out import stand_out

PEOPLE, KINDS, SIGNS = 30, 4, 5
USUAL = np.array([0.03, 0.06, 0.1, 0.2])


def asked(rng, odd=1.0):
    """Return what thirty people had of each sign; the first shows each `odd` times as often."""
    found = []
    for _sign in range(SIGNS):
        n = rng.poisson(rng.uniform(5, 60, (PEOPLE, KINDS)))
        own = np.exp(rng.normal(0, 0.2, PEOPLE))
        own[0] *= odd
        odds = USUAL / (1 - USUAL) * own[:, None]
        found.append((rng.binomial(n, odds / (1 + odds)).astype(float), n.astype(float)))
    return found


@pytest.mark.req("BEYOND-3", via="core")
def test_where_people_only_differ_by_nature_hardly_anybody_is_asked():
    rng = np.random.default_rng(1)
    asked_falsely = [bool(stand_out(asked(rng))) for _world in range(8)]
    assert np.mean(asked_falsely) <= 0.2


@pytest.mark.req("BEYOND-3", via="core")
def test_whoever_does_it_six_times_as_often_is_mostly_found_and_nobody_else():
    rng = np.random.default_rng(2)
    found = [{one.unit for one in stand_out(asked(rng, odd=6))} for _world in range(4)]
    assert np.mean([0 in units for units in found]) > 0.9
    assert np.mean([bool(units - {0}) for units in found]) <= 0.1


def test_hard_kinds_of_tickets_make_nobody_stand_out():
    rng = np.random.default_rng(3)
    n = np.full((12, 2), 10.0)
    n[0] = 0, 200
    rates = np.array([0.05, 0.4])
    assert stand_out([(rng.binomial(n.astype(int), rates).astype(float), n)]) == []


def test_a_few_tickets_more_are_nothing_to_talk_about():
    n = np.full((10, 1), 60.0)
    shown = np.zeros((10, 1))
    shown[0] = 4
    assert stand_out([(shown, n)]) == []


def test_too_few_tickets_or_people_say_nothing():
    assert stand_out([]) == []
    assert stand_out([(np.array([[9.0]]), np.array([[9.0]]))]) == []
