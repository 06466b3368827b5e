"""A network and a help desk that go wrong, by a seed: what happens is the same each time.

What is asked for before a pause has passed that was asked for is noted in `impatient`: it never may
be.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import formatdate
from typing import Any

from tests.connectors.desks.answers import parts
from trigpoint.core.text import _
from trigpoint.net import Answer, NotAnswered
from trigpoint.net.patience import seconds

HTML = b"<html><body><h1>502 Bad Gateway</h1></body></html>"


@dataclass
class Faulty:
    """Sends to `desk`, and does harm to about one answer in `every` until `calm`."""

    desk: Callable[..., Answer]
    dice: random.Random
    every: float = 3
    calm: bool = False
    clock: float = 1_800_000_000.0
    not_before: float = 0.0
    impatient: int = 0
    sent: int = 0
    harm: list[str] = field(default_factory=list)
    given: dict[str, Answer] = field(default_factory=dict)
    """The last whole answer of each list, by its path and which of its lists it is."""

    def __call__(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None = None
    ) -> Answer:
        self.sent += 1
        self.impatient += self.clock < self.not_before
        self.clock += 0.2
        path = "".join([url.split("?", maxsplit=1)[0], *re.findall(r"filter=\w+", url)])
        before = self.given.get(path)

        def ask() -> Answer:
            self.given[path] = self.desk(method, url, headers, body)
            return self.given[path]

        answer = self.harmed(ask, before, url)
        if answer.status == 429 or answer.status >= 500:
            self.not_before = asked_to_wait(answer, self.clock)
        return answer

    def harmed(self, ask: Ask, before: Answer | None, url: str) -> Answer:
        """Return an answer, whole or not."""
        if self.calm or self.dice.random() * self.every > 1:
            return ask()
        kind = self.dice.choice(KINDS)
        self.harm.append(kind.__name__)
        if kind is the_same_page:
            return the_same_page(ask, before, url)
        return kind(self, ask)

    def sleep(self, n: float) -> None:
        """Wait, on a clock of its own."""
        self.clock += n


Ask = Callable[[], Answer]


def asked_to_wait(answer: Answer, now: float) -> float:
    """Return until when an answer asks to be left alone; 0 where it does not."""
    if "retry-after" in answer.headers:
        said = answer.headers["retry-after"]
        return now + (int(said) if said.isdecimal() else seconds(said, now) - 2)
    return float(answer.headers.get("x-ratelimit-reset", 0))


def busy(net: Faulty, _ask: Ask) -> Answer:
    """Say when to come back, in one of the ways in which that is said, with any error."""
    after = net.dice.randrange(1, 90)
    until = formatdate(net.clock + after, usegmt=True)
    said = net.dice.choice([str(after), until, until.replace("GMT", "-0000")])
    return Answer(net.dice.choice([429, 500, 502, 503, 504]), {"retry-after": said}, HTML)


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
    return Answer(
        answer.status, answer.headers, answer.body[: net.dice.randrange(len(answer.body))]
    )


def wrong_letters(_net: Faulty, ask: Ask) -> Answer:
    answer = ask()
    return Answer(answer.status, answer.headers, b'{"\xe4\xf6": 1, ' + answer.body[1:])


def the_same_page(ask: Ask, before: Answer | None, url: str) -> Answer:
    """Give the page before once more, as paging without an end does; what has a number is none."""
    return before if before is not None and "id%3D" not in url else ask()


def doubled(net: Faulty, ask: Ask) -> Answer:
    return bent(ask, lambda rows: rows + net.dice.sample(rows, (len(rows) + 1) // 2))


def shuffled(net: Faulty, ask: Ask) -> Answer:
    return bent(ask, lambda rows: net.dice.sample(rows, len(rows)))


def new_field(_net: Faulty, ask: Ask) -> Answer:
    return bent(ask, lambda rows: [{**row, "brand_new": {"a": [1]}} for row in rows])


def lost_field(net: Faulty, ask: Ask) -> Answer:
    """Lose any field of any row, or of what lies in it."""
    return one_row(net, ask, lambda part, name: part.pop(name))


def renamed_field(net: Faulty, ask: Ask) -> Answer:
    """Rename any field of any row, but one of which the name is what it says."""

    def rename(part: dict[str, Any], name: str) -> None:
        if not says_what_changed(part, name):
            part[f"{name}_v2"] = part.pop(name)

    return one_row(net, ask, rename)


def says_what_changed(part: dict[str, Any], name: str) -> bool:
    """Whether the field that a change names is meant; renamed, it is a change of another field.

    Nobody can see that: Zendesk tells changes of fields of one's own in the same way.
    """
    around = {"id", "via", "event_type", "previous_value"}
    return part.get("event_type") in {"Create", "Change"} and name not in around


def null_field(net: Faulty, ask: Ask) -> Answer:
    """Empty a field that is never empty; of others nobody can tell that they are not."""
    return one_row(net, ask, lambda part, name: part.update({name: None}), NEEDED)


def one_row(
    net: Faulty,
    ask: Ask,
    change: Callable[[dict[str, Any], str], object],
    of: tuple[str, ...] | None = None,
) -> Answer:
    """Change one field of one row, however deep it lies, or one of some of the row itself."""
    answer = ask()
    found = parsed(answer)
    rows = [row for rows in lists(found) for row in rows]
    if answer.status != 200 or not rows:
        return answer
    row = net.dice.choice(rows)
    fields = [(part, name) for part in (parts(row) if of is None else [row]) for name in part]
    there = [(part, name) for part, name in fields if of is None or name in of]
    if there:
        change(*net.dice.choice(there))
    return Answer(answer.status, answer.headers, json.dumps(found).encode())


def bent(ask: Ask, act: Callable[[list[Any]], list[Any]]) -> Answer:
    """Return an answer with all its lists of rows changed, those within rows as well."""
    answer = ask()
    found = parsed(answer)
    for rows in lists(found):
        rows[:] = act(rows)
    return Answer(answer.status, answer.headers, json.dumps(found).encode())


def parsed(answer: Answer) -> Any:
    return json.loads(answer.body) if answer.status == 200 else {}


def lists(value: Any) -> list[list[Any]]:
    """Return the lists of objects in a value, the inner ones first."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    found = [rows for one in inner for rows in lists(one)]
    if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        found.append(value)
    return found


SKEW = 900
STAMPS = (
    "timestamp", "at", "time", "date", "created_at", "updated_at", "event_end_time", "Created",
)  # fmt: skip


def skewed(rows: list[dict[str, Any]], dice: random.Random) -> None:
    """Let the clock that wrote some of the rows have been wrong: one of four is 15 minutes off."""
    for row in dice.sample(rows, len(rows) // 4):
        off = dice.choice([-SKEW, SKEW])
        row.update({name: moved(row[name], off) for name in STAMPS if row.get(name)})


def moved(stamp: int | str, seconds: int) -> int | str:
    """Return a time some seconds later, written as it was."""
    if isinstance(stamp, int):
        return stamp + seconds
    then = datetime.fromisoformat(stamp) + timedelta(seconds=seconds)
    fine = "auto" if "." in stamp else "seconds"
    return then.isoformat(timespec=fine).replace("+00:00", "Z")


NEEDED = (
    "Created", "ObjectId", "Type", "Name", "Status", "LastUpdated",
    "created_at", "timestamp", "ticket_id", "status", "event_type", "updated_at", "score", "time",
    "part_type", "message_type", "state", "date", "queue",
)  # fmt: skip
KINDS = (
    busy, busy, broken, gateway, page_for_people, silence, cut, wrong_letters, the_same_page,
    doubled, shuffled, new_field, lost_field, lost_field, null_field, renamed_field,
)  # fmt: skip
