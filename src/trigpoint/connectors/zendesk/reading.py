"""Four streams, each with its own cursor: tickets, their events, their promises, ratings.

The exports go by time, and Zendesk says that rows may come late and twice. So each reading begins
two days before the end of the last one; what comes again changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from trigpoint.connectors.sync import Api, Build, Given, Piece, Row, Staff, listed
from trigpoint.connectors.sync.api import NotAccepted, login
from trigpoint.connectors.sync.changed import OVERLAP, second
from trigpoint.connectors.sync.connector import address, as_documented, sealed, user
from trigpoint.connectors.sync.named import group
from trigpoint.connectors.sync.origin import ORIGIN, located, own_fields
from trigpoint.connectors.sync.pages import STUCK, linked_pages, linked_rows, token_pages
from trigpoint.connectors.sync.streams import Stream, in_turn, since
from trigpoint.connectors.zendesk.events import event
from trigpoint.connectors.zendesk.rows import SYSTEM, account, promise, rating, ticket
from trigpoint.core.text import _
from trigpoint.net import ComeBack, NotAnswered
from trigpoint.tickets.records import Rating, Record

FULL = 1000
"""Rows of a full page of an export by time."""
ROLES = "users.json?role%5B%5D=agent&role%5B%5D=admin&page%5Bsize%5D=100"
GROUPS = "groups.json?page%5Bsize%5D=100"
TOO_RECENT, MINUTE, CLOCKS_DIFFER = 422, 60, 1200
PAGE, NEWEST = "tickets_page", "tickets_newest"
"""Cursors within a reading: where the tickets are."""


class Zendesk:
    """The connector of Zendesk."""

    key = "zendesk"
    name = "Zendesk"
    tried = as_documented(name)
    lacks = _(
        "Of satisfaction, the answers of the older survey are read. Where your Zendesk has the "
        "newer customer satisfaction survey switched on (it has one at a time), satisfaction is "
        "empty here: that says nothing about your customers."
    )
    settings = (
        address(_("Such as https://yours.zendesk.com")),
        user(
            _("Mail address of the key’s user"),
            _("An administrator’s; for an OAuth token, leave it empty."),
        ),
        sealed(_("API token")),
        *ORIGIN,
    )

    def pieces(self, given: Given) -> Iterator[Piece]:
        """Yield agents and groups, then each stream from its cursor on."""
        api = Api(given.fetch, given.at("/api/v2"), login(given.settings, "Bearer", "/token"))
        staff = Staff.before(given, SYSTEM)
        yield Piece([*people(api, given, staff)], staff.seen())
        streams: dict[str, Callable[[], Stream]] = {
            "tickets": lambda: tickets(api, given, staff),
            "ticket_events": lambda: exported(
                api, given, "ticket_events", lambda row: event(row, staff)
            ),
            "ticket_metric_events": lambda: exported(api, given, "ticket_metric_events", promise),
            "satisfaction_ratings": lambda: ratings(api, given),
        }
        yield from in_turn(given, streams, OVERLAP)


def people(api: Api, given: Given, staff: Staff) -> Iterator[Record]:
    """Yield who works there, and the groups; they are our queues."""
    users = linked_rows(api, ROLES, "users")
    yield from given.rows.each("users", users, lambda row: account(row, staff))
    yield from given.rows.each("groups", linked_rows(api, GROUPS, "groups"), group)


def tickets(api: Api, given: Given, staff: Staff) -> Stream:
    """Yield tickets as they are, by the cursor that Zendesk gives; return the newest second."""
    begin = since(given, "tickets")
    newest = reached = max(begin, int(given.cursors.get(NEWEST, 1)))

    def ask(cursor: str | None) -> dict[str, Any]:
        """Ask for what a cursor leads to; without one, from a little before what was reached."""
        again = {"start_time": max(begin, int(given.back(reached, OVERLAP)))}
        return export(api, given, "tickets/cursor", {"cursor": cursor} if cursor else again)

    for page in token_pages(ask, leads, given.cursors.get(PAGE)):
        found = listed(page.answer.get("tickets"))
        newest = max([newest, *(second(row, "generated_timestamp") for row in found)])
        rows = given.rows.each("tickets", found, lambda row: placed(row, given, staff))
        records, there = staff.holders(list(rows)), str(newest) if page.after else ""
        place = {PAGE: page.after or "", NEWEST: there}
        yield Piece(records, {**place, **staff.seen()}, said=page.said)
    return newest


def leads(answer: dict[str, Any]) -> str | None:
    """Return the cursor of the next page; None at the end, "" where there should be one."""
    return None if answer.get("end_of_stream") is True else Row(answer).maybe("after_cursor") or ""


def export(api: Api, given: Given, name: str, asked: Mapping[str, object]) -> dict[str, Any]:
    """Return a page of an export; one that would begin in the newest minute is asked for later.

    Zendesk leaves that minute out, and answers 422 to whoever begins in it, by its clock.
    """
    try:
        return api.get(f"incremental/{name}.json", **asked)
    except NotAccepted as refused:
        begin = asked.get("start_time", 0)
        if refused.status == TOO_RECENT and int(str(begin)) > given.now - CLOCKS_DIFFER:
            raise ComeBack(MINUTE) from refused
        raise


def placed(row: Row, given: Given, staff: Staff) -> list[Record]:
    """Return a ticket with its language and site; fields of one's own have numbers."""
    own = own_fields(row.inners("custom_fields"), "id", lambda one: one.fields.get("value"))
    return located(ticket(row, given.salt, staff), given.settings, own)


def exported(api: Api, given: Given, stream: str, build: Build) -> Stream:
    """Yield an export by time, from page to page; return the second up to which it goes."""
    begin = since(given, stream)
    while True:
        answer = export(api, given, stream, {"start_time": begin, "include": "comment_events"})
        found = listed(answer.get(stream))
        records = list(given.rows.each(stream, found, build))
        until = second(answer, "end_time") or begin
        yield Piece(records, {stream: str(until)}, as_of=until)
        if answer.get("end_of_stream", len(found) < FULL):
            return until
        if until <= begin:
            raise NotAnswered(STUCK)
        begin = until


def ratings(api: Api, given: Given) -> Stream:
    """Yield what customers said, and surveys without an answer; return the newest second."""
    newest = since(given, "satisfaction_ratings")
    first = f"satisfaction_ratings.json?start_time={newest}&page%5Bsize%5D=100"
    for page in linked_pages(api, first, "satisfaction_ratings"):
        records = list(given.rows.each("satisfaction_ratings", page, rating))
        said = [r.answered_at or r.sent_at for r in records if isinstance(r, Rating)]
        newest = max([newest, *said])
        yield Piece(records)
    return newest
