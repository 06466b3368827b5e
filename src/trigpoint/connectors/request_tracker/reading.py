"""From transaction to transaction: the last one's number is the cursor.

Transactions have ascending numbers and are never changed, so what is new is what has a higher
number. Each reading begins a few numbers earlier: one that was given early may be seen late.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from trigpoint.connectors.request_tracker.desk import SYSTEM, Desk
from trigpoint.connectors.request_tracker.transactions import ticket_row, transaction
from trigpoint.connectors.sync import Api, Given, Piece, Row, Staff, listed
from trigpoint.connectors.sync.api import login
from trigpoint.connectors.sync.connector import address, sealed, user
from trigpoint.connectors.sync.origin import ORIGIN, located, own_fields
from trigpoint.connectors.sync.pages import STUCK
from trigpoint.connectors.sync.statuses import STATUSES, states
from trigpoint.core.text import _
from trigpoint.net import NotAnswered
from trigpoint.tickets.records import Category, Change, Message, Record

PAGE = 100
OVERLAP = 500
STREAM = "transactions"
USUAL = {
    "new": Category.NEW,
    "open": Category.OPEN,
    "stalled": Category.PENDING,
    "resolved": Category.SOLVED,
    "rejected": Category.CLOSED,
    "deleted": Category.DELETED,
}
OF_TRANSACTIONS = "Type,Field,OldValue,NewValue,Created,Creator,ObjectId"
"""Not Data: it holds subjects of mails."""
OF_TICKETS = "Status,Queue,Owner,Priority,Created,LastUpdated,Requestor"


class RequestTracker:
    """The connector of Request Tracker."""

    key = "request_tracker"
    name = "Request Tracker"
    tried = _("Tried out against the real Request Tracker 5.0.3.")
    settings = (
        address(_("Where people open it, such as https://rt.example.org")),
        user(_("User"), _("One that may read all tickets; for a token, leave it empty.")),
        sealed(_("Password or token")),
        STATUSES,
        *ORIGIN,
    )

    def pieces(self, given: Given) -> Iterator[Piece]:
        """Yield who works there and the queues, then transactions with their tickets, by number."""
        api = Api(given.fetch, given.at("/REST/2.0"), login(given.settings, "token"))
        desk = Desk(api, given, states(USUAL, given), Staff.before(given, SYSTEM))
        yield Piece(desk.records(), desk.staff.seen())
        last = int(given.cursors.get(STREAM, 0))
        read = 0
        while True:
            answer = api.get(
                "transactions",
                query=f"ObjectType='RT::Ticket' AND id>{last}",
                fields=OF_TRANSACTIONS,
                per_page=PAGE,
                orderby="id",
                order="ASC",
            )
            items, left = listed(answer.get("items")), int(answer.get("total") or 0)
            if items:
                last = newest(items, last)
                records = desk.staff.holders(tickets(api, given, desk, items))
                records += given.rows.each(STREAM, items, lambda row: transaction(row, desk))
                done = read + len(items)
                kept = {STREAM: str(last), **desk.staff.seen()}
                yield Piece(records, kept, done, read + left, as_of(records))
                read = done
            # What was written since this answer is for the next reading, or it would never end.
            if not items or 0 < left <= len(numbers(items)):
                yield Piece([], {STREAM: str(max(0, last - OVERLAP))}, read, read)
                return


def newest(items: list[Any], last: int) -> int:
    """Return the highest number of a page; one that leads no further is no answer."""
    found = max(numbers(items), default=last)
    if found <= last:
        raise NotAnswered(STUCK)
    return found


def numbers(items: list[Any]) -> set[int]:
    """Return the different numbers on a page."""
    found = (str(item.get("id")) for item in items if isinstance(item, dict))
    return {int(number) for number in found if number.isdigit()}


def tickets(api: Api, given: Given, desk: Desk, items: list[Any]) -> list[Record]:
    """Return the tickets that a page of transactions is about, as they are now."""
    named = {str(item.get("ObjectId")) for item in items if isinstance(item, dict)}
    wanted = sorted((number for number in named if number.isdigit()), key=int)
    if not wanted:
        return []
    query = " OR ".join(f"id={number}" for number in wanted)
    asked = any(given.settings.get(one.name) for one in ORIGIN)
    fields = f"{OF_TICKETS},CustomFields" if asked else OF_TICKETS
    answer = api.get("tickets", query=query, fields=fields, per_page=PAGE)
    found = answer.get("items") or []
    return list(given.rows.each("tickets", found, lambda row: placed(row, given, desk)))


def placed(row: Row, given: Given, desk: Desk) -> list[Record]:
    """Return a ticket with its language and site, of custom fields by name that hold one value."""
    own = own_fields(row.inners("CustomFields"), "name", only)
    return located(ticket_row(row, desk, given.salt), given.settings, own)


def only(field: Row) -> object:
    """Return the value of a custom field; of several it is none."""
    values = field.several("values")
    return values[0] if len(values) == 1 else None


def as_of(records: list[Record]) -> int | None:
    """Return up to when a page of transactions speaks."""
    return max(
        (record.at for record in records if isinstance(record, Change | Message)), default=None
    )
