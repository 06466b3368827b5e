"""From an iterable of records to temporary tables, in pieces: little memory, whatever the size."""

# ruff: noqa: S608 - the only names put into SQL here are this package's own
from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import duckdb
import numpy as np

from trigpoint.tickets import forgotten, stand_ins
from trigpoint.tickets.columns import REFERENCE, TICKETS, Row, digest, key_of, table
from trigpoint.tickets.records import Account
from trigpoint.tickets.refusals import Refusal, refusal

KINDS = (*TICKETS, *REFERENCE)
PIECE = 20_000
"""Rows held in Python at a time."""

Progress = Callable[[int], None]


def silent(_read: int) -> None:
    """Tell nobody how far the reading is."""


@dataclass(slots=True)
class Staged:
    """What was read: how many records, and the rows refused, with their reasons."""

    read: int = 0
    refused: list[Refusal] = field(default_factory=list)


def stage(
    db: duckdb.DuckDBPyConnection,
    source: str,
    batch: str,
    records: Iterable[object],
    progress: Progress,
) -> Staged:
    """Add `records` as rows to the temporary tables `stage_*`, refused ones apart.

    Only what comes has its table: most readings of a help desk bring two or three kinds. Accounts
    of people who were erased come in without their name, and without an id that tells it.
    """
    staged = Staged()
    waiting: dict[type, list[Row]] = {kind: [] for kind in KINDS}
    unnamed = forgotten.of(db, source)
    door = stand_ins.AtTheDoor(stand_ins.salt_of(db), source, unnamed)
    for each in records:
        staged.read += 1
        record = door.given(each)
        if isinstance(record, Account) and record.account in unnamed:
            record = forgotten.nameless(record)
        found = refusal(record)
        if found is not None:
            staged.refused.append(found)
            continue
        kind = type(record)
        waiting[kind].append(_row(kind, source, batch, record))
        if len(waiting[kind]) >= PIECE:
            _flush(db, kind, waiting[kind])
            progress(staged.read)
    for kind, rows in waiting.items():
        _flush(db, kind, rows)
    progress(staged.read)
    return staged


def names(db: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the landed tables for which rows are staged, in the order of `KINDS`."""
    found = db.execute("SELECT table_name FROM duckdb_tables() WHERE temporary").fetchall()
    there = {name for (name,) in found}
    return [table(kind).name for kind in KINDS if f"stage_{table(kind).name}" in there]


def discard(db: duckdb.DuckDBPyConnection) -> None:
    """Drop the temporary tables."""
    for name in names(db):
        db.execute(f"DROP TABLE stage_{name}")


def _row(kind: type, source: str, batch: str, record: Any) -> Row:
    shape = table(kind)
    values = shape.encode(record)
    own = shape.keyed(record)
    key = key_of(source, own) if own else 0
    return (digest(shape.name, source, *values), key, source, batch, *values)


def _flush(db: duckdb.DuckDBPyConnection, kind: type, rows: list[Row]) -> None:
    if not rows:
        return
    shape = table(kind)
    piece = {
        name: _array(values, sql)
        for (name, sql), values in zip(shape.columns, zip(*rows, strict=True), strict=True)
    }
    typed = ", ".join(f'"{name}"::{sql}' for name, sql in shape.columns)
    db.execute(f"CREATE TEMP TABLE IF NOT EXISTS stage_{shape.name} ({shape.ddl})")
    db.register("piece", piece)
    db.execute(f"INSERT INTO stage_{shape.name} SELECT {typed} FROM piece")
    db.unregister("piece")
    rows.clear()


def _array(values: Row, sql: str) -> Any:
    if sql == "BIGINT" and None not in values:
        return np.array(values, dtype=np.int64)
    if sql == "VARCHAR":
        return np.array([None if v is None else str(v) for v in values], dtype=object)
    return np.array(values, dtype=object)
