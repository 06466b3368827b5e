"""Lists of many pages: which page the address asks for, and where in the list we are."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext

from trigpoint.web import formats, parse
from trigpoint.web.components import Pager


def asked(typed: str, size: int, total: int) -> int:
    """Return the page that an address asks for, from 1: the last one for one beyond it."""
    return min(max(1, parse.whole(typed, 1)), pages(size, total))


def pages(size: int, total: int) -> int:
    """Return how many pages of `size` rows there are; one without any row."""
    return max(1, -(-total // size))


def pager(here: int, size: int, total: int, at: Callable[[int], str]) -> Pager | None:
    """Return where in a list we are, or None where it fits on one page.

    `at` gives the address of a page.
    """
    last = pages(size, total)
    if last == 1:
        return None
    text = gettext("{first} to {last} of {total}").format(
        first=formats.number((here - 1) * size + 1, 0),
        last=formats.number(min(here * size, total), 0),
        total=formats.number(total, 0),
    )
    return Pager(text, at(here - 1) if here > 1 else "", at(here + 1) if here < last else "")
