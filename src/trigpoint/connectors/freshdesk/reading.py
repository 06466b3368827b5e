"""Tickets by their last change with what was written on them, and ratings.

Freshdesk tells no history of owners, groups and states: what lies between two looks is inferred
(`freshdesk.history`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from trigpoint.connectors.freshdesk.rows import STATES, account, message, rating, ticket
from trigpoint.connectors.sync import Api, Given, Piece, Row, Staff, all_pages, changed, numbered
from trigpoint.connectors.sync.api import basic
from trigpoint.connectors.sync.changed import OVERLAP, second, stamp
from trigpoint.connectors.sync.connector import address, as_documented, sealed
from trigpoint.connectors.sync.looks import Looks
from trigpoint.connectors.sync.named import group
from trigpoint.connectors.sync.origin import ORIGIN, located
from trigpoint.connectors.sync.pages import FULL
from trigpoint.connectors.sync.statuses import STATUSES, states
from trigpoint.core.text import _
from trigpoint.tickets.records import Record

RATED = "rated"


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
        login = basic(given.settings["secret"], "X")
        api = Api(given.fetch, given.at("/api/v2"), login)
        staff = Staff.before(given)
        looks = Looks(dict(given.cursors))
        yield Piece([*people(api, given, staff)], staff.seen())
        known = states(STATES, given)

        def ask(since: int, page: int) -> Any:
            return api.any(
                "tickets", updated_since=stamp(since), order_by="updated_at", order_type="asc",
                include="stats", page=page, per_page=FULL,
            )  # fmt: skip

        def whole(row: Row) -> list[Record]:
            own = row.inner("custom_fields")
            found = ticket(row, known, given.salt, looks)
            return staff.holders(located(found, given.settings, own.maybe))

        def read(rows: list[Any]) -> Iterable[Record]:
            for row in rows:
                yield from given.rows.each("tickets", [row], whole)
                if (number := numbered(row)) is not None:
                    talk = list(all_pages(partial(below, api, number)))
                    yield from given.rows.each("conversations", talk, lambda r: message(r, staff))

        for piece in changed(given, ask, read):
            yield replace(piece, cursors={**piece.cursors, **looks.taken(), **staff.seen()})
        yield from rated(api, given)


def people(api: Api, given: Given, staff: Staff) -> Iterator[Record]:
    """Yield agents and groups."""
    rows = all_pages(lambda page: api.any("agents", page=page, per_page=FULL))
    yield from given.rows.each("agents", rows, lambda row: account(row, staff))
    rows = all_pages(lambda page: api.any("groups", page=page, per_page=FULL))
    yield from given.rows.each("groups", rows, group)


def below(api: Api, number: str, page: int) -> Any:
    """Return a page of what was written on a ticket; none where it has gone meanwhile."""
    return api.below(f"tickets/{number}/conversations", page=page, per_page=FULL) or []


def rated(api: Api, given: Given) -> Iterator[Piece]:
    """Yield what customers said since the last reading."""
    since = int(given.cursors.get(RATED) or 1)
    rows = list(
        all_pages(
            lambda page: api.any(
                "surveys/satisfaction_ratings", created_since=stamp(since), page=page, per_page=FULL
            )
        )
    )
    newest = max([since, *(second(row, "created_at") for row in rows)])
    found = list(given.rows.each("satisfaction_ratings", rows, rating))
    yield Piece(found, {RATED: given.back(newest, OVERLAP)})
