"""Tickets by their last change with what was written on them, and ratings.

Freshdesk tells no history of owners, groups and states: what lies between two looks is inferred
(`freshdesk.history`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import Any

from trigpoint.connectors.freshdesk.rows import STATES, account, message, rating, ticket
from trigpoint.connectors.sync import Api, Given, Piece, Row, Staff, all_pages, changed, numbered
from trigpoint.connectors.sync.api import basic
from trigpoint.connectors.sync.changed import OVERLAP, second, stamp
from trigpoint.connectors.sync.connector import address, as_documented, sealed
from trigpoint.connectors.sync.looks import Looks
from trigpoint.connectors.sync.named import group
from trigpoint.connectors.sync.origin import ORIGIN, located
from trigpoint.connectors.sync.pages import FULL, permitted
from trigpoint.connectors.sync.statuses import STATUSES, states
from trigpoint.core.text import _
from trigpoint.tickets.records import Category, Record

RATED, GONE, RATINGS = "rated", "gone", "surveys/satisfaction_ratings"
WHOLE = {"order_by": "updated_at", "order_type": "asc", "include": "stats"}


class Freshdesk:
    """The connector of Freshdesk."""

    key = "freshdesk"
    name = "Freshdesk"
    tried = as_documented(name)
    settings = (
        address(_("Such as https://yours.freshdesk.com")),
        sealed(_("API key")),
        STATUSES,
        *ORIGIN,
    )

    def pieces(self, given: Given) -> Iterator[Piece]:
        """Yield agents and groups, tickets in the order of their change, then ratings."""
        api = Api(given.fetch, given.at("/api/v2"), basic(given.settings["secret"], "X"))
        staff = Staff.before(given)
        looks = Looks(dict(given.cursors))
        yield Piece([*people(api, given, staff)], staff.seen())
        known = states(STATES, given)

        def ask(since: int, page: int) -> Any:
            asked = {"updated_since": stamp(since), "page": page, "per_page": FULL}
            return api.any("tickets", **asked, **WHOLE)

        def whole(row: Row, state: Category | None = None) -> list[Record]:
            own = row.inner("custom_fields")
            found = ticket(row, state or known, given.salt, looks)
            return staff.holders(located(found, given.settings, own.maybe))

        def read(found: list[Any]) -> Iterable[Record]:
            for row in found:
                yield from given.rows.each("tickets", [row], whole)
                if (number := numbered(row)) is not None:
                    talk = list(all_pages(partial(below, api, number)))
                    yield from given.rows.each("conversations", talk, lambda r: message(r, staff))

        for piece in chain(changed(given, ask, read), beside(api, given, whole)):
            yield replace(piece, cursors={**piece.cursors, **looks.taken(), **staff.seen()})


def people(api: Api, given: Given, staff: Staff) -> Iterator[Record]:
    """Yield agents and groups."""
    yield from given.rows.each("agents", rows(api, "agents"), lambda row: account(row, staff))
    yield from given.rows.each("groups", rows(api, "groups"), group)


def rows(api: Api, path: str, **asked: str) -> list[Any]:
    """Return the rows of all pages of a list."""
    return list(all_pages(lambda page: api.any(path, page=page, per_page=FULL, **asked)))


def below(api: Api, number: str, page: int) -> Any:
    """Return a page of what was written on a ticket; none where it has gone meanwhile."""
    return api.below(f"tickets/{number}/conversations", page=page, per_page=FULL) or []


def beside(api: Api, given: Given, build: Callable[..., list[Record]]) -> Iterator[Piece]:
    """Yield what lies in lists beside that of tickets, as one: it ends a reading."""
    tickets, ratings = gone(api, given, build), rated(api, given)
    yield Piece([*tickets.records, *ratings.records], {**tickets.cursors, **ratings.cursors})


def gone(api: Api, given: Given, build: Callable[..., list[Record]]) -> Piece:
    """Return the tickets that were deleted or found to be spam: they are in lists of their own."""
    since = int(given.cursors.get(GONE) or 1)
    found, newest = list[Record](), since
    for state in (Category.DELETED, Category.SPAM):
        there = rows(api, "tickets", filter=state.value, updated_since=stamp(since), **WHOLE)
        newest = max([newest, *(second(row, "updated_at") for row in there)])
        found += given.rows.each("tickets", there, partial(build, state=state))
    return Piece(found, {GONE: given.back(newest, OVERLAP)})


def rated(api: Api, given: Given) -> Piece:
    """Return what customers said since the last reading; nothing in a plan without surveys."""
    since = int(given.cursors.get(RATED) or 1)
    there = permitted(partial(rows, api, RATINGS, created_since=stamp(since)))
    newest = max([since, *(second(row, "created_at") for row in there)])
    found = list(given.rows.each("satisfaction_ratings", there, rating))
    return Piece(found, {RATED: given.back(newest, OVERLAP)})
