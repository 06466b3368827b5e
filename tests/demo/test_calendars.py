from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from trigpoint.demo.calendars import Calendar, Hours, Span

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
HOURS = Hours(
    "h",
    "h",
    "America/Toronto",
    (*(Span(day, 9, 24) for day in range(6)), Span(6, 10, 12, first=date(2026, 6, 1))),
    frozenset({date(2026, 7, 1)}),
)
CALENDAR = Calendar(HOURS, FIRST, LAST)
MOMENTS = st.integers(
    int(datetime(2026, 1, 2, tzinfo=UTC).timestamp()),
    int(datetime(2026, 12, 30, tzinfo=UTC).timestamp()),
)


def open_at(moment: int) -> bool:
    local = datetime.fromtimestamp(moment, UTC).astimezone(ZoneInfo(HOURS.zone))
    day = local.date()
    return day not in HOURS.holidays and any(
        span.holds_on(day) and span.opens <= local.hour < span.closes for span in HOURS.spans
    )


@given(MOMENTS, st.integers(1, 40 * 3600))
def test_work_is_the_number_of_open_minutes_that_pass(start: int, length: int) -> None:
    start, length = start - start % 60, length - length % 60
    minutes = sum(open_at(start + 60 * n) for n in range(length // 60))
    before, after = CALENDAR.work(np.array([start, start + length]))
    assert after - before == 60 * minutes


@given(MOMENTS)
def test_an_open_moment_is_found_again_from_its_work(moment: int) -> None:
    found = int(CALENDAR.at(CALENDAR.work(np.array([moment])))[0])
    if open_at(moment):
        assert found == moment
    else:
        assert found > moment
        assert open_at(found)
        assert not any(open_at(m) for m in range(moment, found, 900))


def test_a_day_of_24_hours_ends_at_the_next_midnight() -> None:
    monday = datetime(2026, 3, 2, tzinfo=ZoneInfo(HOURS.zone))
    ends = CALENDAR.ends[np.searchsorted(CALENDAR.starts, int(monday.timestamp()))]
    assert ends == int((monday + timedelta(days=1)).timestamp())
