"""Co-owners: who shares a goal, each with the part that they answer for."""

from __future__ import annotations

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import as_read, command
from trigpoint.services.errors import Invalid
from trigpoint.services.goals.targets import refuse_without_reason
from trigpoint.store.models import CoOwner, Goal, Person, Unit

LONGEST = 300


def add(actor: Actor, goal_id: str, holder: str, answers_for: str, *, reason: str = "") -> str:
    """Name a co-owner with what they answer for; return its public id.

    Raises:
        Invalid: without words for their part, or for somebody who has a part or owns the goal.
    """
    goal = access.goal(actor, goal_id, Verb.CHANGE)
    refuse_words(answers_for)
    unit, person = access.holder(actor, holder, sets_goals=False)
    refuse_twice(goal, unit, person)
    with command(actor, "co_owner.add", reason=reason) as journal:
        co_owner = journal.create(
            CoOwner(
                organisation=actor.organisation,
                goal=goal,
                unit=unit,
                person=person,
                answers_for=answers_for.strip(),
            )
        )
        journal.tell("goal.changed", goal=goal.public_id)
    return co_owner.public_id


def edit(
    actor: Actor, co_owner_id: str, version: int, answers_for: str, *, reason: str = ""
) -> None:
    """Change what a co-owner answers for.

    Raises:
        Invalid: without words for their part, or a reason where people count on the goal.
        Stale: where somebody changed it since `version`.
    """
    co_owner = access.co_owner(actor, co_owner_id, Verb.CHANGE)
    as_read(co_owner, version)
    refuse_words(answers_for)
    refuse_without_reason(co_owner.goal, reason)
    co_owner.answers_for = answers_for.strip()
    with command(actor, "co_owner.edit", reason=reason) as journal:
        journal.save(co_owner, expected=version)
        journal.tell("goal.changed", goal=co_owner.goal.public_id)


def remove(actor: Actor, co_owner_id: str, version: int, *, reason: str = "") -> None:
    """Let somebody no longer share a goal; what they answered for stays in its history.

    Raises:
        Invalid: without a reason where people count on the goal.
        Stale: where somebody changed it since `version`.
    """
    co_owner = access.co_owner(actor, co_owner_id, Verb.CHANGE)
    as_read(co_owner, version)
    refuse_without_reason(co_owner.goal, reason)
    with command(actor, "co_owner.remove", reason=reason) as journal:
        journal.retire(co_owner, expected=version)
        journal.tell("goal.changed", goal=co_owner.goal.public_id)


def refuse_words(answers_for: str) -> None:
    """Raise `Invalid` for a part that nobody could answer for."""
    wrong: Text | None = None
    if not answers_for.strip():
        wrong = _("Say what they answer for.")
    elif len(answers_for) > LONGEST:
        wrong = _("Keep it to {count} characters.", count=LONGEST)
    if wrong is not None:
        raise Invalid({"answers_for": wrong})


def refuse_twice(goal: Goal, unit: Unit | None, person: Person | None) -> None:
    """Raise `Invalid` for the owner, or for somebody who shares the goal already."""
    if goal.owner_unit == unit and goal.owner_person == person:
        raise Invalid({"holder": _("They own the goal as a whole.")})
    if CoOwner.objects.filter(goal=goal, unit=unit, person=person, retired=False).exists():
        raise Invalid({"holder": _("They share it already. Change what they answer for.")})
