"""Parquet, through DuckDB in memory."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from trigpoint.connectors.files.cells import Cell, words
from trigpoint.connectors.files.limits import MB, Limits, check_columns, check_size
from trigpoint.connectors.files.mapping import Layout
from trigpoint.connectors.files.problems import Code, FileRefused, refuse
from trigpoint.connectors.files.table import Row, Table
from trigpoint.core.text import _

BATCH = 5_000
EXACT = 2**53
"""Floats below this hold whole numbers exactly."""
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": "512MB",
    "threads": 1,
    "autoinstall_known_extensions": False,
}


@contextmanager
def open_parquet(path: Path, limits: Limits, wanted: Collection[str] | None) -> Iterator[Table]:
    """Open a Parquet file. Raises FileRefused."""
    check_size(path, limits.parquet_bytes)
    with duckdb.connect(":memory:", config=SETTINGS) as connection:
        try:
            name = _literal(path)
            rows, unpacked = _extent(connection, name)
            source = f"read_parquet({name}, hive_partitioning=false)"
            described = connection.execute(f"DESCRIBE FROM {source}").fetchall()
        except duckdb.Error:
            raise _unreadable() from None
        check_columns(len(described), limits)
        if unpacked > limits.parquet_unpacked_bytes:
            raise refuse(
                Code.TOO_LARGE,
                _(
                    "The file unpacks to {size} MB; {most} MB are allowed.",
                    size=unpacked // MB,
                    most=limits.parquet_unpacked_bytes // MB,
                ),
                _("Export a shorter time span, or several files one after the other."),
            )
        progress = _Progress()
        columns = ", ".join(_selected(column, wanted) for column in described)
        query = f"SELECT {columns} FROM {source}"  # noqa: S608  quoted names, from the file itself
        yield Table(
            "parquet",
            tuple(column[0] for column in described),
            _rows(connection, query, progress),
            cell,
            progress.count,
            rows,
            Layout(),
        )


def _literal(path: Path) -> str:
    """Return the path as an SQL string that names this file alone, whatever its letters."""
    plain = "".join(f"[{sign}]" if sign in "*?[" else sign for sign in str(path.absolute()))
    return "'" + plain.replace("'", "''") + "'"


def _extent(connection: duckdb.DuckDBPyConnection, name: str) -> tuple[int, int]:
    """Return the number of rows and the unpacked bytes, from the file's own footer."""
    rows = connection.execute(f"SELECT sum(num_rows) FROM parquet_file_metadata({name})").fetchone()  # noqa: S608 - the name is our own and quoted
    size = connection.execute(
        f"SELECT coalesce(sum(total_uncompressed_size), 0) FROM parquet_metadata({name})"  # noqa: S608 - the name is our own and quoted
    ).fetchone()
    return int(rows[0] or 0) if rows else 0, int(size[0]) if size else 0


def _unreadable() -> FileRefused:
    return refuse(Code.UNREADABLE, _("This Parquet file is damaged."), _("Export it again."))


class _Progress:
    def __init__(self) -> None:
        self.row = 0

    def count(self) -> int:
        return self.row


def _selected(column: tuple[Any, ...], wanted: Collection[str] | None) -> str:
    """Return a column as SQL; an instant becomes microseconds, so that no zone is guessed."""
    if wanted is not None and column[0] not in wanted:
        return "NULL"
    quoted = '"' + str(column[0]).replace('"', '""') + '"'
    if column[1] == "TIMESTAMP WITH TIME ZONE":
        return f"{{'us': epoch_us({quoted})}}"
    return quoted


def _rows(
    connection: duckdb.DuckDBPyConnection, query: str, progress: _Progress
) -> Iterator[tuple[int, Row]]:
    try:
        result = connection.execute(query)
        while batch := result.fetchmany(BATCH):
            for row in batch:
                progress.row += 1
                yield progress.row + 1, row
    except (duckdb.Error, ValueError, OverflowError):
        raise _unreadable() from None


def cell(raw: Any) -> Cell:
    """Return a value as a cell: what a CSV file of the same table would hold."""
    make = _CELLS.get(type(raw))
    return make(raw) if make is not None else str(raw)


def _instant(raw: dict[str, Any]) -> Cell:
    seconds = raw.get("us")
    return "" if seconds is None else datetime.fromtimestamp(seconds // 1_000_000, UTC)


def _same(raw: date | datetime) -> Cell:
    return raw


def _number(raw: float | Decimal) -> str:
    exact = Decimal(raw)
    whole = exact.is_finite() and exact == exact.to_integral_value() and abs(exact) < EXACT
    return str(int(raw)) if whole else str(raw)


_CELLS: dict[type, Callable[[Any], Cell]] = {
    type(None): lambda _raw: "",
    str: str.strip,
    bool: lambda raw: "TRUE" if raw else "FALSE",
    datetime: _same,
    date: _same,
    float: _number,
    Decimal: _number,
    dict: _instant,
    list: lambda raw: tuple(words(cell(item)) for item in raw),
}
