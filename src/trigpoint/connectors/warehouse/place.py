"""Where a table lies, and its rows in order. Names become quoted identifiers, never SQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

import duckdb
import psycopg
from sqlglot import exp

from trigpoint.connectors.sync import Given
from trigpoint.connectors.sync.postgres import postgres, require_allowed
from trigpoint.connectors.warehouse.reasons import of_duckdb, of_postgres
from trigpoint.core.text import _
from trigpoint.net import Refusal

DEEPEST = 3
"""A table's name has at most so many parts: database, schema, table."""
CLOSED: dict[str, Any] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "memory_limit": "512MB",
    "threads": 1,
}
"""A view of the file may read nothing else of this machine, and of the network nothing."""


@dataclass(frozen=True, slots=True)
class Place:
    """An open database: its dialect, and something to execute statements with."""

    dialect: str
    cursor: Any

    def columns(self, table: exp.Table) -> tuple[str, ...]:
        """Return the names of a table's columns, of which the reader may see them."""
        self.cursor.execute(exp.select("*").from_(table).limit(0).sql(self.dialect))
        return tuple(str(column[0]) for column in self.cursor.description or ())

    def rows(
        self, table: exp.Table, columns: Sequence[str], grows: str, since: str, page: int
    ) -> Iterator[list[tuple[Any, ...]]]:
        """Yield rows from `since` on, in the order in which `grows` does, by pages."""
        place = exp.column(grows, quoted=True)
        query = exp.select(*(exp.column(name, quoted=True) for name in columns)).from_(table)
        query = query.where(exp.Not(this=place.is_(exp.null()))).order_by(place)
        if since:
            query = query.where(exp.GTE(this=place.copy(), expression=exp.Literal.string(since)))
        self.cursor.execute(query.sql(self.dialect))
        while found := self.cursor.fetchmany(page):
            yield found


@contextmanager
def opened(given: Given) -> Iterator[Place]:
    """Open the database for reading only.

    Raises:
        Refusal: where the administrator has not named its host or file.
        NotReached: where it cannot be read, with what would cure it.
    """
    settings = given.settings
    parts = urlsplit(settings["address"])
    try:
        if parts.scheme in {"postgres", "postgresql"}:
            secret = settings.get("secret", "")
            with postgres(settings["address"], given.allowed, secret) as pg:
                # A cursor of the server's: a table need not fit into memory.
                yield Place("postgres", Streamed(pg))
        elif parts.scheme == "duckdb":
            path = unquote(parts.path)
            require_allowed(path in given.allowed)
            with duckdb.connect(path, read_only=True, config=CLOSED) as db:
                yield Place("duckdb", db.cursor())
        else:
            raise Refusal(_("Begin the address with duckdb:// or postgresql://"))
    except psycopg.Error as error:
        raise of_postgres(error) from error
    except duckdb.Error as error:
        raise of_duckdb(error, unquote(parts.path)) from error


class Streamed:
    """A cursor of PostgreSQL's own for each statement, so that rows come page by page."""

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


def table_named(settings: Mapping[str, str]) -> exp.Table:
    """Return the table that is meant, each part of its name quoted."""
    parts = [part.strip() for part in settings["table"].split(".")]
    if not all(parts) or len(parts) > DEEPEST:
        raise Refusal(_("Name the table as schema.table."))
    names = [exp.to_identifier(part, quoted=True) for part in reversed(parts)]
    return exp.Table(**dict(zip(("this", "db", "catalog"), names, strict=False)))
