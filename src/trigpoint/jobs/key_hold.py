"""Whoever runs for long holds the secret key, so that none takes its place meanwhile.

It is a lock on a file beside the key, so whoever reads the same key can see it, whichever process
and database they use. The system lets go of it however a process ends.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from trigpoint.core.text import _
from trigpoint.jobs.install import OWNER_ONLY, key_file, use_keys
from trigpoint.services.errors import ServiceError


@contextmanager
def held() -> Iterator[None]:
    """Hold the key for as long as the block runs; wait for a new one that is being put there.

    This process had read the key before it held it, and takes up what stands there now.
    """
    with locked(fcntl.LOCK_SH):
        if key_file().exists():
            use_keys(key_file().read_text(encoding="ascii"))
        yield


@contextmanager
def held_by_nobody() -> Iterator[None]:
    """Let nobody hold the key while the block runs.

    Raises:
        ServiceError: while somebody holds it.
    """
    try:
        with locked(fcntl.LOCK_EX | fcntl.LOCK_NB):
            yield
    except BlockingIOError as error:
        raise ServiceError(
            _("Stop Trigpoint first: what runs would go on with the old key.")
        ) from error


@contextmanager
def locked(how: int) -> Iterator[None]:
    """Lock the file beside the key for as long as the block runs."""
    path = Path(f"{key_file()}.lock")
    handle = os.open(path, os.O_RDWR | os.O_CREAT, OWNER_ONLY)
    try:
        fcntl.flock(handle, how)
        yield
    finally:
        os.close(handle)
