"""Where composed SQL runs: DuckDB in this process, or any engine that can do these two things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import duckdb
import numpy as np
import psycopg

Column = tuple[str, Sequence[Any]]
"""An SQL type, BIGINT or VARCHAR, and the values."""


class Engine(Protocol):
    """An engine that holds the facts as tables."""

    def put(self, name: str, columns: Mapping[str, Column]) -> None:
        """Make (or replace) a small table of this session."""

    @property
    def dialect(self) -> str:
        """Return what sqlglot calls its SQL."""

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""

    def samples(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query whose last column is a list of integers, as an array."""


class DuckDB:
    """The embedded engine."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._db = connection

    @property
    def dialect(self) -> str:
        """Return what sqlglot calls its SQL."""
        return "duckdb"

    def put(self, name: str, columns: Mapping[str, Column]) -> None:
        """Make (or replace) a small table of this session."""
        arrays = {
            column: np.array(values, dtype=np.int64 if kind == "BIGINT" else object)
            for column, (kind, values) in columns.items()
        }
        self._db.register(name, arrays)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        return self._db.execute(sql).fetchall()

    def samples(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query whose last column is a list of integers, as an array."""
        found = self._db.execute(sql).fetchnumpy()
        return list(zip(*(_with_none(part) for part in found.values()), strict=True))


def _with_none(part: Any) -> Any:
    """Return a column with None where it was NULL."""
    return part.tolist() if isinstance(part, np.ma.MaskedArray) else part


class Postgres:
    """A PostgreSQL database that holds the facts as tables."""

    def __init__(self, connection: psycopg.Connection[tuple[Any, ...]]) -> None:
        self._db = connection

    @property
    def dialect(self) -> str:
        """Return what sqlglot calls its SQL."""
        return "postgres"

    def put(self, name: str, columns: Mapping[str, Column]) -> None:
        """Make (or replace) a small table of this session."""
        shape = ", ".join(f"{column} {kind}" for column, (kind, _values) in columns.items())
        self._db.execute(f"DROP TABLE IF EXISTS pg_temp.{name}".encode())
        self._db.execute(f"CREATE TEMP TABLE {name} ({shape})".encode())
        with self._db.cursor() as cursor, cursor.copy(f"COPY {name} FROM STDIN".encode()) as copy:
            for row in zip(*(values for _kind, values in columns.values()), strict=True):
                copy.write_row(row)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        return self._db.execute(sql.encode()).fetchall()

    def samples(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query whose last column is a list of integers, as an array."""
        return [(*row[:-1], np.array(row[-1] or [], dtype=np.int64)) for row in self.rows(sql)]
