"""What a plan asks of other departments: they accept or refuse their part, in words."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.goals.cards import Cards, HolderView
from trigpoint.services.plans import plan_access
from trigpoint.services.plans.plan_state import PlanState
from trigpoint.services.wording import Wording
from trigpoint.store.models import Plan, PlanRequest, Unit

LONGEST_PART, LONGEST = 500, 2000


@dataclass(frozen=True, slots=True)
class RequestView:
    """A part that is asked of a unit. `mine_to_answer` is whether the actor may say yes or no."""

    id: str
    version: int
    plan: str
    unit: HolderView
    goal: str
    part: str
    asked_by: HolderView | None
    asked_at: datetime.datetime
    state: str
    answer: str
    answered_by: HolderView | None
    mine_to_answer: bool


def ask(actor: Actor, plan_id: str, unit_id: str, part: str, goal_id: str = "") -> str:
    """Ask a unit for its part; return the public id of the request.

    Raises:
        Invalid: without words, for a unit that there is not, or the plan's own one.
    """
    plan = plan_access.plan(actor, plan_id, Verb.CHANGE)
    unit = asked_unit(actor, plan, unit_id)
    wording = Wording()
    needed = _("Say what the department is to do.")
    said = wording.text("part", part, LONGEST_PART, needed)
    wording.refuse()
    goal = access.find_goal(actor, goal_id) if goal_id else None
    with command(actor, "plan_request.ask") as journal:
        made = journal.create(
            PlanRequest(
                organisation=actor.organisation,
                plan=plan,
                unit=unit,
                goal=goal,
                part=said,
                asked_by=actor.person,
                asked_at=actor.now,
            )
        )
        journal.tell("plan.part_asked", plan=plan.public_id, unit=unit.public_id)
    return made.public_id


def asked_unit(actor: Actor, plan: Plan, unit_id: str) -> Unit:
    """Return a unit that can be asked, or raise `Invalid`."""
    try:
        unit = access.unit(actor, unit_id, Verb.SEE)
    except NotThere as error:
        raise Invalid({"unit": _("Choose the department.")}) from error
    if unit.pk == plan.owner_unit_id:
        raise Invalid({"unit": _("It is their own plan. Ask another department.")})
    return unit


def answer(actor: Actor, request_id: str, version: int, *, accepted: bool, words: str = "") -> None:
    """Accept or refuse what is asked of one's unit; whoever leads it answers.

    Raises:
        NotAllowed: for whoever does not lead that unit.
        Invalid: for a refusal without a word.
        Stale: where somebody answered it since `version`.
    """
    record = plan_access.part(actor, PlanRequest, request_id, Verb.SEE)
    if not may_answer(actor, record):
        raise NotAllowed(_("Whoever leads that department answers for it."))
    wording = Wording()
    needed = None if accepted else _("Say why not, so that the plan can change.")
    record.answer = wording.text("answer", words, LONGEST, needed)
    wording.refuse()
    state = PlanRequest.State
    record.state = state.ACCEPTED if accepted else state.REFUSED
    record.answered_by, record.answered_at = actor.person, actor.now
    with command(actor, "plan_request.answer") as journal:
        journal.save(record, expected=version)
        journal.tell("plan.part_answered", plan=record.plan.public_id)


def withdraw(actor: Actor, request_id: str, version: int) -> None:
    """Ask no longer.

    Raises:
        Stale: where somebody changed it since `version`.
    """
    record = plan_access.part(actor, PlanRequest, request_id, Verb.CHANGE)
    with command(actor, "plan_request.withdraw") as journal:
        journal.retire(record, expected=version)
        journal.tell("plan.changed", plan=record.plan.public_id)


def may_answer(actor: Actor, record: PlanRequest) -> bool:
    """Whether the actor leads the unit that is asked, or one above it."""
    facts = access.viewer_of(actor).facts
    return str(record.unit_id) in facts.leads | facts.leads_above


def of_plan(cards: Cards, state: PlanState, plan: Plan) -> tuple[RequestView, ...]:
    """Return what a plan asks of others, in the order in which it was asked."""
    return tuple(view(cards, plan, record) for record in state.requests.get(plan.pk, ()))


def waiting_for(cards: Cards, state: PlanState) -> list[RequestView]:
    """Return what waits for the actor's answer, of every plan that they may see."""
    found: list[RequestView] = []
    for plan in state.plans.values():
        if plan_access.may(cards.actor, plan, Verb.SEE):
            found.extend(
                view(cards, plan, record)
                for record in state.requests.get(plan.pk, ())
                if record.state == PlanRequest.State.ASKED and may_answer(cards.actor, record)
            )
    return found


def view(cards: Cards, plan: Plan, record: PlanRequest) -> RequestView:
    """Return what a page says of a request."""
    goal = cards.state.goals.get(record.goal_id or 0)
    seen = goal is not None and goal.pk in cards.goals
    return RequestView(
        id=record.public_id,
        version=record.version,
        plan=plan.public_id,
        unit=cards.holder(record.unit_id, None),
        goal=goal.title if goal and seen else "",
        part=record.part,
        asked_by=cards.holder(None, record.asked_by_id) if record.asked_by_id else None,
        asked_at=record.asked_at,
        state=record.state,
        answer=record.answer,
        answered_by=cards.holder(None, record.answered_by_id) if record.answered_by_id else None,
        mine_to_answer=may_answer(cards.actor, record),
    )
