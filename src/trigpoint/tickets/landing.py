"""From staged rows to landed ones and back: what is new, what was there, what an undo takes away.

Every function runs within the caller's transaction and adds the keys it changed to `touched`.
"""

# ruff: noqa: S608 - the only names put into SQL here are this package's own
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import duckdb

from trigpoint.tickets.columns import table
from trigpoint.tickets.refusals import Refusal
from trigpoint.tickets.staging import KINDS, names

_Change = Callable[[duckdb.DuckDBPyConnection, str, str], int]


def begin(db: duckdb.DuckDBPyConnection) -> None:
    """Begin to note which keys change."""
    db.execute("CREATE OR REPLACE TEMP TABLE touched (key BIGINT, batch VARCHAR)")


def append(db: duckdb.DuckDBPyConnection, batch: str) -> int:
    """Move what is new in a batch from the staged tables to the landed ones; return how much."""
    return _each(db, _append, batch, names(db))


def remove(db: duckdb.DuckDBPyConnection, batch: str) -> int:
    """Take a batch's rows away, or hand them to another batch that brought them too.

    Returns how many rows went away.
    """
    changed = _each(db, _remove, batch, [table(kind).name for kind in KINDS])
    for name in ("quarantine", "batch"):
        db.execute(f"DELETE FROM {name} WHERE batch = ?", [batch])
    return changed


def tickets_of(db: duckdb.DuckDBPyConnection, batch: str) -> int:
    """Return how many tickets a batch has changed."""
    found = db.execute(
        "SELECT count(DISTINCT key) FROM touched WHERE key <> 0 AND batch = ?", [batch]
    ).fetchall()
    return int(found[0][0])


def keep(db: duckdb.DuckDBPyConnection, batch: str, refused: list[Refusal]) -> None:
    """Keep the refused rows of a batch with their reasons."""
    rows = [(batch, n, r.line, r.code, str(r.reason)) for n, r in enumerate(refused)]
    db.execute("DELETE FROM quarantine WHERE batch = ?", [batch])
    if rows:
        db.executemany("INSERT INTO quarantine VALUES (?, ?, ?, ?, ?)", rows)


def note(
    db: duckdb.DuckDBPyConnection, source: str, batch: str, at: int, cursors: Mapping[str, str]
) -> None:
    """Note the batch, up to when it speaks, and where the connector will go on reading."""
    db.execute(
        "INSERT INTO batch VALUES (?, ?, ?) ON CONFLICT (batch)"
        " DO UPDATE SET landed_at = greatest(landed_at, excluded.landed_at)",
        [batch, source, at],
    )
    if cursors:
        db.execute(
            "INSERT OR REPLACE INTO cursor SELECT ?, unnest(?), unnest(?)",
            [source, list(cursors), list(cursors.values())],
        )


def _each(db: duckdb.DuckDBPyConnection, change: _Change, batch: str, tables: Iterable[str]) -> int:
    return sum(change(db, name, batch) for name in tables)


def _append(db: duckdb.DuckDBPyConnection, name: str, batch: str) -> int:
    staged = f"(SELECT * FROM stage_{name} WHERE batch = ?)"
    known = _made(
        db,
        f"known AS SELECT id, batch AS owner FROM {name} WHERE key IN (SELECT key FROM {staged})",
        batch,
    )
    if known:
        db.execute(
            f"INSERT INTO repeated SELECT DISTINCT id, '{name}', batch FROM {staged}"
            " JOIN known USING (id) WHERE owner <> batch"
            f" EXCEPT SELECT * FROM repeated WHERE kind = '{name}'",
            [batch],
        )
    fresh = _made(
        db, f"fresh AS SELECT DISTINCT ON (id) * FROM {staged} ANTI JOIN known USING (id)", batch
    )
    if fresh:
        if known:
            _replace(db, name, batch, staged)
        db.execute(f"INSERT INTO {name} BY NAME SELECT * FROM fresh")
        db.execute("INSERT INTO touched SELECT DISTINCT key, batch FROM fresh")
    return fresh


_ITSELF = {
    "landed_ticket_row": ("key, seen_at", "category IS NOT NULL"),
    "landed_message": ("key, occurred, seq", "seq <> 0"),
    "landed_change": (
        "key, occurred, seq, field, coalesce(name, '')",
        "seq <> 0 AND field NOT IN ('tag_added', 'tag_removed')",
    ),
    "landed_rating": ("key, kind, survey, sent_at", "TRUE"),
}
"""What tells that two rows are two readings of the same thing, and of which rows that can be told.

A bare creation says nothing of a state and stays; several tags are changed at once.
"""


def _replace(db: duckdb.DuckDBPyConnection, name: str, batch: str, staged: str) -> None:
    """Take away what the batch had read of the same things before: the later reading holds.

    A field that came late, or not at all for once, must not stay beside what it is in truth.
    """
    if name not in _ITSELF:
        return
    own, told = _ITSELF[name]
    db.execute(
        f"DELETE FROM {name} WHERE batch = ? AND {told}"
        f" AND ({own}) IN (SELECT ({own}) FROM fresh WHERE {told})"
        f" AND id NOT IN (SELECT id FROM {staged})",
        [batch, batch],
    )


def _remove(db: duckdb.DuckDBPyConnection, name: str, batch: str) -> int:
    db.execute("DELETE FROM repeated WHERE batch = ? AND kind = ?", [batch, name])
    db.execute(
        f"UPDATE {name} SET batch = other.batch FROM (SELECT id, min(batch) AS batch"
        f" FROM repeated WHERE kind = '{name}' GROUP BY id) other"
        f" WHERE {name}.id = other.id AND {name}.batch = ?",
        [batch],
    )
    db.execute(
        f"INSERT INTO touched SELECT DISTINCT key, batch FROM {name} WHERE batch = ?", [batch]
    )
    gone = db.execute(f"DELETE FROM {name} WHERE batch = ?", [batch]).fetchall()
    return int(gone[0][0])


def _made(db: duckdb.DuckDBPyConnection, query: str, batch: str) -> int:
    """Make a temporary table from the rows of a batch; return how many it has."""
    made = db.execute(f"CREATE OR REPLACE TEMP TABLE {query}", [batch]).fetchall()
    return int(made[0][0])
