"""Where each block lies. Below a certain size every block is there; above it they merge.

The picture is a grid of columns. A block that nothing rests under has one column, and blocks of
people lie up to four deep in one; every other block is as wide as what it stands on. Where that
would need more than `ROOM` columns, each block gets columns by its need, and what has no room
under it becomes one group that can be opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from trigpoint.core.graph.goal import GoalId
from trigpoint.core.lenses.pyramid.blocks import Block, Row, children, seats

ROOM = 36
DEEP = 4
NARROW = 3
"""Up to so many columns goals that have no room lie as one group, so that it can say how many."""
Under = Mapping[GoalId | None, Sequence[GoalId]]


class Kind(Enum):
    """What a stone stands for: a goal, several, what nobody carries, or a goal's own foot.

    A foot reaches down through the rows in which nothing lies between a goal and what carries it.
    """

    GOAL = "goal"
    GROUP = "group"
    HOLE = "hole"
    FOOT = "foot"


@dataclass(frozen=True, slots=True)
class Stone:
    """A place in the picture: columns from `left` to `right`, rows `first` to `last`.

    `top` and `bottom` are fractions of the row, for people who lie deep. `goals` are whom it
    stands for; of a hole and a foot, the goal above. A group has left out the first `after` blocks
    under `under`, which lie beside it.
    """

    kind: Kind
    goals: tuple[GoalId, ...]
    left: float
    right: float
    first: int
    last: int
    top: float = 0.0
    bottom: float = 1.0
    under: GoalId | None = None
    after: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """The picture: its rows from the top, its columns, its stones, and the loose goals beside."""

    rows: tuple[Row, ...]
    columns: int
    stones: tuple[Stone, ...]
    loose: tuple[GoalId, ...]
    merged: bool


def plan(
    blocks: Sequence[Block], loose: Sequence[GoalId], after: int = 0, seat: GoalId | None = None
) -> Plan:
    """Return where each block lies; the loose ones lie beside, with nothing above them.

    To show what a group has kept together, `seat` is the block under which it lies, None for one
    at the very top, and `after` how many beside it have a stone of their own.
    """
    beside = set(loose)
    standing = [block for block in blocks if block.id not in beside]
    seated = seats(standing)
    rows = {block.id: block.row for block in standing}
    under = {
        seat: sorted(blocks, key=lambda block: rows[block] is Row.PERSON)
        for seat, blocks in children(seated).items()
    }
    tops = list(under.get(seat, ()))[after:]
    kept = set(reach(tops, under))
    present = {block.row for block in standing if block.id in kept}
    drawing = Drawing({block.id: block for block in standing}, under, tuple(sorted(present)))
    needed = drawing.need(tops)
    if tops:
        drawing.place(tops, None, 0, min(needed, ROOM), shift=after)
    return Plan(
        drawing.rows,
        max(1, min(needed, ROOM)),
        tuple(drawing.stones),
        tuple(loose),
        any(stone.kind is Kind.GROUP for stone in drawing.stones),
    )


def reach(tops: Sequence[GoalId], under: Under) -> Iterator[GoalId]:
    """Yield the blocks and all that lies under them."""
    waiting = list(tops)
    while waiting:
        at = waiting.pop()
        yield at
        waiting.extend(under.get(at, ()))


class Drawing:
    """Places blocks row by row; `stones` are those placed so far."""

    def __init__(self, blocks: Mapping[GoalId, Block], under: Under, rows: tuple[Row, ...]) -> None:
        self.blocks = blocks
        self.under = under
        self.rows = rows
        self.stones: list[Stone] = []
        self.needs: dict[GoalId, int] = {}
        people = sum(block.row is Row.PERSON for block in blocks.values())
        self.deep = max(1, min(DEEP, -(-people // (ROOM * 2 // 3))))

    def need(self, blocks: Sequence[GoalId]) -> int:
        """Return how many columns the blocks want side by side."""
        people, others = self.parted(blocks)
        return -(-len(people) // self.deep) + sum(map(self.need_of, others))

    def need_of(self, block: GoalId) -> int:
        """Return how many columns a block wants: as many as what it stands on, at least one."""
        if block not in self.needs:
            self.needs[block] = max(1, self.need(self.under.get(block, ())))
        return self.needs[block]

    def parted(self, blocks: Sequence[GoalId]) -> tuple[list[GoalId], list[GoalId]]:
        """Return the blocks of people, which lie deep, and the others."""
        people = [b for b in blocks if self.blocks[b].row is Row.PERSON]
        return people, [b for b in blocks if self.blocks[b].row is not Row.PERSON]

    def index(self, block: GoalId) -> int:
        """Return in which of the rows a block lies."""
        return self.rows.index(self.blocks[block].row)

    def place(
        self, blocks: Sequence[GoalId], seat: GoalId | None, left: int, width: int, shift: int = 0
    ) -> None:
        """Place the blocks under a seat side by side in so many columns from `left` on."""
        people, others = self.parted(blocks)
        if width <= NARROW and others and len(blocks) > width:
            self.merge(blocks, seat, left, shift, width)
            return
        wide = self.need(people)
        total = wide + sum(map(self.need_of, others))
        if others and total > width:
            wide = min(wide, max(1, width * wide // total), width - 1)
        elif not others:
            wide = width
        shown, rest = fitting(others, width - wide)
        at = left
        for block, share in zip(shown, self.shares(shown, width - wide - bool(rest)), strict=True):
            self.stand(block, seat, at, share)
            at += share
        if rest:
            self.merge(rest, seat, at, shift + len(shown))
            at += 1
        if people:
            self.lay(people, seat, at, left + width - at if others else wide, shift + len(others))

    def shares(self, blocks: Sequence[GoalId], width: int) -> list[int]:
        """Return how many columns each of the blocks gets."""
        return shared(width, [self.need_of(block) for block in blocks])

    def stand(self, block: GoalId, seat: GoalId | None, left: int, width: int) -> None:
        """Place one block with all that it stands on."""
        row = self.index(block)
        self.stones.append(Stone(Kind.GOAL, (block,), left, left + width, row, row, under=seat))
        self.foot(seat, left, left + width, row)
        beneath = self.under.get(block, ())
        if beneath:
            self.place(beneath, block, left, width)
        elif self.blocks[block].live and row + 1 < len(self.rows):
            last = len(self.rows) - 1
            self.stones.append(Stone(Kind.HOLE, (block,), left, left + width, row + 1, last))

    def foot(self, seat: GoalId | None, left: float, right: float, row: int) -> None:
        """Let a seat reach down to what carries it, where rows between are empty."""
        if seat is None:
            return
        above = self.index(seat) + 1
        if above < row:
            self.stones.append(Stone(Kind.FOOT, (seat,), left, right, above, row - 1))

    def lay(
        self, people: Sequence[GoalId], seat: GoalId | None, left: int, width: int, shift: int
    ) -> None:
        """Lay the blocks of people deep in their columns; what has no room becomes a group."""
        room = width * self.deep
        shown, rest = (
            (people, []) if len(people) <= room else (people[: room - 1], people[room - 1 :])
        )
        row = self.rows.index(Row.PERSON)
        self.foot(seat, left, left + width, row)
        count = len(shown) + bool(rest)
        columns = min(width, count)
        wide = width / columns
        for number in range(count):
            column, deep = number % columns, number // columns
            depth = -(-(count - column) // columns)
            place = (left + column * wide, left + (column + 1) * wide, row, row)
            part = (deep / depth, (deep + 1) / depth, seat)
            if number < len(shown):
                self.stones.append(Stone(Kind.GOAL, (shown[number],), *place, *part))
            else:
                after = shift + len(shown)
                self.stones.append(Stone(Kind.GROUP, tuple(rest), *place, *part, after))

    def merge(
        self, blocks: Sequence[GoalId], seat: GoalId | None, left: int, after: int, width: int = 1
    ) -> None:
        """Place blocks as one group in each row in which they or what they stand on lie."""
        by_row: dict[int, list[GoalId]] = {}
        for block in reach(blocks, self.under):
            by_row.setdefault(self.index(block), []).append(block)
        right = left + width
        self.foot(seat, left, right, min(by_row))
        for row, members in sorted(by_row.items()):
            members.sort()
            stone = Stone(
                Kind.GROUP, tuple(members), left, right, row, row, under=seat, after=after
            )
            self.stones.append(stone)


def fitting(blocks: Sequence[GoalId], width: int) -> tuple[Sequence[GoalId], Sequence[GoalId]]:
    """Return the blocks that have a column each, and those that share the last one."""
    if len(blocks) <= width:
        return blocks, ()
    return blocks[: max(0, width - 1)], blocks[max(0, width - 1) :]


def shared(width: int, needs: Sequence[int]) -> list[int]:
    """Return whole columns for each need, at least one, that sum to the width."""
    if not needs:
        return []
    total = sum(needs)
    if total <= width:
        return list(needs)
    spare = width - len(needs)
    wanted = [spare * (need - 1) / max(1, total - len(needs)) for need in needs]
    found = [1 + int(want) for want in wanted]
    left = width - sum(found)
    order = sorted(range(len(needs)), key=lambda i: -(wanted[i] - int(wanted[i])))
    for index in order[:left]:
        found[index] += 1
    return found
