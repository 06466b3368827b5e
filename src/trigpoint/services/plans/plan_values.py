"""Values of a plan, and the behaviours in which each of them is seen."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import _
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.plans import plan_access
from trigpoint.services.wording import Wording
from trigpoint.store.models import Behaviour, PlanValue

LONGEST_TITLE, LONGEST_MEANING = 120, 1000
LONGEST_BEHAVIOUR, LONGEST_TICKET = 300, 80
OF_VALUE = "value__plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class BehaviourDraft:
    """How a value is seen: in a ticket, or tied to a QA question, thanks or a decision.

    `ticket` is the number of an example, `day` that of the thanks or the decision.
    """

    text: str
    tie: str = Behaviour.Tie.TICKET
    ticket: str = ""
    day: datetime.date | None = None


def add(actor: Actor, plan_id: str, title: str, meaning: str = "", behaviour: str = "") -> str:
    """Add a value, with a first behaviour where one is named; return its public id.

    Raises:
        Invalid: without a title, or for one that is too long.
    """
    plan = plan_access.plan(actor, plan_id, Verb.CHANGE)
    rank = PlanValue.objects.filter(plan=plan, retired=False).count() + 1
    value = PlanValue(organisation=actor.organisation, plan=plan, rank=rank)
    fill(value, title, meaning)
    seen = Behaviour(organisation=actor.organisation, value=value)
    if behaviour.strip():
        fill_behaviour(seen, BehaviourDraft(text=behaviour))
    with command(actor, "plan_value.add") as journal:
        journal.create(value)
        if seen.text:
            journal.create(seen)
        journal.tell("plan.changed", plan=plan.public_id)
    return value.public_id


def fill(value: PlanValue, title: str, meaning: str) -> None:
    """Write the words of a value that is not saved yet."""
    wording = Wording()
    needed = _("Name the value in a few words.")
    value.title = wording.text("title", title, LONGEST_TITLE, needed)
    value.meaning = wording.text("meaning", meaning, LONGEST_MEANING)
    wording.refuse()


def edit(actor: Actor, value_id: str, version: int, title: str, meaning: str = "") -> None:
    """Say a value anew.

    Raises:
        Invalid: without a title, or for words that are too long.
        Stale: where somebody changed it since `version`.
    """
    value = plan_access.part(actor, PlanValue, value_id, Verb.CHANGE)
    fill(value, title, meaning)
    with command(actor, "plan_value.edit") as journal:
        journal.save(value, expected=version)
        journal.tell("plan.changed", plan=value.plan.public_id)


def remove(actor: Actor, value_id: str, version: int) -> None:
    """Take a value away; methods that served it no longer say so.

    Raises:
        Stale: where somebody changed it since `version`.
    """
    value = plan_access.part(actor, PlanValue, value_id, Verb.CHANGE)
    with command(actor, "plan_value.remove") as journal:
        journal.retire(value, expected=version)
        for method in value.plan.methods.filter(retired=False):
            if value.public_id in method.values:
                method.values = [v for v in method.values if v != value.public_id]
                journal.save(method)
        journal.tell("plan.changed", plan=value.plan.public_id)


def add_behaviour(actor: Actor, value_id: str, draft: BehaviourDraft) -> str:
    """Say how a value is seen; return the public id of the behaviour.

    Raises:
        Invalid: without words, or for a tie that there is not.
    """
    value = plan_access.part(actor, PlanValue, value_id, Verb.CHANGE)
    rank = Behaviour.objects.filter(value=value, retired=False).count() + 1
    seen = Behaviour(organisation=actor.organisation, value=value, rank=rank)
    fill_behaviour(seen, draft)
    with command(actor, "behaviour.add") as journal:
        journal.create(seen)
        journal.tell("plan.changed", plan=value.plan.public_id)
    return seen.public_id


def fill_behaviour(seen: Behaviour, draft: BehaviourDraft) -> None:
    """Write a draft into a behaviour that is not saved yet."""
    wording = Wording()
    needed = _("Say what somebody would see in a ticket.")
    seen.text = wording.text("text", draft.text, LONGEST_BEHAVIOUR, needed)
    seen.ticket = wording.text("ticket", draft.ticket, LONGEST_TICKET)
    known = draft.tie in Behaviour.Tie.values
    otherwise = _("Choose a ticket, a QA question, thanks or a decision.")
    wording.check("tie", holds=known, otherwise=otherwise)
    wording.refuse()
    seen.kind_of_tie, seen.day = draft.tie, draft.day


def edit_behaviour(actor: Actor, behaviour_id: str, version: int, draft: BehaviourDraft) -> None:
    """Say a behaviour anew.

    Raises:
        Invalid: without words, or for a tie that there is not.
        Stale: where somebody changed it since `version`.
    """
    seen = plan_access.part(actor, Behaviour, behaviour_id, Verb.CHANGE, OF_VALUE)
    fill_behaviour(seen, draft)
    with command(actor, "behaviour.edit") as journal:
        journal.save(seen, expected=version)
        journal.tell("plan.changed", plan=seen.value.plan.public_id)


def remove_behaviour(actor: Actor, behaviour_id: str, version: int) -> None:
    """Take a behaviour away.

    Raises:
        Stale: where somebody changed it since `version`.
    """
    seen = plan_access.part(actor, Behaviour, behaviour_id, Verb.CHANGE, OF_VALUE)
    with command(actor, "behaviour.remove") as journal:
        journal.retire(seen, expected=version)
        journal.tell("plan.changed", plan=seen.value.plan.public_id)
