"""Work for the worker: put down in the caller's transaction, held by a lease, settled once."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from trigpoint.core.people.facts import Thing
from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import NotAllowed, NotThere
from trigpoint.store.models import Job, Organisation

RESTATE = "trigpoint.jobs.readings.restate"
"""The task that computes the readings of an organisation anew, as it is known now."""
UNNAME = "trigpoint.jobs.forgotten.unname"
"""The task that takes the names of people who were erased out of the tickets' accounts."""


class LeaseLost(Exception):  # noqa: N818 - a state of the job, told to the one who held it
    """The job is no longer this worker's. What it was about to write must not be written."""


@dataclass(frozen=True, slots=True)
class Lease:
    """One attempt of one worker at one job. A later attempt is another lease."""

    job: str
    worker: str
    attempt: int


@dataclass(frozen=True, slots=True)
class Work:
    """What a page says about one job.

    Counts are in the units of its task; a `total_count` of 0 means that nobody knows it yet.
    """

    id: str
    task: str
    state: str
    created_at: datetime.datetime
    run_after: datetime.datetime
    finished_at: datetime.datetime | None
    attempts: int
    max_attempts: int
    done_count: int
    total_count: int
    error: str


def defer(
    task: str,
    *,
    organisation: Organisation | None,
    arguments: Mapping[str, object],
    once_key: str | None = None,
    run_after: datetime.datetime | None = None,
) -> Job:
    """Put down a job in the caller's transaction: it exists where that commits, else never.

    `task` is the dotted path of a task, such as `trigpoint.jobs.imports.run`. A job with a
    `once_key` is put down once for all time; asked for again, the earlier one is returned.
    """
    now = timezone.now()
    values = {
        "task": task,
        "organisation": organisation,
        "arguments": dict(arguments),
        "run_after": run_after or now,
        "created_at": now,
    }
    if once_key is None:
        return Job.objects.create(**values)
    return Job.objects.get_or_create(once_key=once_key, defaults=values)[0]


def restate_soon(organisation: Organisation) -> None:
    """Let the organisation's readings be computed anew, in the caller's transaction.

    One job that has not begun serves all who ask: it will see what this transaction commits. The
    row is locked until then, so that no worker begins it earlier.
    """
    waiting = Job.objects.select_for_update().filter(
        task=RESTATE, organisation=organisation, state=Job.State.READY
    )
    if waiting.first() is None:
        defer(RESTATE, organisation=organisation, arguments={})


def held(lease: Lease) -> QuerySet[Job]:
    """Return the lease's job if it is still held, else nothing."""
    return Job.objects.filter(
        public_id=lease.job,
        state=Job.State.RUNNING,
        worker=lease.worker,
        attempts=lease.attempt,
    )


def organisation_of(lease: Lease) -> Organisation:
    """Return the organisation whose work a lease is for."""
    return Organisation.objects.get(job__public_id=lease.job)


def settle(lease: Lease, result: object = None, *, now: datetime.datetime | None = None) -> None:
    """Mark the job as done in the caller's transaction, together with what it has brought about.

    A handler whose effect must come once calls this inside the transaction of that effect.

    Raises:
        LeaseLost: where another worker has taken the job over; the transaction must not commit.
    """
    changed = held(lease).update(
        state=Job.State.DONE,
        result=result,
        finished_at=now or timezone.now(),
        lease_until=None,
        last_error="",
    )
    if not changed:
        raise LeaseLost(lease.job)


def progress(lease: Lease, done: int, total: int) -> None:
    """Say how far the job has come.

    Raises:
        LeaseLost: where another worker has taken the job over, so that this one can stop.
    """
    if not held(lease).update(done_count=done, total_count=total):
        raise LeaseLost(lease.job)


def works(actor: Actor, *, state: str | None = None, limit: int = 100) -> list[Work]:
    """Return the organisation's newest jobs, of one state where that is given.

    Administrators see those of the installation too, such as backups.
    """
    rows = _visible(actor).order_by("-pk")
    return [_shown(job) for job in (rows.filter(state=state) if state else rows)[:limit]]


def work(actor: Actor, public_id: str) -> Work:
    """Return one job.

    Raises:
        NotThere: where there is none that the actor may see.
    """
    job = _visible(actor).filter(public_id=public_id).first()
    if job is None:
        raise NotThere
    return _shown(job)


def try_again(actor: Actor, public_id: str) -> None:
    """Give a job that was laid aside its attempts back.

    Raises:
        NotThere: where there is no such job laid aside.
        NotAllowed: where the actor is no administrator.
    """
    if not actor.is_administrator:
        raise NotAllowed(_("Only an administrator may start work again."))
    changed = (
        _visible(actor)
        .filter(public_id=public_id, state=Job.State.DEAD)
        .update(state=Job.State.READY, attempts=0, run_after=actor.now, finished_at=None)
    )
    if not changed:
        raise NotThere


def may_see(actor: Actor) -> bool:
    """Whether jobs are for the actor to see."""
    return bool(access.decision(actor, Verb.SEE, Kind.JOB, Thing(str(actor.organisation.pk))))


def _visible(actor: Actor) -> QuerySet[Job]:
    """Return the jobs that the policy shows: to administrators, with those of the installation."""
    if not may_see(actor):
        return Job.objects.none()
    return Job.objects.filter(Q(organisation=actor.organisation) | Q(organisation__isnull=True))


def _shown(job: Job) -> Work:
    return Work(
        id=job.public_id,
        task=job.task,
        state=job.state,
        created_at=job.created_at,
        run_after=job.run_after,
        finished_at=job.finished_at,
        attempts=job.attempts,
        max_attempts=job.max_attempts,
        done_count=job.done_count,
        total_count=job.total_count,
        error=job.last_error.split("\n", 1)[0],
    )
