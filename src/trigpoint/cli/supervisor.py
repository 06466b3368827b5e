"""One web child and one worker child, kept alive, and ended together."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

LOG = logging.getLogger(__name__)

SUPERVISOR = "TRIGPOINT_SUPERVISOR"
GRACE = 9.0
LOOK = 0.1
STEADY = 60.0
LONGEST_PAUSE = 30.0


@dataclass
class Child:
    """One child: what it runs, and how often it has died in a row. Times are monotonic seconds."""

    name: str
    arguments: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0
    deaths: int = field(default=0)
    not_before: float = 0

    def start(self) -> None:
        """Start the child; it ends by itself when this process is gone."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 - our own program and arguments
            [sys.executable, "-m", "trigpoint.cli.main", *self.arguments],
            env={**os.environ, SUPERVISOR: str(os.getpid())},
        )

    def look_after(self) -> None:
        """Start the child again where it died; the pause doubles while it keeps dying."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.not_before:
                self.start()
            return
        status = self.process.poll()
        if status is None:
            return
        self.deaths = 1 if now - self.started > STEADY else self.deaths + 1
        pause = min(LONGEST_PAUSE, 0.25 * 2.0 ** (self.deaths - 1))
        LOG.warning("%s ended with status %s; again in %.2g s", self.name, status, pause)
        self.process, self.not_before = None, now + pause

    def end(self, deadline: float) -> None:
        """Wait for the child until the deadline, then make an end of it."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            LOG.warning("%s did not end in time", self.name)
            self.process.kill()
            self.process.wait()


def supervise(children: Sequence[Child]) -> None:
    """Keep the children alive until this process is asked to end; then let them finish.

    Web requests that have begun are answered and the job at hand is finished, for at most
    nine seconds.
    """
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    while not stopping.wait(LOOK):
        for child in children:
            child.look_after()
    running = [child for child in children if child.process is not None]
    for child in running:
        if child.process is not None:
            child.process.terminate()
    deadline = time.monotonic() + GRACE
    for child in running:
        child.end(deadline)


def end_with_parent() -> None:
    """In a child: ask this process to end when its supervisor is gone, however it went.

    Else a killed supervisor would leave a web server that holds the port and a worker that
    nobody stops.
    """
    expected = int(os.environ.get(SUPERVISOR, "0"))
    if expected:
        threading.Thread(target=_watch, args=(expected,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os.kill(os.getpid(), signal.SIGTERM)
