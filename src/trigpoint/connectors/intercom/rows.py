"""A conversation of Intercom with its parts, admins and teams."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from trigpoint.connectors.reduce import salted_hash
from trigpoint.connectors.sync import Deed, Row
from trigpoint.connectors.sync.statuses import unknown
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
    "snoozed": Category.PENDING,
    "closed": Category.CLOSED,
}
REOPENING = (
    "open", "unsnoozed", "timer_unsnooze", "note_and_reopen", "note_and_unsnooze",
    "assign_and_reopen", "assign_and_unsnooze",
)  # fmt: skip
BECAME = {
    "close": Category.CLOSED,
    "snoozed": Category.PENDING,
    **dict.fromkeys(REOPENING, Category.OPEN),
}
"""What a part makes of a conversation, by its type; of one that is open, opening makes nothing."""
NOTES = {"note", "note_and_reopen", "note_and_unsnooze"}
WRITTEN = {"comment", "quick_reply"} | NOTES
MAY_BE_WRITTEN = {"open", "close", "assignment", "assign_and_reopen", "assign_and_unsnooze"}
"""Parts that may carry a reply to the customer, or of theirs, besides what they do."""
RATED = {"conversation_rating_changed", "conversation_rating_remark_added"}
AUTHORS = {"admin": Author.AGENT, "bot": Author.BOT, "user": Author.CUSTOMER}
AUTHORS |= {"lead": Author.CUSTOMER, "contact": Author.CUSTOMER}
NOBODY = "0"


def conversation(row: Row, salt: bytes) -> list[Record]:
    """Return a conversation as it is, what happened in it, and its rating."""
    state, source = row.text("state"), row.inner("source")
    if state not in STATES:
        raise unknown(state)
    row.require("source", "contacts", "tags", "conversation_rating", "conversation_parts")
    source.require("type", "delivered_as")
    asking = next((who.stated("id") for who in row.inner("contacts").inners("contacts")), None)
    ticket = row.text("id")
    opened = TicketRow(
        ticket=ticket,
        created_at=row.moment("created_at"),
        seen_at=row.moment("updated_at"),
        category=STATES[state],
        assignee=somebody(row.stated("admin_assignee_id")),
        queue=somebody(row.stated("team_assignee_id")),
        priority=row.stated("priority"),
        channel=source.maybe("type"),
        tags=tuple(sorted(named(row.inner("tags").inners("tags")))),
        requester=salted_hash(salt, asking) if asking else None,
        outbound=source.maybe("delivered_as") in {"admin_initiated", "operator_initiated"},
    )
    parts = row.inner("conversation_parts").inners("conversation_parts")
    found: list[Record] = [opened, *rated(row, ticket, parts)]
    for part in parts:
        found.extend(told(part, ticket))
    return found


def told(part: Row, ticket: str) -> Iterator[Record]:
    """Yield what one part says; of what was written in it nothing is kept but that it was."""
    kind, at, seq = part.text("part_type"), part.moment("created_at"), part.order()
    part.require("author", "assigned_to", "body")
    by = part.inner("author")
    author = AUTHORS.get(by.stated("type") or "", Author.SYSTEM)
    if by.fields.get("from_ai_agent") is True:
        author = Author.BOT
    deed = Deed(ticket, at, seq, author, by.stated("id")).of_agents_only()
    if kind in WRITTEN or (kind in MAY_BE_WRITTEN and part.maybe("body")):
        yield deed.wrote(public=kind not in NOTES)
    to = part.inner("assigned_to")
    if to.fields:
        field = Field.QUEUE if to.stated("type") == "team" else Field.ASSIGNEE
        yield deed.set(field, somebody(to.stated("id")))
    if kind in BECAME:
        yield deed.set(Field.STATUS, BECAME[kind].value)


def rated(row: Row, ticket: str, parts: list[Row]) -> Iterator[Record]:
    """Yield the rating of a conversation, on a scale of five, once a customer was asked for it.

    `created_at` is when that was. When they answered Intercom names in its newest versions alone;
    else that is the time of the part which notes it, and without one that of the question.
    """
    found = row.inner("conversation_rating")
    if not found.fields:
        return
    found.require("rating", "created_at", "teammate")
    asked, score = found.maybe_moment("created_at"), found.maybe("rating")
    if asked is None:
        return
    noted = [part.moment("created_at") for part in parts if part.text("part_type") in RATED]
    answered = max([asked, found.maybe_moment("updated_at") or 0, *noted])
    yield Rating(
        rating=ticket, kind=SurveyKind.CSAT, sent_at=asked,
        answered_at=answered if score else None, score=found.whole("rating") if score else None,
        ticket=ticket, assignee=somebody(found.inner("teammate").maybe("id")),
    )  # fmt: skip


def named(tags: list[Row]) -> Iterator[str]:
    """Yield the names of tags."""
    for tag in tags:
        if name := tag.stated("name"):
            yield name


def somebody(number: str | None) -> str | None:
    """Return who holds a conversation, or None for nobody."""
    return None if number == NOBODY else number
