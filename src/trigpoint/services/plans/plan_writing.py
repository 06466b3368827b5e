"""What an edition of a plan keeps and how two are compared, whatever the way it is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trigpoint.core.lenses.strategy_map import difference as map_difference
from trigpoint.core.lenses.strategy_map import gates as map_gates
from trigpoint.core.lenses.strategy_map import written as map_written
from trigpoint.core.lenses.v2mom.difference import Difference, difference
from trigpoint.core.lenses.v2mom.gates import Gate, Voices, gates
from trigpoint.core.lenses.v2mom.written import Written
from trigpoint.services.goals.cards import Cards
from trigpoint.services.maps import map_text
from trigpoint.services.plans import plan_text
from trigpoint.services.plans.plan_state import PlanState
from trigpoint.store.models import Plan


def body(cards: Cards, state: PlanState, plan: Plan) -> dict[str, Any]:
    """Return a plan as an edition keeps it."""
    if plan.lens == Plan.Lens.MAP:
        return map_text.written(cards.actor, cards.state, plan).to_json()
    return plan_text.written(cards.state, state, plan).to_json()


def shut(cards: Cards, state: PlanState, plan: Plan, voices: Voices) -> tuple[Gate, ...]:
    """Return what a plan lacks before it is published."""
    if plan.lens == Plan.Lens.MAP:
        return map_gates.gates(map_text.written(cards.actor, cards.state, plan), voices)
    return gates(plan_text.written(cards.state, state, plan), voices)


def changes(plan: Plan, old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Return what changed from one edition's text to another one's."""
    if plan.lens == Plan.Lens.MAP:
        of = map_written.Written.from_json
        return map_difference.difference(of(old), of(new))
    return difference(Written.from_json(old), Written.from_json(new))
