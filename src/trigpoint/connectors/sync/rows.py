"""Rows of an answer: each becomes records, or is refused with its reason; none breaks a sync."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from trigpoint.tickets.records import Record, Refused

Build = Callable[["Row"], Iterable[Record]]


class Misfit(Exception):  # noqa: N818 - a row's own trouble, caught where rows are read
    """A row cannot be read; `reason` is an English sentence without anything of its content."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Row:
    """One object of an answer, asked for its fields by type. What it lacks is a `Misfit`."""

    fields: Mapping[str, Any]

    def text(self, name: str) -> str:
        """Return a field that has to be there, as text."""
        found = self.maybe(name)
        if found is None:
            raise Misfit("missing", f"{name} is missing.")
        return found

    def maybe(self, name: str) -> str | None:
        """Return a field as text, or None where it is empty or not there."""
        found = self.fields.get(name)
        if found is None or found == "":
            return None
        if isinstance(found, dict | list):
            raise Misfit("type", f"{name} is no text.")
        return str(found)

    def whole(self, name: str) -> int:
        """Return a whole number that has to be there."""
        found = self.text(name)
        if not found.removeprefix("-").isdecimal():
            raise Misfit("type", f"{name} is no whole number.")
        return int(found)

    def moment(self, name: str) -> int:
        """Return a time that has to be there, in seconds since 1970."""
        return moment(self.text(name), name)

    def maybe_moment(self, name: str) -> int | None:
        """Return a time, or None; 1970 itself is how some say that there is none."""
        found = self.maybe(name)
        return (moment(found, name) or None) if found else None

    def order(self) -> int:
        """Return the place of a row within its second: the row's number grows."""
        number = self.maybe("id") or "0"
        return int(number) if number.isdigit() else 0

    def inner(self, name: str) -> Row:
        """Return the object in a field; an empty one where there is none."""
        found = self.fields.get(name)
        return Row(found if isinstance(found, dict) else {})

    def several(self, name: str) -> list[Any]:
        """Return the list in a field; an empty one where there is none."""
        found = self.fields.get(name)
        return found if isinstance(found, list) else []

    def inners(self, name: str) -> list[Row]:
        """Return the objects in the list in a field."""
        return [Row(one) for one in self.several(name) if isinstance(one, dict)]


def moment(text: str, name: str) -> int:
    """Return an ISO time or a number of seconds as seconds since 1970; without a zone it is UTC."""
    if text.isdigit():
        return int(text)
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise Misfit("time", f"{name} is no time.") from error
    return int((found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp())


@dataclass(slots=True)
class Rows:
    """Reads rows, and notes which fields each stream has, so that a change of shape is seen."""

    fields: dict[str, set[str]] = field(default_factory=dict)

    def each(self, stream: str, items: Iterable[Any], build: Build) -> Iterator[Record]:
        """Yield what `build` makes of each item, or the item refused as a whole."""
        known = self.fields.setdefault(stream, set())
        for item in items:
            if not isinstance(item, dict):
                yield Refused(line=stream, code="type", reason="The row is no object.")
                continue
            known.update(item)
            try:
                yield from list(build(Row(item)))
            except Misfit as misfit:
                line = f"{stream} {item.get('id') or '?'}"
                yield Refused(line=line, code=misfit.code, reason=misfit.reason)
