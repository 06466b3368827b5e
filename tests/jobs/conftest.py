"""A worker that does not wait."""

import pytest
from django.conf import LazySettings

from trigpoint.jobs.pace import Pace
from trigpoint.jobs.worker import Worker
from trigpoint.store.models import Job

QUICK = Pace(lease=30, poll=0.01, tick=0, grace=1, first_wait=10, longest_wait=100)


@pytest.fixture
def quick() -> Pace:
    return QUICK


@pytest.fixture
def worker(tmp_path, settings: LazySettings) -> Worker:
    settings.TRIGPOINT_DATA = tmp_path
    return Worker(QUICK)


@pytest.fixture
def run_all(worker: Worker):
    """Let the worker do everything that is due now."""

    def run() -> None:
        worker.run_until(
            lambda: (
                not Job.objects.filter(task__contains="tests.", state="ready", attempts=0).exists()
            )
        )

    return run
