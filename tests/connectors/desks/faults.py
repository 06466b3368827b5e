"""A network and a help desk that go wrong, by a seed: what happens is the same each time.

What is asked for before a Retry-After has passed is noted in `impatient`: it never may be.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from trigpoint.core.text import _
from trigpoint.net import Answer, NotAnswered

HTML = b"<html><body><h1>502 Bad Gateway</h1></body></html>"


@dataclass
class Faulty:
    """Sends to `desk`, and does harm to about one answer in `every` until `calm`.

    `lists` says which values of an answer are lists of rows that may be doubled, shuffled or bent.
    """

    desk: Callable[..., Answer]
    dice: random.Random
    lists: tuple[str, ...] = ("items",)
    every: float = 3
    calm: bool = False
    clock: float = 1_800_000_000.0
    not_before: float = 0.0
    impatient: int = 0
    sent: int = 0
    harm: list[str] = field(default_factory=list)

    def __call__(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None = None
    ) -> Answer:
        self.sent += 1
        self.impatient += self.clock < self.not_before
        self.clock += 0.2
        if self.calm or self.dice.random() * self.every > 1:
            return self.desk(method, url, headers, body)
        kind = self.dice.choice(KINDS)
        self.harm.append(kind.__name__)
        return kind(self, lambda: self.desk(method, url, headers, body))

    def sleep(self, n: float) -> None:
        """Wait, on a clock of its own."""
        self.clock += n


Ask = Callable[[], Answer]


def too_many(net: Faulty, _ask: Ask) -> Answer:
    after = net.dice.randrange(1, 90)
    net.not_before = net.clock + after
    return Answer(429, {"retry-after": str(after)}, b"")


def away(net: Faulty, _ask: Ask) -> Answer:
    after = net.dice.randrange(1, 90)
    net.not_before = net.clock + after
    return Answer(503, {"retry-after": str(after)}, HTML)


def broken(_net: Faulty, _ask: Ask) -> Answer:
    return Answer(500, {}, b'{"error": "oops"}')


def gateway(_net: Faulty, _ask: Ask) -> Answer:
    return Answer(502, {"content-type": "text/html"}, HTML)


def page_for_people(_net: Faulty, _ask: Ask) -> Answer:
    return Answer(200, {"content-type": "text/html"}, HTML)


def silence(net: Faulty, _ask: Ask) -> Answer:
    net.clock += 20
    raise NotAnswered(_("The answer took too long."))


def cut(net: Faulty, ask: Ask) -> Answer:
    answer = ask()
    return Answer(200, answer.headers, answer.body[: net.dice.randrange(len(answer.body))])


def wrong_letters(_net: Faulty, ask: Ask) -> Answer:
    answer = ask()
    return Answer(200, answer.headers, b'{"\xe4\xf6": 1, ' + answer.body[1:])


def doubled(net: Faulty, ask: Ask) -> Answer:
    return bent(net, ask, lambda rows: rows + net.dice.sample(rows, len(rows) // 2))


def shuffled(net: Faulty, ask: Ask) -> Answer:
    return bent(net, ask, lambda rows: net.dice.sample(rows, len(rows)))


def new_field(net: Faulty, ask: Ask) -> Answer:
    return bent(net, ask, lambda rows: [{**row, "brand_new": {"a": [1]}} for row in rows])


def lost_field(net: Faulty, ask: Ask) -> Answer:
    return one_row(net, ask, lambda row, name: row.pop(name))


def null_field(net: Faulty, ask: Ask) -> Answer:
    return one_row(net, ask, lambda row, name: row.update({name: None}))


def renamed_field(net: Faulty, ask: Ask) -> Answer:
    return one_row(net, ask, lambda row, name: row.update({f"{name}_v2": row.pop(name)}))


def one_row(net: Faulty, ask: Ask, change: Callable[[dict[str, Any], str], object]) -> Answer:
    """Change a field of one row that has to be there."""

    def act(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        row = net.dice.choice(rows)
        there = [name for name in NEEDED if name in row]
        if there:
            change(row, net.dice.choice(there))
        return rows

    return bent(net, ask, act)


def bent(net: Faulty, ask: Ask, act: Callable[[list[Any]], list[Any]]) -> Answer:
    """Return an answer with its lists of rows changed."""
    answer = ask()
    found = json.loads(answer.body)
    if isinstance(found, list) and found:
        return Answer(answer.status, answer.headers, json.dumps(act(found)).encode())
    inner = found.get("data") if isinstance(found, dict) else None
    found, whole = (inner, found) if isinstance(inner, dict) else (found, found)
    for name in net.lists:
        if isinstance(found, dict) and isinstance(found.get(name), list) and found[name]:
            found[name] = act(found[name])
    return Answer(answer.status, answer.headers, json.dumps(whole).encode())


NEEDED = (
    "Created", "ObjectId", "Type", "Name", "Status", "LastUpdated",
    "created_at", "timestamp", "ticket_id", "status", "event_type", "updated_at", "score", "time",
)  # fmt: skip
KINDS = (
    too_many, away, broken, gateway, page_for_people, silence, cut, wrong_letters, doubled,
    shuffled, new_field, lost_field, null_field, renamed_field,
)  # fmt: skip
