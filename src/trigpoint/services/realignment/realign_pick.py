"""One change for many goals at once: which edits it comes to."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.goals import graph
from trigpoint.services.goals.graph import State
from trigpoint.services.goals.sight import main_link
from trigpoint.services.goals.whatif import AddLink, DropLink, Edit, Move, SetTarget, SetWeight
from trigpoint.services.measures import catalogue
from trigpoint.store.models import Contribution, Goal, Target

WITH_VALUE = {Target.Kind.RAISE, Target.Kind.LOWER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to change in each of some goals; what is left out stays.

    `to` is the goal above that each goes to, `weight` that of what it carries. `value` is what the
    first target with a value asks for in the end, in its unit; `percent` changes it by so much of
    itself instead. `due` is the day of all their targets. `drop` takes them from the goal above.
    """

    to: str = ""
    weight: float | None = None
    value: float | None = None
    percent: float | None = None
    due: datetime.date | None = None
    drop: bool = False


def edits(actor: Actor, goals: Sequence[str], wish: Wish) -> list[Edit]:
    """Return the edits of one wish for some goals.

    Raises:
        NotThere: for a goal that is not for the actor to see.
        Invalid: where nothing is wished, or a goal has nothing that could change so (its title).
    """
    if not goals:
        raise Invalid({"goals": _("Choose the goals that change.")})
    if wish == Wish():
        raise Invalid({"": _("Say what is to change: the goal above, weight, value or day.")})
    state, seen = graph.load(actor), access.visible_ids(actor, "goal")
    found: list[Edit] = []
    for public_id in dict.fromkeys(goals):
        goal = state.by_public_id.get(public_id)
        if goal is None or goal.pk not in seen:
            raise NotThere
        found.extend(of_goal(state, goal, wish))
    return found


def unit_of(actor: Actor, goals: Iterable[str]) -> str:
    """Return the unit of the first target with a value of some goals, "" where there is none."""
    state, seen = graph.load(actor), access.visible_ids(actor, "goal")
    for public_id in goals:
        goal = state.by_public_id.get(public_id)
        if goal is not None and goal.pk in seen:
            first = with_value(state.targets.get(goal.pk, ()))
            measure = state.measures.get(first.measure_id or 0) if first else None
            if measure is not None:
                return catalogue.reference(measure).unit
    return ""


def with_value(held: Iterable[Target]) -> Target | None:
    """Return the first target that asks for a value."""
    return next((t for t in held if t.kind_of_target in WITH_VALUE and t.points), None)


def of_goal(state: State, goal: Goal, wish: Wish) -> Iterator[Edit]:
    """Yield the edits of a wish for one goal."""
    link = main_link(state, goal)
    serves_goal = link is not None and link.parent_id in state.goals
    if wish.drop:
        yield DropLink(link=the(link, goal, serves_goal=serves_goal).public_id)
        return
    if wish.weight is not None and not (wish.to and not serves_goal):
        yield SetWeight(link=the(link, goal, serves_goal=serves_goal).public_id, weight=wish.weight)
    if wish.to:
        if link is not None and serves_goal:
            if state.goals[link.parent_id or 0].public_id != wish.to:
                yield Move(link=link.public_id, to=wish.to)
        else:
            yield AddLink(child=goal.public_id, parent=wish.to, weight=wish.weight or 1.0)
    yield from of_targets(state.targets.get(goal.pk, ()), goal, wish)


def the(link: Contribution | None, goal: Goal, *, serves_goal: bool) -> Contribution:
    """Return what a goal carries; raise `Invalid` where it carries no goal."""
    if link is None or not serves_goal:
        raise Invalid({"goals": _("“{title}” carries no other goal.", title=goal.title)})
    return link


def of_targets(held: Iterable[Target], goal: Goal, wish: Wish) -> Iterator[Edit]:
    """Yield the edits of a wish for a goal's targets."""
    targets = list(held)
    if wish.value is not None or wish.percent is not None:
        first = with_value(targets)
        if first is None:
            wrong = _("“{title}” has no target with a value.", title=goal.title)
            raise Invalid({"value": wrong})
        value = wish.value
        if value is None:
            value = float(first.points[-1][1]) * (1 + (wish.percent or 0.0) / 100)
        yield SetTarget(target=first.public_id, value=value)
    if wish.due is not None:
        if not targets:
            wrong = _(
                "“{title}” has no target; its dates are those of its period.", title=goal.title
            )
            raise Invalid({"due": wrong})
        for target in targets:
            yield SetTarget(target=target.public_id, due=wish.due)
