"""Running the fold: over the touched tickets, a part at a time, or over all of them."""

# ruff: noqa: S608 - the only names put into SQL here are this package's own
from __future__ import annotations

from typing import Any

import duckdb

from trigpoint.tickets import fold
from trigpoint.tickets.calendars import prepare, working_hours
from trigpoint.tickets.columns import TICKETS, table

Surroundings = tuple[list[Any], list[Any]]
_BOTS = (
    "SELECT source, account FROM (SELECT source, account, arg_max(author, (seen_at, id)) AS author"
    " FROM landed_account GROUP BY ALL) WHERE author IN ('bot', 'system')"
)
PART = 40_000
"""Tickets folded at a time, so that a rebuild of any size stays within the memory."""


def fold_touched(db: duckdb.DuckDBPyConnection) -> None:
    """Fold the tickets in `touched` anew."""
    db.execute(
        "CREATE OR REPLACE TEMP TABLE every AS SELECT DISTINCT key FROM touched WHERE key <> 0"
    )
    touched = int(db.execute("SELECT count(*) FROM every").fetchall()[0][0])
    if touched:
        for name in fold.FACTS:
            db.execute(f"DELETE FROM {name} WHERE key IN (SELECT key FROM every)")
        _fold_every(db, touched)
        db.execute("INSERT INTO unpublished SELECT key FROM every")


def fold_all(db: duckdb.DuckDBPyConnection) -> None:
    """Fold every ticket there is; the next publication starts from a new base."""
    keys = " UNION ".join(f"SELECT key FROM {table(kind).name}" for kind in TICKETS)
    db.execute(f"CREATE OR REPLACE TEMP TABLE every AS {keys}")
    for name in fold.FACTS:
        db.execute(f"DELETE FROM {name}")
    _fold_every(db, int(db.execute("SELECT count(*) FROM every").fetchall()[0][0]))
    db.execute("DELETE FROM unpublished")
    db.execute("UPDATE state SET base = NULL")


def surroundings(db: duckdb.DuckDBPyConnection) -> Surroundings:
    """Return what the fold of every ticket depends on beside its own records."""
    return (db.execute(f"{_BOTS} ORDER BY ALL").fetchall(), working_hours(db))


def _fold_every(db: duckdb.DuckDBPyConnection, tickets: int) -> None:
    db.execute(f"CREATE OR REPLACE TEMP TABLE bot AS {_BOTS}")
    parts = tickets // PART + 1
    for part in range(parts):
        db.execute(
            "CREATE OR REPLACE TEMP TABLE touched AS"
            f" SELECT key FROM every WHERE key % {parts} = {part}"
        )
        _fold_part(db)


def _fold_part(db: duckdb.DuckDBPyConnection) -> None:
    for step in fold.STEPS:
        if step == "worked" and not prepare(db):
            db.execute("CREATE OR REPLACE TEMP TABLE worked (key BIGINT, n BIGINT, worked BIGINT)")
        else:
            db.execute(fold.statement(step))
    for name in fold.FACTS:
        db.execute(f"INSERT INTO {name} BY NAME SELECT * FROM new_{name}")
        db.execute(f"DROP TABLE new_{name}")
