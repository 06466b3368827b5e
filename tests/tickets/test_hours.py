"""Working time is what the clock on the wall says, also when the clocks change."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trigpoint.tickets.hours import Stretch, instant, slots, stretches
from trigpoint.tickets.periods import periods, pieces
from trigpoint.tickets.query import Grain
from trigpoint.tickets.records import Opening, Schedule

HOUR = 3600
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "America/Sao_Paulo")


def utc(*parts: int) -> int:
    return int(datetime(*parts, tzinfo=UTC).timestamp())  # type: ignore[misc, arg-type]  # as many numbers as the test gives


def schedule(zone: str, *openings: Opening, holidays: tuple[str, ...] = ()) -> Schedule:
    return Schedule(
        schedule="s", name="S", zone=zone, openings=openings, holidays=holidays, seen_at=0
    )


def worked(plan: Schedule, start: int, end: int) -> int:
    made = slots([Stretch(start, end, plan)])
    return sum((slot.ended - slot.started) * slot.open for slot in made)


def on_the_wall(plan: Schedule, moment: int) -> bool:
    wall = datetime.fromtimestamp(moment, ZoneInfo(plan.zone))
    second = wall.hour * HOUR + wall.minute * 60 + wall.second
    return wall.date().isoformat() not in plan.holidays and any(
        o.weekday == wall.weekday() and o.opens <= second < o.closes for o in plan.openings
    )


@settings(max_examples=30, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    start=st.integers(utc(2024, 1, 1), utc(2024, 12, 1)),
    hours=st.integers(1, 120),
    opens=st.integers(6, 12),
    closes=st.integers(13, 23),
)
def test_slots_are_open_when_the_clock_says_so(
    zone: str, start: int, hours: int, opens: int, closes: int
) -> None:
    openings = [Opening(weekday=d, opens=opens * HOUR, closes=closes * HOUR) for d in range(6)]
    plan = schedule(zone, *openings, holidays=("2024-03-29", "2024-10-03"))
    start -= start % 60
    end = start + hours * HOUR
    minutes = sum(on_the_wall(plan, moment) for moment in range(start, end, 60))
    assert worked(plan, start, end) == minutes * 60


def test_a_night_shift_is_an_hour_shorter_when_the_clocks_go_forward() -> None:
    night = schedule("Europe/Berlin", Opening(weekday=6, opens=0, closes=6 * HOUR))
    assert worked(night, utc(2024, 3, 30), utc(2024, 4, 1)) == 5 * HOUR
    assert worked(night, utc(2024, 10, 26), utc(2024, 10, 29)) == 7 * HOUR


def test_an_opening_in_the_hour_that_is_skipped_begins_with_the_change() -> None:
    assert instant(date(2024, 3, 31), 2 * HOUR + 1800, ZoneInfo("Europe/Berlin")) == utc(
        2024, 3, 31, 1
    )


def test_wholly_outside_the_hours_is_no_time() -> None:
    weekdays = schedule("UTC", *(Opening(weekday=d, opens=0, closes=86_400) for d in range(5)))
    assert worked(weekdays, utc(2024, 6, 8), utc(2024, 6, 10)) == 0


def test_slots_cover_time_without_gap_or_overlap_and_stay_within_a_day() -> None:
    plan = schedule("America/New_York", Opening(weekday=2, opens=20 * HOUR, closes=86_400))
    start, end = utc(2024, 3, 1) + 5, utc(2024, 4, 1) + 7
    made = list(slots([Stretch(start, end, plan)]))
    assert [slot.started for slot in made[1:]] == [slot.ended for slot in made[:-1]]
    assert (made[0].started, made[-1].ended) == (start, end)
    assert all(slot.started // 86_400 == (slot.ended - 1) // 86_400 == slot.day for slot in made)


def test_before_the_first_schedule_no_hours_are_known() -> None:
    plan = schedule("UTC")
    found = stretches([(100, plan), (200, None)], 0, 300)
    assert [(s.since, s.until, s.schedule) for s in found] == [
        (0, 100, None),
        (100, 200, plan),
        (200, 300, None),
    ]


@pytest.mark.parametrize("grain", Grain)
@pytest.mark.parametrize("zone", ZONES)
def test_periods_begin_at_local_midnight_and_leave_no_gap(grain: Grain, zone: str) -> None:
    start, end = utc(2011, 11, 20) + 77, utc(2012, 2, 10)
    found = periods(grain, start, end, zone, week_start=6)
    assert (found[0].start, found[-1].end) == (start, end)
    assert [p.start for p in found[1:]] == [p.end for p in found[:-1]]
    for period in found[1:]:
        begins = datetime.fromtimestamp(period.start, ZoneInfo(zone))
        assert (begins.hour, begins.minute) in {(0, 0), (1, 0)}
        assert grain is not Grain.WEEK or begins.weekday() == 6
        assert grain is not Grain.MONTH or begins.day == 1
    cut = list(pieces(found))
    assert sum(piece.ended - piece.started for piece in cut) == end - start
