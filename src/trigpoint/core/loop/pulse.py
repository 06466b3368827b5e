"""What of an anonymous survey may be told of which groups, so that nobody's answer comes out.

Groups are a tree, and everybody is in one place of it. Whoever reads the figures of a group and of
some groups in it can subtract: what is left is a *rest*. From all that is told, sums of rests can
be worked out, and nothing finer. So each rest has to be large enough, and not of one mind: then
for everybody there is somebody in the same rest who answered otherwise, and the two might have
answered the other way round.
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

    def is_safe(self) -> bool:
        """Whether nobody's answer can be read from it: enough answered, and not all the same."""
        return self.n >= FLOOR and max(self.low, self.middle, self.high) < self.n


NOBODY = Tally()


@dataclass(frozen=True, slots=True)
class _Told:
    """A group that may be told: what it comes to, its rest, and what is told right inside it."""

    group: Group
    whole: Tally
    rest: Tally
    inside: tuple[_Told, ...]


def told(
    children: Mapping[Group, Sequence[Group]], own: Mapping[Group, Tally], top: Group
) -> dict[Group, Tally]:
    """Return the groups of which the figures may be told, with what each comes to.

    A group is told where its rest is safe. Where it is not, the smallest groups in it are kept
    back, until what is left over together with them is; so the figure of the larger group is
    rather told than those of all smaller ones.

    Args:
        children: the groups right below each group.
        own: the answers of those who are in a group and in none below it.
        top: the group of all.
    """
    found, _rest, _whole = _branch(children, own, top)
    every: dict[Group, Tally] = {}
    waiting = list(found)
    while waiting:
        one = waiting.pop()
        every[one.group] = one.whole
        waiting.extend(one.inside)
    return every


def _branch(
    children: Mapping[Group, Sequence[Group]], own: Mapping[Group, Tally], group: Group
) -> tuple[list[_Told], Tally, Tally]:
    """Return what is told of a part of the tree, the rest that is not, and what it comes to."""
    found: list[_Told] = []
    rest = whole = own.get(group, NOBODY)
    for below in children.get(group, ()):
        inside, left, all_of_it = _branch(children, own, below)
        found += inside
        rest += left
        whole += all_of_it
    while rest != NOBODY and not rest.is_safe() and found:
        kept_back = min(found, key=lambda one: (one.whole.n, one.group))
        found.remove(kept_back)
        found += kept_back.inside
        rest += kept_back.rest
    if rest.is_safe() or (rest == NOBODY and found):
        return [_Told(group, whole, rest, tuple(found))], NOBODY, whole
    return found, rest, whole
