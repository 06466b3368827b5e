"""Statements that may take as long as they take."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def patient() -> Iterator[None]:
    """Lift the limit on how long a statement may run, for changing or filling whole tables.

    A request waits for its answer and is cut off; nobody waits for these, and half of one is
    worse than a long one. What ends the block with an error leaves the limit lifted.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET statement_timeout")
