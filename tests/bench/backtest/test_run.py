"""The back-test runs, says what it measured, and takes truths from outside."""

import json

import numpy as np
import pytest

from trigpoint.bench.backtest import KnownEffect, page, run
from trigpoint.bench.backtest.effects import known
from trigpoint.bench.backtest.m4 import windows
from trigpoint.bench.backtest.series import FAMILIES, synthetic
from trigpoint.bench.report import Check, Measured, Report
from trigpoint.core.stats.history import History, Scale


def hours(by: float) -> History:
    rng = np.random.default_rng(4)
    values = np.exp(2 + rng.normal(0, 0.05, 156))
    values[104:] *= 1 + by
    return History(values, Scale.DURATION)


def test_an_effect_of_known_size_is_found_and_a_wrong_size_is_not():
    found, wrong, absent = known(
        [
            KnownEffect("training", hours(-0.25), 104, -0.25),
            KnownEffect("training, wrong", hours(-0.25), 104, 0.10),
            KnownEffect("too early", hours(-0.25), 150, -0.25),
        ]
    )
    assert found.holds
    assert wrong.holds is False
    assert absent.holds is False
    assert absent.value is None


def test_the_same_seed_draws_the_same_series_and_another_others():
    one, again, other = synthetic(1, 1), synthetic(1, 1), synthetic(2, 1)
    assert len(one) == len(FAMILIES)
    for a, b, c in zip(one, again, other, strict=True):
        assert np.array_equal(a.values, b.values)
        assert not np.array_equal(a.values, c.values)


def test_windows_of_real_series_do_not_overlap(shared_data):
    found = windows(shared_data / "m4_weekly")
    assert len(found) > 700
    assert all(each.values.size == 180 for each in found)


@pytest.mark.slow
def test_a_quick_look_measures_every_subject():
    report = run(size=0.005)
    subjects = {check.name.split(":")[0] for check in report.checks}
    assert subjects == {
        "chance",
        "fan",
        "steps",
        "status",
        "alert",
        "links",
        "effect",
        "people",
        "interval covers",
        "conflict",
        "speed",
    }
    assert len({check.name for check in report.checks}) == len(report.checks)
    json.dumps(report.as_json(), allow_nan=False)


def test_a_report_holds_when_no_check_misses():
    value = Measured("speed", 2.0, "s", "One run.", 1.5, 2.5)
    assert Report([value.at_most(2), value.at_least(2), value.between(1, 3)]).holds
    assert Report([value.published()]).holds
    assert not Report([value.at_most(1)]).holds
    assert not Report([Measured("speed", None, "s", "Not run.").at_most(1)]).holds


def test_a_report_is_one_object_and_a_table():
    check = Check("speed", 2.0, "s", "<= 3", holds=True, how="One | run.", low=1.5, high=2.5)
    found = Report([check], {"cores": 2}).as_json()
    assert found == {
        "checks": [
            {
                "name": "speed",
                "value": 2.0,
                "unit": "s",
                "target": "<= 3",
                "holds": True,
                "how": "One | run.",
                "low": 1.5,
                "high": 2.5,
            }
        ],
        "machine": {"cores": 2},
    }
    table = Report([check], {"cores": 2}).as_table()
    assert "| speed | 2 s   | 1.5 to 2.5    | <= 3   | yes   | One / run. |" in table
    assert table.endswith("cores 2\n")


def test_the_page_puts_what_is_missed_first():
    held = Measured("held", 1.0, "s", "One run.").at_most(2)
    missed = Measured("missed", 3.0, "s", "One run.").at_most(2)
    written = page(Report([held, missed], {"cores": 2}))
    assert "1 targets hold, 1 are missed." in written
    assert written.index("## Missed") < written.index("| missed") < written.index("## All checks")
    assert "## Missed" not in page(Report([held], {"cores": 2}))
