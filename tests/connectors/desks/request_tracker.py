"""Request Tracker 5.0.3, as the real one answered over REST 2 (shapes recorded 2026-11-25)."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, ClassVar

from tests.connectors.desks.answers import RECORDED, Asked, Case, Cited, FakeDesk, living, said
from trigpoint.net import Answer

USERS = {"1": "RT_System", "6": "Nobody", "14": "root", "27": "ana", "31": "rui"}
CUSTOMERS = ("carl@cust.test", "dora@cust.test", "emil@cust.test")
AGENTS = ("14", "27", "31")
BEGAN = 1_780_000_000
OWN = {
    "CustomFields": [
        {"id": "2", "name": "Language", "type": "customfield", "values": ["de"], "_url": "u"},
        {"id": "4", "name": "Site", "type": "customfield", "values": ["Porto"], "_url": "u"},
        {"id": "3", "name": "Sites", "type": "customfield", "values": ["a", "b"], "_url": "u"},
    ]
}
"""Custom fields of a ticket, given where they are asked for (recorded 2026-11-27)."""


def stamp(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass
class FakeRequestTracker(FakeDesk):
    """Tickets with their transactions; `live` makes them up, reproducibly."""

    shapes: ClassVar[dict[str, Cited]] = {
        "/REST/2.0/groups": Cited(RECORDED, "2026-11-25"),
        "/REST/2.0/group/[id]/members": Cited(RECORDED, "2026-11-25"),
        "/REST/2.0/user/[id]": Cited(RECORDED, "2026-11-25"),
        "/REST/2.0/queues/all": Cited(RECORDED, "2026-11-25"),
        "/REST/2.0/transactions": Cited(RECORDED, "2026-11-25"),
        "/REST/2.0/tickets": Cited(RECORDED, "2026-11-25"),
    }
    transactions: list[dict[str, Any]] = field(default_factory=list)
    tickets: dict[str, dict[str, Any]] = field(default_factory=dict)
    queues: dict[str, str] = field(default_factory=lambda: {"1": "General", "3": "Billing"})

    def answer(self, asked: Asked) -> Answer:
        if not asked.headers.get("Authorization", "").startswith(("Basic ", "token ")):
            return said({"message": "Unauthorized"}, 401)
        path = asked.path.removeprefix("/REST/2.0/")
        number = path.rsplit("/", 1)[-1]
        if path == "groups":
            return listed([{"type": "group", "id": "4", "_url": "u"}])
        if path == "group/4/members":
            return listed([{"id": n, "type": "user"} for n in self.of_staff(map(int, AGENTS))])
        if path.startswith("user/"):
            return said(user(number)) if number in USERS else said({"message": "Not Found"}, 404)
        if path == "queues/all":
            return paged(asked, [queue(number, name) for number, name in self.queues.items()])
        if path == "transactions":
            return self.page(asked)
        if path == "tickets":
            wanted = re.findall(r"id=(\d+)", asked.query["query"])
            own = OWN if "CustomFields" in asked.query["fields"] else {}
            return listed([{**self.tickets[n], **own} for n in wanted if n in self.tickets])
        return said({"message": "Not Found"}, 404)

    def lateable(self, hours: int = 48) -> list[dict[str, Any]]:  # noqa: ARG002 - numbers, no time
        """Return what may come late: any number of the last few hundred."""
        return self.transactions

    def stamped(self) -> list[dict[str, Any]]:
        return self.transactions

    def page(self, asked: Asked) -> Answer:
        after = int(re.search(r"id>(\d+)", asked.query["query"])[1])
        given = self.there(self.transactions)
        there = [t for t in given if int(t["id"]) > after]
        size = int(asked.query["per_page"])
        return listed(there[:size], total=len(there))

    def live(self, tickets: int, seed: int = 1) -> None:
        """Let customers and agents write, answer, solve, move and merge."""
        dice = random.Random(seed)
        at, number = BEGAN, 39
        for n in range(1, tickets + 1):
            number = self.one(dice, str(n), at, number)
            at += dice.randrange(60, 9000)
        self.transactions.sort(key=lambda t: int(t["id"]))

    # What people do is a list.
    def one(  # noqa: C901 - one case for each of them
        self, dice: random.Random, ticket: str, at: int, number: int
    ) -> int:
        by = dice.choice(CUSTOMERS)
        row = {"Status": "new", "Owner": "6", "Queue": dice.choice("13"), "Priority": "0"}

        def note(kind: str, creator: str, name: str = "", old: str = "", new: str = "") -> None:
            nonlocal number, at
            number += dice.randrange(1, 4)
            at += dice.randrange(0, 4000)
            self.transactions.append(
                {
                    "id": str(number), "Type": kind, "Field": name, "OldValue": old,
                    "NewValue": new, "Created": stamp(at), "ObjectId": ticket,
                    "Creator": {"type": "user", "id": creator, "_url": "u"},
                    "type": "transaction", "_url": "u",
                }
            )  # fmt: skip

        def put(name: str, new: str, creator: str) -> None:
            kind = "Status" if name == "Status" else "Set"
            note(kind, creator, name, row[name], new)
            if name == "Owner":  # the real one says it twice
                note("SetWatcher", creator, name, row[name], new)
            row[name] = new

        note("Create", by)
        opened = at
        for _ in range(dice.randrange(0, 6)):
            agent = dice.choice(AGENTS)
            match dice.randrange(7):
                case 0:
                    put("Owner", agent, "root")
                case 1:
                    note("Correspond", USERS[agent])
                    put("Status", "open", "RT_System")
                case 2:
                    note("Comment", USERS[agent])
                case 3:
                    put("Status", dice.choice(["resolved", "stalled"]), USERS[agent])
                case 4:
                    note("Correspond", by)
                case 5:
                    put("Queue", dice.choice("13"), USERS[agent])
                case 6:
                    put("Priority", str(dice.randrange(99)), USERS[agent])
        merged = dice.random() < 0.1 and int(ticket) > 1
        if merged:
            into = f"fsck.com-rt://test.local/ticket/{int(ticket) - 1}"
            note("AddLink", "root", "MergedInto", "", into)
        else:
            self.tickets[ticket] = row_of(ticket, row, opened, at, by)
        return number


def listed(items: list[Any], total: int | None = None) -> Answer:
    count = len(items)
    found = {"items": items, "count": count, "total": count if total is None else total}
    return said({**found, "page": 1, "pages": 1, "per_page": 100})


def paged(asked: Asked, rows: list[Any]) -> Answer:
    """Give a page; one behind the last is that once more."""
    size, page = int(asked.query["per_page"]), int(asked.query["page"])
    last = max(1, -(-len(rows) // size))
    begin = (min(page, last) - 1) * size
    return listed(rows[begin : begin + size], total=len(rows))


def row_of(ticket: str, row: dict[str, str], opened: int, at: int, by: str) -> dict[str, Any]:
    def link(kind: str, own: str) -> dict[str, str]:
        return {"type": kind, "id": own, "_url": "u"}

    return {
        "id": ticket, "type": "ticket", "_url": "u", "Status": row["Status"],
        "Priority": row["Priority"], "Owner": link("user", USERS[row["Owner"]]),
        "Queue": link("queue", row["Queue"]), "Requestor": [link("user", by)],
        "Created": stamp(opened), "LastUpdated": stamp(at),
    }  # fmt: skip


def user(number: str) -> dict[str, Any]:
    name = USERS[number]
    return {
        "id": int(number), "Name": name, "RealName": name.title(), "Privileged": 1,
        "Disabled": "0", "EmailAddress": f"{name}@desk.test", "LastUpdated": stamp(BEGAN),
    }  # fmt: skip


def queue(number: str, name: str) -> dict[str, Any]:
    return {"id": number, "Name": name, "LastUpdated": stamp(BEGAN), "type": "queue"}


CASE = Case("request_tracker", living(FakeRequestTracker), by_time=False, staff=(14, 27, 31))
