"""Rows of Freshdesk: agents, groups, tickets, what was written, ratings."""

from __future__ import annotations

from collections.abc import Mapping

from trigpoint.connectors.freshdesk.history import ENDED, changes, look_at, require_whole
from trigpoint.connectors.reduce import salted_hash
from trigpoint.connectors.sync import Deed, Row, Staff
from trigpoint.connectors.sync.looks import Looks
from trigpoint.connectors.sync.statuses import States, category
from trigpoint.tickets.records import (
    Account,
    Author,
    Category,
    Rating,
    Record,
    SurveyKind,
    TicketRow,
)  # fmt: skip

STATES: Mapping[str, Category] = {
    "2": Category.OPEN, "3": Category.PENDING, "4": Category.SOLVED, "5": Category.CLOSED,
    "6": Category.PENDING, "7": Category.HOLD,
}  # fmt: skip
PRIORITIES = {"1": "low", "2": "medium", "3": "high", "4": "urgent"}
SOURCES = {"1": "email", "2": "portal", "3": "phone", "7": "chat", "9": "widget", "10": "outbound"}
OUTBOUND = "10"
NEUTRAL = 100
CLASSIC = {1: 1, 2: 0, 3: -1}
"""What the faces of a classic survey are; a survey of today has no value below 100 but minus."""


def account(row: Row, staff: Staff) -> list[Record]:
    """Return an agent."""
    row.require("contact")
    number, contact = row.text("id"), row.inner("contact")
    staff.take(number)
    return [
        Account(
            account=number, name=contact.text("name"), seen_at=row.moment("updated_at"),
            email=contact.stated("email"), active=contact.flag("active"),
        )
    ]  # fmt: skip


def ticket(row: Row, known: States | Category, salt: bytes, looks: Looks) -> list[Record]:
    """Return a ticket as it is now, and what has become of it since the last look.

    In a list of what is deleted or spam its state is known, whatever it was before.
    """
    row.require("tags", "stats")
    named, stats = row.text("status"), row.inner("stats")
    require_whole(stats)
    state = known if isinstance(known, Category) else category(known, named)
    if row.flag("spam"):
        state = Category.SPAM
    source, asking = row.stated("source") or "", row.stated("requester_id")
    found = TicketRow(
        ticket=row.text("id"), created_at=row.moment("created_at"),
        seen_at=row.moment("updated_at"), category=state,
        assignee=row.stated("responder_id"), queue=row.stated("group_id"),
        priority=PRIORITIES.get(row.stated("priority") or ""),
        channel=SOURCES.get(source),
        tags=tuple(sorted(str(tag) for tag in row.several("tags"))),
        requester=salted_hash(salt, asking) if asking else None,
        outbound=source == OUTBOUND,
        first_replied_at=stats.maybe_moment("first_responded_at"),
        solved_at=stats.maybe_moment("resolved_at") if state in ENDED else None,
        closed_at=stats.maybe_moment("closed_at") if state in ENDED else None,
    )  # fmt: skip
    number = str(row.whole("id"))
    became = list(changes(found, stats, looks.last(number)))
    looks.keep(number, look_at(found, stats))
    return [found, *became]


def message(row: Row, staff: Staff) -> list[Record]:
    """Return that something was written; what was written is not read."""
    by, at = row.stated("user_id"), row.moment("created_at")
    author = Author.AGENT if staff.worked(by, at) else Author.SYSTEM
    if row.flag("incoming"):
        author = Author.CUSTOMER
    deed = Deed(row.text("ticket_id"), at, row.order(), author, by)
    return [deed.of_agents_only().wrote(public=not row.flag("private"))]


def rating(row: Row) -> list[Record]:
    """Return what a customer said: happy is 1, neutral 0, unhappy -1; comments are not read."""
    said = row.inner("ratings").whole("default_question")
    score = CLASSIC.get(said, (said > NEUTRAL) - (said < NEUTRAL))
    at = row.moment("created_at")
    return [
        Rating(
            rating=row.text("id"), kind=SurveyKind.CSAT, sent_at=at, answered_at=at, score=score,
            lowest=-1, highest=1, ticket=row.text("ticket_id"),
            assignee=row.stated("agent_id"), queue=row.stated("group_id"),
        )
    ]  # fmt: skip
