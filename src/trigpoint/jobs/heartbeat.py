"""A sign of life beside a job that takes long."""

from __future__ import annotations

import logging
from contextlib import AbstractContextManager

from django.db import Error, connection
from django.utils import timezone

from trigpoint.jobs.beside import beside
from trigpoint.jobs.pace import Pace
from trigpoint.services.work import Lease, held

LOG = logging.getLogger(__name__)


def heartbeat(lease: Lease, pace: Pace) -> AbstractContextManager[None]:
    """Renew the lease from a thread of its own for as long as the block runs."""

    def beat() -> None:
        try:
            held(lease).update(lease_until=pace.until(timezone.now()))
        except Error:
            LOG.warning("could not renew the lease of job %s; trying again", lease.job)
            connection.close()

    return beside("heartbeat", pace.lease / 3, beat)
