"""Running one job once, and what follows from how it ended."""

from __future__ import annotations

import logging
import traceback
from typing import Any

from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.base import Task, TaskContext
from django_tasks.utils import get_module_path, normalize_json

from trigpoint.jobs.backend import as_result
from trigpoint.jobs.claim import bury
from trigpoint.jobs.pace import Pace
from trigpoint.services.errors import ServiceError, Stale
from trigpoint.services.work import Lease, LeaseLost, held, settle
from trigpoint.store.models import Job

LOG = logging.getLogger(__name__)
ERROR_LENGTH = 6000


def attempt(lease: Lease, pace: Pace) -> None:
    """Run the job of a lease; its effect and its end are on the disk afterwards, or neither.

    A handler may settle the job itself, in the transaction of its effect. What fails is tried
    again after a pause; what was refused in words, or failed too often, is laid aside.
    """
    job = Job.objects.get(public_id=lease.job)
    try:
        result = call(import_string(job.task), job)
        if held(lease).exists():
            settle(lease, normalize_json(result))
    except LeaseLost:
        LOG.warning("job %s went to another worker", lease.job)
    except Exception as error:  # noqa: BLE001 - whatever a handler raises is kept with its job
        LOG.warning("job %s (%s) failed: %s", lease.job, job.task, type(error).__name__)
        put_off(lease, job, error, pace)


def call(task: Task[Any, Any], job: Job) -> object:
    """Call a task's function with the arguments of its job."""
    own = [TaskContext(task_result=as_result(job, task))] if task.takes_context else []
    return task.call(*own, **job.arguments)


def put_off(lease: Lease, job: Job, error: Exception, pace: Pace) -> None:
    """Let the job be tried again after a pause, or lay it aside."""
    now = timezone.now()
    words = describe(error)
    refused = isinstance(error, ServiceError) and not isinstance(error, Stale)
    if refused or lease.attempt >= job.max_attempts:
        bury(held(lease), words, now)
        return
    held(lease).update(
        state=Job.State.READY,
        run_after=now + pace.wait_after(lease.attempt),
        last_error=words,
        lease_until=None,
    )


def describe(error: Exception) -> str:
    """Return the class and message of an error, then its trace, cut to what a row should hold."""
    trace = "".join(traceback.format_exception(error))
    return f"{get_module_path(type(error))}: {error}\n{trace}"[:ERROR_LENGTH]
