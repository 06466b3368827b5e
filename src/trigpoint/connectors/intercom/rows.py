"""A conversation of Intercom with its parts, admins and teams."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from trigpoint.connectors.reduce import salted_hash
from trigpoint.connectors.sync import Deed, Misfit, Row
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
BECAME = {"open": Category.OPEN, "close": Category.CLOSED, "snoozed": Category.PENDING}
AUTHORS = {"admin": Author.AGENT, "bot": Author.BOT, "user": Author.CUSTOMER}
AUTHORS |= {"lead": Author.CUSTOMER, "contact": Author.CUSTOMER}
NOBODY = "0"


def conversation(row: Row, salt: bytes) -> list[Record]:
    """Return a conversation as it is, what happened in it, and its rating."""
    state, source = row.text("state"), row.inner("source")
    if state not in STATES:
        raise Misfit("status", "The state is none that is known.")
    people = row.inner("contacts").several("contacts")
    asking = Row(people[0]).maybe("id") if people and isinstance(people[0], dict) else None
    ticket = row.text("id")
    opened = TicketRow(
        ticket=ticket,
        created_at=row.moment("created_at"),
        seen_at=row.moment("updated_at"),
        category=STATES[state],
        assignee=somebody(row.maybe("admin_assignee_id")),
        queue=somebody(row.maybe("team_assignee_id")),
        priority=row.maybe("priority"),
        channel=source.maybe("type"),
        tags=tuple(sorted(named(row.inner("tags").several("tags")))),
        requester=salted_hash(salt, asking) if asking else None,
        outbound=source.maybe("delivered_as") in {"admin_initiated", "operator_initiated"},
    )
    parts = row.inner("conversation_parts").inners("conversation_parts")
    found: list[Record] = [opened, *rated(row, ticket)]
    for part in parts:
        found.extend(told(part, ticket))
    return found


def told(part: Row, ticket: str) -> Iterator[Record]:
    """Yield what one part says; what was written in it is not read."""
    kind, at = part.text("part_type"), part.moment("created_at")
    by = part.inner("author")
    author = AUTHORS.get(by.maybe("type") or "", Author.SYSTEM)
    if by.fields.get("from_ai_agent") is True:
        author = Author.BOT
    seq = int(part.text("id")) if part.text("id").isdigit() else 0
    deed = Deed(ticket, at, seq, author, by.maybe("id")).of_agents_only()
    if kind in {"comment", "note"}:
        yield deed.wrote(public=kind == "comment")
    to = part.inner("assigned_to")
    if to.fields:
        field = Field.QUEUE if to.maybe("type") == "team" else Field.ASSIGNEE
        yield deed.set(field, somebody(to.maybe("id")))
    if kind in BECAME:
        yield deed.set(Field.STATUS, BECAME[kind].value)


def rated(row: Row, ticket: str) -> Iterator[Record]:
    """Yield the rating of a conversation, on a scale of five."""
    found = row.inner("conversation_rating")
    score = found.maybe("rating")
    if score is not None and score.isdigit():
        at = found.moment("created_at")
        yield Rating(
            rating=ticket, kind=SurveyKind.CSAT, sent_at=at, answered_at=at, score=int(score),
            ticket=ticket, assignee=somebody(found.inner("teammate").maybe("id")),
        )  # fmt: skip


def named(tags: list[object]) -> Iterator[str]:
    """Yield the names of tags."""
    for tag in tags:
        if isinstance(tag, dict) and tag.get("name"):
            yield str(tag["name"])


def somebody(number: str | None) -> str | None:
    """Return who holds a conversation, or None for nobody."""
    return None if number == NOBODY else number
