"""Kills that fall into the middle of work: the worker is held still, looked at, and then killed."""

import os
import signal
import time
from collections.abc import Callable
from typing import NamedTuple, TypeVar

import psutil
from django.db import OperationalError

from tests.faults.nursery import alive, kill
from trigpoint.store.models import Job

T = TypeVar("T")
SLACK = 2
"""How many of the kills may come just after the database got the last word of a piece of work."""
PATIENCE = 300
"""Seconds until a worker that does nothing fails a test; a disk may need several for one write."""


class Attempt(NamedTuple):
    """One attempt at one job."""

    job: int
    number: int
    task: str

    @property
    def kind(self) -> str:
        """The name of its task, without where that is written."""
        return self.task.rpartition(".")[2]


def nothing() -> None:
    """Leave it at what there is to do."""


def strike(
    worker: int,
    in_hand: Callable[[], T | None],
    pause: Callable[[T], float],
    when_idle: Callable[[], None] = nothing,
) -> T:
    """Kill a worker in the middle of a piece of work, and return which piece that was.

    `in_hand` tells what the worker is at, `pause` how long it may go on from there. Where it has
    nothing in hand after that time, it goes on and is struck later.
    """
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert alive(worker), "the worker ended by itself"
        seen = in_hand()
        if seen is None:
            when_idle()
            time.sleep(0.002)
            continue
        time.sleep(pause(seen))
        hold(worker)
        struck = told_while_held(in_hand)
        if struck is not None:
            kill(worker)
            return struck
        os.killpg(worker, signal.SIGCONT)
    raise AssertionError("the worker was never seen at work")


def told_while_held(in_hand: Callable[[], T | None]) -> T | None:
    """Ask what is in hand while the worker stands still.

    SQLite lets nobody read where the worker was stopped within the few instructions in which it
    changes the index of the write-ahead log; then nothing is told.
    """
    try:
        return in_hand()
    except OperationalError:
        return None


def hold(worker: int) -> None:
    """Stop a process where it is, and let a database server end what it was asked before."""
    os.killpg(worker, signal.SIGSTOP)
    while psutil.Process(worker).status() != psutil.STATUS_STOPPED:
        time.sleep(0.001)
    time.sleep(0.05)


def attempt_of(worker: int) -> Attempt | None:
    """Return what a worker has begun and not ended."""
    mine = Job.objects.filter(state=Job.State.RUNNING, worker__contains=f"-{worker}-")
    found = mine.values_list("pk", "attempts", "task").first()
    return Attempt(*found) if found else None


def cut_short() -> int:
    """Return how many attempts at jobs had no end, as the jobs themselves tell."""
    tried = Job.objects.filter(attempts__gt=0).values_list("attempts", flat=True)
    return sum(attempts - 1 for attempts in tried)
