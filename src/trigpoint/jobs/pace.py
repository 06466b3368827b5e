"""How long things take and how often they are tried, in one place."""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pace:
    """The worker's times in seconds.

    `lease` is how long a job stays with a worker that gives no sign; `poll` how often an idle
    worker looks; `grace` how long a job may go on after the worker was asked to stop; `first_wait`
    and `longest_wait` bound the back-off.
    """

    lease: float = 60
    poll: float = 0.5
    tick: float = 5
    grace: float = 8
    first_wait: float = 10
    longest_wait: float = 3600

    def until(self, now: datetime.datetime) -> datetime.datetime:
        """Return when a lease that begins now ends."""
        return now + datetime.timedelta(seconds=self.lease)

    def wait_after(self, attempt: int) -> datetime.timedelta:
        """Return the pause after the failure of an attempt, the first one being 1.

        It doubles up to the longest, and is shortened by up to a half, by chance, so that what
        failed together does not come back together.
        """
        whole = min(self.longest_wait, self.first_wait * 2.0 ** (attempt - 1))
        return datetime.timedelta(seconds=whole * random.uniform(0.5, 1))  # noqa: S311 - no secret
