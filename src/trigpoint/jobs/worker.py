"""The worker: takes one job after the other until it is asked to stop."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import Error, connection
from django.utils import timezone

from trigpoint.jobs import outbox, targets  # noqa: F401 - targets names them all to the outbox
from trigpoint.jobs.attempt import attempt
from trigpoint.jobs.claim import claim, take_back
from trigpoint.jobs.heartbeat import heartbeat
from trigpoint.jobs.lifeline import lifeline, new_name, note_asked
from trigpoint.jobs.pace import Pace
from trigpoint.jobs.schedule import put_down_due

LOG = logging.getLogger(__name__)


def lines() -> Path:
    """Return the folder in which workers show that they live."""
    return Path(settings.TRIGPOINT_DATA) / "workers"


class Worker:
    """One worker in one process. `run` returns after `stop`, when the job at hand is done."""

    def __init__(self, pace: Pace | None = None) -> None:
        self.pace = pace or Pace()
        self.name = new_name()
        self._stopping = threading.Event()
        self._next_tick = 0.0

    def stop(self) -> None:
        """Ask the worker to end; a job that outlasts the grace is cut off and tried again later.

        Cutting off is safe: it is what a power cut does, and jobs are made for that. It costs the
        job none of its attempts.
        """
        if not self._stopping.is_set():
            self._stopping.set()
            note_asked(lines(), self.name)
            last = threading.Timer(self.pace.grace, os._exit, args=(0,))
            last.daemon = True
            last.start()

    def run(self) -> None:
        """Work, and deliver what the outbox holds, until `stop` is called."""
        post = threading.Thread(target=outbox.run, args=(self.pace, self._stopping), name="outbox")
        post.start()
        try:
            self.run_until(self._stopping.is_set)
        finally:
            self._stopping.set()
            post.join()

    def run_until(self, enough: Callable[[], bool]) -> None:
        """Work until the condition holds; it is asked between jobs and while idle."""
        with lifeline(lines(), self.name):
            while not self._stopping.is_set() and not enough():
                if not self._step():
                    self._stopping.wait(self.pace.poll)

    def _step(self) -> bool:
        """Do one job; return whether there was one. Without a database, wait for it to return."""
        try:
            self._tick()
            lease = claim(self.name, timezone.now(), self.pace)
            if lease is None:
                return False
            with heartbeat(lease, self.pace):
                attempt(lease, self.pace)
        except Error as error:
            LOG.warning("the database does not answer (%s); trying again", type(error).__name__)
            connection.close()
            return False
        return True

    def _tick(self) -> None:
        if time.monotonic() >= self._next_tick:
            self._next_tick = time.monotonic() + self.pace.tick
            take_back(lines(), timezone.now())
            put_down_due(timezone.now())
