"""Steps: the pieces of the work on a goal, with who does each and by when."""

from __future__ import annotations

import datetime

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid
from trigpoint.store.models import Step

SOME = 2
"""What a step is expected to bring where nobody says more: 1 is little, 3 is much."""


def add(
    actor: Actor,
    goal_id: str,
    title: str,
    *,
    person: str = "",
    due: datetime.date | None = None,
    expected: int = SOME,
) -> str:
    """Add a step to a goal; return its public id.

    Raises:
        Invalid: without words for what is to be done.
    """
    goal = access.goal(actor, goal_id, Verb.CHANGE)
    rank = Step.objects.filter(goal=goal, retired=False).count() + 1
    step = Step(organisation=actor.organisation, goal=goal, rank=rank)
    fill(actor, step, title, person, due, expected)
    with command(actor, "step.add") as journal:
        journal.create(step)
    return step.public_id


def edit(
    actor: Actor,
    step_id: str,
    version: int,
    title: str,
    *,
    person: str = "",
    due: datetime.date | None = None,
    expected: int = SOME,
) -> None:
    """Say a step anew: what, who and by when. What came of it stays.

    Raises:
        Invalid: without words for what is to be done.
        Stale: where somebody changed the step since `version`.
    """
    step = access.step(actor, step_id, Verb.CHANGE)
    fill(actor, step, title, person, due, expected)
    with command(actor, "step.edit") as journal:
        journal.save(step, expected=version)


def fill(
    actor: Actor,
    step: Step,
    title: str,
    person: str,
    due: datetime.date | None,
    expected: int,
) -> None:
    """Write what, who, by when and what it should bring into a step that is not saved yet."""
    if not title.strip():
        raise Invalid({"title": _("Say what is to be done.")})
    if expected not in {1, SOME, 3}:
        raise Invalid({"expected": _("Choose little, some or much.")})
    step.title, step.due, step.expected = title.strip(), due, expected
    step.person = access.person(actor, person, Verb.SEE) if person else None


def finish(
    actor: Actor, step_id: str, version: int, day: datetime.date | None, result: str = ""
) -> None:
    """Say when a step was done and what came of it; no day takes it back."""
    step = access.step(actor, step_id, Verb.CHANGE)
    step.done_on, step.result = day, result.strip()
    with command(actor, "step.finish") as journal:
        journal.save(step, expected=version)


def remove(actor: Actor, step_id: str, version: int) -> None:
    """Take a step away; its history stays.

    Raises:
        Stale: where somebody changed the step since `version`.
    """
    step = access.step(actor, step_id, Verb.CHANGE)
    with command(actor, "step.remove") as journal:
        journal.retire(step, expected=version)
