"""Who is not aligned: goals that carry nothing, goals nobody carries, people with none or too many.

Each finding is worth a look, not a verdict: a goal may well stand alone for a while.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

Key = int


@dataclass(frozen=True, slots=True)
class Held:
    """A goal as the rules look at it.

    `unit` or `person` holds it; `also` are the people who share it. `in_force` is whether it was
    agreed and runs. `serves` is whether it carries another goal or a direction, `carried` whether
    another goal that counts carries it.
    """

    goal: Key
    unit: Key | None
    person: Key | None
    level: str
    in_force: bool
    serves: bool
    carried: bool
    also: frozenset[Key] = frozenset()


@dataclass(frozen=True, slots=True)
class Unaligned:
    """What is worth a look: keys of goals, of people, and of people with the goals they carry."""

    loose: tuple[Key, ...]
    nobody: tuple[Key, ...]
    without: tuple[Key, ...]
    overloaded: tuple[tuple[Key, tuple[Key, ...]], ...]

    @property
    def count(self) -> int:
        """How many findings there are."""
        return len(self.loose) + len(self.nobody) + len(self.without) + len(self.overloaded)


def unaligned(
    goals: Iterable[Held], people: Collection[Key], leads: Mapping[Key, Collection[Key]], most: int
) -> Unaligned:
    """Return who is not aligned among some goals and people.

    `leads` are the people who lead each unit: a unit's goal is theirs to carry too. `most` is how
    many goals of their own somebody should carry at once.
    """
    held = list(goals)
    return Unaligned(
        loose=tuple(g.goal for g in held if is_loose(g)),
        nobody=tuple(g.goal for g in held if is_carried_by_nobody(g)),
        without=without(held, people, leads),
        overloaded=overloaded(held, people, most),
    )


def is_loose(goal: Held) -> bool:
    """Whether a goal carries nothing above it, and is not one of the organisation's own."""
    return not goal.serves and goal.level != "organisation"


def is_carried_by_nobody(goal: Held) -> bool:
    """Whether a unit's goal that is in force has no goal below and nobody who shares it."""
    return goal.unit is not None and goal.in_force and not goal.carried and not goal.also


def without(
    held: Iterable[Held], people: Collection[Key], leads: Mapping[Key, Collection[Key]]
) -> tuple[Key, ...]:
    """Return the people who carry no goal: not their own, not a shared one, not their unit's."""
    busy: set[Key] = set()
    for goal in held:
        busy |= goal.also
        if goal.person is not None:
            busy.add(goal.person)
        elif goal.unit is not None:
            busy.update(leads.get(goal.unit, ()))
    return tuple(person for person in people if person not in busy)


def overloaded(
    held: Iterable[Held], people: Collection[Key], most: int
) -> tuple[tuple[Key, tuple[Key, ...]], ...]:
    """Return the people who carry more goals of their own than they should, with those goals."""
    carried: dict[Key, list[Key]] = {}
    for goal in held:
        if goal.person is not None and goal.in_force:
            carried.setdefault(goal.person, []).append(goal.goal)
    return tuple((p, tuple(carried[p])) for p in people if len(carried.get(p, ())) > most)
