"""Goals as the blocks of a pyramid: in which row each lies and on which block it is seated."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from trigpoint.core.graph.goal import GoalId


class Row(IntEnum):
    """The rows from the top: whose goals lie in each."""

    ORGANISATION = 0
    DEPARTMENT = 1
    TEAM = 2
    PERSON = 3


LAYERS = ((Row.ORGANISATION, Row.DEPARTMENT), (Row.TEAM,), (Row.PERSON,))
"""The three layers of the pyramid, by their rows: organisation, teams, people."""


@dataclass(frozen=True, slots=True)
class Block:
    """A goal in the pyramid.

    `up` are the goals that it carries, the main one first; they may lie outside the pyramid.
    `live` is whether it is agreed on and counts; a draft carries nobody yet. `private` blocks are
    known to their owner alone and are never said to be out of line.
    """

    id: GoalId
    row: Row
    holder: str
    up: tuple[GoalId, ...] = ()
    live: bool = True
    private: bool = False


def aligned(up: Mapping[GoalId, Collection[GoalId]], tops: Collection[GoalId]) -> set[GoalId]:
    """Return the goals from which a way leads up to one of the tops; the tops are among them."""
    down: dict[GoalId, list[GoalId]] = {}
    for child, parents in up.items():
        for parent in parents:
            down.setdefault(parent, []).append(child)
    found = set(tops)
    waiting = list(found)
    while waiting:
        for child in down.get(waiting.pop(), ()):
            if child not in found:
                found.add(child)
                waiting.append(child)
    return found


def seats(blocks: Sequence[Block]) -> dict[GoalId, GoalId | None]:
    """Return for each block the one above it that it rests under, None for the uppermost.

    It is the nearest one in a higher row on the line of sight; blocks of its own row are passed,
    so that a row never stands on itself.
    """
    rows = {block.id: block.row for block in blocks}
    above = {block.id: next((up for up in block.up if up in rows), None) for block in blocks}
    found: dict[GoalId, GoalId | None] = {}
    for start in above:
        for block in reversed(way_up(start, above, found)):
            seat = above[block]
            while seat is not None and rows[seat] >= rows[block]:
                seat = found.get(seat)
            found[block] = seat
    return found


def way_up(
    start: GoalId, above: Mapping[GoalId, GoalId | None], found: Mapping[GoalId, GoalId | None]
) -> list[GoalId]:
    """Return the blocks from one upwards whose seats are not found yet; a ring ends it."""
    path: dict[GoalId, None] = {}
    at: GoalId | None = start
    while at is not None and at not in found and at not in path:
        path[at] = None
        at = above[at]
    return list(path)


def children(seated: Mapping[GoalId, GoalId | None]) -> dict[GoalId | None, list[GoalId]]:
    """Return the blocks under each block, the one with most beneath it first."""
    under: dict[GoalId | None, list[GoalId]] = {}
    for block, seat in seated.items():
        under.setdefault(seat, []).append(block)
    size = dict.fromkeys(seated, 0)
    for block in seated:
        at = seated[block]
        while at is not None:
            size[at] += 1
            at = seated[at]
    for blocks in under.values():
        blocks.sort(key=lambda block: -size[block])
    return under
