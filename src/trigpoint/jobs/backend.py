"""The Django Tasks interface over the table of jobs."""

from __future__ import annotations

import inspect
from typing import Any

from django.utils.module_loading import import_string
from django_tasks import TaskResult, TaskResultStatus
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskContext, TaskError
from django_tasks.exceptions import TaskResultDoesNotExist

from trigpoint.services.work import Lease, defer
from trigpoint.store.models import Job

STATUS = {
    Job.State.READY: TaskResultStatus.READY,
    Job.State.RUNNING: TaskResultStatus.RUNNING,
    Job.State.DONE: TaskResultStatus.SUCCESSFUL,
    Job.State.DEAD: TaskResultStatus.FAILED,
}


class DatabaseBackend(BaseTaskBackend):
    """Puts tasks down in the caller's transaction; the worker of this package runs them."""

    supports_defer = True
    supports_get_result = True

    def enqueue(
        self, task: Task[Any, Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> TaskResult[Any]:
        """Put the task down; arguments are kept by name, so that a handler can gain new ones."""
        self.validate_task(task)
        job = defer(
            task.module_path,
            organisation=None,
            arguments=by_name(task, args, kwargs),
            run_after=task.run_after,
        )
        return as_result(job, task)

    def get_result(self, result_id: str) -> TaskResult[Any]:
        """Return the state of a job.

        Raises:
            TaskResultDoesNotExist: where no job has this id.
        """
        job = Job.objects.filter(public_id=result_id).first()
        if job is None:
            raise TaskResultDoesNotExist(result_id)
        return as_result(job, import_string(job.task))


def by_name(task: Task[Any, Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments of a call as a mapping from the parameters' names."""
    signature = inspect.signature(task.func)
    own = (None,) if task.takes_context else ()
    bound = signature.bind(*own, *args, **kwargs).arguments
    return {name: value for name, value in bound.items() if name != "context"}


def as_result(job: Job, task: Task[Any, Any]) -> TaskResult[Any]:
    """Return a job as the tasks interface shows it; its last worker stands for the earlier ones."""
    head, _, trace = job.last_error.partition("\n")
    result: TaskResult[Any] = TaskResult(
        task=task,
        id=job.public_id,
        status=STATUS[Job.State(job.state)],
        enqueued_at=job.created_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        last_attempted_at=job.started_at,
        args=[],
        kwargs=job.arguments,
        backend=task.backend,
        errors=[TaskError(exception_class_path=head.split(":", 1)[0], traceback=trace)]
        if job.last_error
        else [],
        worker_ids=[job.worker] * job.attempts,
    )
    object.__setattr__(result, "_return_value", job.result)
    return result


def lease_of(context: TaskContext) -> Lease:
    """Return the lease under which a handler runs, to settle it or to tell progress."""
    result = context.task_result
    return Lease(job=result.id, worker=result.worker_ids[-1], attempt=result.attempts)
