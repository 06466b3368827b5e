"""Methods of a plan: goals of the graph in their rank, tied to the values they serve."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import _
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid
from trigpoint.services.goals import goals
from trigpoint.services.goals.goals import LinkDraft
from trigpoint.services.plans import plan_access, plan_goals, plan_state
from trigpoint.store.journal import Journal
from trigpoint.store.models import Goal, Method, Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodDraft:
    """A method as somebody writes it: a goal that is there, or the words of a new one.

    `goal` is the public id of the one that is there, `above` what a new one is to carry, with the
    sentence on how; `values` are public ids of the values that it serves.
    """

    goal: str = ""
    title: str = ""
    why: str = ""
    above: str = ""
    sentence: str = ""
    values: Sequence[str] = ()


def add(actor: Actor, plan_id: str, draft: MethodDraft) -> str:
    """Take a goal as a method, or write a new goal as one; return the method's public id.

    Raises:
        Invalid: for a goal that there is not or that is a method here already, for values that
            the plan does not hold, and like `goals.add`.
    """
    plan = plan_access.plan(actor, plan_id, Verb.CHANGE)
    values = known_values(actor, plan, draft.values)
    rank = Method.objects.filter(plan=plan, retired=False).count() + 1
    there = plan_goals.known(actor, plan, Method, draft.goal) if draft.goal else None
    with command(actor, "method.add") as journal:
        goal = there or written(actor, journal, plan, draft)
        method = journal.create(
            Method(organisation=actor.organisation, plan=plan, goal=goal, values=values, rank=rank)
        )
        journal.tell("plan.changed", plan=plan.public_id)
    return method.public_id


def written(actor: Actor, journal: Journal, plan: Plan, draft: MethodDraft) -> Goal:
    """Write a new goal of the plan's holder, with what it carries."""
    goal = plan_goals.write(actor, journal, plan, draft.title, draft.why)
    if draft.above:
        bond = LinkDraft(above=draft.above, sentence=draft.sentence)
        journal.create(goals.build_link(actor, goal, bond))
    return goal


def known_values(actor: Actor, plan: Plan, wanted: Iterable[str]) -> list[str]:
    """Return public ids of values in their rank; raise `Invalid` for one that there is not."""
    held = [value.public_id for value in plan_state.load(actor).values.get(plan.pk, ())]
    chosen = set(wanted)
    if chosen - set(held):
        raise Invalid({"values": _("Choose among the values of this plan.")})
    return [value for value in held if value in chosen]


def tie(actor: Actor, method_id: str, version: int, values: Iterable[str]) -> None:
    """Say which values a method serves.

    Raises:
        Invalid: for a value that the plan does not hold.
        Stale: where somebody changed it since `version`.
    """
    method = plan_access.part(actor, Method, method_id, Verb.CHANGE)
    method.values = known_values(actor, method.plan, values)
    with command(actor, "method.tie") as journal:
        journal.save(method, expected=version)
        journal.tell("plan.changed", plan=method.plan.public_id)


def remove(actor: Actor, method_id: str, version: int) -> None:
    """Let a goal no longer be a method of the plan; the goal itself stays.

    Raises:
        Stale: where somebody changed it since `version`.
    """
    method = plan_access.part(actor, Method, method_id, Verb.CHANGE)
    with command(actor, "method.remove") as journal:
        journal.retire(method, expected=version)
        for obstacle in method.plan.obstacles.filter(retired=False):
            if method.public_id in obstacle.threatens:
                obstacle.threatens = [m for m in obstacle.threatens if m != method.public_id]
                journal.save(obstacle)
        journal.tell("plan.changed", plan=method.plan.public_id)
