"""Objectives of a map: goals of the graph, put into a perspective and a column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trigpoint.core.lenses.strategy_map.grid import Spot
from trigpoint.core.lenses.strategy_map.layout import place_new
from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import _
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid
from trigpoint.services.goals import graph
from trigpoint.services.maps import maps
from trigpoint.services.plans import plan_access, plan_goals
from trigpoint.store.journal import Journal
from trigpoint.store.models import Goal, MapTheme, Objective, PainPoint, Perspective, Plan

LAST_COLUMN = 59
MOST = 200
"""How many objectives a map may have."""
EDITABLE = ("perspective", "theme", "column")


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveDraft:
    """An objective as somebody writes it: a goal that is there, or the words of a new one.

    `goal`, `perspective` and `theme` are public ids. Without a column, the product finds one.
    """

    perspective: str
    goal: str = ""
    title: str = ""
    why: str = ""
    theme: str = ""
    column: int | None = None


def add(actor: Actor, plan_id: str, draft: ObjectiveDraft) -> str:
    """Put a goal on the map, or write a new goal as an objective; return its public id.

    No other objective moves.

    Raises:
        Invalid: for a goal, a perspective or a theme that there is not, a goal that is on the map
            already, too many objectives, and like `goals.add`.
    """
    plan = maps.a_map(actor, plan_id, Verb.CHANGE)
    there = plan_goals.known(actor, plan, Objective, draft.goal) if draft.goal else None
    made = Objective(organisation=actor.organisation, plan=plan)
    made.perspective = perspective(plan, draft.perspective)
    made.theme = theme(plan, draft.theme)
    if Objective.objects.filter(plan=plan, retired=False).count() >= MOST:
        raise Invalid({"": _("A map has at most {most} objectives.", most=MOST)})
    with command(actor, "objective.add") as journal:
        made.goal = there or plan_goals.write(actor, journal, plan, draft.title, draft.why)
        settle(actor, journal, made, draft.column)
        journal.create(made)
        journal.tell("plan.changed", plan=plan.public_id)
    return made.public_id


def use(actor: Actor, journal: Journal, plan: Plan, goal: Goal, *, begun: bool) -> Objective:
    """Put a goal on a map within another command; a map that was just begun gets its perspectives.

    It comes into the middle perspective, from where it is moved on the map.
    """
    if begun:
        maps.classic(journal, plan, str)
    lanes = list(Perspective.objects.filter(plan=plan, retired=False).order_by("rank", "pk"))
    if not lanes:
        raise Invalid({"": _("The map has no perspective yet. Add one first.")})
    made = Objective(organisation=actor.organisation, plan=plan, goal=goal)
    made.perspective = lanes[len(lanes) // 2]
    settle(actor, journal, made, None)
    journal.tell("plan.changed", plan=plan.public_id)
    return journal.create(made)


def perspective(plan: Plan, public_id: str) -> Perspective:
    """Return a perspective of a plan, or raise `Invalid`."""
    found = Perspective.objects.filter(plan=plan, public_id=public_id, retired=False).first()
    if found is None:
        raise Invalid({"perspective": _("Choose among the perspectives of this map.")})
    return found


def theme(plan: Plan, public_id: str) -> MapTheme | None:
    """Return a theme of a plan, None for ""; raise `Invalid` for one that there is not."""
    if not public_id:
        return None
    found = MapTheme.objects.filter(plan=plan, public_id=public_id, retired=False).first()
    if found is None:
        raise Invalid({"theme": _("Choose among the themes of this map.")})
    return found


def settle(
    actor: Actor,
    journal: Journal,
    objective: Objective,
    column: int | None,
    came_from: int | None = None,
) -> None:
    """Give an objective its column: the one that is asked for, else where few arrows cross.

    Who stood there before goes to the column that it came from, or to the nearest room.
    """
    lanes = list(
        Perspective.objects.filter(plan=objective.plan, retired=False).order_by("rank", "pk")
    )
    lane = next(i for i, each in enumerate(lanes) if each.pk == objective.perspective_id)
    held = [
        o
        for o in Objective.objects.filter(plan=objective.plan, retired=False).order_by("pk")
        if o.pk != objective.pk
    ]
    places = maps.spots(lanes, held)
    objective.by_hand = column is not None
    if column is None:
        everybody = [*held, objective]
        links = maps.arrows(everybody, maps.drives_among(graph.load(actor), everybody))
        objective.column = place_new(places, objective.public_id, lane, links).column
        return
    if not 0 <= column <= LAST_COLUMN:
        raise Invalid({"column": _("Choose a column from 0 to {last}.", last=LAST_COLUMN)})
    objective.column = column
    other = next((o for o in held if places.get(o.public_id) == Spot(lane, column)), None)
    if other is not None:
        make_room(journal, other, places, came_from)


def make_room(
    journal: Journal, other: Objective, places: Mapping[str, Spot], came_from: int | None
) -> None:
    """Move an objective out of the way: to where the other came from, else to the nearest room."""
    here = places[other.public_id]
    taken = set(places.values())
    columns = sorted(range(LAST_COLUMN + 2), key=lambda c: (abs(c - here.column), -c))
    free = [c for c in columns if Spot(here.lane, c) not in taken]
    swap = came_from is not None and came_from in free
    other.column = came_from if swap and came_from is not None else free[0]
    journal.save(other)


def change(actor: Actor, objective_id: str, version: int, changes: Mapping[str, object]) -> None:
    """Change the perspective, the theme or the column of an objective.

    A column is one by hand; None lets the product choose again. In another perspective without a
    column it finds itself a place.

    Raises:
        Invalid: for a field that there is not, and like `add`.
        Stale: where somebody changed it since `version`.
    """
    record = plan_access.part(actor, Objective, objective_id, Verb.CHANGE)
    unknown = [name for name in changes if name not in EDITABLE]
    if unknown:
        raise Invalid({unknown[0]: _("There is no field called {name}.", name=unknown[0])})
    with command(actor, "objective.change") as journal:
        before = record.perspective_id
        if "theme" in changes:
            record.theme = theme(record.plan, str(changes["theme"] or ""))
        if "perspective" in changes:
            record.perspective = perspective(record.plan, str(changes["perspective"]))
        if "column" in changes or record.perspective_id != before:
            wanted = changes.get("column")
            column = wanted if isinstance(wanted, int) else None
            same = record.perspective_id == before
            settle(actor, journal, record, column, record.column if same else None)
        journal.save(record, expected=version)
        journal.tell("plan.changed", plan=record.plan.public_id)


def remove(actor: Actor, objective_id: str, version: int) -> None:
    """Take an objective off the map; the goal and its links stay.

    Pain points that it served no longer say so.

    Raises:
        Stale: where somebody changed it since `version`.
    """
    record = plan_access.part(actor, Objective, objective_id, Verb.CHANGE)
    with command(actor, "objective.remove") as journal:
        journal.retire(record, expected=version)
        for point in PainPoint.objects.filter(stage__plan=record.plan, retired=False):
            if record.public_id in point.serves:
                point.serves = [o for o in point.serves if o != record.public_id]
                journal.save(point)
        journal.tell("plan.changed", plan=record.plan.public_id)
