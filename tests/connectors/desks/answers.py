"""What every fake shares: it is asked like the network, and answers in JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
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
    """A help desk that counts what it is asked. `late` are ids that are not given out yet.

    `shapes` cites the source of every response shape, by its path with [id] for each number.
    """

    shapes: ClassVar[dict[str, Cited]] = {}

    now: int = 1_790_000_000
    asked: list[Asked] = field(default_factory=list)
    late: set[object] = field(default_factory=set)

    def __call__(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None = None
    ) -> Answer:
        parts = urlsplit(url)
        asked = Asked(method, parts.path, dict(parse_qsl(parts.query)), headers, body)
        self.asked.append(asked)
        return self.answer(asked)

    def lateable(self, hours: int = 48) -> list[dict[str, Any]]:  # noqa: ARG002 - others do
        """Return the rows that may come late."""
        return []

    def answer(self, asked: Asked) -> Answer:
        """Return what this help desk says."""
        raise NotImplementedError


def said(value: object, status: int = 200, **headers: str) -> Answer:
    """Return an answer in JSON."""
    names = {name.replace("_", "-").lower(): text for name, text in headers.items()}
    return Answer(status, {"content-type": "application/json", **names}, json.dumps(value).encode())
