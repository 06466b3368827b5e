"""A restore that was cut off, by a kill or a power cut: the next one clears what it left.

Before it touches anything a restore puts a mark into the folder of data, and the same one into
PostgreSQL. What stands in a place that is marked is the restore's own, and may be emptied; what
stands anywhere else is somebody's. The mark goes away as the last act, and nothing starts in a
marked folder.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from trigpoint.core.text import _
from trigpoint.jobs.backup.make import FOLDERS, WAREHOUSE
from trigpoint.jobs.install import data_folder, mark_of_restore
from trigpoint.services.errors import ServiceError

UNPACKED = ".restore-"
TABLE = "trigpoint_restoring"
NUMBER = 0x74726967
"""Of the lock that a restore holds in PostgreSQL: a killed one lets go once its session is over."""


@contextmanager
def alone() -> Iterator[None]:
    """Wait in PostgreSQL until no other restore is at work, also none that is just being ended."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [NUMBER])
    yield
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s)", [NUMBER])


def clear() -> None:
    """Empty the place where a restore was cut off here.

    Raises:
        ServiceError: where there is something else, such as an installation.
    """
    data = data_folder()
    for unpacked in data.glob(f"{UNPACKED}*"):
        shutil.rmtree(unpacked)
    if mark_of_restore().exists() and is_of_the_restore():
        empty()
    if (
        any((data / name).exists() for name in (WAREHOUSE, *FOLDERS))
        or connection.introspection.table_names()
    ):
        raise ServiceError(
            _(
                "There is data at {data} or in its database. Restore into a new folder with"
                " --data, or into an empty database.",
                data=data,
            )
        )


def is_of_the_restore() -> bool:
    """Return whether the database is that of the cut-off restore: in its folder, or marked."""
    if connection.vendor == "sqlite":
        return True
    names = connection.introspection.table_names()
    return not names or (TABLE in names and token() == mark_of_restore().read_text("ascii"))


def token() -> str:
    """Return what the mark in the database says."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT token FROM trigpoint_restoring")
        return str(cursor.fetchone()[0])


@contextmanager
def marked() -> Iterator[None]:
    """Mark the empty place while the block runs; leave it as empty where the block fails."""
    put(secrets.token_hex(8))
    try:
        yield
    except BaseException:
        empty()
        raise
    take_away()


def put(said: str) -> None:
    """Put the mark into the folder, on the disk, and then into the database."""
    with mark_of_restore().open("w", encoding="ascii") as file:
        file.write(said)
        file.flush()
        os.fsync(file.fileno())
    settle()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE trigpoint_restoring AS SELECT %s::text AS token", [said])


def take_away() -> None:
    """Take the mark away: from the folder first, for that is when the restore is done."""
    mark_of_restore().unlink()
    settle()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE trigpoint_restoring")


def settle() -> None:
    """Have the disk keep which files are in the folder: a mark that came back would cost data."""
    handle = os.open(data_folder(), os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def empty() -> None:
    """Take away all that a restore has made, and its mark last."""
    data = data_folder()
    empty_database()
    for name in (WAREHOUSE, *FOLDERS):
        shutil.rmtree(data / name, ignore_errors=True)
        (data / name).unlink(missing_ok=True)
    mark_of_restore().unlink()


def empty_database() -> None:
    """Take away everything that making and filling the tables has made.

    That are the tables, of which there were none, and the functions of their triggers; others may
    have been there before.
    """
    if connection.vendor == "sqlite":
        name = connection.settings_dict["NAME"]
        connection.close()
        for end in ("", "-wal", "-shm"):
            Path(f"{name}{end}").unlink(missing_ok=True)
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.oid::regprocedure FROM pg_proc p"
            " WHERE p.pronamespace = current_schema()::regnamespace"
            " AND p.prorettype = 'trigger'::regtype AND p.proname LIKE '%\\_stays'"
        )
        for (function,) in cursor.fetchall():
            cursor.execute(f"DROP FUNCTION IF EXISTS {function} CASCADE")
        tables = connection.introspection.table_names(cursor)
        for table in sorted(tables, key=lambda name: name == TABLE):
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)} CASCADE")
