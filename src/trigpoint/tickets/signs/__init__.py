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
    """A sign by its file, and what tickets have in common that are compared.

    `needs` is the SQL of the sources that tell what the sign is looked for in: where none of what a
    source tells is so, the sign cannot be seen there, or, with `partly`, not all of it.
    """

    key: str
    needs: str
    alike: str = LIKE
    partly: bool = False


def told(what: str) -> str:
    """Return the SQL of the sources that tell of such events, each when it was."""
    return (
        "SELECT ticket.source FROM ticket_event AS e JOIN ticket USING (key)"
        f" WHERE e.occurred >= $start AND e.occurred < $end AND NOT e.inferred AND {what}"
    )


def put_to(*categories: str) -> str:
    """Return the SQL of the sources that say of some states that a person of ours set them."""
    named = ", ".join(f"'{category}'" for category in categories)
    return told(f"e.kind = 'status' AND e.author = 'agent' AND e.category IN ({named})")


ASKED = (
    "SELECT ticket.source FROM rating JOIN ticket USING (key)"
    " WHERE rating.kind = 'csat' AND rating.answered IS NULL"
    " AND rating.sent >= $start AND rating.sent < $end"
)
SIGNS = (
    Sign("solved_and_opened", put_to("solved", "closed"), partly=True),
    Sign("waiting_unasked", put_to("pending")),
    Sign("held_unsaid", put_to("hold")),
    Sign("easy_ones_taken", told("e.kind = 'assignee'"), alike="concat_ws('/', source, queue)"),
    Sign("passed_on_unread", told("e.kind = 'assignee'")),
    Sign("surveys_left_out", ASKED),
    Sign("taken_out", put_to("solved", "closed", "spam", "deleted", "merged")),
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


def unseen(db: duckdb.DuckDBPyConnection, span: tuple[int, int]) -> dict[str, list[Sign]]:
    """Return, for each source with tickets in a time, the signs that what it tells cannot show."""
    between = {"start": span[0], "end": span[1]}
    sources = db.execute(
        "SELECT DISTINCT source FROM ticket WHERE changed >= $start AND created < $end", between
    ).fetchall()
    shown = {
        sign.key: set(db.execute(f"SELECT DISTINCT * FROM ({sign.needs})", between).fetchall())
        for sign in SIGNS
    }
    return {
        row[0]: [sign for sign in SIGNS if row not in shown[sign.key]] for row in sorted(sources)
    }


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
