"""Which check-ins are due: by each goal's rhythm and its owner's working days.

Where the number is computed and cannot be told apart from the last one, nobody is asked.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Max, QuerySet

from trigpoint.core.loop.cadence import (
    MOST_SKIPPED,
    USUAL_DAYS,
    USUAL_WORKDAYS,
    due_on,
    unchanged,
)
from trigpoint.services import access
from trigpoint.services.actor import Actor, local_day
from trigpoint.services.goals import graph
from trigpoint.services.loop.check_ins import standing_figure
from trigpoint.store.models import CheckIn, Delivery, Goal, Version
from trigpoint.store.state import records

LIVE = {Goal.State.AGREED, Goal.State.ACTIVE}


@dataclass(frozen=True, slots=True)
class Cadence:
    """When the next word on a goal is due, and the newest one, None where nothing was said yet.

    `days` is the goal's rhythm.
    """

    goal: Goal
    due: datetime.date
    last: CheckIn | None
    days: int = USUAL_DAYS


def running(state: graph.State, goals: Iterable[Goal], today: datetime.date) -> list[Goal]:
    """Return the goals of which something can be said: they are in force, and not over."""
    return [g for g in goals if g.state in LIVE and state.periods[g.period_id].ends >= today]


def of_goals(
    actor: Actor,
    state: graph.State,
    goals: Iterable[Goal],
    known: Mapping[int, CheckIn] | None = None,
    written: Mapping[int, datetime.date] | None = None,
) -> dict[int, Cadence]:
    """Return the cadence of goals that are running, by their primary keys, in few queries.

    `known` has the newest check-ins and `written` the days on which goals were written, where
    whoever asks has read them already.
    """
    today = actor.today
    asked = {goal.pk: goal for goal in running(state, goals, today)}
    if not asked:
        return {}
    last = newest(asked) if known is None else known
    silent = [key for key in asked if key not in last]
    began = beginnings(actor, silent) if written is None else written
    workdays = days_of_work(asked.values())
    found = {}
    for key, goal in asked.items():
        said = last.get(key)
        rhythm = state.rhythms.get(key, USUAL_DAYS)
        quiet = said is not None and stands(state, goal, said)
        days = rhythm * (MOST_SKIPPED if quiet else 1)
        since = local_day(said.at, actor.organisation) if said else began.get(key, today)
        on = workdays.get(goal.owner_person_id, USUAL_WORKDAYS)
        found[key] = Cadence(goal, due_on(since, days, on), said, rhythm)
    return found


def newest(goals: Collection[int], until: datetime.datetime | None = None) -> dict[int, CheckIn]:
    """Return the newest check-in of each goal, or the newest of until then."""
    said = CheckIn.objects.filter(goal__in=goals, retired=False)
    return last_of(said if until is None else said.filter(at__lte=until))


def stood(actor: Actor, goals: Collection[int], at: datetime.datetime) -> dict[int, CheckIn]:
    """Return the newest check-in of each goal as it stood `at` a moment."""
    said = records(CheckIn, actor.organisation, at, goal_id__in=list(goals))
    return {check.goal_id: check for check in said}


def newest_here(actor: Actor) -> dict[int, CheckIn]:
    """Return the newest check-in of every goal of the organisation."""
    return last_of(CheckIn.objects.filter(organisation=actor.organisation, retired=False))


def last_of(said: QuerySet[CheckIn]) -> dict[int, CheckIn]:
    """Return the newest of some check-ins for each goal."""
    keys = said.values("goal").annotate(newest=Max("pk")).values("newest")
    return {check.goal_id: check for check in CheckIn.objects.filter(pk__in=keys)}


def beginnings(actor: Actor, goals: list[int]) -> dict[int, datetime.date]:
    """Return the day on which each goal was written."""
    first = Version.objects.filter(kind=Goal.kind(), object_id__in=goals, version=1)
    rows = first.values_list("object_id", "recorded_from") if goals else ()
    return {key: local_day(at, actor.organisation) for key, at in rows}


def days_of_work(goals: Iterable[Goal]) -> dict[int | None, list[int]]:
    """Return the working days of those owners who named theirs."""
    owners = {goal.owner_person_id for goal in goals if goal.owner_person_id}
    rows = Delivery.objects.filter(person__in=owners) if owners else Delivery.objects.none()
    return {row.person_id: row.workdays for row in rows}


def stands(state: graph.State, goal: Goal, said: CheckIn) -> bool:
    """Whether the number is computed and says nothing new since the last check-in."""
    figure = standing_figure(state, goal)
    same = unchanged(figure.value if figure else None, said.value, said.low, said.high)
    return same and not said.wants_help


def mine(actor: Actor) -> list[Cadence]:
    """Return the check-ins that the actor owes today: on their goals, and on those of their units.

    What is due first comes first.
    """
    return [one for one in ahead(actor) if one.due <= actor.today]


def ahead(actor: Actor) -> list[Cadence]:
    """Return the same with those that fall due later."""
    if actor.person is None:
        return []
    state, me = graph.load(actor), actor.person.pk
    drawn = access.viewer_of(actor).chart
    units = {int(u) for u in drawn.units_of(str(me)) if str(me) in drawn.leads(u)}
    goals = [g for g in state.goals.values() if g.owner_person_id == me or g.owner_unit_id in units]
    return sorted(of_goals(actor, state, goals).values(), key=lambda c: (c.due, c.goal.pk))
