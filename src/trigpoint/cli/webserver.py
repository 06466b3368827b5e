"""The web server: granian, with bounded threads and a bounded queue."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from typing import Any

THREADS = 4
WAITING = 64
BACKLOG = 1024
GRACE = 8
APPLICATION = "trigpoint.config.wsgi:application"


def processes() -> int:
    """Return how many processes answer requests: half the cores, the worker has the others."""
    return max(1, min(4, (os.cpu_count() or 1) // 2))


def run_web(host: str, port: int) -> None:
    """Serve until SIGTERM; requests that have begun are answered first."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes(),
        blocking_threads=THREADS,
        backpressure=WAITING,
        backlog=BACKLOG,
        log_level=LogLevels.warning,
        workers_kill_timeout=GRACE,
    ).serve(target_loader=load, wrap_loader=False)


def load() -> Callable[..., Any]:
    """Return the application, in a process that does not outlive the one that started it."""
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    from django.core.wsgi import get_wsgi_application
    from django.urls import get_resolver

    application = get_wsgi_application()
    # Reads every page's module now: what cannot be read ends the process instead of each request.
    _addresses = get_resolver().url_patterns
    return application


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)
