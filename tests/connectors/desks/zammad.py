"""Zammad as its documentation says (zammad/zammad-documentation, read 2026-11-26 and 2026-11-27).

- Log-in: Authorization: Token token=... (api/intro.rst).
- GET /api/v1/tickets/search?query=&sort_by=&order_by=&expand=true: with expand a plain list with
  the names of state, priority and group (api/ticket/index.rst, api/intro.rst); page and per_page
  as its clients send them. first_response_at, close_at and their _diff_in_min stand in each ticket
  (api/ticket/index.rst): the minutes of the SLA less those that it took, null without an SLA or
  before it is done; _escalation_at is when it falls due, null without an SLA, once it is done, and
  in states with ignore_escalation: all but new and open (lib/escalation.rb of zammad/zammad;
  2026-11-28).
- GET /api/v1/ticket_articles/by_ticket/[id]: internal, created_by_id (api/ticket/articles.rst);
  sender by name, as its clients read it.
- GET /api/v1/ticket_history/[id]: history with type, object, attribute, value_from, value_to,
  id_from, id_to, left out where empty, oldest first (app/models/history.rb of zammad/zammad; the
  documentation has no page on it).
- GET /api/v1/users/search, /groups: lists by page (api/user.rst, api/group.rst, which asks for the
  right admin.group); users carry role_ids (api/intro.rst).
- Fields of one's own stand among the ticket's other ones (docs.rs/zammad-api, models: what the
  schema does not cover; 2026-11-27).

No real Zammad was asked. A search needs its Elasticsearch.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, ClassVar

from tests.connectors.desks.answers import Asked, Case, Cited, FakeDesk, living, said
from trigpoint.net import Answer

BEGAN = 1_780_000_000
AGENTS = (3, 4)
PAGES = "https://github.com/zammad/zammad-documentation/blob"
HISTORY = "https://github.com/zammad/zammad/blob/04055f70959bbef52d48583db99843bcc991332a"
STATES = ("new", "open", "pending reminder", "pending close", "closed", "merged")


def stamp(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%S.251Z")


def seconds(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())


@dataclass
class FakeZammad(FakeDesk):
    """Tickets with their articles and histories; `live` makes them up."""

    shapes: ClassVar[dict[str, Cited]] = {
        "/api/v1/users/search": Cited(
            f"{PAGES}/1610ad063fb362625586efa5e144ee8f51acd299/api/user.rst", "2026-11-27"
        ),
        "/api/v1/groups": Cited(
            f"{PAGES}/22a7f31254f93e7235b73945cf6e824642bebee5/api/group.rst", "2026-11-27"
        ),
        "/api/v1/tickets/search": Cited(
            "https://docs.zammad.org/en/latest/api/ticket/index.html", "2026-11-27"
        ),
        "/api/v1/ticket_articles/by_ticket/[id]": Cited(
            f"{PAGES}/ec2894c4b7f1025315588eccdfe8384992ba3848/api/ticket/articles.rst",
            "2026-11-27",
        ),
        "/api/v1/ticket_history/[id]": Cited(f"{HISTORY}/app/models/history.rb", "2026-11-27"),
    }
    tickets: list[dict[str, Any]] = field(default_factory=list)
    articles: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    history: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def answer(self, asked: Asked) -> Answer:
        if asked.headers.get("Authorization") != "Token token=password":
            return said({"error": "Invalid BasicAuth credentials"}, 401)
        path = asked.path.removeprefix("/api/v1/")
        number = path.rsplit("/", 1)[-1]
        if path == "users/search":
            return paged(asked, [user(n) for n in self.of_staff(AGENTS)])
        if path == "groups":
            return paged(asked, [{"id": 1, "name": "Sales", "updated_at": stamp(BEGAN)}])
        if path == "tickets/search":
            since = seconds(re.search(r"\[(\S+) TO \*\]", asked.query["query"])[1])
            assert (asked.query["sort_by"], asked.query["order_by"]) == ("updated_at", "asc")
            there = [t for t in self.there(self.tickets) if seconds(t["updated_at"]) >= since]
            return paged(asked, self.by_change(there))
        if path.startswith("ticket_articles/by_ticket/") and number in self.articles:
            return said(self.there(self.articles[number]))
        if path.startswith("ticket_history/") and number in self.history:
            return said({"history": self.there(self.history[number]), "assets": {}})
        return said({"error": "Couldn't find Ticket"}, 404)

    def streams(self) -> list[Iterable[dict[str, Any]]]:
        return [self.tickets, *self.articles.values(), *self.history.values()]

    def live(self, tickets: int, seed: int = 1) -> None:
        """Let customers and agents write, and agents move tickets."""
        dice = random.Random(seed)
        opened, number = BEGAN, 100
        for n in range(1, tickets + 1):
            opened += dice.randrange(60, 9000)
            at, state, owner = opened, "new", 1
            told, past = [], [entry(0, n, opened, 901, "created")]
            for _ in range(dice.randrange(0, 6)):
                at += dice.randrange(1, 4000)
                number += 1
                by = dice.choice(AGENTS)
                match dice.randrange(3):
                    case 0:
                        sender = dice.choice(["Agent", "Customer", "System"])
                        told.append(article(number, n, at, sender, by, dice))
                    case 1:
                        new = dice.choice(STATES)
                        past.append(
                            entry(number, n, at, by, "updated", attribute="state",
                                  value_from=state, value_to=new, id_from=1, id_to=2)
                        )  # fmt: skip
                        state = new
                    case 2:
                        new_owner = dice.choice((1, *AGENTS))
                        past.append(
                            entry(number, n, at, by, "updated", attribute="owner",
                                  value_from="-", value_to="x", id_from=owner, id_to=new_owner)
                        )  # fmt: skip
                        owner = new_owner
            self.articles[str(n)], self.history[str(n)] = told, past
            self.tickets.append(
                {
                    "id": n, "number": f"220{n}", "title": "canary-title", "group_id": 1,
                    "group": "Sales", "state": state, "priority": "2 normal", "owner_id": owner,
                    "customer_id": 901, "create_article_type": "email",
                    "spoken": "de", "place": "Porto",
                    "create_article_sender": "Customer", "created_at": stamp(opened),
                    "updated_at": stamp(at + 5), **promised(opened, at, state, random.Random(n)),
                }
            )  # fmt: skip


RUNNING = {"new", "open"}
"""States in which promises run; in the others Zammad takes away when they fall due."""


def promised(opened: int, at: int, state: str, dice: random.Random) -> dict[str, Any]:
    """Return what a ticket tells of its SLA; half of the promises were never made."""
    closed = state in {"closed", "merged"}
    left = [dice.choice((None, dice.randrange(-90, 90))) for _ in range(2)]
    due = [stamp(opened + n) if state in RUNNING and left[0] else None for n in (3600, 90_000)]
    return {
        "first_response_at": stamp(at) if at > opened else None,
        "first_response_escalation_at": None if at > opened else due[0],
        "first_response_in_min": (at - opened) // 60 if at > opened else None,
        "first_response_diff_in_min": left[0] if at > opened else None,
        "close_at": stamp(at) if closed else None,
        "close_escalation_at": due[1],
        "close_in_min": (at - opened) // 60 if closed else None,
        "close_diff_in_min": left[1] if closed else None,
    }


def article(
    number: int, ticket: int, at: int, sender: str, by: int, dice: random.Random
) -> dict[str, Any]:
    return {
        "id": number, "ticket_id": ticket, "sender": sender, "internal": dice.random() < 0.2,
        "created_by_id": by if sender == "Agent" else 901, "from": "canary", "body": "canary-body",
        "subject": "canary", "type": "email", "created_at": stamp(at), "updated_at": stamp(at),
    }  # fmt: skip


def entry(number: int, ticket: int, at: int, by: int, kind: str, **more: Any) -> dict[str, Any]:
    return {
        "id": number, "o_id": ticket, "object": "Ticket", "type": kind, "created_by_id": by,
        "created_at": stamp(at), **more,
    }  # fmt: skip


def paged(asked: Asked, rows: list[dict[str, Any]]) -> Answer:
    size, page = int(asked.query["per_page"]), int(asked.query["page"])
    return said(rows[(page - 1) * size : page * size])


def user(number: int) -> dict[str, Any]:
    return {
        "id": number, "firstname": "Agent", "lastname": str(number), "active": True,
        "email": f"u{number}@desk.test", "role_ids": [2], "updated_at": stamp(BEGAN),
    }  # fmt: skip


CASE = Case("zammad", living(FakeZammad), staff=AGENTS)
