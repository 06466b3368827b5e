"""Which part of the organisation, and of time, a view looks at: a unit or a person, and a period.

The five views and what belongs to them ask here, so that the same choice means the same goals
everywhere. A goal is in a scope when the unit, one below it, or somebody in them holds it or
shares it, and when its dates and the period's have a day in common.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from trigpoint.services import access
from trigpoint.services.actor import Actor, local_day
from trigpoint.services.errors import NotThere
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards, HolderView
from trigpoint.services.goals.graph import State
from trigpoint.services.organisation.organisation import PeriodView, latest_first
from trigpoint.store import chart
from trigpoint.store.models import CoOwner, Goal, Unit


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """A unit that can be chosen; `depth` is how far below the uppermost one it stands."""

    id: str
    name: str
    kind: str
    depth: int


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose goals, of when. `kind` is organisation, department, team, partner or person.

    `period` is None only where the organisation has none. `units` are in the order of the tree,
    `periods` the latest first.
    """

    holder: HolderView
    kind: str
    period: PeriodView | None
    at: datetime.datetime | None
    units: tuple[UnitChoice, ...]
    periods: tuple[PeriodView, ...]


def find(
    actor: Actor, whose: str = "", period: str = "", at: datetime.datetime | None = None
) -> Scope:
    """Return the scope of a unit's or a person's public id and a period's; "" is the usual one.

    Of a past day periods have the names and days that they had then; later ones stay as they are.
    Usual is the uppermost unit, and the period of the day: of several, the one that began last.

    Raises:
        NotThere: for a unit, a person or a period that the actor may not see or that is not there.
    """
    present = graph.load(actor)
    state = graph.load(actor, at) if at else present
    units = choices(actor, state, at) or choices(actor, present)
    periods = latest_first({**present.periods, **state.periods}.values())
    holder, kind = whose_of(actor, (state, present), whose, units)
    return Scope(holder, kind, period_of(periods, period, day_of(actor, at)), at, units, periods)


def day_of(actor: Actor, at: datetime.datetime | None) -> datetime.date:
    """Return the day that a page shows."""
    return local_day(at, actor.organisation) if at else actor.today


def choices(
    actor: Actor, state: State, at: datetime.datetime | None = None
) -> tuple[UnitChoice, ...]:
    """Return the units that are there on the day and may be seen, in the order of the tree."""
    day = day_of(actor, at)
    visible = access.visible_ids(actor, "unit")
    there = [u for u in state.units.values() if u.pk in visible and is_there(u, day)]
    known = {unit.pk for unit in there}
    above = chart.on(actor.organisation, day, access.head_of(actor)).parent
    below: dict[int | None, list[Unit]] = {}
    for unit in sorted(there, key=lambda unit: unit.name.casefold()):
        parent = int(above.get(str(unit.pk), 0))
        below.setdefault(parent if parent in known else None, []).append(unit)
    return tuple(walk(below, None, 0))


def is_there(unit: Unit, day: datetime.date) -> bool:
    """Whether a unit is valid on a day."""
    return unit.valid_from <= day and (unit.valid_to is None or day < unit.valid_to)


def walk(below: dict[int | None, list[Unit]], parent: int | None, depth: int) -> list[UnitChoice]:
    """Return what stands below a unit, each before those under it."""
    found = []
    for unit in below.get(parent, ()):
        found.append(UnitChoice(unit.public_id, unit.name, unit.kind_of_unit, depth))
        found.extend(walk(below, unit.pk, depth + 1))
    return found


def whose_of(
    actor: Actor, states: tuple[State, ...], whose: str, units: tuple[UnitChoice, ...]
) -> tuple[HolderView, str]:
    """Return whose goals are looked at, and what kind of holder that is.

    The first of the states that knows them says how they were called.
    """
    if not whose:
        if not units:
            return HolderView("gone", "", ""), "organisation"
        top = next((u for u in units if u.kind == "organisation"), units[0])
        return HolderView("unit", top.id, top.name), top.kind
    for state in states:
        unit = next((u for u in state.units.values() if u.public_id == whose), None)
        if unit is not None and unit.pk in access.visible_ids(actor, "unit"):
            return HolderView("unit", unit.public_id, unit.name), unit.kind_of_unit
        person = next((p for p in state.people.values() if p.public_id == whose), None)
        if person is not None and person.pk in access.visible_ids(actor, "person"):
            return HolderView("person", person.public_id, person.name), "person"
    raise NotThere


def period_of(
    periods: tuple[PeriodView, ...], wanted: str, day: datetime.date
) -> PeriodView | None:
    """Return the chosen period, else the one of the day, else the nearest before, else any."""
    if wanted:
        found = next((p for p in periods if p.id == wanted), None)
        if found is None:
            raise NotThere
        return found
    running = [p for p in periods if p.starts <= day <= p.ends]
    begun = [p for p in periods if p.starts <= day]
    candidates = running or begun or list(periods)
    return max(candidates, key=lambda p: p.starts, default=None)


def holders(actor: Actor, state: State, scope: Scope) -> tuple[frozenset[int], frozenset[int]]:
    """Return the keys of the units and of the people whose goals belong to a scope."""
    if scope.holder.kind == "person":
        them = (p.pk for p in state.people.values() if p.public_id == scope.holder.id)
        return frozenset(), frozenset(them)
    unit = next((u.pk for u in state.units.values() if u.public_id == scope.holder.id), None)
    drawn = chart.on(actor.organisation, day_of(actor, scope.at), access.head_of(actor))
    if unit is None or str(unit) not in drawn.kinds:
        return frozenset(), frozenset()
    below = frozenset(int(u) for u in (str(unit), *drawn.below(str(unit))))
    return below, frozenset(int(p) for p in drawn.everyone(str(unit)))


def goals(cards: Cards, scope: Scope) -> list[Goal]:
    """Return the goals of a scope that the actor may see, in the order in which they were made.

    Those that were retired are not among them.
    """
    state = cards.state
    units, people = holders(cards.actor, state, scope)
    return [
        goal
        for pk, goal in state.goals.items()
        if pk in cards.goals
        and goal.state != Goal.State.RETIRED
        and in_period(state, goal, scope.period)
        and (
            goal.owner_unit_id in units
            or goal.owner_person_id in people
            or is_shared(state.co_owners.get(pk, ()), units, people)
        )
    ]


def is_shared(parts: Iterable[CoOwner], units: frozenset[int], people: frozenset[int]) -> bool:
    """Whether one of those answers for a part of the goal."""
    return any(part.unit_id in units or part.person_id in people for part in parts)


def in_period(state: State, goal: Goal, period: PeriodView | None) -> bool:
    """Whether a goal's period and this one have a day in common."""
    if period is None:
        return True
    own = state.periods[goal.period_id]
    return own.starts <= period.ends and period.starts <= own.ends
