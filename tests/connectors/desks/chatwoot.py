"""Chatwoot as its own source describes its interface (chatwoot/chatwoot, read 2026-11-26 and 27).

- Log-in: the header api_access_token (swagger, userApiKey).
- GET /api/v1/accounts/[id]/conversations?status=all&page=: data.payload, the latest activity first
  (app/finders/conversation_finder.rb, .../partials/_conversation.json.jbuilder); 25 a page, or as
  CONVERSATION_RESULTS_PER_PAGE of its machine says (2026-11-28).
- GET .../conversations/[id]/messages?after=: payload, up to 100 above that number; with before=, up
  to 1,000 from the one to below the other; both in the order of created_at, which is not that of
  the numbers (app/finders/message_finder.rb at 12a873c; 2026-11-28); message_type 0 incoming, 1
  outgoing, 2 activity, 3 template; private; sender (app/views/api/v1/models/
  _message.json.jbuilder).
- GET .../conversations/[id]/reporting_events: a plain list, oldest first; name, event_end_time
  (swagger/paths/application/conversation/reporting_events.yml); the names of events are those of
  app/listeners/reporting_event_listener.rb, conversation_opened among them in later versions:
  from the last resolve to the opening; user_id is the assignee's (2026-11-28).
- meta.assignee, meta.team, sender and assigned_agent do not come where there is none
  (.../partials/_conversation.json.jbuilder, models/_message.json.jbuilder; 2026-11-28).
- GET .../agents, /teams: plain lists; .../csat_survey_responses?page=: a plain list by page
  (app/views/api/v1/models/_csat_survey_response.json.jbuilder), in no order unless one is asked for
  by sort=-created_at, as its own pages do (app/controllers/api/v1/accounts/
  csat_survey_responses_controller.rb, app/javascript/dashboard/api/csatReports.js; 2026-11-28).
- custom_attributes of a conversation: an object (swagger,
  update-custom-attributes-of-a-conversation; 2026-11-27).

No real Chatwoot was asked.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, ClassVar

from tests.connectors.desks.answers import Asked, Case, Cited, FakeDesk, living, said
from trigpoint.net import Answer

BEGAN = 1_780_000_000
PAGE, FULL, BETWEEN = 25, 100, 1000
AGENTS = (3, 4)
HOME = "/api/v1/accounts/1/"
REFERENCE = "https://developers.chatwoot.com/api-reference"
SOURCE = "https://github.com/chatwoot/chatwoot/blob"
PATHS = "swagger/paths/application"


def stamp(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%S.251Z")


@dataclass
class FakeChatwoot(FakeDesk):
    """Conversations with messages, events and survey answers; `live` makes them up."""

    shapes: ClassVar[dict[str, Cited]] = {
        "/api/v1/accounts/[id]/agents": Cited(
            f"{SOURCE}/0193afb8b5280e19f79e6bf467b8c79eaea6a3a9/{PATHS}/agents/index.yml",
            "2026-11-27",
        ),
        "/api/v1/accounts/[id]/teams": Cited(f"{REFERENCE}/teams/list-all-teams", "2026-11-27"),
        "/api/v1/accounts/[id]/csat_survey_responses": Cited(
            f"{SOURCE}/3217cd25f92bbabfccdf502282f603ad5e01cb14/app/views/api/v1/models"
            "/_csat_survey_response.json.jbuilder",
            "2026-11-27",
        ),
        "/api/v1/accounts/[id]/conversations": Cited(
            f"{SOURCE}/0193afb8b5280e19f79e6bf467b8c79eaea6a3a9/{PATHS}/conversation/index.yml",
            "2026-11-27",
        ),
        "/api/v1/accounts/[id]/conversations/[id]/messages": Cited(
            f"{SOURCE}/0d2cc75ac1464f817b072e1358da937abfbabfe6/{PATHS}/conversation/messages"
            "/index.yml",
            "2026-11-27",
        ),
        "/api/v1/accounts/[id]/conversations/[id]/reporting_events": Cited(
            f"{REFERENCE}/conversations/conversation-reporting-events.md", "2026-11-27"
        ),
    }
    talks: list[dict[str, Any]] = field(default_factory=list)
    messages: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    events: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    ratings: list[dict[str, Any]] = field(default_factory=list)

    def answer(self, asked: Asked) -> Answer:
        if asked.headers.get("api_access_token") != "password":
            return said({"error": "Invalid Access Token"}, 401)
        path = asked.path.removeprefix(HOME)
        number = path.split("/")[1] if "/" in path else ""
        page = int(asked.query.get("page", 1))
        here = slice((page - 1) * PAGE, page * PAGE)
        if path == "agents":
            return said([agent(n) for n in self.of_staff(AGENTS)])
        if path == "teams":
            return said([{"id": 7, "name": "Billing"}])
        if path == "csat_survey_responses":
            newest_first = asked.query.get("sort") == "-created_at"
            order = (lambda r: -r["created_at"]) if newest_first else (lambda r: r["id"])
            return said(sorted(self.there(self.ratings), key=order)[here])
        if path == "conversations":
            assert asked.query["status"] == "all"
            there = self.there(self.talks)
            ordered = sorted(there, key=lambda t: (-t["last_activity_at"], t["id"]))
            return said({"data": {"meta": {"all_count": len(there)}, "payload": ordered[here]}})
        if path.endswith("/messages"):
            return said({"meta": {}, "payload": self.written(number, asked.query)})
        if path.endswith("/reporting_events"):
            return said(self.there(self.events[number]))
        return said({"error": "Resource could not be found"}, 404)

    def written(self, number: str, asked: dict[str, str]) -> list[dict[str, Any]]:
        """Messages by their time: after a number, or from one to before another."""
        first, most = int(asked["after"]) + 1, FULL
        if "before" in asked:
            first, most = first - 1, BETWEEN
        end = int(asked.get("before", 10**9))
        found = [m for m in self.there(self.messages[number]) if first <= m["id"] < end]
        return sorted(found, key=lambda m: m["created_at"])[:most]

    def too_many(self, until: int) -> Answer:  # noqa: ARG002 - it does not say until when
        """Rack::Attack's own: no header says how long (config/initializers/rack_attack.rb)."""
        return Answer(429, {"content-type": "text/plain"}, b"Retry later\n")

    def streams(self) -> list[Iterable[dict[str, Any]]]:
        return [self.talks, self.ratings, *self.messages.values(), *self.events.values()]

    def live(self, tickets: int, seed: int = 1) -> None:
        """Let customers, bots and agents write, and agents resolve."""
        dice = random.Random(seed)
        opened, number = BEGAN, 100
        for n in range(1, tickets + 1):
            opened += dice.randrange(60, 9000)
            at, told, past = opened, [], []
            for _ in range(dice.randrange(2, 9)):
                at += dice.randrange(1, 4000)
                number += 1
                came = at if dice.random() < 0.8 else dice.randrange(opened, at)  # brought in later
                told.append(message(number, n, came, dice))
            status = dice.choice(["open", "pending", "snoozed", "resolved"])
            if dice.random() < 0.3:
                past += [event(number + 1, n, "conversation_resolved", opened, at),
                         event(number + 2, n, "conversation_opened", at, at + 300)]  # fmt: skip
                number, at = number + 2, at + 300
            if status == "resolved":
                number += 1
                past.append(event(number, n, "conversation_resolved", opened, at))
                self.ratings.append(
                    {
                        "id": n, "rating": dice.randrange(1, 6), "conversation_id": n,
                        "feedback_message": "canary", "created_at": at + 60,
                        "assigned_agent": agent(3), "contact": {"name": "canary"},
                    }
                )  # fmt: skip
            self.messages[str(n)], self.events[str(n)] = told, past
            assignee = {"assignee": agent(dice.choice(AGENTS))} if dice.random() < 0.7 else {}
            self.talks.append(
                {
                    "id": n, "status": status, "priority": None, "labels": ["vip"], "inbox_id": 1,
                    "custom_attributes": {"language": "de", "site": "Porto"},
                    "created_at": opened, "last_activity_at": at, "timestamp": at,
                    "meta": {"sender": {"id": 901, "name": "canary"}, "channel": "Channel::Email",
                             "team": {"id": 7, "name": "Billing"}, **assignee},
                }
            )  # fmt: skip


def event(number: int, talk: int, name: str, since: int, at: int) -> dict[str, Any]:
    return {
        "id": number, "name": name, "value": float(at - since), "conversation_id": talk,
        "user_id": 3, "inbox_id": 1, "event_start_time": stamp(since), "event_end_time": stamp(at),
        "created_at": stamp(at), "updated_at": stamp(at),
    }  # fmt: skip


def message(number: int, talk: int, at: int, dice: random.Random) -> dict[str, Any]:
    kind, by = dice.choice(
        [(0, {"id": 901, "type": "contact"}), (1, {"id": 3, "type": "user"}),
         (1, {"id": 9, "type": "agent_bot"}), (2, None), (3, None)]
    )  # fmt: skip
    sender = {"sender": by} if by else {}
    return {
        "id": number, "content": "canary-body", "conversation_id": talk, "message_type": kind,
        "private": kind == 1 and dice.random() < 0.2, "created_at": at, **sender,
    }  # fmt: skip


def agent(number: int) -> dict[str, Any]:
    return {"id": number, "name": f"Agent {number}", "email": f"u{number}@desk.test"}


CASE = Case("chatwoot", living(FakeChatwoot), staff=AGENTS)
