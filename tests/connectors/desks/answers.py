"""What every fake shares: it is asked like the network, and answers in JSON."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlsplit

from trigpoint.net import Answer


@dataclass(frozen=True)
class Asked:
    """One request, taken apart."""

    method: str
    path: str
    query: dict[str, str]
    headers: Mapping[str, str]
    body: bytes | None = None


@dataclass(frozen=True)
class Cited:
    """Where a response shape was read, and when (a date).

    `where` is the address of the vendor's page, and of the copy where it was one; or RECORDED.
    """

    where: str
    read: str


RECORDED = "recorded from the real program"


@dataclass
class FakeDesk:
    """A help desk that counts what it is asked. `late` are rows that are not given out yet.

    `shapes` cites the source of every response shape, by its path with [id] for each number.
    `now` is its own clock in seconds since 1970. `era` grows when it forgets the tokens it gave for
    next pages; one of an earlier era is answered with the status `over`. With a `limit` it answers
    so many requests in each `window` of seconds of the `clock`, and others as the vendor says:
    `too_many`.
    """

    shapes: ClassVar[dict[str, Cited]] = {}
    window: ClassVar[int] = 60

    now: int = 1_790_000_000
    asked: list[Asked] = field(default_factory=list)
    late: list[dict[str, Any]] = field(default_factory=list)
    limit: int | None = None
    clock: Callable[[], float] = float
    spent: dict[int, int] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    era: int = 0
    over: int = 400

    def __call__(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None = None
    ) -> Answer:
        parts = urlsplit(url)
        asked = Asked(method, parts.path, dict(parse_qsl(parts.query)), headers, body)
        self.asked.append(asked)
        window = int(self.clock()) // self.window
        self.spent[window] = self.spent.get(window, 0) + self.counted(asked)
        if self.limit is not None and self.spent[window] > self.limit and self.counted(asked):
            return self.too_many((window + 1) * self.window)
        return self.answer(asked)

    def counted(self, asked: Asked) -> bool:  # noqa: ARG002 - some count only some
        """Whether a request counts against the limit."""
        return True

    def too_many(self, until: int) -> Answer:  # noqa: ARG002 - a web server does not say it
        """Return what is answered beyond the limit; more may be asked from that second on.

        Of a program that knows no limit of its own it is a web server in front that says so.
        """
        return Answer(429, {"content-type": "text/html"}, b"<h1>429 Too Many Requests</h1>")

    def there(self, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return the rows that are given out already."""
        return [row for row in rows if all(row is not one for one in self.late)]

    def by_change(self, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return rows in the order of their change; those of one second in another one each time.

        No vendor says in which order these come.
        """
        there, dice = list(rows), random.Random(len(self.asked))
        return sorted(dice.sample(there, len(there)), key=last_seen)

    def lateable(self, hours: int = 48) -> list[dict[str, Any]]:
        """Return the rows that may come so many hours late, of all streams by time."""
        rows = [row for rows in self.streams() for row in rows]
        last = max(map(last_seen, rows), default=0)
        return [row for row in rows if last_seen(row) > last - hours * 3600]

    def streams(self) -> list[Iterable[dict[str, Any]]]:
        """Return the streams of rows that may come late; none where all is read each time."""
        return []

    def stamped(self) -> list[dict[str, Any]]:
        """Return all that happened at a time of its own, rows and what lies in them."""
        return [part for rows in self.streams() for row in rows for part in parts(row)]

    def of_staff(self, everybody: Iterable[int]) -> list[int]:
        """Return who is still in the list of who works there."""
        return [one for one in everybody if one not in self.gone]

    def leave(self, *who: int) -> None:
        """Let people go: the list of who works there has them no longer."""
        self.gone.update(who)

    def forget_pages(self) -> None:
        """Forget which pages the tokens lead to that were given so far."""
        self.era += 1

    def token(self, place: str) -> str:
        """Return the token of a page that begins at a place."""
        return f"{place}.{self.era}"

    def place(self, token: str) -> str | None:
        """Return the place that a token leads to; None where it is known no longer."""
        place, _dot, era = token.rpartition(".")
        return place if era == str(self.era) else None

    def pass_on(self, to: int, at: int) -> None:
        """Let the first ticket become somebody else's at a moment, without a word about it."""
        raise NotImplementedError

    def answer(self, asked: Asked) -> Answer:
        """Return what this help desk says."""
        raise NotImplementedError


@dataclass(frozen=True)
class Case:
    """A connector with its fake: what the laws of every connector are held against.

    `make` gives a help desk with so many tickets. One `by_time` asks for what was changed since a
    moment; one that does not know what is new reads all each time. One that `looks` finds out what
    has changed; its fake can `pass_on` a ticket. One that `forgets` keeps a token of a page between
    readings, which its fake may know no longer. `staff` are those in its list, who may `leave`.
    """

    key: str
    make: Callable[[int], FakeDesk]
    by_time: bool = True
    knows_what_is_new: bool = True
    looks: bool = False
    forgets: bool = False
    staff: tuple[int, ...] = ()


def living(make: Callable[[], Any], times: int = 1) -> Callable[[int], FakeDesk]:
    """Return how a fake is made in which so many tickets live."""

    def come_alive(tickets: int) -> FakeDesk:
        desk = make()
        desk.live(tickets * times)
        return desk

    return come_alive


def parts(value: Any) -> Iterator[dict[str, Any]]:
    """Yield an object and all that lie in it."""
    if isinstance(value, dict):
        yield value
    for one in value.values() if isinstance(value, dict) else value:
        if isinstance(one, dict | list):
            yield from parts(one)


def says_when(row: Mapping[str, Any]) -> str:
    """Return the field of a row of any help desk that says when it was last changed."""
    names = ("timestamp", "at", "generated_timestamp", "last_activity_at", "updated_at")
    return next(name for name in (*names, "created_at", "Created") if row.get(name))


def last_seen(row: Mapping[str, Any]) -> int:
    """Return when a row of any help desk was last changed, in seconds since 1970."""
    found = row[says_when(row)]
    return found if isinstance(found, int) else int(datetime.fromisoformat(found).timestamp())


def said(value: object, status: int = 200, **headers: str) -> Answer:
    """Return an answer in JSON."""
    names = {name.replace("_", "-").lower(): text for name, text in headers.items()}
    return Answer(status, {"content-type": "application/json", **names}, json.dumps(value).encode())
