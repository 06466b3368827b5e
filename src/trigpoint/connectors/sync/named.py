"""What most help desks call alike: groups that are our queues, and people by name and number."""

from __future__ import annotations

from trigpoint.connectors.sync.rows import Row
from trigpoint.tickets.records import Account, Queue, Record


def group(row: Row) -> list[Record]:
    """Return a group that says when it was changed; it is our queue."""
    return [Queue(queue=row.text("id"), name=row.text("name"), seen_at=row.moment("updated_at"))]


def team(row: Row) -> list[Record]:
    """Return a group that does not say when it was changed; it is our queue."""
    return [Queue(queue=row.text("id"), name=row.text("name"), seen_at=0)]


def worker(row: Row) -> list[Record]:
    """Return who works there, where it is not said when that was changed."""
    return [
        Account(account=row.text("id"), name=row.text("name"), seen_at=0, email=row.stated("email"))
    ]
