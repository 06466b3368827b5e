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
_SAID = (
    "SELECT ticket, category, substr(account, length(source) + 2),"
    " substr(queue, length(source) + 2), priority FROM ticket"
    " WHERE source = ? AND ticket IN (SELECT unnest(?))"
)


def is_place(name: str) -> bool:
    """Whether a cursor of this name says where to go on reading."""
    return not name.startswith(LOOKS)


def begin_anew(db: duckdb.DuckDBPyConnection, source: str) -> None:
    """Forget all places of a source, and let the last look at a ticket be what the facts say of it.

    So the next look finds out, beside what has changed, what was not found out before.
    """
    kept = db.execute("SELECT stream, value FROM cursor WHERE source = ?", [source]).fetchall()
    db.execute(
        "DELETE FROM cursor WHERE source = ? AND NOT starts_with(stream, ?)", [source, LOOKS]
    )
    for name, looks in kept:
        if not is_place(name):
            db.execute(
                "UPDATE cursor SET value = ? WHERE source = ? AND stream = ?",
                [_as_said(db, source, json.loads(looks)), source, name],
            )


def _as_said(db: duckdb.DuckDBPyConnection, source: str, looks: dict[str, list[Any]]) -> str:
    """Return a block of looks as the facts say; without tickets of which they say nothing."""
    found = db.execute(_SAID, [source, list(looks)]).fetchall()
    said = {ticket: [*told, *looks[ticket][len(told) :]] for ticket, *told in found}
    return json.dumps(said, sort_keys=True)
