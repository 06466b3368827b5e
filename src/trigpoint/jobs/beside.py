"""Something done again and again beside a block that takes long."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def beside(name: str, seconds: float, act: Callable[[], object]) -> Iterator[None]:
    """Call `act` every so many seconds from a thread of its own for as long as the block runs."""
    done = threading.Event()
    thread = threading.Thread(target=_again, args=(seconds, act, done), name=name, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _again(seconds: float, act: Callable[[], object], done: threading.Event) -> None:
    try:
        while not done.wait(seconds):
            act()
    finally:
        connection.close()
