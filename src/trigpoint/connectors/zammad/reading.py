"""Tickets by their last change, each with its history and what was written on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from trigpoint.connectors.sync import Api, Given, Piece, Row, Staff, all_pages, changed, numbered
from trigpoint.connectors.sync.changed import stamp
from trigpoint.connectors.sync.connector import address, as_documented, sealed
from trigpoint.connectors.sync.named import group
from trigpoint.connectors.sync.origin import ORIGIN, located
from trigpoint.connectors.sync.pages import FULL, permitted
from trigpoint.connectors.sync.statuses import STATUSES, states
from trigpoint.connectors.zammad.rows import STATES, account, article, happened, owned, ticket
from trigpoint.core.text import _
from trigpoint.tickets.records import Record


class Zammad:
    """The connector of Zammad."""

    key = "zammad"
    name = "Zammad"
    tried = as_documented(name)
    settings = (
        address(_("Such as https://support.example.org")),
        sealed(_("Access token")),
        STATUSES,
        *ORIGIN,
    )

    def pieces(self, given: Given) -> Iterator[Piece]:
        """Yield agents and groups, then tickets in the order of their change."""
        token = {"Authorization": f"Token token={given.settings['secret']}"}
        api = Api(given.fetch, given.at("/api/v1"), token)
        staff = Staff.before(given)
        yield Piece([*people(api, given, staff)], staff.seen())
        known = states(STATES, given)

        def ask(since: int, page: int) -> Any:
            return api.any(
                "tickets/search", query=f"updated_at:[{stamp(since)} TO *]", sort_by="updated_at",
                order_by="asc", expand="true", page=page, per_page=FULL,
            )  # fmt: skip

        def whole(row: Row) -> list[Record]:
            return located(ticket(row, known, given.salt), given.settings, row.maybe)

        def read(rows: list[Any]) -> Iterable[Record]:
            for row in rows:
                yield from staff.holders(list(given.rows.each("tickets", [row], whole)))
                if (number := numbered(row)) is not None:
                    past = Row(api.below(f"ticket_history/{number}") or {})
                    owned(past, staff)
                    told = api.below(f"ticket_articles/by_ticket/{number}") or []
                    yield from given.rows.each("articles", told, lambda r: article(r, staff))
                    entries = past.several("history")
                    yield from given.rows.each(
                        "history", entries, lambda r: happened(r, known, staff)
                    )

        for piece in changed(given, ask, read):
            yield replace(piece, cursors={**piece.cursors, **staff.seen()})


def people(api: Api, given: Given, staff: Staff) -> Iterator[Record]:
    """Yield agents and groups."""
    rows = all_pages(
        lambda page: api.any("users/search", query="role_ids:2", page=page, per_page=FULL)
    )
    yield from given.rows.each("users", rows, lambda row: account(row, staff))
    # Where the key may not list groups, their tickets name them too.
    groups = permitted(
        lambda: list(all_pages(lambda page: api.any("groups", page=page, per_page=FULL)))
    )
    yield from given.rows.each("groups", groups, group)
