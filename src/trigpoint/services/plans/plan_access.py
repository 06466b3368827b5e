"""The door to plans and what belongs to them: `access` for plans."""

from __future__ import annotations

from typing import TypeVar

from trigpoint.core.people.facts import Thing
from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import NotAllowed, NotThen, NotThere
from trigpoint.services.plans import plan_state
from trigpoint.services.plans.plan_state import PlanState
from trigpoint.store import chart
from trigpoint.store.models import Plan
from trigpoint.store.models.base import Recorded

R = TypeVar("R", bound=Recorded)


def kind_of(record: Plan) -> Kind:
    """Return under which kind the policy knows a plan."""
    if record.owner_person_id is None:
        return Kind.PLAN
    in_draft = record.state == Plan.State.DRAFT
    return Kind.PLAN_IN_DRAFT if in_draft else Kind.PLAN_OF_PERSON


def thing_of(actor: Actor, record: Plan) -> Thing:
    """Return the facts of a plan that decide."""
    invited = plan_state.load(actor).participants.get(record.pk, ())
    return chart.thing_of_holder(
        access.viewer_of(actor).chart,
        actor.organisation,
        record.owner_unit_id,
        record.owner_person_id,
        owners=frozenset(str(p.person_id) for p in invited if p.writes),
        recipients=frozenset(str(p.person_id) for p in invited),
    )


def may(actor: Actor, record: Plan, verb: Verb) -> bool:
    """Whether the policy lets the actor do this with a plan."""
    return bool(access.decision(actor, verb, kind_of(record), thing_of(actor, record)))


def verbs(actor: Actor, record: Plan) -> frozenset[str]:
    """Return what the actor may do with a plan, for the buttons of its page."""
    thing, kind = thing_of(actor, record), kind_of(record)
    return frozenset(verb.value for verb in Verb if access.decision(actor, verb, kind, thing))


def who_can_see(actor: Actor, record: Plan) -> list[Text]:
    """Return, sentence by sentence, who may see a plan."""
    return access.told(actor, kind_of(record))


def find(actor: Actor, public_id: str) -> Plan | None:
    """Return a plan that the actor may see, as it is kept in memory, or None."""
    record = plan_state.load(actor).by_public_id.get(public_id)
    return record if record is not None and may(actor, record, Verb.SEE) else None


def stood(actor: Actor, state: PlanState, record: Plan) -> Plan:
    """Return a plan that the actor sees today as it stands in a state of the plans.

    Raises:
        NotThen: where it was not there then, or what it was is not for the actor to see.
    """
    found = state.plans.get(record.pk)
    if found is None or not may(actor, found, Verb.SEE):
        raise NotThen
    return found


def seen(actor: Actor, state: PlanState) -> list[Plan]:
    """Return the plans of a state that the actor may see, as they stand there and today."""
    today = plan_state.load(actor).plans
    both = ((each, today.get(each.pk)) for each in state.plans.values())
    return [
        then
        for then, now in both
        if now is not None and may(actor, now, Verb.SEE) and may(actor, then, Verb.SEE)
    ]


def plan(actor: Actor, public_id: str, verb: Verb, lens: str = "") -> Plan:
    """Return a plan for a verb, fresh from the store where it is to be written.

    With a lens, only a plan that is written in that way is there.

    Raises:
        NotThere: where the actor may not see it, or there is none.
        NotAllowed: where they see it but may not do this.
    """
    record = find(actor, public_id)
    if record is None or lens not in {"", record.lens}:
        raise NotThere
    if not may(actor, record, verb):
        raise NotAllowed(_("Only whoever writes this plan, or leads them, may do this."))
    return record if verb is Verb.SEE else Plan.objects.get(pk=record.pk)


def part(actor: Actor, model: type[R], public_id: str, verb: Verb, way: str = "plan") -> R:
    """Return a part of a plan for a verb on the plan; `way` leads from the part to it.

    Raises:
        NotThere: where the actor may not see it, or there is none.
        NotAllowed: where they see it but may not do this.
    """
    record, held = access.part(actor, model, public_id, way)
    if not isinstance(held, Plan):
        raise NotThere
    plan(actor, held.public_id, verb)
    return record
