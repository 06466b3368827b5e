"""Freshdesk as its developer page says (developers.freshdesk.com/api), read on 2026-11-27.

The vendor's own page gave its beginning alone; the whole of it was read in a copy of its text
(github.com/ktsaou/freshdesk_mcp, FRESHDESK_API_DOCS.txt at 0740879), whose beginning is the same:

- Log-in: HTTP basic, the key as the name and any password. Agents and groups are given to
  administrators alone.
- GET /api/v2/tickets: a plain list, without those that are deleted or spam, which filter=deleted
  and filter=spam give (that they go with updated_since is not said); updated_since, without
  it only 30 days; order_by, order_type, include=stats (closed_at, resolved_at, first_responded_at);
  page and per_page up to 100, at most 300 pages.
- GET /api/v2/tickets/[id]/conversations: incoming, private, user_id; by page.
- GET /api/v2/agents, /groups: plain lists by page.
- GET /api/v2/surveys/satisfaction_ratings: created_since; default_question is 103, 102, 101, 100,
  -101, -102, -103 in surveys of today, and 1 (happy), 2, 3 (unhappy) in classic ones.
- 403 with the code require_feature where the plan has no surveys (Errors, Error Codes; so others
  met it, airbytehq/airbyte issue 1957; 2026-11-28).
- tags stand in no example of the list, but in one that others got from a real Freshdesk in 2025.
- Status 2 open, 3 pending, 4 resolved, 5 closed; 6 and 7 (waiting on the customer, on a third
  party) are choices of the field in the page's example.
- Too many requests: 429 with Retry-After; X-RateLimit-Total, -Remaining, -Used-CurrentRequest.
- stats of a ticket hold reopened_at, status_updated_at, pending_since, agent_responded_at and
  requester_responded_at as well (developers.freshworks.com/freshdesk-sdk/docs/Stats.html; clients
  such as CRAN's freshdeskr name them too; 2026-11-28).
- custom_fields of a ticket: an object by the field's name.

No real Freshdesk was asked. What the page leaves open is given in the way that is harder to read.
"""

from __future__ import annotations

import random
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, ClassVar

from tests.connectors.desks.answers import Asked, Case, Cited, FakeDesk, living, said
from trigpoint.net import Answer

LOGIN = "Basic " + b64encode(b"password:X").decode()
BEGAN = 1_780_000_000
AGENTS = (501, 502)
PAGE = "https://developers.freshdesk.com/api (in a copy: github.com/ktsaou/freshdesk_mcp)"


def stamp(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def seconds(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())


@dataclass
class FakeFreshdesk(FakeDesk):
    """Tickets with their conversations and ratings; `live` makes them up."""

    shapes: ClassVar[dict[str, Cited]] = {
        "/api/v2/agents": Cited(PAGE, "2026-11-27"),
        "/api/v2/groups": Cited(PAGE, "2026-11-27"),
        "/api/v2/surveys/satisfaction_ratings": Cited(PAGE, "2026-11-27"),
        "/api/v2/tickets": Cited(PAGE, "2026-11-27"),
        "/api/v2/tickets/[id]/conversations": Cited(PAGE, "2026-11-27"),
    }
    tickets: list[dict[str, Any]] = field(default_factory=list)
    deleted: list[dict[str, Any]] = field(default_factory=list)
    talk: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    ratings: list[dict[str, Any]] = field(default_factory=list)
    surveys: bool = True
    """Whether the plan has surveys."""

    def answer(self, asked: Asked) -> Answer:
        if asked.headers.get("Authorization") != LOGIN:
            return said({"code": "invalid_credentials", "message": "..."}, 401)
        path = asked.path.removeprefix("/api/v2/")
        if path == "agents":
            return paged(asked, [agent(n) for n in self.of_staff(AGENTS)])
        if path == "groups":
            return paged(asked, [{"id": 71, "name": "Orders", "updated_at": stamp(BEGAN)}])
        if path == "surveys/satisfaction_ratings" and not self.surveys:
            return said({"code": "require_feature", "message": "..."}, 403)
        if path == "surveys/satisfaction_ratings":
            since = seconds(asked.query["created_since"])
            return paged(
                asked, [r for r in self.there(self.ratings) if seconds(r["created_at"]) >= since]
            )
        if path == "tickets":
            since = seconds(asked.query["updated_since"])
            listed = self.listed(asked.query.get("filter"))
            there = [t for t in self.there(listed) if seconds(t["updated_at"]) >= since]
            assert asked.query["order_by"] == "updated_at"
            assert asked.query["order_type"] == "asc"
            return paged(asked, self.by_change(there))
        number = path.removeprefix("tickets/").removesuffix("/conversations")
        if number in self.talk:
            return paged(asked, self.there(self.talk[number]))
        return said({}, 404)

    def listed(self, which: str | None) -> list[dict[str, Any]]:
        """Return what is in a list: one of what is deleted, one of spam, and one of all else."""
        spam = [t for t in self.tickets if t["spam"]]
        lists = {"deleted": self.deleted, "spam": spam}
        return lists.get(which or "", [t for t in self.tickets if not t["spam"]])

    def delete(self, number: int, at: int) -> None:
        """Delete a ticket at a moment."""
        [ticket] = (t for t in self.tickets if t["id"] == number)
        self.tickets.remove(ticket)
        self.deleted.append({**ticket, "updated_at": stamp(at)})

    def too_many(self, until: int) -> Answer:
        """Say how long in seconds; X-RateLimit-* say how many there are, and are left."""
        after = str(max(1, until - int(self.clock())))
        answer = said({"message": "You have exceeded the limit of requests per minute"}, 429)
        limits = {"retry-after": after, "x-ratelimit-total": str(self.limit),
                  "x-ratelimit-remaining": "0", "x-ratelimit-used-currentrequest": "1"}  # fmt: skip
        return Answer(429, {**answer.headers, **limits}, answer.body)

    def streams(self) -> list[Iterable[dict[str, Any]]]:
        return [self.tickets, self.deleted, self.ratings, *self.talk.values()]

    def pass_on(self, to: int, at: int) -> None:
        self.tickets[0].update(responder_id=to, updated_at=stamp(at))

    def live(self, tickets: int, seed: int = 1) -> None:
        """Let customers ask, agents answer and solve."""
        dice = random.Random(seed)
        opened = BEGAN
        for n in range(1, tickets + 1):
            opened += dice.randrange(60, 9000)
            at, told = opened, []
            for part in range(dice.randrange(0, 5)):
                at += dice.randrange(1, 4000)
                incoming = dice.random() < 0.4
                told.append(
                    {
                        "id": n * 100 + part, "ticket_id": n, "incoming": incoming,
                        "private": not incoming and dice.random() < 0.3,
                        "user_id": 901 if incoming else dice.choice(AGENTS), "source": 0,
                        "body": "canary-body", "body_text": "canary-body",
                        "created_at": stamp(at), "updated_at": stamp(at),
                    }
                )  # fmt: skip
            status = dice.choice([2, 3, 4, 5, 6, 7])
            reopened = at + 20 if dice.random() < 0.2 else None
            ended = stamp(at + 60) if status in {4, 5} else None
            replies = [one for one in told if not one["incoming"] and not one["private"]]
            self.talk[str(n)] = told
            self.tickets.append(
                {
                    "id": n, "subject": "canary-subject", "status": status, "source": 1,
                    "priority": dice.randrange(1, 5), "requester_id": 901, "group_id": 71,
                    "responder_id": dice.choice([None, *AGENTS]), "spam": dice.random() < 0.05,
                    "tags": ["vip"], "type": "Question",
                    "custom_fields": {"cf_language": "de", "cf_site": "Porto"},
                    "created_at": stamp(opened),
                    "updated_at": stamp(at + 60),
                    "stats": {
                        "resolved_at": ended, "closed_at": ended if status == 5 else None,
                        "first_responded_at": replies[0]["created_at"] if replies else None,
                        "agent_responded_at": replies[-1]["created_at"] if replies else None,
                        "requester_responded_at": None, "pending_since": None,
                        "status_updated_at": stamp(at + 60),
                        "reopened_at": stamp(reopened) if reopened else None,
                    },
                }
            )  # fmt: skip
            if ended:
                self.ratings.append(
                    {
                        "id": n, "survey_id": 1, "user_id": 901, "agent_id": 501, "group_id": 71,
                        "feedback": "canary-comment", "ticket_id": n, "created_at": ended,
                        "updated_at": ended,
                        "ratings": {"default_question": dice.choice([103, 100, -103, 1, 3])},
                    }
                )  # fmt: skip


def paged(asked: Asked, rows: list[dict[str, Any]]) -> Answer:
    size, page = int(asked.query["per_page"]), int(asked.query["page"])
    assert size <= 100
    return said(rows[(page - 1) * size : page * size])


def agent(number: int) -> dict[str, Any]:
    contact = {"name": f"Agent {number}", "email": f"u{number}@desk.test", "active": True}
    return {"id": number, "contact": contact, "updated_at": stamp(BEGAN)}


CASE = Case("freshdesk", living(FakeFreshdesk), looks=True, staff=AGENTS)
