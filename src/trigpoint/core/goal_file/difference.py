"""What a file would change: the difference of two sides, entry by entry, column by column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import Field, dataclass
from enum import Enum
from typing import Any

from trigpoint.core.goal_file.entries import Document
from trigpoint.core.goal_file.kinds import As, columns


class What(Enum):
    """What happens to an entry."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


RANKED = frozenset({"only", "values", "targets", "steps"})
"""Parts whose order says something; all others stand in the order that the export gives them."""


@dataclass(frozen=True, slots=True)
class FileLine:
    """One column that differs: the ways to it, and its value on both sides, None for none.

    `way` names the parts that it is in: (("targets", "First reply"), ("values", "2026-06-30")).
    """

    way: tuple[tuple[str, str], ...]
    column: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class FileChange:
    """An entry that differs; for a new one, the lines are what it says."""

    section: str
    key: str
    title: str
    what: What
    lines: tuple[FileLine, ...]


SECTIONS = ("periods", "directions", "measures", "goals")


def difference(before: Document, after: Document) -> tuple[FileChange, ...]:
    """Return what `after` changes in `before`.

    Only entries that `after` names are looked at: a file says nothing about others.
    """
    found = []
    for section in SECTIONS:
        known = {entry.key: entry for entry in getattr(before, section)}
        for entry in getattr(after, section):
            old = known.get(entry.key)
            lines = tuple(compared(old, entry, ()))
            if old is None or lines:
                what = What.NEW if old is None else What.CHANGED
                found.append(FileChange(section, entry.key, title_of(entry), what, lines))
    return tuple(found)


def compared(before: Any, after: Any, way: tuple[tuple[str, str], ...]) -> Iterator[FileLine]:
    """Yield the columns in which two entries differ; either may be None."""
    there = after if after is not None else before
    both = before is not None and after is not None
    for column, name in columns(type(there)):
        old = getattr(before, column.name) if before is not None else None
        new = getattr(after, column.name) if after is not None else None
        if column.metadata["as"] is As.ENTRIES:
            yield from of_parts(name, old or (), new or (), way)
        elif plain(old) != plain(new) and (both or says_something(column, there)):
            yield FileLine(way, name, plain(old), plain(new))


def of_parts(
    name: str, before: Iterable[Any], after: Iterable[Any], way: tuple[tuple[str, str], ...]
) -> Iterator[FileLine]:
    """Yield the lines of parts that differ, and one where their order does."""
    old, new = {part.key: part for part in before}, {part.key: part for part in after}
    for key in (*new, *(key for key in old if key not in new)):
        part = new.get(key) or old[key]
        yield from compared(old.get(key), new.get(key), (*way, (name, title_of(part))))
    stayed = [key for key in old if key in new]
    if name in RANKED and stayed != [key for key in new if key in old]:
        titles = {key: title_of(part) for key, part in new.items()}
        order = (", ".join(titles[k] for k in keys if k in old and k in new) for keys in (old, new))
        yield FileLine(way, name, *order)


def plain(value: object) -> object:
    """Return a value as it is compared: an empty one is none."""
    return None if value is False or value in ("", ()) else value


IN_TITLE = frozenset({"id", "dimension"})
"""Columns that an entry's title says already."""


def says_something(column: Field[Any], entry: object) -> bool:
    """Whether a column of a new or a gone entry tells more than its default or its name."""
    return column.name not in IN_TITLE and getattr(entry, column.name) != column.default


def title_of(entry: Any) -> str:
    """Return what an entry is called: its title, or the key that it is found by."""
    return str(getattr(entry, "title", "") or getattr(entry, "measure", "") or entry.key)
