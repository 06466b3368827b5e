"""What both ways of reading django-helpdesk have in common: its states, a ticket, a follow-up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from trigpoint.connectors.reduce import salted_hash
from trigpoint.connectors.sync import Deed, Row
from trigpoint.connectors.sync.looks import Look, as_seen
from trigpoint.connectors.sync.statuses import States, category
from trigpoint.tickets.records import Category, Field, Record, TicketRow

STATES = {
    "1": Category.OPEN, "2": Category.OPEN, "3": Category.SOLVED, "4": Category.CLOSED,
    "5": Category.MERGED,
}  # fmt: skip
"""Open, reopened, resolved, closed, duplicate; installations can add their own."""


def looked(row: Row, known: States, own: Mapping[str, str | None], end: str = "") -> Look:
    """Return what a ticket is like, with language and site of its `own` fields.

    What it refers to has names with an `end` in the database.
    """
    status = category(known, row.text("status"))
    if row.stated(f"merged_to{end}") is not None:
        status = Category.MERGED
    row.require("on_hold")
    if row.fields["on_hold"] and status is Category.OPEN:
        status = Category.HOLD
    return {
        Field.STATUS: status.value, Field.ASSIGNEE: row.stated(f"assigned_to{end}"),
        Field.QUEUE: row.text(f"queue{end}"), Field.PRIORITY: row.stated("priority"),
        Field.LANGUAGE: own.get("language"), Field.SITE: own.get("site"),
    }  # fmt: skip


def ticket_row(row: Row, look: Look, opened: int, seen: int, salt: bytes) -> TicketRow:
    """Return a ticket as it looks at a moment; who asks becomes a hash."""
    mail = row.stated("submitter_email")
    requester = salted_hash(salt, mail.casefold()) if mail else None
    return as_seen(row.text("id"), look, opened, seen, requester)


def follow_up(deed: Deed, row: Row, known: States, *, wrote: bool) -> Iterator[Record]:
    """Yield what a follow-up says: that somebody wrote, and the state it set."""
    row.require("public")
    if wrote:
        yield deed.wrote(public=bool(row.fields["public"]))
    if (new := row.stated("new_status")) is not None:
        yield deed.set(Field.STATUS, category(known, new).value, Category.OPEN.value)
