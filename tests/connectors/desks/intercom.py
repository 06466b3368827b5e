"""Intercom as its published client and pages say (REST API 2.11), read 2026-11-26.

- Log-in: Authorization: Bearer; cursors: pages.next.starting_after leads on, absent at the end
  (developers.intercom.com/docs/build-an-integration/learn-more/rest-apis/pagination/).
- A conversation: created_at, updated_at in seconds, state, source, admin_assignee_id, teammates
  (developers.intercom.com/docs/references/2.6/rest-api/conversations/list-conversations/).
- GET /conversations/[id]: conversation_parts, at most 500, with part_type, author.type,
  from_ai_agent, assigned_to (types ConversationPart, ConversationParts, ConversationPartAuthor of
  the vendor's client intercom-client 6.4 and 7.0, made from its description).
- GET /admins, /teams: admin.list with id, name, email; team.list with id, name (the vendor's own
  description of 2.11, intercom/Intercom-OpenAPI, and the reference's page on teams; 2026-11-27).
- POST /conversations/search with query and pagination, conversation_rating: as the reference for
  2.11 names them. Which order rows come in is taken as not said, and the operator > as excluding.
- custom_attributes of a conversation: an object; relations are objects themselves (references/2.3,
  update-a-conversation; unpkg intercom-client 6.4.0, CustomAttributes; 2026-11-27).

No real Intercom was asked.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from typing import Any, ClassVar

from tests.connectors.desks.answers import Asked, Cited, FakeDesk, said
from trigpoint.net import Answer

BEGAN = 1_780_000_000
ADMINS = (501, 502)
REFERENCE = "https://developers.intercom.com/docs/references/2.11/rest-api/api.intercom.io"
DESCRIBED = (
    "https://github.com/intercom/Intercom-OpenAPI/blob/019741b64c3ff069edeaa0146c8534214d676534"
    "/descriptions/2.11/api.intercom.io.yaml"
)


@dataclass
class FakeIntercom(FakeDesk):
    """Conversations with their parts; `live` makes them up."""

    shapes: ClassVar[dict[str, Cited]] = {
        "/admins": Cited(DESCRIBED, "2026-11-27"),
        "/teams": Cited(f"{REFERENCE}/teams", "2026-11-27"),
        "/conversations/search": Cited(
            f"{REFERENCE}/conversations/conversation_list_item", "2026-11-27"
        ),
        "/conversations/[id]": Cited(f"{REFERENCE}/conversations", "2026-11-27"),
    }
    talks: dict[str, dict[str, Any]] = field(default_factory=dict)

    def answer(self, asked: Asked) -> Answer:
        if asked.headers.get("Authorization") != "Bearer password":
            return said({"type": "error.list", "errors": [{"code": "unauthorized"}]}, 401)
        if asked.path == "/admins":
            return said({"type": "admin.list", "admins": [admin(n) for n in ADMINS]})
        if asked.path == "/teams":
            return said(
                {"type": "team.list", "teams": [{"type": "team", "id": "7", "name": "Pay"}]}
            )
        if asked.path == "/conversations/search":
            assert asked.method == "POST"
            return self.search(json.loads(asked.body))
        number = asked.path.rsplit("/", 1)[-1]
        if number in self.talks:
            return said(self.talks[number])
        return said({"type": "error.list", "errors": [{"code": "not_found"}]}, 404)

    def search(self, body: dict[str, Any]) -> Answer:
        query, pages = body["query"], body["pagination"]
        assert (query["field"], query["operator"]) == ("updated_at", ">")
        assert pages["per_page"] <= 150
        there = [t for t in self.talks.values() if t["updated_at"] > int(query["value"])]
        there = [t for t in there if t["id"] not in self.late]
        begin = int(pages.get("starting_after") or 0)
        end = begin + pages["per_page"]
        rows = [{k: v for k, v in t.items() if k != "conversation_parts"} for t in there]
        more = {"next": {"page": 2, "starting_after": str(end)}} if end < len(there) else {}
        found = {"type": "conversation.list", "conversations": rows[begin:end]}
        return said({**found, "total_count": len(there), "pages": {"type": "pages", **more}})

    def lateable(self, hours: int = 48) -> list[dict[str, Any]]:
        """Return what may come so many hours late."""
        last = max(t["updated_at"] for t in self.talks.values())
        return [t for t in self.talks.values() if t["updated_at"] > last - hours * 3600]

    def live(self, tickets: int, seed: int = 1) -> None:
        """Let customers, bots and admins write, assign, snooze and close."""
        dice = random.Random(seed)
        opened, number = BEGAN, 100
        for n in range(1, tickets + 1):
            opened += dice.randrange(60, 9000)
            at, told, state = opened, [], "open"
            for _ in range(dice.randrange(0, 6)):
                at += dice.randrange(1, 4000)
                number += 1
                kind = dice.choice(["comment", "note", "assignment", "close", "open", "snoozed"])
                by = dice.choice(["admin", "user", "bot"]) if kind == "comment" else "admin"
                state = {"close": "closed", "open": "open", "snoozed": "snoozed"}.get(kind, state)
                to = {"type": "admin", "id": str(dice.choice(ADMINS))}
                told.append(
                    {
                        "type": "conversation_part", "id": str(number), "part_type": kind,
                        "body": "canary-body", "created_at": at, "updated_at": at,
                        "author": {"type": by, "id": "501" if by == "admin" else "901"},
                        "assigned_to": to if kind == "assignment" else None,
                    }
                )  # fmt: skip
            rated = {"rating": dice.randrange(1, 6), "remark": "canary", "created_at": at,
                     "teammate": {"type": "admin", "id": "501"}}  # fmt: skip
            self.talks[str(n)] = {
                "type": "conversation", "id": str(n), "created_at": opened, "updated_at": at,
                "state": state, "open": state == "open", "admin_assignee_id": None,
                "team_assignee_id": 7, "priority": "not_priority",
                "source": {"type": "email", "delivered_as": "customer_initiated",
                           "author": {"type": "user", "id": "901"}, "body": "canary-body"},
                "contacts": {"contacts": [{"type": "contact", "id": "901"}]},
                "tags": {"tags": [{"name": "vip"}]},
                "custom_attributes": {"Language": "de", "Site": "Porto", "Both": ["a", "b"]},
                "conversation_rating": rated if state == "closed" else None,
                "conversation_parts": {"conversation_parts": told, "total_count": len(told)},
            }  # fmt: skip


def admin(number: int) -> dict[str, Any]:
    return {"type": "admin", "id": str(number), "name": f"A {number}", "email": f"u{number}@d.test"}
