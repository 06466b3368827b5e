"""When a check-in is due, and when a number speaks for itself."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trigpoint.core.loop.cadence import due_on, unchanged

DAYS = st.dates(datetime.date(2020, 1, 1), datetime.date(2030, 1, 1))


@given(DAYS, st.integers(1, 60), st.sets(st.integers(0, 6)))
def test_a_check_in_falls_on_the_first_working_day_from_its_rhythm_on(last, every, workdays):
    due = due_on(last, every, workdays)
    earliest = last + datetime.timedelta(days=every)
    assert earliest <= due <= earliest + datetime.timedelta(days=6)
    if workdays:
        assert due.weekday() in workdays
        between = (earliest + datetime.timedelta(days=n) for n in range((due - earliest).days))
        assert all(day.weekday() not in workdays for day in between)


@pytest.mark.parametrize(
    ("value", "then", "low", "high", "same"),
    [
        (0.8, 0.79, 0.75, 0.84, True),
        (0.85, 0.79, 0.75, 0.84, False),
        (None, 0.79, 0.75, 0.84, False),
        (0.8, None, None, None, False),
        (12.0, 12.0, None, None, True),
        (13.0, 12.0, None, None, False),
    ],
)
def test_a_figure_within_the_last_range_says_nothing_new(value, then, low, high, same):
    assert unchanged(value, then, low, high) is same
