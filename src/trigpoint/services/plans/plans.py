"""Plans: begun, changed, reviewed, retired; and what they take over from the plan above."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trigpoint.core.lenses.v2mom.cadence import LONGEST, SHORTEST
from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotAllowed
from trigpoint.services.goals import goals
from trigpoint.services.plans import plan_access, plan_state
from trigpoint.services.wording import Wording
from trigpoint.store.journal import Journal
from trigpoint.store.models import Behaviour, Plan, PlanValue

LONGEST_VISION = 1000
SECTIONS = ("vision", "values", "methods", "obstacles", "measures")
"""The parts of a V2MOM, which can each be open for suggestions."""
EDITABLE = ("vision", "above", "cadence_days", "next_review", "areas", "open_sections", "state")
BY_HAND = {Plan.State.DRAFT, Plan.State.DISCUSSION}
"""The states that are set by hand; published is what an edition makes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDraft:
    """A plan as somebody begins it. `owner` is the public id of a unit or a person."""

    owner: str
    period: str
    lens: str = Plan.Lens.V2MOM
    vision: str = ""
    above: str = ""
    cadence_days: int = 28


def add(actor: Actor, draft: PlanDraft) -> str:
    """Begin a plan; return its public id.

    Raises:
        Invalid: for an owner or a period that there is not, or where that owner has one already.
        NotAllowed: where the actor may not write plans for that owner.
    """
    plan = build(actor, draft)
    with command(actor, "plan.add") as journal:
        journal.create(plan)
        journal.tell("plan.changed", plan=plan.public_id)
    return plan.public_id


def build(actor: Actor, draft: PlanDraft) -> Plan:
    """Return the plan of a draft, not yet written; raises like `add`."""
    if draft.lens not in Plan.Lens.values:
        raise Invalid({"lens": _("Choose one of the five ways to write goals.")})
    unit, person = access.holder(actor, draft.owner, sets_goals=False)
    plan = Plan(
        organisation=actor.organisation,
        lens=draft.lens,
        owner_unit=unit,
        owner_person=person,
        period=goals.period(actor.organisation, draft.period),
    )
    if not access.decision(actor, Verb.CREATE, creating(plan), plan_access.thing_of(actor, plan)):
        raise NotAllowed(_("Only they themselves, or who leads them, can begin this plan."))
    fill(actor, plan, {"vision": draft.vision, "cadence_days": draft.cadence_days})
    plan.above = above(actor, plan, draft.above) if draft.above else suggested_above(actor, plan)
    refuse_twice(actor, plan)
    return plan


def creating(plan: Plan) -> Kind:
    """Return under which kind the policy knows the beginning of a plan."""
    return Kind.PLAN_IN_DRAFT if plan.owner_person_id else Kind.PLAN


def refuse_twice(actor: Actor, plan: Plan) -> None:
    """Raise `Invalid` where the owner has such a plan for the period already."""
    for other in plan_state.load(actor).plans.values():
        same = (other.lens, other.owner_unit_id, other.owner_person_id, other.period_id)
        if same == (plan.lens, plan.owner_unit_id, plan.owner_person_id, plan.period_id):
            raise Invalid({"period": _("They have one for these dates. Open it and go on there.")})


def suggested_above(actor: Actor, plan: Plan) -> Plan | None:
    """Return the nearest plan of a unit above, for the same dates and way of writing, or None."""
    drawn = access.viewer_of(actor).chart
    if plan.owner_unit_id:
        chain = list(drawn.above(str(plan.owner_unit_id)))
    else:
        homes = sorted(drawn.units_of(str(plan.owner_person_id)))
        chain = [unit for home in homes for unit in (home, *drawn.above(home))]
    held = {
        str(other.owner_unit_id): other
        for other in plan_state.load(actor).plans.values()
        if other.owner_unit_id
        and (other.lens, other.period_id) == (plan.lens, plan.period_id)
        and plan_access.may(actor, other, Verb.SEE)
    }
    return next((held[unit] for unit in chain if unit in held), None)


def above(actor: Actor, plan: Plan, public_id: str) -> Plan | None:
    """Return the plan that is to stand above, None for "".

    Raises:
        Invalid: for one that there is not, or that stands below this one itself.
    """
    if not public_id:
        return None
    found = plan_access.find(actor, public_id)
    if found is None:
        raise Invalid({"above": _("Choose the plan that this one serves.")})
    plans = plan_state.load(actor).plans
    at: Plan | None = found
    while at is not None:
        if at.pk == plan.pk:
            text = _("That plan serves this one: they cannot stand above each other.")
            raise Invalid({"above": text})
        at = plans.get(at.above_id or 0)
    return found


def edit(
    actor: Actor, plan_id: str, version: int, changes: Mapping[str, object], *, reason: str = ""
) -> None:
    """Change fields of a plan; `above` is named by public id.

    Raises:
        Invalid: for a field that there is not, or a value that breaks a rule.
        Stale: where somebody changed it since `version`.
    """
    plan = plan_access.plan(actor, plan_id, Verb.CHANGE)
    unknown = [name for name in changes if name not in EDITABLE]
    if unknown:
        raise Invalid({unknown[0]: _("There is no field called {name}.", name=unknown[0])})
    fill(actor, plan, changes)
    with command(actor, "plan.edit", reason=reason) as journal:
        journal.save(plan, expected=version)
        journal.tell("plan.changed", plan=plan.public_id)


def fill(actor: Actor, plan: Plan, changes: Mapping[str, object]) -> None:
    """Write changed values into a plan that is not saved yet."""
    wording = Wording()
    for name, value in changes.items():
        match name:
            case "vision":
                plan.vision = wording.text(name, str(value), LONGEST_VISION)
            case "cadence_days":
                plan.cadence_days = int(str(value))
                holds = SHORTEST <= plan.cadence_days <= LONGEST
                text = _("Choose from {least} to {most} days.", least=SHORTEST, most=LONGEST)
                wording.check(name, holds=holds, otherwise=text)
            case "next_review":
                plan.next_review = value if isinstance(value, datetime.datetime) else None
            case "above":
                plan.above = above(actor, plan, str(value))
            case "areas":
                plan.areas = listed(value)
            case "open_sections":
                plan.open_sections = [s for s in SECTIONS if s in listed(value)]
            case "state":
                text = _("Choose draft or discussion; it is published as an edition.")
                wording.check(name, holds=value in BY_HAND, otherwise=text)
                plan.state = str(value)
    wording.refuse()


def listed(value: object) -> list[str]:
    """Return texts without blanks, each once, in their order."""
    texts = [str(v).strip() for v in value] if isinstance(value, Iterable) else []
    return [text for text in dict.fromkeys(texts) if text]


def retire(actor: Actor, plan_id: str, version: int, *, reason: str = "") -> None:
    """Take a plan out of use. Its goals stay: they belong to the graph.

    Raises:
        Stale: where somebody changed it since `version`.
    """
    plan = plan_access.plan(actor, plan_id, Verb.RETIRE)
    with command(actor, "plan.retire", reason=reason) as journal:
        journal.retire(plan, expected=version)
        journal.tell("plan.changed", plan=plan.public_id)


def review(
    actor: Actor,
    plan_id: str,
    version: int,
    *,
    next_review: datetime.datetime | None = None,
    reason: str = "",
) -> None:
    """Say that a plan was looked at today, and when it will be again; `reason` is what came of it.

    Raises:
        Stale: where somebody changed it since `version`.
    """
    plan = plan_access.plan(actor, plan_id, Verb.CHANGE)
    plan.reviewed_on = actor.today
    plan.next_review = next_review or actor.now + datetime.timedelta(days=plan.cadence_days)
    with command(actor, "plan.review", reason=reason) as journal:
        journal.save(plan, expected=version)
        journal.tell("plan.reviewed", plan=plan.public_id)


def skip(actor: Actor, plan_id: str, step: str, *, skipped: bool) -> None:
    """Leave a guided step out on purpose, or take that back."""
    plan = plan_access.plan(actor, plan_id, Verb.CHANGE)
    others = [key for key in plan.skipped if key != step]
    plan.skipped = [*others, step] if skipped else others
    with command(actor, "plan.skip") as journal:
        journal.save(plan)


def take_over(
    actor: Actor, plan_id: str, version: int, *, vision: bool, values: Iterable[str]
) -> int:
    """Copy vision and values from the plan above; return how many values came.

    `values` are public ids of values there. Values that are held already are left out.

    Raises:
        Invalid: where no plan stands above.
        Stale: where somebody changed the plan since `version`.
    """
    plan = plan_access.plan(actor, plan_id, Verb.CHANGE)
    state = plan_state.load(actor)
    source = state.plans.get(plan.above_id or 0)
    if source is None or not plan_access.may(actor, source, Verb.SEE):
        raise Invalid({"above": _("No plan stands above this one.")})
    mine = state.values.get(plan.pk, ())
    held = {value.title.casefold() for value in mine}
    wanted = set(values)
    new = [
        value
        for value in state.values.get(source.pk, ())
        if value.public_id in wanted and value.title.casefold() not in held
    ]
    with command(actor, "plan.take_over") as journal:
        if vision:
            plan.vision = source.vision
        journal.save(plan, expected=version)
        for rank, value in enumerate(new, len(mine) + 1):
            copy(journal, plan, value, rank, state.behaviours.get(value.pk, ()))
        journal.tell("plan.changed", plan=plan.public_id)
    return len(new)


def copy(
    journal: Journal, plan: Plan, value: PlanValue, rank: int, behaviours: Iterable[Behaviour]
) -> None:
    """Write a value of another plan into this one, with its behaviours."""
    made = journal.create(
        PlanValue(
            organisation=plan.organisation,
            plan=plan,
            title=value.title,
            meaning=value.meaning,
            rank=rank,
        )
    )
    journal.create_many(
        Behaviour(
            organisation=plan.organisation,
            value=made,
            kind_of_tie=seen.kind_of_tie,
            text=seen.text,
            rank=seen.rank,
        )
        for seen in behaviours
    )
