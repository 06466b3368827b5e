"""Where composed SQL runs: DuckDB in this process, or any engine that can do these two things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import duckdb
import numpy as np
import psycopg
from numpy.typing import NDArray

Column = tuple[str, Sequence[Any]]
"""An SQL type, BIGINT or VARCHAR, and the values."""
Cell = tuple[Any, int]
"""A member of the cut and the start of a period."""
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Samples:
    """The amounts of every group behind each other, `n` of each, in the order of `cells`."""

    cells: list[Cell]
    missing: Counts
    n: Counts
    amounts: Counts


class Engine(Protocol):
    """An engine that holds the facts as tables."""

    def put(self, name: str, columns: Mapping[str, Column]) -> None:
        """Make (or replace) a small table of this session."""

    @property
    def dialect(self) -> str:
        """Return what sqlglot calls its SQL."""

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""

    def samples(self, sql: str) -> Samples:
        """Return the groups of a query of cut, period, missing and the list of amounts."""


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

    def samples(self, sql: str) -> Samples:
        """Return the groups of a query of cut, period, missing and the list of amounts.

        They come as one row of whole columns: an array for each group costs more than its values.
        """
        found = self._db.execute(_COLUMNS.format(sql)).fetchnumpy()
        cuts, periods, missing, n, amounts = (part[0] for part in found.values())
        return Samples(
            list(zip(_listed(cuts), _listed(periods), strict=True)),
            *(np.asarray(part, dtype=np.int64) for part in (missing, n, amounts)),
        )


_COLUMNS = """
    SELECT coalesce(list(cut), []), coalesce(list(period), []), coalesce(list(missing), []),
        coalesce(list(len(amounts)), []), coalesce(flatten(list(amounts)), [])
    FROM (SELECT cut, period, missing, coalesce(amounts, []) AS amounts FROM ({}))"""


def _listed(values: Any) -> list[Any]:
    """Return a column as a list, with None where it was NULL."""
    found: list[Any] = values.tolist()
    return found


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

    def samples(self, sql: str) -> Samples:
        """Return the groups of a query of cut, period, missing and the list of amounts."""
        found = self.rows(sql)
        groups = [np.array(row[3] or [], dtype=np.int64) for row in found]
        return Samples(
            [(row[0], int(row[1])) for row in found],
            np.array([row[2] for row in found], dtype=np.int64),
            np.array([len(group) for group in groups], dtype=np.int64),
            np.concatenate([_NONE, *groups]),
        )


_NONE: Counts = np.array([], dtype=np.int64)
