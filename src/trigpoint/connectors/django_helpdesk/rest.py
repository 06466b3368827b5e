"""Over REST: all tickets with their follow-ups, looked through from the first page to the last.

The interface knows no "changed since", and a change of the owner, the queue or the priority leaves
no trace in it. So each look is compared with the one before, ticket by ticket; what differs is
yielded as a change marked as inferred, at the time of the look.
"""

from __future__ import annotations

from collections.abc import Iterator

from trigpoint.connectors.django_helpdesk.rows import STATES, follow_up, looked, ticket_row
from trigpoint.connectors.sync import Api, Deed, Given, Misfit, Piece, Row, listed
from trigpoint.connectors.sync.looks import Looks, untold
from trigpoint.connectors.sync.origin import told
from trigpoint.connectors.sync.pages import FULL, STUCK
from trigpoint.connectors.sync.statuses import States, states
from trigpoint.core.text import _
from trigpoint.net import NotAnswered
from trigpoint.tickets.records import Account, Author, Field, Queue, Record


def pieces(given: Given) -> Iterator[Piece]:
    """Yield page after page; a reading that was broken off goes on with its page."""
    api = Api(given.fetch, given.at("/api"), {"Authorization": f"Token {given.settings['secret']}"})
    page = int(given.cursors.get("page", 1))
    looks = Looks({name: text for name, text in given.cursors.items() if name != "page"})
    known = states(STATES, given)
    while True:
        # There may no longer be so many tickets as when this page came to be the next.
        ask = api.get if page == 1 else api.below
        answer = ask("tickets/", page=page, page_size=FULL) or {"results": []}
        found, total = listed(answer.get("results")), int(answer.get("count") or 0)
        records = list(given.rows.each("tickets", found, lambda r: ticket(r, given, looks, known)))
        done = min(total, (page - 1) * FULL + len(found))
        last = answer.get("next") is None
        page += 1
        yield Piece(records, {**looks.taken(), "page": "" if last else str(page)}, done, total)
        if last:
            return
        if (page - 2) * FULL > total:
            raise NotAnswered(STUCK)


def ticket(row: Row, given: Given, looks: Looks, known: States) -> list[Record]:
    """Return a ticket, its follow-ups, and what changed without a follow-up since the last look."""
    number, written = row.text("id"), in_order(row)
    opened, worked = written[0].moment("date"), written[-1].moment("date")
    look = looked(row, known, told(given.settings, lambda name: row.maybe(f"custom_{name}")))
    follow = [record for entry in written for record in entries(number, entry, written[0], known)]
    around = [*people(look[Field.ASSIGNEE], written), queue(row)]
    now = ticket_row(row, look, opened, opened, given.salt)
    # A row that is refused was not seen: so this comes last.
    before = looks.swap(number, look)
    if before is None:
        return [now, *around, *follow, *untold(number, worked, look, None, follow)]
    return [*around, *follow, *untold(number, given.now, look, before, follow)]


def in_order(row: Row) -> list[Row]:
    """Return the follow-ups of a ticket, each once; the first of them opened it."""
    written = {entry.whole("id"): entry for entry in row.inners("followup_set")}
    if not written:
        empty = _("{field} is empty: nobody knows when it was opened.", field="followup_set")
        raise Misfit("missing", empty)
    return sorted(written.values(), key=lambda entry: (entry.moment("date"), entry.whole("id")))


def entries(number: str, entry: Row, opening: Row, known: States) -> Iterator[Record]:
    """Yield what a follow-up says; what was written to open it is no answer to anybody."""
    user = entry.stated("user")
    author = Author.AGENT if user else Author.CUSTOMER
    deed = Deed(number, entry.moment("date"), entry.whole("id"), author, user)
    opened_by_us = entry is opening and user is not None
    wrote = entry.stated("comment") is not None and not opened_by_us
    yield from follow_up(deed, entry, known, wrote=wrote)


def queue(row: Row) -> Queue:
    """Return the queue of a ticket; REST does not say what it is called."""
    return Queue(queue=row.text("queue"), name=row.text("queue"), seen_at=1)


def people(assignee: str | None, written: list[Row]) -> list[Record]:
    """Return the accounts that act; REST does not say what they are called."""
    named = {assignee, *(entry.stated("user") for entry in written)} - {None}
    return [Account(account=str(who), name=f"#{who}", seen_at=1) for who in sorted(map(str, named))]
