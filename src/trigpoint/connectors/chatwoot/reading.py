"""Conversations, the latest activity first, each with its messages and what was resolved when.

What is worked with meanwhile moves to the front, so later pages repeat rows and miss none; the next
reading begins before the newest activity that this one saw.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from trigpoint.connectors.chatwoot.rows import (
    STATES,
    conversation,
    event,
    message,
    rating,
)
from trigpoint.connectors.sync import Api, Given, Piece, Row, Setting, listed, numbered
from trigpoint.connectors.sync.changed import OVERLAP, SINCE, second
from trigpoint.connectors.sync.connector import address, as_documented, sealed
from trigpoint.connectors.sync.named import team, worker
from trigpoint.connectors.sync.origin import ORIGIN, located
from trigpoint.connectors.sync.pages import STUCK
from trigpoint.connectors.sync.statuses import STATUSES, States, states
from trigpoint.core.text import _
from trigpoint.net import NotAnswered
from trigpoint.tickets.records import Author, Message, Record, TicketRow

PAGE, NEWEST, RATED = "page", "newest", "rated"
FULL = 100
"""Messages of a full page. How many conversations one has, who runs a Chatwoot decides."""


class Chatwoot:
    """The connector of Chatwoot."""

    key = "chatwoot"
    name = "Chatwoot"
    tried = as_documented(name)
    settings = (
        address(_("Such as https://chat.example.org")),
        Setting("account", _("Number of the account"), _("As in the address bar."), default="1"),
        sealed(_("Access token")),
        STATUSES,
        *ORIGIN,
    )

    def pieces(self, given: Given) -> Iterator[Piece]:
        """Yield agents and teams, conversations page by page, then survey answers."""
        home = given.at("/api/v1/accounts")
        token = {"api_access_token": given.settings["secret"]}
        api = Api(given.fetch, f"{home}/{given.settings.get('account', '1')}", token)
        known = states(STATES, given)
        yield Piece(
            [
                *given.rows.each("agents", api.list("agents"), worker),
                *given.rows.each("teams", api.list("teams"), team),
            ]
        )
        yield from conversations(api, given, known)
        yield from rated(api, given)


def conversations(api: Api, given: Given, known: States) -> Iterator[Piece]:
    """Yield pages until one lies wholly before where the last reading ended."""
    since, page = int(given.cursors.get(SINCE) or 1), int(given.cursors.get(PAGE) or 1)
    newest, before = max(since, int(given.cursors.get(NEWEST) or 1)), None
    while True:
        answer = api.get("conversations", status="all", assignee_type="all", page=page)
        rows = listed(Row(answer).inner("data").fields.get("payload"))
        ids = sorted(numbered(row) or "" for row in rows)
        if rows and ids == before:
            raise NotAnswered(STUCK)
        times = [second(row, "last_activity_at") for row in rows]
        newest, before, page = max([newest, *times]), ids, page + 1
        records = [record for row in rows for record in read(api, given, row, known)]
        if max(times, default=0) < since:
            done = {SINCE: given.back(newest, OVERLAP), PAGE: "", NEWEST: ""}
            yield Piece(records, done)
            return
        yield Piece(records, {PAGE: str(page), NEWEST: str(newest)})


def read(api: Api, given: Given, row: Any, known: States) -> Iterator[Record]:
    """Yield a conversation with what is below it."""

    def whole(row: Row) -> list[Record]:
        own = row.inner("custom_attributes")
        return located(conversation(row, known, given.salt), given.settings, own.maybe)

    talk = list(given.rows.each("conversations", [row], whole))
    number = numbered(row)
    if number is None:
        yield from talk
        return
    told = list(given.rows.each("messages", written(api, number), message))
    yield from (*opened(talk, told), *told)
    events = api.below(f"conversations/{number}/reporting_events") or []
    yield from given.rows.each("events", listed(events), lambda r: event(r, number))


def opened(talk: list[Record], told: list[Record]) -> list[Record]:
    """Return a conversation as one that went out, where an agent wrote in it first."""
    seen = [one for one in told if isinstance(one, Message) and one.public]
    first = min(seen, key=lambda one: (one.at, one.seq), default=None)
    out = first is not None and first.author is Author.AGENT
    return [replace(one, outbound=out) if isinstance(one, TicketRow) else one for one in talk]


def written(api: Api, number: str) -> Iterator[Any]:
    """Yield the messages of a conversation, a hundred at a time.

    They come by their time, which need not be the order of their numbers: what a full page leaves
    out below its highest number is asked for apart.
    """
    after = 0
    while True:
        rows = messages(api, number, after=after)
        reached = max([after, *(int(numbered(row) or 0) for row in rows)])
        if len(rows) < FULL:
            yield from rows
            return
        if reached == after:
            raise NotAnswered(STUCK)
        rows += messages(api, number, after=after + 1, before=reached)
        yield from {numbered(row): row for row in rows}.values()
        after = reached


def messages(api: Api, number: str, **which: int) -> list[Any]:
    """Return messages of a conversation; none where it has gone meanwhile."""
    answer = api.below(f"conversations/{number}/messages", **which) or {"payload": []}
    return listed(Row(answer).fields.get("payload"))


def rated(api: Api, given: Given) -> Iterator[Piece]:
    """Yield what customers said, the latest first, back to where the last reading ended."""
    since, page, before = int(given.cursors.get(RATED) or 1), 1, None
    newest = since
    while True:
        rows = api.list("csat_survey_responses", sort="-created_at", page=page)
        if rows and rows == before:
            raise NotAnswered(STUCK)
        times = [second(row, "created_at") for row in rows]
        newest, before, page = max([newest, *times]), rows, page + 1
        yield Piece(list(given.rows.each("csat", rows, rating)))
        if max(times, default=0) < since:
            break
    yield Piece([], {RATED: given.back(newest, OVERLAP)})
