"""Lists that come page by page: all of it, and none without an end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from trigpoint.connectors.sync.api import FORBIDDEN, UNKNOWN, Api, NotAccepted
from trigpoint.connectors.sync.rows import Row
from trigpoint.core.text import Text, _
from trigpoint.net import NotAnswered

FULL = 100
STUCK = _("The help desk gives the same page again and again.")
OTHER = _("The help desk answered with something else than was asked.")
FORGOTTEN = _(
    "The help desk no longer knew the place at which a reading had been broken off, so the next one"
    " began further back. Nothing was left out, and nothing counts twice."
)


def listed(found: Any) -> list[Any]:
    """Return an answer that has to be a list."""
    if not isinstance(found, list):
        raise NotAnswered(OTHER)
    return found


def numbered(row: Any) -> str | None:
    """Return the number of a row that can be asked for more, or None."""
    number = row.get("id") if isinstance(row, dict) else None
    return None if number is None else str(number)


def all_pages(ask: Callable[[int], Any]) -> Iterator[Any]:
    """Yield the rows of all pages; a list that never ends is `NotAnswered`."""
    before, page = None, 1
    while True:
        rows = listed(ask(page))
        if rows and rows == before:
            raise NotAnswered(STUCK)
        yield from rows
        if len(rows) < FULL:
            return
        before, page = rows, page + 1


def permitted(read: Callable[[], list[Any]]) -> list[Any]:
    """Return a list; none where the key may not have it, or nobody has it in this plan."""
    try:
        return read()
    except NotAccepted as refused:
        if refused.status == FORBIDDEN:
            return []
        raise


def linked_pages(api: Api, first: str, name: str) -> Iterator[list[Any]]:
    """Yield the pages of a list whose answers link to the next one; none is asked for twice."""
    path, seen = first, set()
    while path and path not in seen:
        seen.add(path)
        answer = api.get(path)
        yield listed(answer.get(name))
        more = Row(answer).inner("meta").fields.get("has_more")
        path = (Row(answer).inner("links").maybe("next") or "") if more else ""
    if path:
        raise NotAnswered(STUCK)


def linked_rows(api: Api, first: str, name: str) -> Iterator[Any]:
    """Yield the rows of all pages of such a list."""
    for page in linked_pages(api, first, name):
        yield from page


def counted_pages(ask: Callable[[int], dict[str, Any]]) -> Iterator[Any]:
    """Yield the rows of all pages where a page behind the last one gives that once more.

    Each answer says in `total` how many rows there are, and has them in `items`.
    """
    page = 1
    while True:
        answer = ask(page)
        rows = answer.get("items") or []
        if not rows or (page - 1) * FULL >= int(answer.get("total") or 0):
            return
        yield from rows
        page += 1


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list, and the token of the next one; None where it is the last.

    `said` is what whoever follows the reading should know.
    """

    answer: dict[str, Any]
    after: str | None
    said: Text | None


def token_pages(
    ask: Callable[[str | None], dict[str, Any]],
    leads: Callable[[dict[str, Any]], str | None],
    kept: str | None,
) -> Iterator[Page]:
    """Yield the pages of a list whose answers lead on by a token, from the page `kept` on.

    Without one, and where the help desk knows it no longer, from what is asked with None.
    `leads` gives the token that an answer names, None at the end.
    """
    answer, at = resumed(ask, kept)
    said = FORGOTTEN if at != kept else None
    while True:
        after = leads(answer)
        if after in {at, ""} and after is not None:
            raise NotAnswered(STUCK)
        yield Page(answer, after, said)
        if after is None:
            return
        answer, at = ask(after), after


def resumed(
    ask: Callable[[str | None], dict[str, Any]], kept: str | None
) -> tuple[dict[str, Any], str | None]:
    """Return the answer with which a reading goes on, and the token that it was asked with.

    No help desk documents with which status it refuses a token that it knows no longer. So after
    any refusal but one of the key it is asked without: what else was wrong it then says again.
    """
    try:
        return ask(kept), kept
    except NotAccepted as refused:
        if kept is None or refused.status in {UNKNOWN, FORBIDDEN}:
            raise
        return ask(None), None
