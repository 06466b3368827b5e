"""How often a plan is looked at again, and when it is called stale."""

from __future__ import annotations

import datetime

SHORTEST, LONGEST = 7, 366
"""In days: a week to a year."""


def days_over(touched: datetime.date, cadence_days: int, today: datetime.date) -> int:
    """Return for how many days a plan has been stale; 0 within its cadence.

    `touched` is the day on which it was last changed, published or reviewed.
    """
    return max(0, (today - touched).days - cadence_days)
