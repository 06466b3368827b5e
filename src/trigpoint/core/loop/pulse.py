"""What of an anonymous survey may be told of which groups, so that nobody's answer comes out.

Groups are a tree, and everybody is in one place of it. Whoever reads the figures of a group and of
some groups in it can subtract: what is left is a *rest*. From all that is told, sums of rests can
be worked out, and nothing finer. So each rest has to be large enough.

Which groups are told depends on how many answered and never on what they said: what is kept back
would speak as well. A rest of one mind is told as if one of them had given the next answer. So
whatever somebody answered, another answer of theirs alone would look the same in a rest of one
mind, and in any other there is somebody with whom they might have changed places.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

FLOOR = 5
"""A rest has at least so many answers."""

Group = str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many answered no, partly and yes (or 0 to 6, 7 and 8, 9 and 10)."""

    low: int = 0
    middle: int = 0
    high: int = 0

    @property
    def n(self) -> int:
        """How many answered."""
        return self.low + self.middle + self.high

    def __add__(self, other: Tally) -> Tally:
        """Return both together."""
        return Tally(self.low + other.low, self.middle + other.middle, self.high + other.high)

    def is_large(self) -> bool:
        """Whether so many answered that what they said may be told."""
        return self.n >= FLOOR

    def of_two_minds(self) -> Tally:
        """Return it as it is told: where all said the same, one of them said the next answer."""
        if self.n not in {self.low, self.middle, self.high}:
            return self
        if self.middle:
            return Tally(1, self.n - 1, 0)
        return Tally(max(self.low - 1, 0), 1, max(self.high - 1, 0))


NOBODY = Tally()


@dataclass(frozen=True, slots=True)
class _Told:
    """A group that may be told: its rest as people answered, and what is told right inside it."""

    group: Group
    rest: Tally
    inside: tuple[_Told, ...]

    @property
    def whole(self) -> Tally:
        """Return what is told of it: its rest and all inside, each of two minds."""
        told_of_rest = self.rest.of_two_minds() if self.rest != NOBODY else NOBODY
        return sum((one.whole for one in self.inside), told_of_rest)


def told(
    children: Mapping[Group, Sequence[Group]], own: Mapping[Group, Tally], top: Group
) -> dict[Group, Tally]:
    """Return the groups of which the figures may be told, with what each comes to.

    A group is told where its rest is large. Where it is not, the smallest groups in it are kept
    back, until what is left over together with them is; so the figure of the larger group is
    rather told than those of all smaller ones. A figure is the sum of its rests as they are told.

    Args:
        children: the groups right below each group.
        own: the answers of those who are in a group and in none below it.
        top: the group of all.
    """
    found, _rest = _branch(children, own, top)
    every: dict[Group, Tally] = {}
    waiting = list(found)
    while waiting:
        one = waiting.pop()
        every[one.group] = one.whole
        waiting.extend(one.inside)
    return every


def _branch(
    children: Mapping[Group, Sequence[Group]], own: Mapping[Group, Tally], group: Group
) -> tuple[list[_Told], Tally]:
    """Return what is told of a part of the tree, and the rest that is not."""
    found: list[_Told] = []
    rest = own.get(group, NOBODY)
    for below in children.get(group, ()):
        inside, left = _branch(children, own, below)
        found += inside
        rest += left
    while rest != NOBODY and not rest.is_large() and found:
        kept_back = min(found, key=lambda one: (one.whole.n, one.group))
        found.remove(kept_back)
        found += kept_back.inside
        rest += kept_back.rest
    if rest.is_large() or (rest == NOBODY and found):
        return [_Told(group, rest, tuple(found))], NOBODY
    return found, rest
