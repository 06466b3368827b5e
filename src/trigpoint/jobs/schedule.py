"""What is done again and again: each slot of time has its job, put down once."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from trigpoint.services.work import defer
from trigpoint.store.models import Job


@dataclass(frozen=True, slots=True)
class Periodic:
    """A task of the installation and how often it runs, in whole seconds.

    Slots are counted from 1970 UTC, so that every worker counts the same ones. Slots that nobody
    was there for are not made up: the newest one does the work of all.
    """

    task: str
    every: int

    def slot(self, now: datetime.datetime) -> int:
        """Return the number of the slot that `now` falls in."""
        return int(now.timestamp()) // self.every

    def once_key(self, now: datetime.datetime) -> str:
        """Return the key by which the slot's job is put down once."""
        return f"{self.task}#{self.slot(now)}"


HOUR = 3600
SCHEDULE = (
    Periodic("trigpoint.jobs.housekeeping.tidy", every=24 * HOUR),
    Periodic("trigpoint.jobs.signs.watch", every=HOUR),
    Periodic("trigpoint.jobs.letters.write", every=HOUR // 6),
    Periodic("trigpoint.jobs.syncs.due", every=HOUR),
    Periodic("trigpoint.jobs.signs.climb", every=HOUR),
    Periodic("trigpoint.jobs.signs.ask", every=24 * HOUR),
    Periodic("trigpoint.jobs.pulses.land", every=6 * HOUR),
)


def put_down_due(now: datetime.datetime, schedule: tuple[Periodic, ...] = SCHEDULE) -> None:
    """Put down the jobs of the slots that have begun, unless some worker already did."""
    wanted = {periodic.once_key(now): periodic for periodic in schedule}
    there = set(Job.objects.filter(once_key__in=wanted).values_list("once_key", flat=True))
    for key, periodic in wanted.items():
        if key not in there:
            defer(periodic.task, organisation=None, arguments={}, once_key=key)
