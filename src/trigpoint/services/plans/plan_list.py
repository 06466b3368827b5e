"""All plans that somebody may see."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from trigpoint.services.actor import Actor
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards, HolderView
from trigpoint.services.organisation.organisation import PeriodView, period_view
from trigpoint.services.plans import plan_access, plan_state
from trigpoint.store.models import Plan


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan in a list. `edition` is the number of the newest one, 0 before there is one."""

    id: str
    lens: str
    state: str
    owner: HolderView
    period: PeriodView
    vision: str
    methods: int
    edition: int
    signs_come: int


def plans(
    actor: Actor,
    *,
    lens: str = "",
    owner: str = "",
    period: str = "",
    at: datetime.datetime | None = None,
) -> tuple[PlanLine, ...]:
    """Return the plans that fit, units before people, the latest dates first; "" is any."""
    state = plan_state.load(actor, at)
    cards = Cards(actor, graph.load(actor, at))
    lines = [
        line
        for plan in plan_access.seen(actor, state)
        if lens in {"", plan.lens}
        if (line := view(cards, state, plan)) is not None
        if owner in {"", line.owner.id} and period in {"", line.period.id}
    ]
    lines.sort(key=lambda line: (line.owner.kind != "unit", line.owner.name.casefold()))
    return tuple(sorted(lines, key=lambda line: line.period.starts, reverse=True))


def view(cards: Cards, state: plan_state.PlanState, plan: Plan) -> PlanLine | None:
    """Return a plan as a line, None where its dates are gone."""
    period = cards.state.periods.get(plan.period_id)
    if period is None:
        return None
    held = state.editions.get(plan.pk, ())
    return PlanLine(
        plan.public_id,
        plan.lens,
        plan.state,
        cards.holder(plan.owner_unit_id, plan.owner_person_id),
        period_view(period),
        plan.vision,
        len(state.methods.get(plan.pk, ())),
        held[-1].number if held else 0,
        sum(o.fired_on is not None for o in state.obstacles.get(plan.pk, ())),
    )
