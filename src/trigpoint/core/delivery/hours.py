"""When a message does not disturb: quiet hours and the hour of the digest, on one's own clock."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

LATE = datetime.timedelta(hours=4)
"""How long after its hour a digest may still come; after that tomorrow's has it all."""
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Hours:
    """Whole hours of the day. Nothing comes from `quiet_from` until before `quiet_to`.

    Both the same means that no hour is quiet.
    """

    quiet_from: int = 18
    quiet_to: int = 8
    digest_at: int = 8

    def quiet(self, local: datetime.datetime) -> bool:
        """Whether a moment on the person's clock is quiet."""
        if self.quiet_from <= self.quiet_to:
            return self.quiet_from <= local.hour < self.quiet_to
        return local.hour >= self.quiet_from or local.hour < self.quiet_to

    def digest_due(self, local: datetime.datetime, last: datetime.datetime | None) -> bool:
        """Whether a digest is to go out, the `last` one (on the same clock) being known.

        One that falls into quiet hours comes when they end.
        """
        begin = local.replace(hour=self.digest_at, minute=0, second=0, microsecond=0)
        if self.quiet(begin):
            begin = begin.replace(hour=self.quiet_to)
        begin = begin if begin <= local else begin - DAY
        fresh = local - begin < LATE
        return not self.quiet(local) and fresh and (last is None or last < begin)
