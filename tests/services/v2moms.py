"""A V2MOM of Orders, and one of Care above it, for tests."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests.cast import Cast
from tests.services.plan import Plan, write
from trigpoint.services.actor import Actor
from trigpoint.services.plans import (
    editions,
    plan_methods,
    plan_obstacles,
    plan_values,
    plans,
    v2mom_page,
)
from trigpoint.services.plans.plan_methods import MethodDraft
from trigpoint.services.plans.plan_obstacles import ObstacleDraft
from trigpoint.services.plans.plans import PlanDraft


@dataclass(frozen=True)
class V2mom:
    """Public ids: the plans of Northwind and of Orders, a value, a method, an obstacle of it."""

    goals: Plan
    top: str
    plan: str
    value: str
    method: str
    obstacle: str


def write_v2mom(cast: Cast) -> V2mom:
    goals = write(cast)
    top = plans.add(
        cast.mira,
        PlanDraft(owner=cast.units["Northwind"], period=cast.period, vision="Friends are told."),
    )
    plan_values.add(cast.mira, top, "Kind", behaviour="Says what happens next.")
    plan_methods.add(cast.mira, top, MethodDraft(goal=goals.top))
    plan = plans.add(
        cast.tuan,
        PlanDraft(owner=cast.units["Orders"], period=cast.period, vision="One right answer."),
    )
    value = plan_values.add(cast.tuan, plan, "Own it", behaviour="The name stays on the ticket.")
    method = plan_methods.add(cast.tuan, plan, MethodDraft(goal=goals.team, values=[value]))
    obstacle = plan_obstacles.add(
        cast.tuan,
        plan,
        ObstacleDraft(
            title="Hiring lags",
            likelihood=3,
            impact=3,
            threatens=[method],
            mitigation="Hire in spring.",
            contingency="Cross-train.",
            owner=cast.people["rui"],
            sign_words="Open positions for six weeks.",
        ),
    )
    return V2mom(goals, top, plan, value, method, obstacle)


def fresh(actor: Actor) -> Actor:
    """Return an actor who remembers nothing of an earlier request."""
    return replace(actor, memo={})


def publish(actor: Actor, plan: str, **more: str) -> int:
    """Publish a plan although something is missing."""
    version = v2mom_page.show(fresh(actor), plan).version
    return editions.publish(fresh(actor), plan, version, override_reason="For now.", **more)
