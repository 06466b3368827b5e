"""What somebody did in tickets, event by event: which ticket, when, what kind of event.

No word of a ticket is kept, and nobody else is named. An event is somebody's whose account caused
it, or held the ticket when it came, at a time at which that account was theirs.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import duckdb

from trigpoint.tickets.roster import Holder
from trigpoint.tickets.signs import put_holders

SQL = """
    SELECT ticket.source, ticket.ticket, event.occurred, event.kind,
        coalesce(bool_or(holder.account = event.actor), FALSE),
        coalesce(bool_or(holder.account = event.account), FALSE)
    FROM ticket_event AS event
    JOIN holder ON holder.account IN (event.actor, event.account)
        AND event.occurred >= holder.started AND event.occurred < holder.ended
    JOIN ticket USING (key)
    WHERE holder.member = $person
    GROUP BY event.key, event.n, 1, 2, 3, 4 ORDER BY 3, 1, 2, event.n"""


class Deed(NamedTuple):
    """One event of a ticket: whether the person caused it, and whether they held the ticket.

    `occurred` is in seconds since 1970 UTC; `kind` as in `records`.
    """

    source: str
    ticket: str
    occurred: int
    kind: str
    caused: bool
    held: bool


def of_person(db: duckdb.DuckDBPyConnection, holders: Iterable[Holder], person: str) -> list[Deed]:
    """Return the events of a person, the oldest first; `person` is the member of the roster."""
    put_holders(db, [holder for holder in holders if holder.member == person])
    return [Deed(*row) for row in db.execute(SQL, {"person": person}).fetchall()]
