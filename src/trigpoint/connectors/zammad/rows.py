"""Rows of Zammad: agents, groups, tickets, articles, history."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from trigpoint.connectors.reduce import salted_hash
from trigpoint.connectors.sync import Row
from trigpoint.connectors.sync.statuses import category
from trigpoint.tickets.records import (
    Account,
    Author,
    Category,
    Change,
    Field,
    Message,
    Queue,
    Record,
    TicketRow,
)

STATES: Mapping[str, Category] = {
    "new": Category.NEW,
    "open": Category.OPEN,
    "pending reminder": Category.PENDING,
    "pending close": Category.PENDING,
    "closed": Category.CLOSED,
    "merged": Category.MERGED,
    "removed": Category.DELETED,
}
NOBODY = "1"
"""The user who stands for nobody, and for the program itself."""
AUTHORS = {"Agent": Author.AGENT, "Customer": Author.CUSTOMER}
FIELDS = {"owner": Field.ASSIGNEE, "group": Field.QUEUE}
"""Fields whose history names the numbers of what they refer to."""


def account(row: Row, agents: set[str]) -> list[Record]:
    """Return an agent."""
    number = row.text("id")
    agents.add(number)
    names = (row.maybe("firstname"), row.maybe("lastname"))
    return [
        Account(
            account=number,
            name=" ".join(name for name in names if name) or number,
            seen_at=row.moment("updated_at"),
            email=row.maybe("email"),
            active=row.fields.get("active") is not False,
        )
    ]


def somebody(number: str | None) -> str | None:
    """Return an owner, or None for the user who is nobody."""
    return None if number == NOBODY else number


def ticket(row: Row, known: Mapping[str, Category], salt: bytes) -> list[Record]:
    """Return a ticket as it is, for what its history leaves open, and what its group is called."""
    asking, group, name = row.maybe("customer_id"), row.maybe("group_id"), row.maybe("group")
    return [
        *([Queue(queue=group, name=name, seen_at=0)] if group and name else []),
        TicketRow(
            ticket=row.text("id"),
            created_at=row.moment("created_at"),
            seen_at=row.moment("updated_at"),
            category=category(known, row.text("state")),
            assignee=somebody(row.maybe("owner_id")),
            queue=group,
            priority=row.maybe("priority"),
            channel=row.maybe("create_article_type"),
            requester=salted_hash(salt, asking) if asking else None,
            outbound=row.maybe("create_article_sender") == "Agent",
        ),
    ]


def article(row: Row, agents: Collection[str]) -> list[Record]:
    """Return that something was written; what was written is not read."""
    author = AUTHORS.get(row.maybe("sender") or "", Author.SYSTEM)
    by = row.maybe("created_by_id")
    return [
        Message(
            ticket=row.text("ticket_id"),
            at=row.moment("created_at"),
            author=author,
            public=row.fields.get("internal") is not True,
            seq=row.order(),
            actor=by if author is Author.AGENT and by in agents else None,
        )
    ]


def happened(row: Row, known: Mapping[str, Category], agents: Collection[str]) -> list[Record]:
    """Return a change of a ticket; what else its history tells is left out."""
    name = row.maybe("attribute")
    if row.maybe("object") != "Ticket" or row.maybe("type") != "updated":
        return []
    if name == "state":
        new: str | None = category(known, row.text("value_to")).value
        was = row.maybe("value_from")
        old = category(known, was).value if was else None
        return [change(row, Field.STATUS, new, old, agents)]
    if name == "priority":
        found = (row.maybe("value_to"), row.maybe("value_from"))
        return [change(row, Field.PRIORITY, *found, agents)]
    if name in FIELDS:
        found = (somebody(row.maybe("id_to")), somebody(row.maybe("id_from")))
        if name == "group":
            found = (row.maybe("id_to"), row.maybe("id_from"))
        return [change(row, FIELDS[name], *found, agents)]
    return []


def change(
    row: Row, field: Field, new: str | None, old: str | None, agents: Collection[str]
) -> Change:
    """Return that a field took a value; triggers and schedulers act for nobody."""
    by = row.maybe("created_by_id")
    human = by in agents and row.maybe("sourceable_type") is None
    return Change(
        ticket=row.text("o_id"),
        at=row.moment("created_at"),
        field=field,
        value=new,
        old=old,
        seq=row.order(),
        actor=by if human else None,
        author=Author.AGENT if human else Author.SYSTEM,
    )
