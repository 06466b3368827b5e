"""Four streams, each with its own cursor: tickets, their events, their promises, ratings.

The exports go by time, and Zendesk says that rows may come late and twice. So each reading begins
two days before the end of the last one; what comes again changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from typing import Any, TypeAlias

from trigpoint.connectors.sync import Api, Given, Piece, Row, Setting, listed
from trigpoint.connectors.sync.api import basic
from trigpoint.connectors.sync.changed import OVERLAP, STUCK
from trigpoint.connectors.sync.connector import as_documented
from trigpoint.connectors.sync.named import group
from trigpoint.connectors.sync.origin import ORIGIN, located
from trigpoint.connectors.zendesk.events import event
from trigpoint.connectors.zendesk.rows import Names, account, promise, rating, ticket
from trigpoint.core.text import _
from trigpoint.net import NotAnswered
from trigpoint.tickets.records import Rating, Record

FULL = 1000
"""Rows of a full page of an export by time."""
ROLES = "users.json?role%5B%5D=agent&role%5B%5D=admin&page%5Bsize%5D=100"
GROUPS = "groups.json?page%5Bsize%5D=100"
ENDED, PAGE, NEWEST = "ended", "tickets_page", "tickets_newest"
"""Cursors within a reading: streams that are through, and where the tickets are."""

Stream: TypeAlias = Generator[Piece, None, int]
Build: TypeAlias = Callable[[Row], Iterable[Record]]


class Zendesk:
    """The connector of Zendesk."""

    key = "zendesk"
    name = "Zendesk"
    tried = as_documented(name)
    settings = (
        Setting("address", _("Address"), _("Such as https://yours.zendesk.com")),
        Setting(
            "user",
            _("Mail address of the key’s user"),
            _("An administrator’s; for an OAuth token, leave it empty."),
            needed=False,
        ),
        Setting("secret", _("API token"), _("It is sealed and never shown again."), secret=True),
        *ORIGIN,
    )

    def pieces(self, given: Given) -> Iterator[Piece]:
        """Yield agents and groups, then each stream from its cursor on.

        A stream that has ended in this reading is not asked again when it was broken off later on.
        """
        api = Api(given.fetch, f"{given.settings['address'].rstrip('/')}/api/v2", headers(given))
        names = Names()
        yield Piece([*people(api, given, names), *groups(api, given)])
        streams: dict[str, Callable[[], Stream]] = {
            "tickets": lambda: tickets(api, given),
            "ticket_events": lambda: exported(
                api, given, "ticket_events", lambda row: event(row, names)
            ),
            "ticket_metric_events": lambda: exported(api, given, "ticket_metric_events", promise),
            "satisfaction_ratings": lambda: ratings(api, given),
        }
        ended = [name for name in given.cursors.get(ENDED, "").split(",") if name in streams]
        until = {name: since(given, name) for name in ended}
        for name, read in streams.items():
            if name not in ended:
                until[name] = yield from read()
                ended.append(name)
                yield Piece([], {name: str(until[name]), ENDED: ",".join(ended)})
        back = {name: given.back(end, OVERLAP) for name, end in until.items()}
        yield Piece([], {**back, ENDED: ""})


def since(given: Given, name: str) -> int:
    """Return from when on a stream is read; a second after 1970 is from the beginning."""
    return int(given.cursors.get(name, 1))


def people(api: Api, given: Given, names: Names) -> list[Record]:
    """Return who works there."""
    found = [row for page in pages(api, ROLES, "users") for row in page]
    return list(given.rows.each("users", found, lambda row: account(row, names)))


def groups(api: Api, given: Given) -> list[Record]:
    """Return the groups; they are our queues."""
    found = [row for page in pages(api, GROUPS, "groups") for row in page]
    return list(given.rows.each("groups", found, group))


def headers(given: Given) -> dict[str, str]:
    """Return how the help desk is told who asks."""
    user, secret = given.settings.get("user", ""), given.settings["secret"]
    return basic(f"{user}/token", secret) if user else {"Authorization": f"Bearer {secret}"}


def pages(api: Api, first: str, name: str) -> Iterator[list[Any]]:
    """Yield the pages of a list with links to the next one; none is asked for twice."""
    path, seen = first, set()
    while path and path not in seen:
        seen.add(path)
        answer = api.get(path)
        yield listed(answer.get(name))
        more = Row(answer).inner("meta").fields.get("has_more")
        path = (Row(answer).inner("links").maybe("next") or "") if more else ""
    if path:
        raise NotAnswered(STUCK)


def tickets(api: Api, given: Given) -> Stream:
    """Yield tickets as they are, by the cursor that Zendesk gives; return the newest second."""
    newest = max(since(given, "tickets"), int(given.cursors.get(NEWEST, 1)))
    asked: dict[str, object] = {"start_time": since(given, "tickets")}
    if PAGE in given.cursors:
        asked = {"cursor": given.cursors[PAGE]}
    while True:
        answer = api.get("incremental/tickets/cursor.json", **asked)
        found = listed(answer.get("tickets"))
        newest = max([newest, *(seconds(row, "generated_timestamp") for row in found)])
        records = list(given.rows.each("tickets", found, lambda row: placed(row, given)))
        after = Row(answer).maybe("after_cursor")
        if answer.get("end_of_stream") is True:
            yield Piece(records, {PAGE: "", NEWEST: ""})
            return newest
        if after is None or after == asked.get("cursor"):
            raise NotAnswered(STUCK)
        asked = {"cursor": after}
        yield Piece(records, {PAGE: after, NEWEST: str(newest)})


def placed(row: Row, given: Given) -> list[Record]:
    """Return a ticket with its language and site; fields of one's own have numbers."""
    own = {
        str(one.get("id")): one.get("value")
        for one in row.several("custom_fields")
        if isinstance(one, dict)
    }
    return located(ticket(row, given.salt), given.settings, Row(own).maybe)


def exported(api: Api, given: Given, stream: str, build: Build) -> Stream:
    """Yield an export by time, from page to page; return the second up to which it goes."""
    begin = since(given, stream)
    while True:
        answer = api.get(f"incremental/{stream}.json", start_time=begin, include="comment_events")
        found = listed(answer.get(stream))
        records = list(given.rows.each(stream, found, build))
        until = seconds(answer, "end_time") or begin
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
    for page in pages(api, first, "satisfaction_ratings"):
        records = list(given.rows.each("satisfaction_ratings", page, rating))
        said = [r.answered_at or r.sent_at for r in records if isinstance(r, Rating)]
        newest = max([newest, *said])
        yield Piece(records)
    return newest


def seconds(fields: Any, name: str) -> int:
    """Return a whole number of seconds in a field; 0 where there is none."""
    found = fields.get(name) if isinstance(fields, dict) else None
    return found if isinstance(found, int) else 0
