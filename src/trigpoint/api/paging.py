"""Lists, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar

from pydantic import Field

T = TypeVar("T")

DEFAULT_ROWS = 50
MOST_ROWS = 200

PageNumber = Annotated[int, Field(ge=1, le=1_000_000)]
Rows = Annotated[int, Field(ge=1, le=MOST_ROWS, description="rows of a page")]


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A page of a list; `total` counts the rows of all pages. A page beyond the last is empty."""

    items: tuple[T, ...]
    total: int
    page: int
    pages: int


def page_of(rows: Sequence[T], page: int, per_page: int) -> Page[T]:
    """Return one page of a list that is at hand as a whole."""
    first = (page - 1) * per_page
    return Page(
        items=tuple(rows[first : first + per_page]),
        total=len(rows),
        page=page,
        pages=pages_of(len(rows), per_page),
    )


def pages_of(total: int, per_page: int) -> int:
    """Return how many pages so many rows are; one without any."""
    return max(1, -(-total // per_page))
