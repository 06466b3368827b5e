"""Where a layer does not carry the one above: empty, thin, overloaded, not aligned."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from trigpoint.core.graph.goal import GoalId
from trigpoint.core.lenses.pyramid.blocks import LAYERS, Block, Row

MOST_OF_A_PERSON = 3
"""How many goals in force one person can carry; more is a question worth asking."""


class Weakness(Enum):
    """What can be wrong with how a layer carries the one above."""

    EMPTY = "empty"
    THIN = "thin"
    OVERLOADED = "overloaded"
    LOOSE = "loose"


@dataclass(frozen=True, slots=True)
class Finding:
    """A weakness and the goals that show it; `holder` is who carries too many, else empty."""

    weakness: Weakness
    goals: tuple[GoalId, ...]
    holder: str = ""


@dataclass(frozen=True, slots=True)
class LayerHealth:
    """A layer: its goals, how many of them carry one above, and its weaknesses.

    An `EMPTY` or `THIN` goal is listed with the layer above, which it belongs to; an overloaded
    person and a loose goal with their own layer.
    """

    rows: tuple[Row, ...]
    goals: tuple[GoalId, ...]
    aligned: int
    findings: tuple[Finding, ...]


def health(blocks: Sequence[Block], in_line: Collection[GoalId]) -> tuple[LayerHealth, ...]:
    """Return the layers from the top; `in_line` are the goals that lead up to a top.

    A goal is empty when it is in force, stands above the last layer and no goal in force carries
    it; thin when just one does. Only live goals carry. Somebody is overloaded who carries more
    than `MOST_OF_A_PERSON` goals in force.
    """
    carriers = carried_by(blocks)
    return tuple(layer(rows, blocks, carriers, in_line) for rows in LAYERS)


def carried_by(blocks: Iterable[Block]) -> dict[GoalId, int]:
    """Return how many goals in force carry each goal."""
    found: dict[GoalId, int] = {}
    for block in blocks:
        for up in block.up if block.live else ():
            found[up] = found.get(up, 0) + 1
    return found


def layer(
    rows: tuple[Row, ...],
    blocks: Iterable[Block],
    carriers: dict[GoalId, int],
    in_line: Collection[GoalId],
) -> LayerHealth:
    """Return the health of the layer of some rows."""
    own = [block for block in blocks if block.row in rows]
    weak: list[Finding] = []
    if Row.PERSON not in rows:
        standing = [block for block in own if block.live]
        weak += together(Weakness.EMPTY, [b for b in standing if not carriers.get(b.id)])
        weak += together(Weakness.THIN, [b for b in standing if carriers.get(b.id) == 1])
    else:
        weak += overloaded(own)
    weak += together(Weakness.LOOSE, [b for b in own if b.id not in in_line and not b.private])
    aligned = sum(block.id in in_line for block in own)
    return LayerHealth(rows, tuple(block.id for block in own), aligned, tuple(weak))


def together(weakness: Weakness, blocks: Sequence[Block]) -> list[Finding]:
    """Return one finding for all blocks that show the same weakness, none for no block."""
    return [Finding(weakness, tuple(block.id for block in blocks))] if blocks else []


def overloaded(people: Iterable[Block]) -> list[Finding]:
    """Return a finding for each person who carries too many, the most first."""
    held: dict[str, list[GoalId]] = {}
    for block in people:
        if block.live and not block.private:
            held.setdefault(block.holder, []).append(block.id)
    found = [
        Finding(Weakness.OVERLOADED, tuple(goals), holder)
        for holder, goals in held.items()
        if len(goals) > MOST_OF_A_PERSON
    ]
    return sorted(found, key=lambda finding: -len(finding.goals))
