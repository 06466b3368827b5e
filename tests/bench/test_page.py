"""The page of speeds: each measurement writes its own part and leaves the others."""

from trigpoint.bench.page import SPEED, speed
from trigpoint.bench.report import Measured, Report


def report(value: float) -> Report:
    return Report([Measured("time", value, "ms", "once").at_most(5)], {"load": 0.1})


def test_a_part_is_written_anew_and_the_others_stay():
    page = speed(speed("", "sync", report(4)), "kpi", report(6))
    again = speed(page, "sync", report(3))
    assert again.startswith(SPEED)
    assert again.index("## kpi") < again.index("## sync")
    assert "0 targets hold, 1 are missed." in again
    assert "| time  | 3 ms  |" in again
    assert "4 ms" not in again
    assert speed(again, "sync", report(3)) == again
