"""What came to be different between two days: goals that were added, changed or retired.

Both sides are read from the history, under today's policy, like any page of a past day; what the
actor does not see openly is in neither.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from trigpoint.core.goal_file.difference import FileChange, What, difference
from trigpoint.core.goal_file.entries import Document, GoalEntry
from trigpoint.core.lenses.v2mom.difference import Difference
from trigpoint.core.lenses.v2mom.difference import difference as of_plans
from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import _
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.goal_files import goal_file_export
from trigpoint.services.goal_files.goals_file import with_titles
from trigpoint.services.goals import graph, scope
from trigpoint.services.goals.cards import Cards
from trigpoint.services.goals.scope import Scope
from trigpoint.services.plans import plan_access, plan_state, plan_text
from trigpoint.store.models import Goal, Plan


@dataclass(frozen=True, slots=True)
class Between:
    """The difference of two moments; `last` is None for now.

    `added` were not there at the first one, `retired` were there and are not pursued any more.
    `plan` is what changed in the V2MOM of whom is looked at, in sentences.
    """

    scope: Scope
    first: datetime.datetime
    last: datetime.datetime | None
    added: tuple[FileChange, ...]
    changed: tuple[FileChange, ...]
    retired: tuple[FileChange, ...]
    plan: tuple[Difference, ...]


def show(
    actor: Actor,
    whose: str,
    period: str,
    first: datetime.datetime,
    last: datetime.datetime | None = None,
) -> Between:
    """Return what came to be different among the goals of a unit or person and a period.

    Raises:
        NotThere: for a unit, a person or a period that the actor may not see.
        Invalid: where the second moment is not after the first.
    """
    if first >= (last or actor.now):
        raise Invalid({"last": _("Choose a second day after the first one.")})
    found = scope.find(actor, whose, period, last)
    before, after = (pursued(side(actor, found, moment)) for moment in (first, last))
    known = {g.id for g in before.goals}
    there = {g.id for g in after.goals}
    titles = {g.id: g.title for g in (*before.goals, *after.goals)}
    changes = with_titles(difference(before, after), titles)
    return Between(
        scope=found,
        first=first,
        last=last,
        added=tuple(c for c in changes if c.key not in known),
        changed=tuple(c for c in changes if c.key in known),
        retired=tuple(ended(g) for g in before.goals if g.id not in there),
        plan=plan_changes(actor, found, first, last),
    )


def side(actor: Actor, found: Scope, moment: datetime.datetime | None) -> tuple[GoalEntry, ...]:
    """Return the goals of a scope as they stood at a moment, as entries."""
    state = graph.load(actor, moment)
    cards = Cards(actor, state)
    there = replace(found, at=moment)
    held = {goal.public_id for goal in scope.goals(cards, there)}
    return tuple(g for g in goal_file_export.document(actor, moment).goals if g.id in held)


def pursued(goals: Iterable[GoalEntry]) -> Document:
    """Return goals as a document in which nothing else differs."""
    return Document(goals=tuple(g for g in goals if g.state != Goal.State.RETIRED))


def ended(goal: GoalEntry) -> FileChange:
    """Return a goal that is not pursued any more."""
    return FileChange("goals", goal.key, goal.title, What.GONE, ())


def plan_changes(
    actor: Actor, found: Scope, first: datetime.datetime, last: datetime.datetime | None
) -> tuple[Difference, ...]:
    """Return what changed in the V2MOM of whom a scope looks at."""
    if found.period is None:
        return ()
    sides = []
    for moment in (first, last):
        state, plans = graph.load(actor, moment), plan_state.load(actor, moment)
        cards = Cards(actor, state)
        for plan in plans.plans.values():
            holder = cards.holder(plan.owner_unit_id, plan.owner_person_id)
            period = state.periods.get(plan.period_id)
            if (
                plan.lens == Plan.Lens.V2MOM
                and holder.id == found.holder.id
                and period is not None
                and period.public_id == found.period.id
                and plan_access.may(actor, plan, Verb.SEE)
            ):
                sides.append(plan_text.written(state, plans, plan))
    return of_plans(*sides) if len(sides) == 2 else ()
