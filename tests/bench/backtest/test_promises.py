"""What the back-test promises, in a small version of its own with a fixed seed.

The targets are those of the full run where so few cases can carry them, and looser elsewhere.
"""

import numpy as np
import pytest

from trigpoint.bench.backtest import alerts, attainability, effects, flicker, links, people
from trigpoint.bench.backtest.maps import draw, early_driver, trend_and_season
from trigpoint.bench.backtest.series import synthetic
from trigpoint.core.stats.links import Evidence, evidence


def by_name(checks):
    return {check.name: check for check in checks}


@pytest.fixture(scope="module")
def series():
    return synthetic(501, 40)


@pytest.fixture(scope="module")
def chances(series):
    return by_name(attainability.checks("synthetic", series, 502, 2))


def test_chances_are_better_than_pace_with_its_own_hit_rate(chances):
    for week in (8, 16):
        assert chances[f"chance: better than calibrated pace, synthetic, week {week}"].holds


def test_chances_hold_their_brier_score_and_mean_what_they_say(chances):
    for week in (0, 8, 16):
        assert chances[f"chance: Brier, synthetic, week {week}"].holds
        assert chances[f"chance: calibration error, synthetic, week {week}"].value < 0.08


def test_the_fan_holds_about_eight_in_ten(chances):
    for weeks in (104, 156):
        assert chances[f"fan: 80 % range covers, synthetic, {weeks} weeks known"].holds


def test_a_colour_is_worth_more_than_pace_and_flickers_less(series):
    found = by_name(flicker.checks(series, 503))
    right = found["status: met in the end when on track in week 8"].value
    assert right > 0.7
    assert right > found["status: met in the end when pace says on track in week 8"].value + 0.2
    assert found["status: met in the end when off track in week 8"].value < 0.2
    changes = "status: changes that are taken back within 4 weeks"
    assert found[f"{changes}, as shown"].value < found[f"{changes}, as asked each week"].value / 2


def test_false_alarms_are_rare_also_when_watched_anew_each_week():
    found = alerts.checks(504, 60)
    false = [check for check in found if check.name.startswith("alert: false")]
    assert len(false) == 30
    assert np.mean([check.value for check in false]) < 0.07
    assert max(check.value for check in false) < 0.25


def test_links_are_found_and_hardly_any_is_false():
    found = by_name(links.checks(505, 6))
    assert found["links: true links found, trend and season, strength .6"].value > 0.6
    assert found["links: true links found, trend and season, strength .6, long lag"].value > 0.6
    false = [c.value for name, c in found.items() if "false findings" in name and "," in name]
    assert np.mean(false) < 0.05


def test_something_unmeasured_makes_links_that_are_not_there():
    """The harm is real: the back-test has to show it, not to hide it."""
    rng = np.random.default_rng(506)
    false = {}
    for world in (early_driver, trend_and_season):
        maps = [draw(rng, world, 0.6) for _ in range(6)]
        found = [np.array([_found(each) for each in evidence(m.links)]) for m in maps]
        false[world] = sum((hit & ~m.true).sum() for hit, m in zip(found, maps, strict=True))
    assert false[early_driver] > 3 * false[trend_and_season]


def _found(answer):
    return isinstance(answer, Evidence) and answer.supported


@pytest.mark.req("PYRAMID-9", via="core")
def test_effects_are_covered_and_quiet_weeks_stay_quiet():
    found = by_name(effects.checks(507, 4))
    covered = [c.value for name, c in found.items() if "covers" in name]
    placebos = [c.value for name, c in found.items() if "placebos" in name]
    assert 0.88 < np.mean(covered) <= 1
    assert np.mean(placebos) < 0.08


@pytest.mark.req("BEYOND-6", via="core")
def test_agents_are_covered_at_every_spread_and_called_different_when_they_are():
    found = people.checks(508, 2)
    covered = [check.value for check in found if "covers" in check.name]
    assert len(covered) == 20
    assert min(covered) >= 0.8
    assert np.mean(covered) >= 0.88
