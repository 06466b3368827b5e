"""Somebody else's database, opened for reading where the administrator named its host or file."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import duckdb
import psycopg

from trigpoint.connectors.sync.connector import Given, Piece
from trigpoint.connectors.sync.postgres import postgres, require_allowed
from trigpoint.connectors.sync.reasons import of_duckdb, of_postgres, of_sqlite
from trigpoint.connectors.sync.rows import Build
from trigpoint.core.text import _
from trigpoint.net import Refusal

DIALECTS = {
    "postgres": "postgres", "postgresql": "postgres", "duckdb": "duckdb", "sqlite": "sqlite",
}  # fmt: skip
"""What the beginning of an address says about what is spoken there."""
CLOSED: dict[str, Any] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "memory_limit": "512MB",
    "threads": 1,
}
"""A view of a DuckDB file may read nothing else of this machine, and of the network nothing."""
PAGE = 2_000
OVERLAP = 500
"""Rows that are read again: one whose number was given early may be committed late."""


@dataclass(frozen=True, slots=True)
class Database:
    """An open database: its dialect, and something to execute statements with."""

    dialect: str
    cursor: Any

    def named_rows(self, sql: str) -> list[dict[str, Any]]:
        """Return the rows of a query, each by the names of its columns."""
        self.cursor.execute(sql)
        names = [str(column[0]) for column in self.cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in self.cursor.fetchall()]

    def numbered(
        self, given: Given, name: str, sql: str, build: Build, *, changing: bool = False
    ) -> Iterator[Piece]:
        """Yield what `build` makes of a query's rows, by their number `id`.

        The query takes `since`, a number, and `n`, how many rows. The next reading begins a few
        rows before the last one, and where rows are `changing` from the first one.
        """
        since = int(given.cursors.get(name, 0))
        while found := self.named_rows(sql.format(since=since, n=PAGE)):
            since = int(found[-1]["id"])
            yield Piece(list(given.rows.each(name, found, build)), {name: str(since)})
        yield Piece([], {name: "" if changing else str(max(0, since - OVERLAP))})


@contextmanager
def opened(
    address: str, kinds: Collection[str], allowed: Collection[str], password: str = ""
) -> Iterator[Database]:
    """Open a database of one of some kinds for reading only.

    Raises:
        Refusal: where the administrator has not named its host or file, or it is of no such kind.
        NotReached: where it cannot be read, with what would cure it.
    """
    parts = urlsplit(address)
    dialect, path = DIALECTS.get(parts.scheme, ""), unquote(parts.path)
    if dialect not in {DIALECTS[kind] for kind in kinds}:
        begin = " / ".join(f"{kind}://" for kind in kinds)
        raise Refusal(_("This is no address of a database. Begin it with {begin}", begin=begin))
    try:
        if dialect == "postgres":
            with postgres(address, allowed, password) as pg:
                yield Database(dialect, Streamed(pg))
        else:
            require_allowed(path in allowed)
            with closing(of_file(dialect, path)) as db:
                yield Database(dialect, db.cursor())
    except psycopg.Error as error:
        raise of_postgres(error) from error
    except duckdb.Error as error:
        raise of_duckdb(error, path) from error
    except sqlite3.Error as error:
        raise of_sqlite() from error


def of_file(dialect: str, path: str) -> Any:
    """Return a connection to a file in which nothing can be written."""
    if dialect == "sqlite":
        return sqlite3.connect(f"file:{quote(path)}?mode=ro", uri=True)
    return duckdb.connect(path, read_only=True, config=CLOSED)


class Streamed:
    """A cursor of PostgreSQL's own for each statement: rows come in pages, not all into memory."""

    def __init__(self, database: psycopg.Connection[Any]) -> None:
        self.database = database
        self.cursor: Any = None

    def execute(self, sql: str) -> None:
        """Ask for rows; what was asked before is let go."""
        if self.cursor is not None:
            self.cursor.close()
        self.cursor = self.database.cursor(name="trigpoint")
        self.cursor.execute(sql)

    @property
    def description(self) -> Any:
        """What the columns of the answer are called."""
        return self.cursor.description

    def fetchmany(self, size: int) -> list[tuple[Any, ...]]:
        """Return the next rows; none at the end."""
        found: list[tuple[Any, ...]] = self.cursor.fetchmany(size)
        return found

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Return all rows that are left."""
        found: list[tuple[Any, ...]] = self.cursor.fetchall()
        return found
