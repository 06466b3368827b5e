"""Zendesk Support as its developer pages document it, read on 2026-11-25.

- /api/v2/incremental/tickets/cursor and /incremental/ticket_events:
  developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/
- /api/v2/incremental/ticket_metric_events and its types:
  developer.zendesk.com/api-reference/ticketing/tickets/ticket_metric_events/
- /api/v2/satisfaction_ratings:
  developer.zendesk.com/api-reference/ticketing/ticket-management/satisfaction_ratings/
  An answer that is changed is a record of its own with another id: so it is told of a client
  (singer-io/tap-zendesk; not seen by us), and the page says nothing else; so is the offer here.
- users, groups, cursor pagination (page[size], meta.has_more, links.next), log-in by e-mail/token:
  developer.zendesk.com/api-reference/introduction/pagination/ and .../security-and-auth/
- custom_fields of a ticket: a list of id and value (ticketing/tickets/ticket_fields, and a client's
  reference, pipedream.com/apps/zendesk/actions/set-custom-ticket-fields; both 2026-11-27).
- For how long an export's cursor is good, and what one is answered that no longer is, no page says
  that could be found. 400 InvalidPaginationParameter is what clients met with a cursor that Zendesk
  did not know (dust-tt/dust pull 8702; read 2026-11-28); so it is given here.
- What is of the minute before a request is left out of exports, a start within it is answered with
  422, and ten requests a minute are allowed (documentation/ticketing/managing-tickets/
  using-the-incremental-export-api, and the reference; 2026-11-28).

No real Zendesk was asked. What the pages leave open is given in the way that is harder to read:
time-based exports repeat the rows of the last second on the next page, as they say they may.
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

LOGIN = "Basic " + b64encode(b"root/token:password").decode()
AGENTS = {501: "Ana Costa", 502: "Rui Matos"}
GROUPS = {71: "Orders", 72: "Billing"}
CUSTOMERS = (901, 902, 903)
BEGAN = 1_780_000_000
PAGE = 40
MINUTE = 60
HOME = "https://desk.example.org/api/v2"
REFERENCE = "https://developer.zendesk.com/api-reference/ticketing"
EXPORTS = f"{REFERENCE}/ticket-management/incremental_exports/"


def stamp(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass
class FakeZendesk(FakeDesk):
    """Tickets, audits of their changes, metric events and ratings; `live` makes them up."""

    shapes: ClassVar[dict[str, Cited]] = {
        "/api/v2/users.json": Cited(
            "https://developer.zendesk.com/rest_api/docs/core/users", "2026-11-27"
        ),
        "/api/v2/groups.json": Cited(f"{REFERENCE}/groups/groups", "2026-11-27"),
        "/api/v2/incremental/tickets/cursor.json": Cited(EXPORTS, "2026-11-27"),
        "/api/v2/incremental/ticket_events.json": Cited(EXPORTS, "2026-11-27"),
        "/api/v2/incremental/ticket_metric_events.json": Cited(
            f"{REFERENCE}/tickets/ticket_metric_events/", "2026-11-27"
        ),
        "/api/v2/satisfaction_ratings.json": Cited(
            f"{REFERENCE}/ticket-management/satisfaction_ratings/", "2026-11-27"
        ),
    }
    tickets: list[dict[str, Any]] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    metrics: list[dict[str, Any]] = field(default_factory=list)
    ratings: list[dict[str, Any]] = field(default_factory=list)
    page: int = field(default_factory=lambda: PAGE)
    """Rows of a page of an export."""

    def answer(self, asked: Asked) -> Answer:
        if asked.headers.get("Authorization") != LOGIN:
            return said({"error": "Couldn't authenticate you"}, 401)
        match asked.path.removeprefix("/api/v2/"):
            case "users.json":
                return self.cursored(asked, "users", [user(n) for n in self.of_staff(AGENTS)])
            case "groups.json":
                return self.cursored(asked, "groups", [group(n) for n in GROUPS])
            case "incremental/tickets/cursor.json":
                return self.by_cursor(asked)
            case "incremental/ticket_events.json":
                return self.by_time(asked, "ticket_events", self.rows, "timestamp")
            case "incremental/ticket_metric_events.json":
                return self.by_time(asked, "ticket_metric_events", self.metrics, "at")
            case "satisfaction_ratings.json":
                since = int(asked.query.get("start_time", 0))
                there = [row for row in self.there(self.ratings) if row["at"] >= since]
                return self.cursored(asked, "satisfaction_ratings", there)
        return said({"error": "RecordNotFound"}, 404)

    def given_out(self, rows: list[dict[str, Any]], at: str, since: int) -> list[dict[str, Any]]:
        """Return what an export gives from a second on, in order, without the last minute."""
        given = [row for row in self.there(rows) if since <= row[at] < self.now - MINUTE]
        return sorted(given, key=lambda row: (row[at], row["id"]))

    def counted(self, asked: Asked) -> bool:
        """The limit is that of the exports, ten a minute; others have hundreds."""
        return "/incremental/" in asked.path

    def too_many(self, until: int) -> Answer:
        """Say how long in seconds (introduction/rate-limits)."""
        after = str(max(1, until - int(self.clock())))
        limits = {"retry-after": after, "x-rate-limit": "700", "x-rate-limit-remaining": "0"}
        return Answer(429, limits, b"Rate limit for incremental exports exceeded")

    def streams(self) -> list[Iterable[dict[str, Any]]]:
        return [self.tickets, self.rows, self.metrics, self.ratings]

    def by_cursor(self, asked: Asked) -> Answer:
        """Cursor-based: a token leads on; `start_time` is for the first page alone."""
        token = asked.query.get("cursor")
        if token:
            place = self.place(token)
            if place is None:
                return said({"error": "InvalidPaginationParameter"}, self.over)
            since, last = (int(part) for part in place.split("-"))
        else:
            since, last = int(asked.query["start_time"]), 0
            if since > self.now - MINUTE:
                return too_recent()
        given = self.given_out(self.tickets, "generated_timestamp", since)
        rest = [t for t in given if (t["generated_timestamp"], t["id"]) > (since, last)]
        page = rest[: self.page]
        after = page[-1] if page else None
        next_ = self.token(f"{after['generated_timestamp']}-{after['id']}") if after else token
        return said(
            {
                "tickets": page,
                "after_cursor": next_,
                "after_url": f"{HOME}/incremental/tickets/cursor.json?cursor={next_}",
                "before_cursor": None,
                "end_of_stream": len(rest) <= self.page,
            }
        )

    def by_time(self, asked: Asked, name: str, rows: list[dict[str, Any]], at: str) -> Answer:
        """Time-based: the next page begins at the last second of this one, which comes twice."""
        since = int(asked.query["start_time"])
        if since > self.now - MINUTE:
            return too_recent()
        rest = self.given_out(rows, at, since)
        page = rest[: self.page]
        page += [row for row in rest[self.page :] if row[at] == page[-1][at]]
        ended = page[-1][at] if page else since
        last = len(page) == len(rest)
        shown = [{k: v for k, v in row.items() if k != "at"} for row in page]
        return said(
            {
                name: shown,
                "count": len(shown),
                "end_time": ended,
                "next_page": f"{HOME}{asked.path.removeprefix('/api/v2')}?start_time={ended}",
                "end_of_stream": last,
            }
        )

    def cursored(self, asked: Asked, name: str, rows: list[dict[str, Any]]) -> Answer:
        size, begin = int(asked.query["page[size]"]), int(asked.query.get("page[after]", 0))
        more = len(rows) > begin + size
        kept = "&".join(f"{k}={v}" for k, v in asked.query.items() if k != "page[after]")
        link = f"{HOME}/{name}.json?{kept}&page[after]={begin + size}" if more else None
        shown = [{k: v for k, v in row.items() if k != "at"} for row in rows[begin : begin + size]]
        meta = {"has_more": more, "after_cursor": None, "before_cursor": None}
        return said({name: shown, "meta": meta, "links": {"next": link, "prev": None}})

    def live(self, tickets: int, seed: int = 1, apart: int = 20_000) -> None:
        """Let customers ask and agents answer, solve, pass on, and customers rate.

        A ticket comes up to so many seconds after the one before.
        """
        dice = random.Random(seed)
        at = BEGAN
        for n in range(1, tickets + 1):
            Life(self, dice, n, at).run()
            at += dice.randrange(60, apart)
        self.rows.sort(key=lambda row: row["timestamp"])


def too_recent() -> Answer:
    """What a start within the last minute is answered."""
    why = "Too recent start_time. Use a start_time older than 1 minute"
    return said({"error": "InvalidValue", "description": why}, 422)


@dataclass
class Life:
    """One ticket from its opening on."""

    desk: FakeZendesk
    dice: random.Random
    ticket: int
    at: int
    child: int = 0

    def run(self) -> None:
        customer = self.dice.choice(CUSTOMERS)
        opened = self.at
        now: dict[str, Any] = {"status": "new", "assignee_id": None, "priority": None}
        now["group_id"] = self.dice.choice(list(GROUPS))
        first = [{"event_type": "Create", name: value} for name, value in now.items()]
        self.event(customer, [*first, comment(customer, public=True)])
        self.metric("reply_time", "activate")
        self.metric("reply_time", "apply_sla", sla={"target": 60, "business_hours": False})
        tags: list[str] = []
        for _ in range(self.dice.randrange(0, 6)):
            self.at += self.dice.randrange(0, 20_000)
            self.step(now, customer, tags)
        if self.dice.random() < 0.5:
            self.rate(now)
        self.desk.tickets.append(
            {
                "id": self.ticket, **now, "requester_id": customer, "submitter_id": customer,
                "created_at": stamp(opened), "updated_at": stamp(self.at), "tags": tags,
                "custom_fields": [{"id": 41, "value": "de"}, {"id": 42, "value": "Porto"}],
                "generated_timestamp": self.at, "subject": "canary-subject",
                "description": "canary-body", "via": {"channel": "email", "source": {}},
            }
        )  # fmt: skip

    def step(self, now: dict[str, Any], customer: int, tags: list[str]) -> None:
        agent = self.dice.choice(list(AGENTS))
        match self.dice.randrange(7):
            case 0:
                self.event(agent, [self.change(now, "assignee_id", agent)])
            case 1:
                self.event(agent, [comment(agent, public=True), self.change(now, "status", "open")])
            case 2:
                self.event(agent, [comment(agent, public=False)])
            case 3:
                new = self.dice.choice(["solved", "pending", "hold"])
                self.event(agent, [self.change(now, "status", new)])
            case 4:
                self.event(customer, [comment(customer, public=True)])
                self.event(-1, [self.change(now, "status", "open")], via="rule")
            case 5:
                self.event(agent, [self.change(now, "group_id", self.dice.choice(list(GROUPS)))])
            case 6:
                tags.append("vip")
                self.event(agent, [{"event_type": "Change", "tags": ["vip"], "added_tags": ["vip"],
                                    "removed_tags": []}])  # fmt: skip
                self.metric("reply_time", "breach", deleted=self.dice.random() < 0.3)

    def change(self, now: dict[str, Any], name: str, new: Any) -> dict[str, Any]:
        found = {"event_type": "Change", name: new, "previous_value": now[name]}
        now[name] = new
        return found

    def event(self, by: int, children: list[dict[str, Any]], via: str = "web") -> None:
        told = []
        for child in children:
            self.child += 1
            told.append({"id": self.ticket * 1000 + self.child, "via": {"channel": via}, **child})
        self.desk.rows.append(
            {
                "id": self.ticket * 1000 + self.child, "ticket_id": self.ticket,
                "timestamp": self.at, "updater_id": by, "event_type": "Audit",
                "child_events": told, "via": via, "system": {},
            }
        )  # fmt: skip

    def metric(self, name: str, kind: str, **more: Any) -> None:
        self.child += 1
        self.desk.metrics.append(
            {
                "id": self.ticket * 1000 + self.child, "ticket_id": self.ticket, "metric": name,
                "instance_id": 1, "type": kind, "time": stamp(self.at), "at": self.at, **more,
            }
        )  # fmt: skip

    def rate(self, now: dict[str, Any]) -> None:
        """Offer a survey; the answer is a record of its own, and another one where it changes."""
        score = self.dice.choice(["good", "bad", "offered"])
        self.rated(now, 0, "offered")
        if score != "offered":
            self.rated(now, 1, score)
        if score == "bad" and self.ticket % 2:
            self.rated(now, 2, "good")

    def rated(self, now: dict[str, Any], nth: int, score: str) -> None:
        at = self.at + 50 * nth
        self.desk.ratings.append(
            {
                "id": self.ticket * 10 + nth, "ticket_id": self.ticket,
                "assignee_id": now["assignee_id"], "group_id": now["group_id"],
                "requester_id": 901, "score": score, "created_at": stamp(at),
                "updated_at": stamp(at), "comment": "canary-comment", "at": at,
            }
        )  # fmt: skip


def comment(author: int, *, public: bool) -> dict[str, Any]:
    return {"event_type": "Comment", "author_id": author, "public": public, "body": "canary-body"}


def user(number: int) -> dict[str, Any]:
    return {
        "id": number, "name": AGENTS[number], "email": f"u{number}@desk.test", "role": "agent",
        "active": True, "suspended": False, "updated_at": stamp(BEGAN),
    }  # fmt: skip


def group(number: int) -> dict[str, Any]:
    return {"id": number, "name": GROUPS[number], "deleted": False, "updated_at": stamp(BEGAN)}


CASE = Case("zendesk", living(FakeZendesk), forgets=True, staff=(*AGENTS,))
