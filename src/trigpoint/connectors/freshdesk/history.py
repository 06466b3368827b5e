"""What has become of a ticket since the last look: Freshdesk tells no history of one.

It tells when a ticket was last reopened, resolved and closed, and when its state last changed. The
rest is what differs between two looks; that is marked as inferred, at the time of the ticket's last
change. So whoever reads once a day sees one of two solves on a day, and one of two owners.
"""

from __future__ import annotations

from collections.abc import Iterator

from trigpoint.connectors.sync import Row
from trigpoint.connectors.sync.looks import Kept
from trigpoint.tickets.records import INFERRED, Author, Category, Change, Field, TicketRow

ENDED = {Category.SOLVED, Category.CLOSED}
GONE = {Category.DELETED, Category.SPAM}
"""States that Freshdesk gives no moment: the ticket was changed by them, its status was not."""
MOVED = (Field.ASSIGNEE, Field.QUEUE, Field.PRIORITY)
REOPENED, SOLVED, CLOSED = 4, 5, 6
"""Places of moments in a look, after state, owner, group and priority."""
ALWAYS = ("first_responded_at", "resolved_at", "closed_at")
NEWER = {
    "reopened_at", "status_updated_at", "pending_since", "agent_responded_at",
    "requester_responded_at",
}  # fmt: skip
"""What the stats of a ticket hold beside `ALWAYS` where the help desk gives them: all or none."""


def require_whole(stats: Row) -> None:
    """Raise `Misfit` where stats have lost a moment that is read."""
    stats.require(*ALWAYS)
    if NEWER & set(stats.fields):
        stats.require("reopened_at", "status_updated_at")


def look_at(ticket: TicketRow, stats: Row) -> Kept:
    """Return what is kept of a look: state, owner, group, priority, and the last moments told."""
    moments = (stats.maybe_moment("reopened_at"), ticket.solved_at, ticket.closed_at)
    return [
        ticket.category.value if ticket.category else None, ticket.assignee, ticket.queue,
        ticket.priority, *(None if moment is None else str(moment) for moment in moments),
    ]  # fmt: skip


def changes(ticket: TicketRow, stats: Row, before: Kept | None) -> Iterator[Change]:
    """Yield what has changed since the look before; of the first look, what Freshdesk tells."""
    told = list(states(ticket, stats, before))
    yield from told
    now, was = ticket.category, before[0] if before else None
    was = told[-1].value if told else was
    if now is not None and was is not None and now.value != was:
        moment = None if GONE & {now, was} else stats.maybe_moment("status_updated_at")
        at = moment or ticket.seen_at
        yield change(ticket, at, Field.STATUS, now.value, was, INFERRED)
    if before is not None:
        solved = [one.at for one in told if one.value in ENDED and one.name is None]
        yield from moved(ticket, before, min([ticket.seen_at, *solved]))


def moved(ticket: TicketRow, before: Kept, at: int) -> Iterator[Change]:
    """Yield whose a ticket became: by the solve at the latest that was made since the last look."""
    now = (ticket.assignee, ticket.queue, ticket.priority)
    for field, value, was in zip(MOVED, now, before[1:4], strict=True):
        if was != value:
            yield change(ticket, at, field, value, was, INFERRED)


def states(ticket: TicketRow, stats: Row, before: Kept | None) -> Iterator[Change]:
    """Yield the states that Freshdesk dates. Only what was solved is reopened: a solve is before.

    When that was it no longer tells once a ticket is reopened; where no look saw it, it is inferred
    at the latest moment that it can have been.
    """
    was = before[0] if before else Category.OPEN.value
    now = look_at(ticket, stats)
    new = [one != earlier for one, earlier in zip(now, before or [None] * len(now), strict=True)]
    reopened = stats.maybe_moment("reopened_at")
    if reopened is not None and new[REOPENED]:
        if was not in ENDED:
            latest = max(ticket.created_at, reopened - 1)
            yield change(ticket, latest, Field.STATUS, Category.SOLVED.value, was, INFERRED)
        was = Category.OPEN.value
        yield change(ticket, reopened, Field.STATUS, was, Category.SOLVED.value)
    solved = None if ticket.solved_at == ticket.closed_at else ticket.solved_at
    ends = ((SOLVED, solved, Category.SOLVED), (CLOSED, ticket.closed_at, Category.CLOSED))
    for place, moment, state in ends:
        if new[place] and moment is not None and moment >= (reopened or 0):
            yield change(ticket, moment, Field.STATUS, state.value, was)
            was = state.value


def change(
    ticket: TicketRow, at: int, field: Field, value: str | None, old: str | None, name: str = ""
) -> Change:
    """Return that a field took a value; Freshdesk does not tell who did it."""
    return Change(
        ticket=ticket.ticket, at=at, field=field, value=value, old=old, name=name or None,
        author=Author.SYSTEM,
    )  # fmt: skip
