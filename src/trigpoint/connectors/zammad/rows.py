"""Rows of Zammad: agents, groups, tickets, articles, history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from trigpoint.connectors.reduce import salted_hash
from trigpoint.connectors.sync import Deed, Row, Staff
from trigpoint.connectors.sync.statuses import States, category
from trigpoint.tickets.records import (
    Author,
    Category,
    Field,
    Promise,
    Queue,
    Record,
    Step,
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
PROMISED = {"first_response": "first_reply", "close": "resolution"}
"""What an SLA promises of a ticket; of updates only the longest wait is told, and not when."""


def account(row: Row, staff: Staff) -> list[Record]:
    """Return an agent."""
    return staff.account(row, called, active=row.flag("active"))


def called(row: Row) -> str:
    """Return the name of an agent, or the number of one without a name."""
    names = (row.stated("firstname"), row.stated("lastname"))
    return " ".join(name for name in names if name) or row.text("id")


def somebody(number: str | None) -> str | None:
    """Return an owner, or None for the user who is nobody."""
    return None if number == NOBODY else number


def owned(past: Row, staff: Staff) -> None:
    """Know of whoever held a ticket, as its history tells: only an agent can."""
    for entry in past.inners("history"):
        if entry.maybe("attribute") == "owner":
            for number in (entry.maybe("id_from"), entry.maybe("id_to")):
                if (who := somebody(number)) is not None:
                    staff.hold(who)


def ticket(row: Row, known: States, salt: bytes) -> list[Record]:
    """Return a ticket as it is, for what its history leaves open, and what its group is called."""
    asking, group, name = row.stated("customer_id"), row.stated("group_id"), row.stated("group")
    return [
        *([Queue(queue=group, name=name, seen_at=0)] if group and name else []),
        TicketRow(
            ticket=row.text("id"),
            created_at=row.moment("created_at"),
            seen_at=row.moment("updated_at"),
            category=category(known, row.text("state")),
            assignee=somebody(row.stated("owner_id")),
            queue=group,
            priority=row.stated("priority"),
            channel=row.stated("create_article_type"),
            requester=salted_hash(salt, asking) if asking else None,
            outbound=row.stated("create_article_sender") == "Agent",
        ),
        *promises(row),
    ]


def promises(row: Row) -> Iterator[Promise]:
    """Yield what has become of the promises of a ticket, or when they fall due.

    Zammad tells how many working minutes were left, or, below nought, how many too late it was. So
    many minutes before the answer it fell due, or earlier where hours off lie between. While one
    runs it tells when it falls due; of a state in which none runs, and without an SLA, nothing.
    What is told in the end is beside when it was said to fall due: that may have been moved since.
    """
    opened, seen, ticket = row.moment("created_at"), row.moment("updated_at"), row.text("id")
    for name, target in PROMISED.items():
        left, done = row.stated(f"{name}_diff_in_min"), row.stated(f"{name}_at")
        due = row.stated(f"{name}_escalation_at")
        if done is None and due is None:
            yield Promise(ticket=ticket, at=seen, target=target, step=Step.CANCELLED)
        elif done is None:
            falls = row.moment(f"{name}_escalation_at")
            yield Promise(ticket=ticket, at=seen, target=target, step=Step.APPLIED, due_at=falls)
        elif left is not None:
            ended, over = row.moment(f"{name}_at"), row.whole(f"{name}_diff_in_min")
            falls, late = max(opened, ended + 60 * over), over < 0
            step, at = (Step.BREACHED, falls) if late else (Step.FULFILLED, ended)
            yield Promise(ticket=ticket, at=at, target=target, step=step)
            if not late:
                yield Promise(
                    ticket=ticket, at=seen, target=target, step=Step.APPLIED, due_at=falls
                )


def article(row: Row, staff: Staff) -> list[Record]:
    """Return that something was written; what was written is not read."""
    author = AUTHORS.get(row.stated("sender") or "", Author.SYSTEM)
    by = row.stated("created_by_id")
    at = row.moment("created_at")
    actor = by if author is Author.AGENT and staff.worked(by, at) else None
    deed = Deed(row.text("ticket_id"), at, row.order(), author, actor)
    return [deed.wrote(public=not row.flag("internal"))]


def happened(row: Row, known: States, staff: Staff) -> list[Record]:
    """Return a change of a ticket; what else its history tells is left out."""
    if row.stated("object") != "Ticket" or row.stated("type") != "updated":
        return []
    name = row.text("attribute")
    if name == "state":
        was = row.stated("value_from")
        old = category(known, was).value if was else None
        new = category(known, row.text("value_to")).value
        return [deed(row, staff).set(Field.STATUS, new, old)]
    if name == "priority":
        found = (row.stated("value_to"), row.stated("value_from"))
        return [deed(row, staff).set(Field.PRIORITY, *found)]
    if name in FIELDS:
        found = (row.stated("id_to"), row.stated("id_from"))
        if name == "owner":
            found = (somebody(found[0]), somebody(found[1]))
        return [deed(row, staff).set(FIELDS[name], *found)]
    return []


def deed(row: Row, staff: Staff) -> Deed:
    """Return who changed a ticket; triggers and schedulers act for nobody."""
    by, at = row.stated("created_by_id"), row.moment("created_at")
    human = staff.worked(by, at) and row.maybe("sourceable_type") is None
    author = Author.AGENT if human else Author.SYSTEM
    return Deed(row.text("o_id"), at, row.order(), author, by).of_agents_only()
