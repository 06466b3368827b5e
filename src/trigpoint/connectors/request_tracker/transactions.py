"""One transaction of Request Tracker as records, and a ticket as it is now.

Traps, each seen at the real program: a change of the owner comes twice (`Set` and `SetWatcher`);
owners and queues are numbers, whoever acts is a name; a merge is noted at both tickets;
`EmailRecord` is no message; a merged ticket is no longer found and keeps its transactions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from trigpoint.connectors.reduce import salted_hash
from trigpoint.connectors.request_tracker.desk import NOBODY, Desk
from trigpoint.connectors.sync import Deed, Row
from trigpoint.connectors.sync.statuses import category
from trigpoint.tickets.records import Author, Category, Change, Field, Record, TicketRow

TICKET = re.compile(r"/ticket/(\d+)$")
FIELDS: Mapping[str, Field] = {
    "Status": Field.STATUS,
    "Owner": Field.ASSIGNEE,
    "Queue": Field.QUEUE,
    "Priority": Field.PRIORITY,
}
WRITTEN = {"Correspond": True, "Comment": False}
"""Types of transactions that are messages: whether the customer sees them."""


def transaction(row: Row, desk: Desk) -> list[Record]:
    """Return what one transaction says; most say nothing that is measured."""
    kind, named = row.text("Type"), row.stated("Field") or ""
    if kind == "Create":
        return created(row, desk)
    if kind in WRITTEN:
        return [deed(row, desk).wrote(public=WRITTEN[kind])]
    if kind == "AddLink" and named == "MergedInto":
        return merged(row, desk)
    if kind != "SetWatcher" and named in FIELDS:
        return [changed(row, desk, FIELDS[named])]
    return []


def deed(row: Row, desk: Desk) -> Deed:
    """Return who acted; a customer's account is not kept."""
    who = row.inner("Creator").text("id")
    at = row.moment("Created")
    author = desk.staff.author(who, at)
    actor = None if author is Author.CUSTOMER else who
    return Deed(row.text("ObjectId"), at, row.whole("id"), author, actor)


def created(row: Row, desk: Desk) -> list[Record]:
    """Return a creation; one by a customer is their first message too."""
    act = deed(row, desk)
    opened = TicketRow(ticket=act.ticket, created_at=act.at, seen_at=act.at)
    return [opened, act.wrote(public=True)] if act.author is Author.CUSTOMER else [opened]


def merged(row: Row, desk: Desk) -> list[Record]:
    """Return that a ticket went into another; the other has the same note about itself."""
    into = TICKET.search(row.text("NewValue"))
    if into is None or into[1] == row.text("ObjectId"):
        return []
    return [deed(row, desk).set(Field.STATUS, Category.MERGED.value)]


def changed(row: Row, desk: Desk, of: Field) -> Change:
    """Return that a field took a new value."""
    say = _said(desk, of)
    old, new = row.stated("OldValue"), row.stated("NewValue")
    return deed(row, desk).set(of, say(new) if new else None, say(old) if old else None)


def ticket_row(row: Row, desk: Desk, salt: bytes) -> list[Record]:
    """Return a ticket as it is now, for what its transactions leave open."""
    row.require("Requestor", "Owner", "Queue")
    asking = [who.stated("id") for who in row.inners("Requestor")]
    owner = row.inner("Owner").stated("id")
    return [
        TicketRow(
            ticket=row.text("id"),
            created_at=row.moment("Created"),
            seen_at=row.moment("LastUpdated"),
            category=category(desk.states, row.text("Status")),
            assignee=None if owner == NOBODY else owner,
            queue=row.inner("Queue").stated("id"),
            priority=row.stated("Priority"),
            requester=salted_hash(salt, asking[0].casefold()) if asking and asking[0] else None,
        )
    ]


def _said(desk: Desk, of: Field) -> Callable[[str], str | None]:
    """Return how values of a field are said: states by category, owners by name."""
    if of is Field.STATUS:
        return lambda value: category(desk.states, value).value
    return desk.name if of is Field.ASSIGNEE else str
