"""Who works at the help desk, and its queues: names for the numbers that transactions hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from trigpoint.connectors.sync import Api, Given, Row, Staff
from trigpoint.connectors.sync.pages import FULL, OTHER, counted_pages, numbered
from trigpoint.connectors.sync.statuses import States
from trigpoint.net import NotAnswered
from trigpoint.tickets.records import Queue, Record

NOBODY = "Nobody"
SYSTEM = "RT_System"
PRIVILEGED = '[{"field":"Domain","value":"SystemInternal"},{"field":"Name","value":"Privileged"}]'

UNSET: dict[str, object] = {"RealName": None, "EmailAddress": None, "Disabled": "0"}
"""Request Tracker leaves out of a user what was never set; all users are read each time."""


@dataclass(slots=True)
class Desk:
    """Names of users by number, and which of them work there (RT calls them privileged)."""

    api: Api
    given: Given
    states: States
    staff: Staff
    names: dict[str, str] = field(default_factory=dict)

    def records(self) -> list[Record]:
        """Return everybody who works there and all queues, as they are now."""
        rows = self.given.rows
        users = [UNSET | self.api.get(f"user/{number}") for number in self._privileged()]
        return [
            *rows.each("users", users, self._account),
            *rows.each("queues", counted_pages(self._queues), queue),
        ]

    def name(self, number: str) -> str | None:
        """Return a user's name by number; None for nobody."""
        if number not in self.names:
            self.names[number] = Row(self.api.get(f"user/{number}")).text("Name")
        found = self.names[number]
        return None if found == NOBODY else found

    def _privileged(self) -> list[str]:
        groups = self.api.get("groups", query=PRIVILEGED).get("items") or []
        members = (row for one in groups for row in counted_pages(self._members(known(one))))
        return list(dict.fromkeys(map(known, members)))

    def _members(self, group: str) -> Callable[[int], dict[str, Any]]:
        return lambda page: self.api.get(f"group/{group}/members", page=page, per_page=FULL)

    def _queues(self, page: int) -> dict[str, Any]:
        return self.api.get("queues/all", fields="Name,LastUpdated", page=page, per_page=FULL)

    def _account(self, row: Row) -> list[Record]:
        self.names[row.text("id")] = row.text("Name")
        return self.staff.account(
            row, lambda one: one.stated("RealName") or one.text("Name"), key="Name",
            seen="LastUpdated", mail="EmailAddress", active=row.stated("Disabled") != "1",
        )  # fmt: skip


def known(row: Any) -> str:
    """Return the number of a group or of one of its members.

    Raises:
        NotAnswered: where it has none: whoever is missed would count as a customer.
    """
    number = numbered(row)
    if number is None:
        raise NotAnswered(OTHER)
    return number


def queue(row: Row) -> list[Record]:
    """Return a queue; its number is its key."""
    return [Queue(queue=row.text("id"), name=row.text("Name"), seen_at=row.moment("LastUpdated"))]
