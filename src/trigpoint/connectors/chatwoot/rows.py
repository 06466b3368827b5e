"""Rows of Chatwoot: agents, teams, conversations, messages, events, survey answers."""

from __future__ import annotations

from collections.abc import Mapping

from trigpoint.connectors.reduce import salted_hash
from trigpoint.connectors.sync import Deed, Row
from trigpoint.connectors.sync.statuses import States, category
from trigpoint.tickets.records import (
    Author,
    Category,
    Field,
    Rating,
    Record,
    SurveyKind,
    TicketRow,
)

STATES: Mapping[str, Category] = {
    "open": Category.OPEN,
    "pending": Category.NEW,
    "snoozed": Category.PENDING,
    "resolved": Category.SOLVED,
}
INCOMING, OUTGOING = "0", "1"
BECAME = {"conversation_resolved": Category.SOLVED, "conversation_opened": Category.OPEN}
"""Events that say that a state was taken, at their end."""
AUTHORS = {"user": Author.AGENT, "agent_bot": Author.BOT, "captain_assistant": Author.BOT}


def conversation(row: Row, known: States, salt: bytes) -> list[Record]:
    """Return a conversation as it is, for what its events leave open."""
    row.require("meta", "labels")
    meta = row.inner("meta")
    meta.require("sender")
    asking = meta.inner("sender").stated("id")
    channel = (meta.stated("channel") or "").removeprefix("Channel::").lower()
    return [
        TicketRow(
            ticket=row.text("id"),
            created_at=row.moment("created_at"),
            seen_at=row.moment("last_activity_at"),
            category=category(known, row.text("status")),
            assignee=number(meta, "assignee"),
            queue=number(meta, "team"),
            priority=row.stated("priority"),
            channel=channel or None,
            tags=tuple(sorted(str(label) for label in row.several("labels"))),
            requester=salted_hash(salt, asking) if asking else None,
        )
    ]


def number(row: Row, name: str) -> str | None:
    """Return the number of whoever is in a field; it does not come where that is nobody."""
    found = row.inner(name)
    return found.stated("id") if found.fields else None


def message(row: Row) -> list[Record]:
    """Return that something was written; notes of the program itself are left out."""
    kind = row.text("message_type")
    if kind not in {INCOMING, OUTGOING}:
        return []
    by = row.inner("sender")
    author = AUTHORS.get(((by.fields and by.stated("type")) or "").lower(), Author.SYSTEM)
    if kind == INCOMING:
        author = Author.CUSTOMER
    ticket, at, seq = row.text("conversation_id"), row.moment("created_at"), row.whole("id")
    actor = by.stated("id") if author is Author.AGENT else None
    return [Deed(ticket, at, seq, author, actor).wrote(public=not row.flag("private"))]


def event(row: Row, ticket: str) -> list[Record]:
    """Return that a conversation was resolved or opened again."""
    became = BECAME.get(row.text("name"))
    if became is None:
        return []
    by = row.stated("user_id")
    author = Author.AGENT if by else Author.SYSTEM
    deed = Deed(ticket, row.moment("event_end_time"), row.whole("id"), author, by)
    return [deed.set(Field.STATUS, became.value)]


def rating(row: Row) -> list[Record]:
    """Return what a customer said on a scale of five; comments are not read."""
    at = row.moment("created_at")
    return [
        Rating(
            rating=row.text("id"),
            kind=SurveyKind.CSAT,
            sent_at=at,
            answered_at=at,
            score=row.whole("rating"),
            ticket=row.text("conversation_id"),
            assignee=number(row, "assigned_agent"),
        )
    ]
