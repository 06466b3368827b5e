"""Rows of an answer: each becomes records, or is refused with its reason; none breaks a sync."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from trigpoint.core.text import Text, _
from trigpoint.tickets.records import Record, Refused

Build = Callable[["Row"], Iterable[Record]]


class Misfit(Exception):  # noqa: N818 - a row's own trouble, caught where rows are read
    """A row cannot be read; `reason` is a sentence without anything of its content.

    But for a `value` that the cure names, and the `setting` where one says what it means.
    """

    def __init__(self, code: str, reason: Text, value: str = "", setting: str = "") -> None:
        super().__init__(str(reason))
        self.code, self.reason = code, reason
        self.value, self.setting = value, setting

    def refused(self, line: str) -> Refused:
        """Return the row that stood at `line` as what is put aside."""
        return Refused(
            line=line, code=self.code, reason=self.reason, value=self.value, setting=self.setting
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One object of an answer, asked for its fields by type. What it lacks is a `Misfit`.

    What is asked of it, and of what lies in it, is `noted` with its path.
    """

    fields: Mapping[str, Any]
    path: str = ""
    noted: set[str] = field(default_factory=set)

    def text(self, name: str) -> str:
        """Return a field that has to be there, as text."""
        found = self.maybe(name)
        if found is None:
            raise Misfit("missing", _("{field} is missing.", field=name))
        return found

    def maybe(self, name: str) -> str | None:
        """Return a field as text, or None where it is empty or not there."""
        found = self._found(name)
        if found is None or found == "":
            return None
        if isinstance(found, dict | list):
            raise Misfit("type", _("{field} is no text.", field=name))
        return str(found)

    def stated(self, name: str) -> str | None:
        """Return a field as text, None where it is empty; the field itself has to be there."""
        self.require(name)
        return self.maybe(name)

    def flag(self, name: str) -> bool:
        """Return whether a field says yes; it has to be there."""
        self.require(name)
        return self._found(name) is True

    def require(self, *names: str) -> None:
        """Raise `Misfit` for a field that is not there: a row that lost one is refused.

        Help desks name each of their fields in every row. One that does not come is not empty.
        """
        for name in names:
            if name not in self.fields:
                raise Misfit("missing", _("{field} is missing.", field=name))

    def whole(self, name: str) -> int:
        """Return a whole number that has to be there."""
        found = self.text(name)
        if not found.removeprefix("-").isdecimal():
            raise Misfit("type", _("{field} is no whole number.", field=name))
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
        number = self.stated("id") or "0"
        return int(number) if number.isdecimal() else 0

    def inner(self, name: str) -> Row:
        """Return the object in a field; an empty one where there is none."""
        found = self._found(name)
        return Row(found if isinstance(found, dict) else {}, f"{self.path}{name}.", self.noted)

    def several(self, name: str) -> list[Any]:
        """Return the list in a field; an empty one where there is none."""
        found = self._found(name)
        return found if isinstance(found, list) else []

    def inners(self, name: str) -> list[Row]:
        """Return the objects in the list in a field; none where there is no list."""
        path = f"{self.path}{name}[]."
        return [Row(one, path, self.noted) for one in self.several(name) if isinstance(one, dict)]

    def _found(self, name: str) -> Any:
        if name in self.fields:
            self.noted.update(seen(f"{self.path}{name}", self.fields[name]))
        return self.fields.get(name)


SORTS = {bool: "yes or no", int: "number", float: "number", str: "text", list: "list"}
"""What values of JSON are called where a field has another sort than before."""
SORT = "="
"""Between a path and the sort of what is there."""


def seen(path: str, value: Any) -> set[str]:
    """Return what is noted of a field: that it is there, and what sort of value it has."""
    if value is None:
        return {path}
    return {path, f"{path}{SORT}{SORTS.get(type(value), 'object')}"}


def moment(text: str, name: str) -> int:
    """Return an ISO time or a number of seconds as seconds since 1970; without a zone it is UTC."""
    if text.isdecimal():
        return int(text)
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise Misfit("time", _("{field} is no time.", field=name)) from error
    return int((found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp())


@dataclass(slots=True)
class Rows:
    """Reads rows, and notes which fields each stream has, so that a change of shape is seen.

    Noted are all fields of the rows themselves, and below them what is read, by path
    (`meta.assignee.id`, `parts[].author`); each also with its sort (`priority=number`).
    """

    fields: dict[str, set[str]] = field(default_factory=dict)

    def each(self, stream: str, items: Iterable[Any], build: Build) -> Iterator[Record]:
        """Yield what `build` makes of each item, or the item refused as a whole."""
        known = self.fields.setdefault(stream, set())
        for item in items:
            if not isinstance(item, dict):
                yield Refused(line=stream, code="type", reason=_("The row is no object."))
                continue
            for name, value in item.items():
                known.update(seen(name, value))
            try:
                yield from list(build(Row(item, noted=known)))
            except Misfit as misfit:
                yield misfit.refused(f"{stream} {item.get('id') or '?'}")
