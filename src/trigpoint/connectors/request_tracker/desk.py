"""Who works at the help desk, and its queues: names for the numbers that transactions hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from trigpoint.connectors.sync import Api, Given, Row
from trigpoint.tickets.records import Account, Author, Category, Queue, Record

NOBODY = "Nobody"
SYSTEM = "RT_System"
PER_PAGE = 100
PRIVILEGED = '[{"field":"Domain","value":"SystemInternal"},{"field":"Name","value":"Privileged"}]'


@dataclass(slots=True)
class Desk:
    """Names of users by number, and which of them work there (RT calls them privileged)."""

    api: Api
    given: Given
    states: Mapping[str, Category]
    names: dict[str, str] = field(default_factory=dict)
    agents: set[str] = field(default_factory=set)

    def records(self) -> list[Record]:
        """Return everybody who works there and all queues, as they are now."""
        rows = self.given.rows
        users = [self.api.get(f"user/{number}") for number in self._privileged()]
        queues = self.api.get("queues/all", fields="Name,LastUpdated", per_page=PER_PAGE)
        return [
            *rows.each("users", users, self._account),
            *rows.each("queues", queues.get("items") or [], queue),
        ]

    def name(self, number: str) -> str | None:
        """Return a user's name by number; None for nobody."""
        if number not in self.names:
            self.names[number] = Row(self.api.get(f"user/{number}")).text("Name")
        found = self.names[number]
        return None if found == NOBODY else found

    def author(self, name: str) -> Author:
        """Return in which role somebody writes; who does not work there is a customer."""
        if name == SYSTEM:
            return Author.SYSTEM
        return Author.AGENT if name in self.agents else Author.CUSTOMER

    def _privileged(self) -> list[str]:
        groups = self.api.get("groups", query=PRIVILEGED).get("items") or []
        numbers: list[str] = []
        for group in groups:
            page = 1
            while members := self._members(group["id"], page):
                numbers += [number for number in members if number not in numbers]
                page += 1
        return numbers

    def _members(self, group: str, page: int) -> list[str]:
        found = self.api.get(f"group/{group}/members", page=page, per_page=PER_PAGE)
        items: list[Any] = found.get("items") or []
        full = (page - 1) * PER_PAGE < int(found.get("total") or 0)
        return [str(item["id"]) for item in items] if full else []

    def _account(self, row: Row) -> list[Record]:
        name = row.text("Name")
        self.names[row.text("id")] = name
        self.agents.add(name)
        return [
            Account(
                account=name,
                name=row.maybe("RealName") or name,
                seen_at=row.moment("LastUpdated"),
                email=row.maybe("EmailAddress"),
                active=row.maybe("Disabled") != "1",
            )
        ]


def queue(row: Row) -> list[Record]:
    """Return a queue; its number is its key."""
    return [Queue(queue=row.text("id"), name=row.text("Name"), seen_at=row.moment("LastUpdated"))]
