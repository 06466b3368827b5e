"""Conversations that changed, found by search and asked for one by one with their parts.

The search says nothing of its order, so its own cursor leads from page to page, and the next
reading begins before the newest change that this one saw.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from trigpoint.connectors.intercom.rows import conversation
from trigpoint.connectors.sync import Api, Given, Piece, Row, listed, numbered
from trigpoint.connectors.sync.changed import OVERLAP, SINCE, second
from trigpoint.connectors.sync.connector import address, as_documented, sealed
from trigpoint.connectors.sync.named import team, worker
from trigpoint.connectors.sync.origin import ORIGIN, located
from trigpoint.connectors.sync.pages import token_pages
from trigpoint.core.text import _
from trigpoint.tickets.records import Record

PAGE, NEWEST = "page", "newest"
SIZE = 20
VERSION = "2.11"


class Intercom:
    """The connector of Intercom."""

    key = "intercom"
    name = "Intercom"
    tried = as_documented(name)
    settings = (
        address(
            _("https://api.intercom.io, or that of Europe or Australia."),
            default="https://api.intercom.io",
        ),
        sealed(_("Access token")),
        *ORIGIN,
    )

    def pieces(self, given: Given) -> Iterator[Piece]:
        """Yield admins and teams, then conversations page by page."""
        token = {"Authorization": f"Bearer {given.settings['secret']}", "Intercom-Version": VERSION}
        api = Api(given.fetch, given.settings["address"], token)
        admins = listed(api.get("admins").get("admins"))
        teams = listed(api.get("teams").get("teams"))
        yield Piece(
            [*given.rows.each("admins", admins, worker), *given.rows.each("teams", teams, team)]
        )
        yield from conversations(api, given)


def conversations(api: Api, given: Given) -> Iterator[Piece]:
    """Yield page after page of what changed since the last reading."""
    since, done = int(given.cursors.get(SINCE) or 1), 0
    newest = max(since, int(given.cursors.get(NEWEST) or 1))

    def ask(page: str | None) -> dict[str, Any]:
        return api.search("conversations/search", asked(since, page))

    for page in token_pages(ask, leads, given.cursors.get(PAGE) or None):
        rows = listed(page.answer.get("conversations"))
        newest = max([newest, *(second(row, "updated_at") for row in rows)])
        records = [record for row in rows for record in read(api, given, row)]
        done, total = done + len(rows), second(page.answer, "total_count")
        place = {PAGE: page.after or "", NEWEST: str(newest) if page.after else ""}
        over = {} if page.after else {SINCE: given.back(newest, OVERLAP)}
        yield Piece(records, {**place, **over}, done, total, said=page.said)


def leads(answer: dict[str, Any]) -> str | None:
    """Return the token of the next page; None at the end."""
    return Row(answer).inner("pages").inner("next").maybe("starting_after")


def asked(since: int, page: str | None) -> dict[str, Any]:
    """Return the search for what changed from a second on; its own comparison excludes it."""
    pagination: dict[str, Any] = {"per_page": SIZE}
    if page:
        pagination["starting_after"] = page
    query = {"field": "updated_at", "operator": ">", "value": str(since - 1)}
    return {"query": query, "pagination": pagination}


def read(api: Api, given: Given, row: Any) -> Iterator[Record]:
    """Yield a conversation with its parts, as a whole; a row without a number is refused."""
    number = numbered(row)
    whole = row if number is None else api.below(f"conversations/{number}")
    if whole is not None:
        yield from given.rows.each("conversations", [whole], lambda r: placed(r, given))


def placed(row: Row, given: Given) -> list[Record]:
    """Return a conversation with its language and site, of its own attributes."""
    own = row.inner("custom_attributes")
    return located(conversation(row, given.salt), given.settings, own.maybe)
