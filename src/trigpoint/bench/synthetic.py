"""A help desk of any size, made by arithmetic straight into the landed tables: for benchmarks only.

Ten events a ticket on average: its creation, five to eight changes, three messages; four days of
three years in five have a survey. Every value follows from the ticket's number, so that two runs
make the same rows.
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np

from trigpoint.tickets.columns import key_of
from trigpoint.tickets.warehouse import Warehouse

SOURCE = "bench"
START = 1_640_995_200
"""The first second of 2022."""
END = START + 3 * 365 * 86_400
EVENTS_PER_TICKET = 10

_TICKETS = """
CREATE OR REPLACE TEMP TABLE made AS
SELECT i, (hash(i) >> 2)::BIGINT AS h, key, 'B' || i AS ticket,
    {start} + (i * {step})::BIGINT AS created
FROM numbered
"""
_ROW = """
INSERT INTO landed_ticket_row BY NAME
SELECT md5('row' || i)::UUID AS id, key, '{source}' AS source, 'made' AS batch, ticket,
    created AS created_at, {end} AS seen_at, FALSE AS outbound,
    'mail,chat,phone,web'.split(',')[1 + h % 4] AS channel,
    'low,normal,high,urgent'.split(',')[1 + (h >> 3) % 4] AS priority,
    'de,en,es,pt'.split(',')[1 + (h >> 27) % 4] AS language,
    's' || (h >> 29) % 12 AS site,
    'c' || ((h >> 5) % 300000) AS requester,
    CASE WHEN h % 3 = 0 THEN '["vip"]' WHEN h % 3 = 1 THEN '["billing", "vip"]' END AS tags,
    '{{"product": "p' || (h >> 7) % 12 || '"}}' AS custom
FROM made
"""
_CHANGE = """
INSERT INTO landed_change BY NAME
SELECT md5('{name}' || i)::UUID AS id, key, '{source}' AS source, 'made' AS batch, ticket,
    created + ({after}) AS occurred, {seq} AS seq, '{field}' AS field, {value} AS value,
    'agent' AS author
FROM made WHERE {where}
"""
_MESSAGE = """
INSERT INTO landed_message BY NAME
SELECT md5('message' || {seq} || '/' || i)::UUID AS id, key, '{source}' AS source,
    'made' AS batch, ticket, created + ({after}) AS occurred, {seq} AS seq,
    '{author}' AS author, TRUE AS public, 'a' || (h >> 9) % 60 AS actor
FROM made
"""
_RATING = """
INSERT INTO landed_rating BY NAME
SELECT md5('rating' || i)::UUID AS id, key, '{source}' AS source, 'made' AS batch,
    'r' || i AS rating, ticket, 'csat' AS kind, 'default' AS survey, created + 700000 AS sent_at,
    CASE WHEN h % 5 < 2 THEN created + 760000 END AS answered_at,
    CASE WHEN h % 5 < 2 THEN 1 + (h >> 11) % 5 END AS score, 1 AS lowest, 5 AS highest
FROM made WHERE i % 2 = 0
"""
_AGENT = "'a' || ((h >> 9) + {n}) % 60"
_QUEUE = "'q' || ((h >> 13) + {n}) % 12"
_CHANGES = (
    ("queue", "queue", "0", _QUEUE.format(n=0), "TRUE"),
    ("first", "assignee", "60 + (h >> 15) % 7200", _AGENT.format(n=0), "TRUE"),
    ("open", "status", "60 + (h >> 15) % 7200", "'open'", "TRUE"),
    ("second", "assignee", "9000 + (h >> 17) % 9000", _AGENT.format(n=1), "h % 10 < 4"),
    ("moved", "queue", "9000 + (h >> 17) % 9000", _QUEUE.format(n=1), "h % 10 < 3"),
    ("wait", "status", "20000 + (h >> 19) % 9000", "'pending'", "h % 2 = 0"),
    ("solved", "status", "40000 + (h >> 21) % 500000", "'solved'", "h % 50 > 0"),
    ("again", "status", "600000", "'open'", "h % 11 = 1 AND h % 50 > 0"),
    ("closed", "status", "640000 + (h >> 23) % 90000", "'solved'", "h % 11 = 1 AND h % 50 > 0"),
)
_MESSAGES = (("customer", "1"), ("agent", "8000 + (h >> 25) % 30000"), ("customer", "39000"))


def fill(path: Path, events: int) -> None:
    """Make a warehouse at `path` with about that many landed events, not folded yet."""
    Warehouse.open(path).close()
    with duckdb.connect(str(path), config={"memory_limit": "1500MB", "threads": 2}) as db:
        tickets = events // EVENTS_PER_TICKET
        step = (END - START) / tickets
        keys = np.fromiter((key_of(SOURCE, f"B{i}") for i in range(tickets)), np.int64, tickets)
        db.register("numbered", {"i": np.arange(tickets), "key": keys})
        db.execute(_TICKETS.format(start=START, step=step))
        db.execute(_ROW.format(source=SOURCE, end=END))
        for seq, (name, kind, after, value, where) in enumerate(_CHANGES):
            db.execute(
                _CHANGE.format(
                    source=SOURCE, name=name, field=kind, after=after, value=value, where=where,
                    seq=seq,
                )
            )  # fmt: skip
        for seq, (author, after) in enumerate(_MESSAGES, start=10):
            db.execute(_MESSAGE.format(source=SOURCE, author=author, after=after, seq=seq))
        db.execute(_RATING.format(source=SOURCE))
        db.execute("INSERT INTO batch VALUES ('made', ?, ?)", [SOURCE, END])
