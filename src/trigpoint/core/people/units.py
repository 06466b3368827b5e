"""Units over time: the tree of organisation, departments and teams, and who is in it.

A person may be in several units at once, with a share of their time in each. Contractors and
outsourcers are units of their own. Nothing is overwritten: a move ends one placement or
membership and begins another, so that past figures stay with the team of the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import islice
from typing import TypeAlias, TypeVar

from trigpoint.core.people.validity import ALWAYS, Validity
from trigpoint.core.refusal import Refused
from trigpoint.core.text import _

UnitId: TypeAlias = str
PersonId: TypeAlias = str
T = TypeVar("T")


class UnitKind(Enum):
    """What a unit is. A partner is another employer whose people work with us."""

    ORGANISATION = "organisation"
    DEPARTMENT = "department"
    TEAM = "team"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit; a partner's validity ends with its contract."""

    id: UnitId
    kind: UnitKind = UnitKind.TEAM
    valid: Validity = ALWAYS


@dataclass(frozen=True, slots=True)
class Placement:
    """Under which unit another one stood, and when."""

    unit: UnitId
    parent: UnitId
    valid: Validity = ALWAYS


class Role(Enum):
    """What a person is in a unit."""

    MEMBER = "member"
    LEAD = "lead"


@dataclass(frozen=True, slots=True)
class Membership:
    """A person in a unit, with the share of their time (1 is all of it)."""

    person: PersonId
    unit: UnitId
    role: Role = Role.MEMBER
    share: float = 1.0
    valid: Validity = ALWAYS

    def __post_init__(self) -> None:
        if not 0 <= self.share <= 1:
            raise Refused(
                _("A share of time lies between 0 and 1, not at {share}.", share=self.share)
            )


@dataclass(frozen=True, slots=True)
class Chart:
    """The units and memberships of one day. Make one with `Chart.on`.

    `parent` and `children` are the tree, `people` holds who is in each unit, `units` in which
    units each person is.
    """

    kinds: dict[UnitId, UnitKind]
    parent: dict[UnitId, UnitId]
    children: dict[UnitId, tuple[UnitId, ...]]
    people: dict[UnitId, tuple[Membership, ...]]
    units: dict[PersonId, tuple[Membership, ...]]

    @classmethod
    def on(
        cls,
        day: date,
        units: Iterable[Unit],
        placements: Iterable[Placement],
        memberships: Iterable[Membership],
    ) -> Chart:
        """Return the chart of a day; what has ended by then, or hangs on it, is not in it.

        Raises `Refused` where a unit stands under two others or, by whatever way, under itself.
        """
        every = {unit.id: unit for unit in units}
        parent: dict[UnitId, UnitId] = {}
        for placement in placements:
            known = placement.unit in every and placement.parent in every
            if known and placement.valid.holds(day):
                if placement.unit in parent:
                    raise Refused(_("{unit} stands under two units.", unit=placement.unit))
                parent[placement.unit] = placement.parent
        refuse_loops(parent)
        kinds = {
            unit.id: unit.kind
            for unit in every.values()
            if all(every[at].valid.holds(day) for at in upwards(parent, unit.id))
        }
        parent = {unit: above for unit, above in parent.items() if unit in kinds}
        current = [link for link in memberships if link.unit in kinds and link.valid.holds(day)]
        return cls(
            kinds,
            parent,
            dict.fromkeys(kinds, ()) | grouped((above, unit) for unit, above in parent.items()),
            dict.fromkeys(kinds, ()) | grouped((link.unit, link) for link in current),
            grouped((link.person, link) for link in current),
        )

    def above(self, unit: UnitId) -> Iterator[UnitId]:
        """Yield the units above, nearest first."""
        return islice(upwards(self.parent, unit), 1, None)

    def below(self, unit: UnitId) -> Iterator[UnitId]:
        """Yield the units below, each before those under it."""
        waiting = list(self.children.get(unit, ()))
        while waiting:
            at = waiting.pop()
            yield at
            waiting.extend(self.children[at])

    def units_of(self, person: PersonId, *roles: Role) -> frozenset[UnitId]:
        """Return the units in which the person has one of the roles (any, where none is named)."""
        links = self.units.get(person, ())
        return frozenset(link.unit for link in links if not roles or link.role in roles)

    def leads(self, unit: UnitId) -> frozenset[PersonId]:
        """Return who leads the unit itself."""
        return frozenset(link.person for link in self.people[unit] if link.role is Role.LEAD)

    def everyone(self, unit: UnitId) -> frozenset[PersonId]:
        """Return the people of the unit and of all units below it."""
        units = (unit, *self.below(unit))
        return frozenset(link.person for at in units for link in self.people[at])

    def works_for_partner(self, person: PersonId) -> bool:
        """Tell whether one of the person's units is not the organisation's own."""
        return any(not self.is_ours(unit) for unit in self.units_of(person))

    def is_ours(self, unit: UnitId) -> bool:
        """Tell whether the unit stands under the organisation with no partner in between.

        A unit that stands nowhere is not ours: losing its place must not widen what it may see.
        """
        kinds = [self.kinds[at] for at in upwards(self.parent, unit)]
        return kinds[-1] is UnitKind.ORGANISATION and UnitKind.PARTNER not in kinds

    def overbooked(self) -> dict[PersonId, float]:
        """Return the people whose shares of time come to more than all of it, with the sum."""
        sums = {person: sum(link.share for link in links) for person, links in self.units.items()}
        return {person: total for person, total in sums.items() if total > 1 + 1e-9}


def upwards(parent: Mapping[UnitId, UnitId], unit: UnitId) -> Iterator[UnitId]:
    """Yield the unit and all above it."""
    yield unit
    while unit in parent:
        unit = parent[unit]
        yield unit


def grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    """Return the values of each key, in their order."""
    groups: dict[str, list[T]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}


def refuse_loops(parent: dict[UnitId, UnitId]) -> None:
    """Raise `Refused` where a unit stands under itself."""
    found = loop(parent)
    if found:
        path = " → ".join(found)
        text = _("These units would stand under themselves: {path}. Choose another one.", path=path)
        raise Refused(text)


def loop(parent: Mapping[UnitId, UnitId]) -> tuple[UnitId, ...]:
    """Return the way from a unit back to itself, where there is one."""
    safe: set[UnitId] = set()
    for start in parent:
        path: dict[UnitId, None] = {}
        unit: UnitId | None = start
        while unit is not None and unit not in safe:
            if unit in path:
                return (*list(path)[list(path).index(unit) :], unit)
            path[unit] = None
            unit = parent.get(unit)
        safe.update(path)
    return ()
