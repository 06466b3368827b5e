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
- Types of parts, and conversation_rating, whose created_at is when the rating was asked for and all
  of which is empty where it was not (The Conversation model; read in a copy of the page,
  2026-11-28). assign_and_reopen stands in no page, but in what others read from real ones.
- Too many requests: 429 with X-RateLimit-Limit, -Remaining and -Reset, without Retry-After; windows
  of ten seconds (references/2.17/rest-api/errors/rate-limiting; 2026-11-28).

No real Intercom was asked.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, ClassVar

from tests.connectors.desks.answers import Asked, Case, Cited, FakeDesk, living, said
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
    window: ClassVar[int] = 10

    talks: dict[str, dict[str, Any]] = field(default_factory=dict)

    def answer(self, asked: Asked) -> Answer:
        if asked.headers.get("Authorization") != "Bearer password":
            return said({"type": "error.list", "errors": [{"code": "unauthorized"}]}, 401)
        if asked.path == "/admins":
            return said({"type": "admin.list", "admins": [admin(n) for n in self.of_staff(ADMINS)]})
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
        given = self.there(self.talks.values())
        there = [t for t in given if t["updated_at"] > int(query["value"])]
        token = pages.get("starting_after")
        place = self.place(token) if token else "0"
        if place is None:
            return said(
                {"type": "error.list", "errors": [{"code": "parameter_invalid"}]}, self.over
            )
        begin = int(place)
        end = begin + pages["per_page"]
        rows = [{k: v for k, v in t.items() if k != "conversation_parts"} for t in there]
        more = (
            {"next": {"page": 2, "starting_after": self.token(str(end))}}
            if end < len(there)
            else {}
        )
        found = {"type": "conversation.list", "conversations": rows[begin:end]}
        return said({**found, "total_count": len(there), "pages": {"type": "pages", **more}})

    def too_many(self, until: int) -> Answer:
        """Say when the window ends, as a second since 1970, and no Retry-After (Rate limiting)."""
        errors = [{"code": "rate_limit_exceeded", "message": "Exceeded rate limit"}]
        answer = said({"type": "error.list", "errors": errors}, 429, X_RateLimit_Reset=str(until))
        limits = {"x-ratelimit-limit": str(self.limit), "x-ratelimit-remaining": "0"}
        return Answer(429, {**answer.headers, **limits}, answer.body)

    def streams(self) -> list[Iterable[dict[str, Any]]]:
        return [self.talks.values()]

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
                told.append(part(number, at, dice))
                state = BECAME.get(told[-1]["part_type"], state)
            rating = rated(at, dice) if state == "closed" else dict.fromkeys(RATING)
            if rating["rating"]:
                number += 1
                told.append(
                    {**part(number, at + 90, dice), "part_type": "conversation_rating_changed",
                     "assigned_to": None, "author": {"type": "user", "id": "901"}, "body": None}
                )  # fmt: skip
            self.talks[str(n)] = {
                "type": "conversation", "id": str(n), "created_at": opened, "updated_at": at,
                "state": state, "open": state == "open", "admin_assignee_id": None,
                "team_assignee_id": 7, "priority": "not_priority",
                "source": {"type": "email", "delivered_as": "customer_initiated",
                           "author": {"type": "user", "id": "901"}, "body": "canary-body"},
                "contacts": {"contacts": [{"type": "contact", "id": "901"}]},
                "tags": {"tags": [{"name": "vip"}]},
                "custom_attributes": {"Language": "de", "Site": "Porto", "Both": ["a", "b"]},
                "conversation_rating": rating,
                "conversation_parts": {"conversation_parts": told, "total_count": len(told)},
            }  # fmt: skip


OPENING = ("open", "unsnoozed", "timer_unsnooze", "note_and_reopen", "note_and_unsnooze",
           "assign_and_reopen", "assign_and_unsnooze")  # fmt: skip
BECAME = {"close": "closed", "snoozed": "snoozed", **dict.fromkeys(OPENING, "open")}
KINDS = ("comment", "comment", "quick_reply", "note", "assignment", "close", "snoozed",
         "participant_added", "away_mode_assignment", *OPENING)  # fmt: skip
RATING = ("rating", "remark", "created_at", "contact", "teammate")
"""What a rating holds; all of it is empty where a customer was not asked."""


def part(number: int, at: int, dice: random.Random) -> dict[str, Any]:
    kind = dice.choice(KINDS)
    by = dice.choice(["admin", "user", "bot"]) if kind in {"comment", "open"} else "admin"
    by = "user" if kind == "quick_reply" else by
    wrote = kind in {"comment", "quick_reply", "note", "note_and_reopen", "note_and_unsnooze"}
    may = kind in {"open", "close", "assignment", "assign_and_reopen"} and dice.random() < 0.4
    to = {"type": "admin", "id": str(dice.choice(ADMINS))}
    if dice.random() < 0.2:
        to = dice.choice([{"type": "nobody_admin", "id": None}, {"type": "team", "id": "7"}])
    return {
        "type": "conversation_part", "id": str(number), "part_type": kind,
        "body": "canary-body" if wrote or may else None, "created_at": at, "updated_at": at,
        "author": {"type": by, "id": "501" if by == "admin" else "901"},
        "assigned_to": to if "assign" in kind else None,
    }  # fmt: skip


def rated(at: int, dice: random.Random) -> dict[str, Any]:
    """A rating that was asked for at a moment; some customers do not answer."""
    score = dice.choice([None, 1, 2, 3, 4, 5])
    return {
        "rating": score, "remark": "canary" if score else None, "created_at": at,
        "contact": {"type": "contact", "id": "901"}, "teammate": {"type": "admin", "id": "501"},
    }  # fmt: skip


def admin(number: int) -> dict[str, Any]:
    return {"type": "admin", "id": str(number), "name": f"A {number}", "email": f"u{number}@d.test"}


CASE = Case("intercom", living(FakeIntercom), forgets=True, staff=ADMINS)
