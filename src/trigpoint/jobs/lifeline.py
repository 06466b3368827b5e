"""Proof that a worker lives: a locked file in the data folder.

The system lets go of the lock in the moment the process dies, however it dies. So the jobs of a
killed worker are taken back at once; a lease has to run out only for workers of other machines.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

SUFFIX = ".alive"
ASKED = "asked to stop"


def new_name() -> str:
    """Return a name for one run of one worker: never used before, at most 40 characters."""
    return f"{socket.gethostname()[:20]}-{os.getpid()}-{secrets.token_hex(4)}"


@contextmanager
def lifeline(folder: Path, name: str) -> Iterator[None]:
    """Hold the worker's line for as long as the block runs."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}{SUFFIX}"
    hidden = folder / f".{name}"
    with hidden.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        # Seen by others only once it is locked, so that no sweep takes a new worker for dead.
        hidden.rename(path)
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def dead(folder: Path) -> list[str]:
    """Return the names of workers whose lines are loose."""
    return [path.stem for path in folder.glob(f"*{SUFFIX}") if _loose(path)]


def anyone_alive(folder: Path) -> bool:
    """Return whether a worker of this data folder is running."""
    return any(not _loose(path) for path in folder.glob(f"*{SUFFIX}"))


def note_asked(folder: Path, name: str) -> None:
    """Write on a worker's line that it was asked to end.

    In the file, since whatever the worker still does may hold the database. Where it cannot be
    written, such as on a full disk, the worker ends all the same.
    """
    with suppress(OSError), (folder / f"{name}{SUFFIX}").open("r+") as file:
        file.write(ASKED)


def was_asked(folder: Path, name: str) -> bool:
    """Return whether a dead worker had been asked to end, and did not do so on its own account."""
    with suppress(FileNotFoundError):
        return (folder / f"{name}{SUFFIX}").read_text() == ASKED
    return False


def forget(folder: Path, name: str) -> bool:
    """Remove the line of a dead worker; return whether nobody else was faster."""
    try:
        (folder / f"{name}{SUFFIX}").unlink()
    except FileNotFoundError:
        return False
    return True


def _loose(path: Path) -> bool:
    try:
        with path.open("r") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except FileNotFoundError:
        return False
    return True
