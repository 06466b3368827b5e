"""Who is not aligned: loose goals, goals nobody carries, people with no goal or too many."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from trigpoint.core.lenses.cascade import alignment as core
from trigpoint.core.lenses.cascade.alignment import Held
from trigpoint.core.lenses.cascade.tree import LEVELS
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.cascade.cascade import View, Wanted
from trigpoint.services.goals import scope
from trigpoint.services.goals.cards import GoalCard, HolderView
from trigpoint.services.goals.scope import Scope
from trigpoint.services.goals.standing import IN_FORCE
from trigpoint.store.models import Goal

AT_ONCE = 3
"""How many goals of their own somebody should carry at once, as long as nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody, where they work and since when, with the goals they carry."""

    person: HolderView
    unit: HolderView
    since: datetime.date
    goals: tuple[GoalCard, ...]


@dataclass(frozen=True, slots=True)
class NotAligned:
    """What is worth a look in a scope. `most` is how many goals somebody should carry at once."""

    scope: Scope
    total: int
    loose: tuple[GoalCard, ...]
    nobody: tuple[GoalCard, ...]
    without: tuple[PersonLine, ...]
    overloaded: tuple[PersonLine, ...]
    most: int

    @property
    def count(self) -> int:
        """How many findings there are."""
        return len(self.loose) + len(self.nobody) + len(self.without) + len(self.overloaded)


def show(actor: Actor, wanted: Wanted) -> NotAligned:
    """Return who is not aligned among the goals and people of a scope.

    Raises:
        NotThere: for a unit, a person or a period that the actor may not see.
    """
    view = View.of(actor, wanted)
    found = findings(view)
    return NotAligned(
        scope=view.scope,
        total=len(view.goals),
        loose=tuple(cards(view, found.loose)),
        nobody=tuple(cards(view, found.nobody)),
        without=tuple(person_line(view, person, ()) for person in found.without),
        overloaded=tuple(person_line(view, person, goals) for person, goals in found.overloaded),
        most=AT_ONCE,
    )


def findings(view: View) -> core.Unaligned:
    """Return what is worth a look, by key."""
    drawn = view.chart
    _units, everybody = scope.holders(view.actor, view.cards.state, view.scope)
    seen = access.visible_ids(view.actor, "person")
    known = view.cards.state.people
    people = sorted((p for p in everybody & seen if p in known), key=lambda p: known[p].name)
    leads = {int(unit): {int(p) for p in drawn.leads(unit)} for unit in drawn.kinds}
    return core.unaligned(held(view), people, leads, AT_ONCE)


def held(view: View) -> Iterable[Held]:
    """Yield the goals as the rules look at them; wishes of one's own are not among them."""
    state = view.cards.state
    for pk, goal in view.goals.items():
        if goal.private or goal.state in {Goal.State.MISSED, Goal.State.ACHIEVED}:
            continue
        parts = state.co_owners.get(pk, ())
        yield Held(
            goal=pk,
            unit=goal.owner_unit_id,
            person=goal.owner_person_id,
            level=LEVELS[view.levels[pk]],
            in_force=goal.state in IN_FORCE,
            serves=pk in state.up,
            carried=bool(state.graph.counted(goal.public_id)),
            also=frozenset(part.person_id for part in parts if part.person_id),
        )


def cards(view: View, keys: Iterable[int]) -> Iterable[GoalCard]:
    """Yield the cards of goals."""
    return (view.cards.card(view.goals[key]) for key in keys)


def person_line(view: View, person: int, goals: Iterable[int]) -> PersonLine:
    """Return a person as a line."""
    drawn = view.chart
    places = drawn.units.get(str(person), ())
    unit = int(places[0].unit) if places else None
    return PersonLine(
        view.cards.holder(None, person),
        view.cards.holder(unit, None),
        view.cards.state.people[person].valid_from,
        tuple(cards(view, goals)),
    )
