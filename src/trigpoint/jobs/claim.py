"""Taking a job: one worker gets it, whatever happens at the same time."""

from __future__ import annotations

import datetime
from pathlib import Path

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet

from trigpoint.jobs.lifeline import dead, forget, was_asked
from trigpoint.jobs.pace import Pace
from trigpoint.services.work import Lease
from trigpoint.store.models import Job

DIED = "WorkerDied: the worker ended in the middle of this job, the last time it may be tried"


def due(now: datetime.datetime) -> QuerySet[Job]:
    """Return the jobs that are to be run: their time has come, or their worker gave no sign."""
    return Job.objects.filter(
        Q(state=Job.State.READY, run_after__lte=now)
        | Q(state=Job.State.RUNNING, lease_until__lt=now)
    ).order_by("run_after", "pk")


def claim(worker: str, now: datetime.datetime, pace: Pace) -> Lease | None:
    """Take the job that has waited longest, or nothing where none is due."""
    while due(now).exists():  # a plain read first: an idle worker takes no lock
        with transaction.atomic(durable=True):
            job = _locked(due(now)).first()
            if job is None:
                return None  # another worker was faster
            if job.attempts < job.max_attempts:
                return _take(job, worker, now, pace)
            bury(Job.objects.filter(pk=job.pk), DIED, now)
    return None


def bury(jobs: QuerySet[Job], error: str, now: datetime.datetime) -> int:
    """Lay jobs aside, to be seen and started again by people; return how many."""
    return jobs.update(state=Job.State.DEAD, last_error=error, finished_at=now, lease_until=None)


def take_back(lines: Path, now: datetime.datetime) -> None:
    """End the leases of workers of this machine that died, so that their jobs are due at once.

    One that was cut off because its worker was asked to end has not failed: its attempt is given
    back, else a long job would be laid aside by a few stops in a row.
    """
    for name in dead(lines):
        given_back = 1 if was_asked(lines, name) else 0
        if forget(lines, name):
            Job.objects.filter(state=Job.State.RUNNING, worker=name).update(
                lease_until=now - datetime.timedelta(seconds=1),
                attempts=F("attempts") - given_back,
            )


def _locked(jobs: QuerySet[Job]) -> QuerySet[Job]:
    if connection.features.has_select_for_update_skip_locked:
        return jobs.select_for_update(skip_locked=True)
    return jobs  # SQLite: the transaction has the whole database to itself


def _take(job: Job, worker: str, now: datetime.datetime, pace: Pace) -> Lease | None:
    taken = Job.objects.filter(pk=job.pk, state=job.state, attempts=job.attempts).update(
        state=Job.State.RUNNING,
        worker=worker,
        attempts=F("attempts") + 1,
        started_at=now,
        lease_until=pace.until(now),
    )
    return Lease(job=job.public_id, worker=worker, attempt=job.attempts + 1) if taken else None
