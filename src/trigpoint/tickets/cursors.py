"""What is kept between two readings: places, from which to go on, and what was seen at them.

A place leads back where rows were refused, or to the beginning where all is read again. What was
seen follows what was landed and never goes back: it would be found out, or forgotten, twice.
"""

from __future__ import annotations

import json
from typing import Any

import duckdb

LOOKS = "looks "
"""Begins the cursors with the last look at tickets: JSON, a list by the ticket's key.

A list begins with state, owner, queue and priority; what follows is the connector's own.
"""
STAFF = "staff"
"""The cursor with who has worked at a help desk: JSON, a moment by key at which somebody was first
missed in its list; null for those who are in it.
"""
_SAID = (
    "SELECT ticket, category, substr(account, length(source) + 2),"
    " substr(queue, length(source) + 2), priority FROM ticket"
    " WHERE source = ? AND ticket IN (SELECT unnest(?))"
)


def is_place(name: str) -> bool:
    """Whether a cursor of this name says where to go on reading."""
    return name != STAFF and not name.startswith(LOOKS)


def kept(db: duckdb.DuckDBPyConnection, source: str) -> dict[str, str]:
    """Return the cursors of a source; who worked there before that was kept has an account."""
    found = db.execute("SELECT stream, value FROM cursor WHERE source = ?", [source]).fetchall()
    return {STAFF: _staff(db, source), **{str(stream): str(value) for stream, value in found}}


def begin_anew(db: duckdb.DuckDBPyConnection, source: str) -> None:
    """Forget all places of a source, and let the last look at a ticket be what the facts say of it.

    So the next look finds out, beside what has changed, what was not found out before.
    """
    for name, value in kept(db, source).items():
        own = [source, name]
        if is_place(name):
            db.execute("DELETE FROM cursor WHERE source = ? AND stream = ?", own)
        elif name != STAFF:
            said = _as_said(db, source, json.loads(value))
            db.execute("UPDATE cursor SET value = ? WHERE source = ? AND stream = ?", [said, *own])


def _staff(db: duckdb.DuckDBPyConnection, source: str) -> str:
    """Return everybody who was landed as one of a help desk's people, as if they still were."""
    found = db.execute(
        "SELECT DISTINCT account FROM landed_account WHERE source = ? AND author = 'agent'",
        [source],
    ).fetchall()
    return json.dumps(dict.fromkeys(sorted(account for (account,) in found)))


def _as_said(db: duckdb.DuckDBPyConnection, source: str, looks: dict[str, list[Any]]) -> str:
    """Return a block of looks as the facts say; without tickets of which they say nothing."""
    found = db.execute(_SAID, [source, list(looks)]).fetchall()
    said = {ticket: [*told, *looks[ticket][len(told) :]] for ticket, *told in found}
    return json.dumps(said, sort_keys=True)
