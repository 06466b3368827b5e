"""Tasks that the tests put down."""

import time

from django.db import transaction
from django_tasks import task
from django_tasks.base import TaskContext

from trigpoint.core.text import _
from trigpoint.jobs.backend import lease_of
from trigpoint.services.errors import ServiceError
from trigpoint.services.work import progress, settle
from trigpoint.store.models import KeptAnswer


@task
def add(left: int, right: int) -> int:
    return left + right


@task
def fail(words: str) -> None:
    raise ValueError(words)


@task
def refuse() -> None:
    raise ServiceError(_("This cannot be done."))


@task
def go_on() -> None:
    """Take longer than anybody waits."""
    time.sleep(600)


@task(takes_context=True)
def count_once(context: TaskContext, user: int, key: str) -> None:
    """An effect in the app's database, committed together with the end of the job."""
    with transaction.atomic(durable=True):
        KeptAnswer.objects.create(
            user_id=user,
            key=key,
            request_digest="",
            status=200,
            created_at=context.task_result.enqueued_at,
        )
        settle(lease_of(context), {"key": key})


@task(takes_context=True)
def steps(context: TaskContext, total: int) -> None:
    for done in range(1, total + 1):
        progress(lease_of(context), done, total)
