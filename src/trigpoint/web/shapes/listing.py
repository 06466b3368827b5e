"""A page of settings that lists things: each with what it says, and where it is changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trigpoint.web.components import Chip, Column, Link, Nothing


@dataclass(frozen=True, slots=True)
class Cell:
    """What a column says of a thing; `under` is smaller, below it."""

    text: str
    under: str = ""
    href: str = ""
    chip: Chip | None = None
    wide: bool = False
    code: bool = False


@dataclass(frozen=True, slots=True)
class ListRow:
    """One thing: its cells, the first of which names it, and what can be done."""

    id: str
    cells: Sequence[Cell]
    acts: Sequence[Link] = ()
    editing: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """The whole page. `adds` are the buttons at its head, `at` the past day it shows, as ISO.

    `above` is the list that the page belongs to, where it is not one of the settings itself.
    `kind` is what the rules call its things, "" where no page says who can see them.
    """

    title: str
    lead: str
    columns: Sequence[Column]
    rows: Sequence[ListRow]
    empty: Nothing
    adds: Sequence[Link] = ()
    notes: Sequence[str] = ()
    travels: bool = False
    at: str = ""
    above: Link | None = None
    kind: str = ""
