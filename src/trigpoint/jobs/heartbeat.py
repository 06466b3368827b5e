"""A sign of life beside a job that takes long."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import Error, connection
from django.utils import timezone

from trigpoint.jobs.pace import Pace
from trigpoint.services.work import Lease, held

LOG = logging.getLogger(__name__)


@contextmanager
def heartbeat(lease: Lease, pace: Pace) -> Iterator[None]:
    """Renew the lease from a thread of its own for as long as the block runs."""
    done = threading.Event()
    thread = threading.Thread(target=_beat, args=(lease, pace, done), name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _beat(lease: Lease, pace: Pace, done: threading.Event) -> None:
    try:
        while not done.wait(pace.lease / 3):
            try:
                held(lease).update(lease_until=pace.until(timezone.now()))
            except Error:
                LOG.warning("could not renew the lease of job %s; trying again", lease.job)
                connection.close()
    finally:
        connection.close()
