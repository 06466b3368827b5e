"""Verifying a chain: every break with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import TypeAlias

from trigpoint.core.history.canonical import Json
from trigpoint.core.history.chain import (
    Entry,
    Head,
    Keys,
    Sealed,
    beginning,
    entry_hash,
    is_genuine,
    is_sealed,
)
from trigpoint.core.history.digest import digest
from trigpoint.core.text import Text, _, ngettext


@dataclass(frozen=True, slots=True)
class Break:
    """Something that is not as it was written.

    `position` counts the rows as they were read, from 1; something missing is at the position of
    what stands there instead, and past the last row where the end is missing. 0 is the head.
    """

    position: int
    text: Text


@dataclass(frozen=True, slots=True)
class Body:
    """What an entry's digest stands for, with its salt."""

    body: Json
    salt: bytes


BodyOf: TypeAlias = Callable[[Entry], Body | None]
"""Gives the body of an entry, None where it was erased."""


def verify(
    rows: Iterable[Sealed], head: Head, keys: Keys, body_of: BodyOf | None = None
) -> list[Break]:
    """Return every break in an organisation's rows, read in the order in which they are kept.

    With `body_of` the bodies are held against their digests as well; one that is gone must have
    an entry that erased it. Reads each row once and keeps none.
    """
    walk = Walk(keys, beginning(head.organisation), body_of)
    for row, following in pairwise(chain(rows, [None])):
        if row is not None:
            walk.step(row, following.entry.number if following else None)
    return sorted(
        (*walk.breaks, *walk.unexplained(), *at_end(walk, head)), key=lambda at: at.position
    )


@dataclass(slots=True)
class Walk:
    """Where a walk along the rows has come to.

    `previous` is the hash that the next row must follow, None after a row that cannot be trusted:
    then only the seal speaks, which covers the whole entry.
    """

    keys: Keys
    previous: str | None
    body_of: BodyOf | None
    position: int = 0
    expected: int = 1
    breaks: list[Break] = field(default_factory=list)
    gone: dict[int, int] = field(default_factory=dict)

    def step(self, row: Sealed, following: int | None) -> None:
        """Take the next row; `following` is the number of the one after it."""
        self.position += 1
        number = row.entry.number
        if number == self.expected:
            self.accept(row)
        elif following == self.expected:
            self.add(_("Entry {number} was put in here.", number=number))
        elif following == self.expected + 1:
            self.add(
                _("Entry {number} stands where {other} was.", number=number, other=self.expected)
            )
            self.expected, self.previous = self.expected + 1, None
        elif number > self.expected:
            self.add(missing(self.expected, number - 1))
            self.expected, self.previous = number, None
            self.accept(row)
        else:
            self.accept_again(row)

    def accept(self, row: Sealed) -> None:
        """Check a row that stands in its place, and go on behind it."""
        number = row.entry.number
        trusted = self.trusts(row)
        if not (trusted and self.follows(row)):
            self.add(_("Entry {number} is not as it was written.", number=number))
        elif self.body_of is not None:
            self.check_body(row.entry, self.body_of(row.entry))
        self.previous = row.hash if trusted else None
        self.expected = number + 1

    def trusts(self, row: Sealed) -> bool:
        """Tell whether we sealed the row; one that has no canonical form was never ours."""
        try:
            return is_sealed(row, self.keys)
        except (TypeError, ValueError):
            return False

    def follows(self, row: Sealed) -> bool:
        """Tell whether the row is bound to the one before it, as far as that can be trusted."""
        return self.previous is None or entry_hash(self.previous, row.entry) == row.hash

    def accept_again(self, row: Sealed) -> None:
        """Note a row that comes too late; after a forged one it may be the one that was written."""
        self.add(_("Entry {number} is here a second time.", number=row.entry.number))
        if row.entry.number == self.expected - 1 and self.trusts(row):
            self.previous = row.hash

    def check_body(self, entry: Entry, body: Body | None) -> None:
        """Hold a body against its digest; remember one that is gone, and those said to be."""
        if body is None:
            self.gone[entry.number] = self.position
        elif digest(body.body, body.salt) != entry.digest:
            self.add(_("The text of entry {number} was changed.", number=entry.number))
        for erased in entry.erases:
            self.gone.pop(erased, None)

    def unexplained(self) -> Iterator[Break]:
        """Yield the bodies that are gone without an entry that erased them."""
        for number, position in self.gone.items():
            yield Break(position, _("The text of entry {number} is gone.", number=number))

    def add(self, text: Text) -> None:
        """Note a break at the row where the walk is."""
        self.breaks.append(Break(self.position, text))


def at_end(walk: Walk, head: Head) -> Iterator[Break]:
    """Yield what the head says against the rows."""
    length = walk.expected - 1
    if not head.signature:
        yield Break(0, _("The signed end of the history is gone."))
    elif not is_genuine(head, dict([*walk.keys.items()][-1:])):
        yield Break(0, _("The signature of the end of the history is not ours."))
    elif length < head.length:
        yield Break(walk.position + 1, missing(length + 1, head.length))
    elif length > head.length or walk.previous not in {None, head.hash}:
        yield Break(walk.position, _("The history does not end where it was signed."))


def missing(first: int, last: int) -> Text:
    """Return that entries are missing."""
    return ngettext(
        "Entry {first} is missing.",
        "{count} entries are missing, {first} to {last}.",
        last - first + 1,
        first=first,
        last=last,
    )
