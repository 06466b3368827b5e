"""What a connector is: its settings, and the pieces in which it reads a help desk."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from trigpoint.connectors.sync.rows import Rows
from trigpoint.core.text import Text, _
from trigpoint.net import Fetch
from trigpoint.tickets.records import Record


@dataclass(frozen=True, slots=True)
class Setting:
    """Something the connector has to be told. A `secret` is sealed and never shown again.

    What is `long` is written in several lines.
    """

    name: str
    label: Text
    help: Text
    secret: bool = False
    needed: bool = True
    default: str = ""
    long: bool = False


def address(such: Text, default: str = "") -> Setting:
    """Return the setting that says where a help desk is."""
    return Setting("address", _("Address"), such, default=default)


def user(label: Text, such: Text) -> Setting:
    """Return the setting of who asks; without it the key alone says so."""
    return Setting("user", label, such, needed=False)


def sealed(label: Text) -> Setting:
    """Return the setting of the key by which it is asked."""
    return Setting("secret", label, _("It is sealed and never shown again."), secret=True)


@dataclass(frozen=True, slots=True)
class Given:
    """What a connector reads with.

    `cursors` are what it said itself when it was last here, none for a beginning; `salt` makes
    customers into hashes; `now` is in seconds since 1970, and `began` when the reading began, also
    where it was broken off since. `allowed` are the machines and files of the internal network that
    the administrator named, for what is no request over http.
    """

    fetch: Fetch
    settings: Mapping[str, str]
    salt: bytes
    now: int
    cursors: Mapping[str, str] = field(default_factory=dict)
    rows: Rows = field(default_factory=Rows)
    allowed: frozenset[str] = frozenset()
    began: int = 0

    def at(self, path: str) -> str:
        """Return an address of the help desk: the one that was entered, and a path below it."""
        return f"{self.settings['address'].rstrip('/')}{path}"

    def back(self, newest: int, seconds: int) -> str:
        """Return where the next reading begins after one that came to the second `newest`.

        What was read before it was broken off may have come late too: so not after its beginning.
        """
        return str(max(1, min(newest, self.began or self.now) - seconds))


@dataclass(frozen=True, slots=True)
class Piece:
    """What one request brought, or a few that belong together.

    `cursors` are where to go on once these records are landed. `done` of `total` says how far the
    reading is, in whatever the connector counts; 0 of 0 is not known. Up to `as_of` everything of
    the help desk has been read; None is not known yet. `said` is what whoever follows the reading
    should know of it.
    """

    records: Sequence[Record]
    cursors: Mapping[str, str] = field(default_factory=dict)
    done: int = 0
    total: int = 0
    as_of: int | None = None
    said: Text | None = None


def as_documented(name: str) -> Text:
    """Return against what a connector was tried out for which there was no real program."""
    return _(
        "Written after the documents of {name} and tried out against a copy of what they say.",
        name=name,
    )


class Connector(Protocol):
    """A help desk that can be asked. `tried` says against what this was tried out, honestly."""

    key: str
    name: str
    tried: Text
    settings: tuple[Setting, ...]

    def pieces(self, given: Given) -> Iterator[Piece]:
        """Read from the cursors on to the end of what is there now.

        Reading again what was read before is allowed and wanted, as far as records can come late:
        landing them twice changes nothing.

        Raises:
            NotReached: where the help desk does not answer; what came before stays.
        """


@runtime_checkable
class Checking(Protocol):
    """A connector that tells what does not fit before it is read for the first time."""

    def wrong(self, entered: Mapping[str, str], allowed: Collection[str]) -> Mapping[str, Text]:
        """Return by setting what is wrong with what was entered, keys among it."""


@runtime_checkable
class Lacking(Protocol):
    """A connector that leaves out what its help desk tells; `lacks` says what is missing then."""

    lacks: Text


def lacking(connector: Connector) -> Text | None:
    """Return what a connector leaves out of what its help desk tells; None for nothing to say."""
    return connector.lacks if isinstance(connector, Lacking) else None
