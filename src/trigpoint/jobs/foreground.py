"""A job that somebody waits for at the terminal.

The worker does it where one runs. Where none does, this process is the worker for as long as it
takes: so the warehouse never has two owners.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import suppress

from django.db import Error

from trigpoint.core.text import _
from trigpoint.jobs.beside import beside
from trigpoint.jobs.key_hold import held
from trigpoint.jobs.lifeline import anyone_alive
from trigpoint.jobs.pace import Pace
from trigpoint.jobs.worker import Worker, lines
from trigpoint.services.errors import ServiceError
from trigpoint.services.work import defer
from trigpoint.store.models import Job, Organisation

Tell = Callable[[int, int], None]


def silent(done: int, total: int) -> None:
    """Say nothing of the progress."""


def carry_out(
    task: str,
    arguments: Mapping[str, object],
    *,
    organisation: Organisation | None = None,
    tell: Tell = silent,
) -> object:
    """Put down a job, see it through, and return its result; `tell` gets its progress.

    Raises:
        ServiceError: where it was refused or failed, with the reason.
    """
    job = defer(task, organisation=organisation, arguments=arguments)
    return wait_for(job.public_id, tell)


def wait_for(public_id: str, tell: Tell = silent) -> object:
    """See a job through that is put down already, and return its result.

    Raises:
        ServiceError: where it was refused or failed, with the reason.
    """

    def over() -> bool:
        job = Job.objects.get(public_id=public_id)
        tell(job.done_count, job.total_count)
        return job.state in {Job.State.DONE, Job.State.DEAD} or bool(job.last_error)

    def look() -> None:
        with suppress(Error):
            over()

    if anyone_alive(lines()):
        while not over():
            time.sleep(Pace().poll)
    else:
        # The worker in this process looks up between jobs alone, and a job may take long.
        with held(), beside("progress", Pace().poll, look):
            Worker().run_until(over)
    return outcome(Job.objects.get(public_id=public_id))


def wait_through(current: Callable[[], str], tell: Tell = silent) -> None:
    """See one job after another through, as long as `current` names another one.

    Raises:
        ServiceError: where one was refused or failed, with the reason.
    """
    over = ""
    while (job := current()) != over:
        wait_for(job, tell)
        over = job


def outcome(job: Job) -> object:
    """Return what a job brought, or raise what went wrong."""
    if job.state == Job.State.DONE:
        return job.result
    reason = job.last_error.split("\n", 1)[0].split(": ", 1)[-1]
    if job.state == Job.State.DEAD:
        raise ServiceError(_("It was not done: {reason}", reason=reason))
    raise ServiceError(
        _("It did not work and will be tried again by the worker: {reason}", reason=reason)
    )
