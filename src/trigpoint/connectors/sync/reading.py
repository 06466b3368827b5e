"""Driving a connector: its pieces gathered into landings, and what was refused read again.

Nothing here is remembered between two runs but the cursors, which the warehouse commits with the
rows. So a run may be killed at any moment; the next one goes on where the last landing ended.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from trigpoint.connectors.sync.connector import Connector, Given
from trigpoint.connectors.sync.hiccups import places, steady
from trigpoint.core.text import Text
from trigpoint.tickets.records import Record, Refused

ENOUGH = 5_000
"""Records that are landed together: fewer would fold and commit too often."""
TIMES = 2
"""In how many readings what was refused is read: the other side may have had a bad hour."""
AGAIN = "_again"
"""The cursor that counts how often that is still done."""
BEGAN = "_began"
"""The cursor that keeps when a reading began that was broken off."""
BACK = "_back"
"""The cursor that keeps where the first refused row was met, for a run that is broken off."""


@dataclass(slots=True)
class Landing:
    """What is to be landed at once, with where to go on afterwards."""

    records: list[Record] = field(default_factory=list)
    cursors: dict[str, str] = field(default_factory=dict)
    as_of: int | None = None
    refused: int = 0
    given_up: bool = False
    """Whether what was refused is read no more: it stays in quarantine."""
    said: Text | None = None
    """What whoever follows the reading should know of it."""


def silent(_done: int, _total: int) -> None:
    """Tell nobody how far the reading is."""


def landings(
    connector: Connector, given: Given, tell: Callable[[int, int], None] = silent
) -> Iterator[Landing]:
    """Yield what a connector reads in pieces worth landing; the last one ends the run.

    `tell` hears after each piece how much is read of what there is, in whatever the connector
    counts; of 0, where it does not know how much there is, how many records came.

    Where rows are refused and trying at once did not help, the last landing's places lead back to
    before the first of them, once; then they are given up and stay in quarantine. Where that is
    lands together with them. What was seen of other rows meanwhile stays: what was found out by it
    is landed.
    """
    ours = {AGAIN, BACK, BEGAN}
    came = {n: value for n, value in given.cursors.items() if value and n not in ours}
    began = int(given.cursors.get(BEGAN) or given.now)
    place, before, read = places(came), _kept(given.cursors), 0
    current = Landing(cursors={BEGAN: str(began)})
    for piece in steady(connector, replace(given, cursors=came, began=began)):
        refused = sum(isinstance(record, Refused) for record in piece.records)
        if refused and before is None:
            before = dict(place)
            current.cursors[BACK] = json.dumps(before)
        place.update(places(piece.cursors))
        current.records.extend(piece.records)
        current.cursors.update(piece.cursors)
        current.refused += refused
        current.as_of = piece.as_of
        current.said = piece.said or current.said
        read += len(piece.records)
        tell(piece.done if piece.total else read, piece.total)
        if len(current.records) >= ENOUGH:
            yield current
            current = Landing(as_of=piece.as_of)
    left = int(given.cursors.get(AGAIN) or TIMES)
    current.given_up = before is not None and left <= 1
    current.cursors.update(_end(place, None if current.given_up else before, left))
    current.as_of = given.now
    yield current


def _kept(cursors: Mapping[str, str]) -> dict[str, str] | None:
    """Return where a run that was broken off had met its first refused row, None without one."""
    kept = cursors.get(BACK)
    return dict(json.loads(kept)) if kept else None


def _end(place: Mapping[str, str], before: Mapping[str, str] | None, left: int) -> dict[str, str]:
    """Return the cursors with which a run ends; an empty one is none.

    What the end of a reading empties is a place within it: whoever went back there would read no
    more of what has changed on the pages before it.
    """
    if before is None:
        return {AGAIN: "", BACK: "", BEGAN: ""}
    back = {name: before.get(name, "") if end else "" for name, end in place.items()}
    return {**back, AGAIN: str(left - 1), BACK: "", BEGAN: ""}
