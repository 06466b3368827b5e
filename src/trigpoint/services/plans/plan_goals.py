"""Goals that become a part of a plan: one that is there, or one written for it."""

from __future__ import annotations

from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.goals import goals
from trigpoint.services.goals.goals import GoalDraft
from trigpoint.store.journal import Journal
from trigpoint.store.models import Goal, Method, Objective, Plan


def known(actor: Actor, plan: Plan, part: type[Method | Objective], goal_id: str) -> Goal:
    """Return a goal that is to become such a part of a plan.

    Raises:
        Invalid: for a goal that there is not, or that is in the plan already.
    """
    goal = access.find_goal(actor, goal_id)
    if goal is None:
        raise Invalid({"goal": _("Choose one of the goals that you see.")})
    if part.objects.filter(plan=plan, goal=goal, retired=False).exists():
        raise Invalid({"goal": _("It is there already.")})
    return goal


def write(actor: Actor, journal: Journal, plan: Plan, title: str, why: str) -> Goal:
    """Write a new goal of the plan's holder, within the command of the journal."""
    holder = plan.owner_unit or plan.owner_person
    goal, _draft = goals.build(
        actor,
        GoalDraft(
            title=title,
            why=why,
            owner=holder.public_id if holder else "",
            period=plan.period.public_id,
        ),
    )
    journal.create(goal)
    journal.tell("goal.changed", goal=goal.public_id)
    return goal
