"""What in tickets may be a game with numbers: looked for in events, worth a question and no more.

Each sign is one SQL file: of the tickets (or solves, or moves) that one account answers for between
`$start` and `$end`, whether each shows it. Its strata say which tickets are similar.
"""

# ruff: noqa: S608 - the only names put into SQL here are this package's own
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from typing import NamedTuple

import duckdb

from trigpoint.tickets.engines import DuckDB
from trigpoint.tickets.roster import Holder

SHOWN = 20
"""So many tickets that show a sign are named for each person, the newest."""
LIKE = "concat_ws('/', source, coalesce(channel, ''), coalesce(priority, ''), coalesce(topic, ''))"
"""A source that tells less than another one makes all its tickets look alike, or none."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign by its file, and what tickets have in common that are compared."""

    key: str
    alike: str = LIKE


SIGNS = (
    Sign("solved_and_opened"),
    Sign("waiting_unasked"),
    Sign("held_unsaid"),
    Sign("easy_ones_taken", alike="concat_ws('/', source, queue)"),
    Sign("passed_on_unread"),
    Sign("surveys_left_out"),
    Sign("taken_out"),
)


class Tally(NamedTuple):
    """What one person had of tickets of one kind: how many, and how many that show the sign."""

    person: str
    kind: str
    n: int
    shown: int


def tallies(
    db: duckdb.DuckDBPyConnection,
    holders: Iterable[Holder],
    sign: Sign,
    span: tuple[int, int],
    topic: str | None,
) -> list[Tally]:
    """Return the tallies of a sign between two moments (seconds since 1970 UTC, `end` excluded)."""
    put_holders(db, holders)
    found = db.execute(
        f"SELECT member, {sign.alike} AS kind, count(*), sum(shown)::BIGINT FROM ({held(sign)})"
        " GROUP BY ALL ORDER BY ALL",
        said(span, topic),
    )
    return [Tally(*row) for row in found.fetchall()]


def tickets(
    db: duckdb.DuckDBPyConnection,
    holders: Iterable[Holder],
    sign: Sign,
    span: tuple[int, int],
    topic: str | None,
    person: str,
) -> list[str]:
    """Return the numbers of the newest tickets of a person that show a sign."""
    put_holders(db, holders)
    found = db.execute(
        f"SELECT ticket.ticket FROM ({held(sign)}) AS found JOIN ticket USING (key)"
        " WHERE shown = 1 AND member = $person GROUP BY 1 ORDER BY max(found.dated) DESC, 1"
        f" LIMIT {SHOWN}",
        {**said(span, topic), "person": person},
    )
    return [str(row[0]) for row in found.fetchall()]


def said(span: tuple[int, int], topic: str | None) -> dict[str, int | str]:
    """Return the parameters that every sign's SQL has."""
    return {"start": span[0], "end": span[1], "topic": topic or ""}


def held(sign: Sign) -> str:
    """Return the SQL of a sign's rows with who answered for each, its source and its topic."""
    own = files(__package__).joinpath(f"{sign.key}.sql").read_text(encoding="utf-8")
    return (
        "SELECT holder.member, one.*, told.source, worded.value AS topic"
        f" FROM ({own}) AS one"
        " JOIN ticket AS told ON told.key = one.key"
        " JOIN holder ON holder.account = one.account"
        " AND one.dated >= holder.started AND one.dated < holder.ended"
        " LEFT JOIN custom AS worded ON worded.key = one.key AND worded.name = $topic"
        " WHERE one.dated >= $start AND one.dated < $end"
    )


def put_holders(db: duckdb.DuckDBPyConnection, holders: Iterable[Holder]) -> None:
    """Give the engine who an account is, and when."""
    listed = list(holders)
    DuckDB(db).put(
        "holder",
        {
            "member": ("VARCHAR", [h.member for h in listed]),
            "account": ("VARCHAR", [h.account for h in listed]),
            "started": ("BIGINT", [h.start for h in listed]),
            "ended": ("BIGINT", [h.end for h in listed]),
        },
    )
