"""Obstacles: their order, and when a warning sign has come."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

SILENT_AFTER = datetime.timedelta(days=3)
"""From then on without data a sign is neither quiet nor come: its source is silent."""


class SignState(Enum):
    """What a warning sign says."""

    QUIET = "quiet"
    COME = "come"
    SILENT = "silent"
    """The source of its data has failed. That is the source's fault, not an obstacle."""
    UNKNOWN = "unknown"
    """There is nothing yet that could say."""


class Side(Enum):
    """On which side of the threshold a value is a warning."""

    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Sign:
    """A live warning sign: beyond the threshold on so many days in a row."""

    side: Side
    threshold: float
    days: int

    def is_beyond(self, value: float) -> bool:
        """Tell whether a value is a warning; the threshold itself is not."""
        return value > self.threshold if self.side is Side.ABOVE else value < self.threshold


@dataclass(frozen=True, slots=True)
class Said:
    """What a sign says, and since when: the day it had come, or of the last data."""

    state: SignState
    since: datetime.date | None = None
    latest: float | None = None


def look(
    sign: Sign,
    days: Sequence[tuple[datetime.date, float | None]],
    as_of: datetime.datetime | None,
    now: datetime.datetime,
    over_since: datetime.date | None = None,
) -> Said:
    """Return what a sign says of its days, which are whole ones in order, None without a value.

    A day without a value, or that is missing, ends a row: nothing is guessed. Days up to
    `over_since` do not count any more. The newest row that is long enough counts, so that a sign
    stays come after the value has gone back, until somebody says that it is over.
    """
    latest = next((value for _day, value in reversed(days) if value is not None), None)
    came = first_row(sign, days, over_since)
    if came is not None:
        return Said(SignState.COME, came, latest)
    if as_of is None or not days:
        return Said(SignState.UNKNOWN)
    if now - as_of > SILENT_AFTER:
        return Said(SignState.SILENT, as_of.date(), latest)
    return Said(SignState.QUIET, None, latest)


def first_row(
    sign: Sign,
    days: Sequence[tuple[datetime.date, float | None]],
    over_since: datetime.date | None,
) -> datetime.date | None:
    """Return the day on which the newest row beyond the threshold became long enough."""
    came: datetime.date | None = None
    row = 0
    before: datetime.date | None = None
    for day, value in days:
        follows = before is not None and (day - before).days == 1
        beyond = value is not None and sign.is_beyond(value)
        counts = beyond and (over_since is None or day > over_since)
        row = (row if follows else 0) + 1 if counts else 0
        if row == sign.days:
            came = day
        before = day
    return came


def weight(likelihood: int, impact: int) -> int:
    """Return how much an obstacle weighs, 1 to 9: the heaviest stand first."""
    return likelihood * impact
