"""Rows of Freshdesk: agents, groups, tickets, what was written, ratings."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from trigpoint.connectors.reduce import salted_hash
from trigpoint.connectors.sync import Deed, Misfit, Row
from trigpoint.connectors.sync.statuses import States, category
from trigpoint.tickets.records import (
    Account,
    Author,
    Category,
    Rating,
    Record,
    SurveyKind,
    TicketRow,
)

STATES: Mapping[str, Category] = {
    "2": Category.OPEN,
    "3": Category.PENDING,
    "4": Category.SOLVED,
    "5": Category.CLOSED,
    "6": Category.PENDING,
    "7": Category.HOLD,
}
PRIORITIES = {"1": "low", "2": "medium", "3": "high", "4": "urgent"}
SOURCES = {"1": "email", "2": "portal", "3": "phone", "7": "chat", "9": "widget", "10": "outbound"}
OUTBOUND = "10"
ENDED = {Category.SOLVED, Category.CLOSED}
NEUTRAL = 100
CLASSIC = {1: 1, 2: 0, 3: -1}
"""What the faces of a classic survey are; a survey of today has no value below 100 but minus."""


def account(row: Row, agents: set[str]) -> list[Record]:
    """Return an agent."""
    number, contact = row.text("id"), row.inner("contact")
    agents.add(number)
    return [
        Account(
            account=number,
            name=contact.text("name"),
            seen_at=row.moment("updated_at"),
            email=contact.maybe("email"),
            active=contact.fields.get("active") is not False,
        )
    ]


def ticket(row: Row, known: States, salt: bytes) -> list[Record]:
    """Return a ticket as it is now."""
    state, stats = category(known, row.text("status")), row.inner("stats")
    if row.fields.get("spam") is True:
        state = Category.SPAM
    source, asking = row.maybe("source") or "", row.maybe("requester_id")
    return [
        TicketRow(
            ticket=row.text("id"),
            created_at=row.moment("created_at"),
            seen_at=row.moment("updated_at"),
            category=state,
            assignee=row.maybe("responder_id"),
            queue=row.maybe("group_id"),
            priority=PRIORITIES.get(row.maybe("priority") or ""),
            channel=SOURCES.get(source),
            tags=tuple(sorted(str(tag) for tag in row.several("tags"))),
            requester=salted_hash(salt, asking) if asking else None,
            outbound=source == OUTBOUND,
            first_replied_at=stats.maybe_moment("first_responded_at"),
            solved_at=stats.maybe_moment("resolved_at") if state in ENDED else None,
            closed_at=stats.maybe_moment("closed_at") if state in ENDED else None,
        )
    ]


def message(row: Row, agents: Collection[str]) -> list[Record]:
    """Return that something was written; what was written is not read."""
    by = row.maybe("user_id")
    incoming = row.fields.get("incoming") is True
    author = Author.CUSTOMER if incoming else Author.AGENT if by in agents else Author.SYSTEM
    deed = Deed(row.text("ticket_id"), row.moment("created_at"), row.order(), author, by)
    return [deed.of_agents_only().wrote(public=row.fields.get("private") is not True)]


def rating(row: Row) -> list[Record]:
    """Return what a customer said: happy is 1, neutral 0, unhappy -1; comments are not read."""
    said = row.inner("ratings").fields.get("default_question")
    if not isinstance(said, int):
        raise Misfit("missing", "ratings.default_question is missing.")
    score = CLASSIC.get(said, (said > NEUTRAL) - (said < NEUTRAL))
    at = row.moment("created_at")
    return [
        Rating(
            rating=row.text("id"),
            kind=SurveyKind.CSAT,
            sent_at=at,
            answered_at=at,
            score=score,
            lowest=-1,
            highest=1,
            ticket=row.text("ticket_id"),
            assignee=row.maybe("agent_id"),
            queue=row.maybe("group_id"),
        )
    ]
