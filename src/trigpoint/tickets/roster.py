"""Who is who, as the app knows it: accounts tied to persons, persons in units, with validity.

It is given with every question, never stored with the facts: tying an account anew restates every
figure without folding anything again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

FOREVER = 253_402_300_799
"""The end of what has no end: the last second of the year 9999."""
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tie:
    """An account is this person, from `start` to `end` (excluded)."""

    account: str
    person: str
    start: int = 0
    end: int = FOREVER


@dataclass(frozen=True, slots=True)
class Membership:
    """A person belongs to a unit, from `start` to `end` (excluded)."""

    person: str
    unit: str
    start: int = 0
    end: int = FOREVER


@dataclass(frozen=True, slots=True)
class Part:
    """A unit is part of another one, from `start` to `end` (excluded)."""

    unit: str
    parent: str
    start: int = 0
    end: int = FOREVER


@dataclass(frozen=True, slots=True)
class Holder:
    """What an account holds in a span counts for `member`, a person or a unit."""

    member: str
    account: str
    start: int
    end: int


@dataclass(frozen=True)
class Roster:
    """Confirmed ties, memberships, which unit is part of which when, and who employs whom."""

    ties: tuple[Tie, ...] = ()
    memberships: tuple[Membership, ...] = ()
    parts: tuple[Part, ...] = ()
    employers: Mapping[str, str] = field(default_factory=dict)

    def persons(self) -> list[Holder]:
        """Return which account counts for which person, when."""
        return _merged((tie.person, tie.account, tie.start, tie.end) for tie in self.ties)

    def employed(self) -> list[Holder]:
        """Return which account counts for which employer, when: by the person it is tied to."""
        return _merged(
            (self.employers[tie.person], tie.account, tie.start, tie.end)
            for tie in self.ties
            if tie.person in self.employers
        )

    def units(self) -> list[Holder]:
        """Return which account counts for which unit, when: members of all units below, once."""
        return _merged(self._unit_spans())

    def _unit_spans(self) -> Iterator[tuple[str, str, int, int]]:
        accounts: dict[str, list[Tie]] = defaultdict(list)
        for tie in self.ties:
            accounts[tie.person].append(tie)
        for member in self.memberships:
            for tie in accounts[member.person]:
                start, end = max(tie.start, member.start), min(tie.end, member.end)
                for unit, since, until in self._upwards(member.unit, start, end):
                    yield unit, tie.account, since, until

    @cached_property
    def _parts_of(self) -> dict[str, list[Part]]:
        """Where each unit is part of what."""
        found: dict[str, list[Part]] = defaultdict(list)
        for part in self.parts:
            found[part.unit].append(part)
        return dict(found)

    def _upwards(self, unit: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
        """Yield the unit and all that it was part of within a span, each with its own span."""
        if start >= end:
            return
        yield unit, start, end
        for part in self._parts_of.get(unit, ()):
            since, until = max(start, part.start), min(end, part.end)
            yield from self._upwards(part.parent, since, until)


def joined(holders: Iterable[Holder], members: Iterable[str | None]) -> list[Holder]:
    """Return when each account counts for any of `members`, each moment once."""
    wanted = set(members)
    return _merged(("", h.account, h.start, h.end) for h in holders if h.member in wanted)


def _merged(spans: Iterable[tuple[str, str, int, int]]) -> list[Holder]:
    by_owner: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for member, account, start, end in spans:
        if start < end:
            by_owner[member, account].append((start, end))
    return [
        Holder(member, account, start, end)
        for (member, account), found in sorted(by_owner.items())
        for start, end in _union(found)
    ]


def _union(spans: list[Span]) -> list[Span]:
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
