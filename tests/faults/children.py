"""What the children do."""

import itertools
import random
import re
import signal
import time
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

import tests.jobs.tasks  # noqa: F401 - warm
from tests.connectors.desks.request_tracker import FakeRequestTracker
from tests.faults import writing
from trigpoint.cli.webserver import run_web
from trigpoint.connectors.sync import reading
from trigpoint.jobs import imports, outbox, syncs  # noqa: F401 - warm
from trigpoint.jobs.backup import make, restore  # noqa: F401 - warm
from trigpoint.jobs.install import prepare
from trigpoint.jobs.pace import Pace
from trigpoint.jobs.worker import Worker
from trigpoint.net import Answer

get_wsgi_application()
get_resolver().url_patterns  # noqa: B018 - reads the addresses once, for all children

FAILS, SHORT = 0.2, 0.5
QUICK = Pace(lease=5, poll=0.01, tick=0.05, first_wait=0.01, longest_wait=0.05)


def install() -> None:
    prepare(tell=str)


def web(port: int) -> None:
    run_web("127.0.0.1", port)


def worker(deliver_to: str | None = None, lease: float = QUICK.lease) -> None:
    """Work until SIGTERM; messages of the tests are delivered to a file, a line each."""
    if deliver_to is not None:

        @outbox.target("test.written")
        def append(message: outbox.Message) -> None:
            with open(deliver_to, "a", encoding="ascii") as file:  # noqa: PTH123 - appends, which Path cannot
                file.write(f"{message.id} {message.body['number']}\n")

    one = Worker(replace(QUICK, lease=lease))
    signal.signal(signal.SIGTERM, lambda *_: one.stop())
    one.run()


def hurried_worker() -> None:
    """Work until SIGTERM, and not a moment longer."""
    one = Worker(replace(QUICK, grace=0.01))
    signal.signal(signal.SIGTERM, lambda *_: one.stop())
    one.run()


def flaky_worker(deliver_to: str, seed: int) -> None:
    """Work until killed; a fifth of all deliveries fail before the receiver has the message."""
    chance = random.Random(seed)

    @outbox.target("test.written")
    def append(message: outbox.Message) -> None:
        if chance.random() < FAILS:
            raise ConnectionError
        with open(deliver_to, "a", encoding="ascii") as file:  # noqa: PTH123 - appends, which Path cannot
            file.write(f"{message.id}\n")

    Worker(replace(QUICK, lease=SHORT)).run()


def write_on(first: int) -> None:
    """Write until killed."""
    for number in itertools.count(first):
        writing.write(number)
        time.sleep(0.01)


def mail_worker(port: int) -> None:
    """Work until killed, with a mail server on a port of this machine."""
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 5
    settings.DEFAULT_FROM_EMAIL = "Trigpoint <goals@example.org>"
    settings.TRIGPOINT_MAIL = True
    worker()


def reader(tickets: int, noted: str) -> None:
    """Work until killed on readings of a help desk that takes its time; note where each began."""
    desk = FakeRequestTracker()
    desk.live(tickets)

    def slowly(method: str, url: str, *more: Any) -> Answer:
        time.sleep(0.1)
        if found := re.search(r"id%3E(\d+)", url):
            with open(noted, "a", encoding="ascii") as file:  # noqa: PTH123 - appends, which Path cannot
                file.write(f"{found[1]}\n")
        return desk(method, url, *more)

    syncs.Client = lambda **_options: slowly  # type: ignore[assignment,misc]  # a desk at hand
    reading.ENOUGH = 100
    Worker(replace(QUICK, lease=1)).run()
