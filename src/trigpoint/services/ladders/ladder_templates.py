"""A ladder begun from a template: its steps in words, with trainings and skills that count.

Values on measures are set by whoever climbs, from their own history.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace

from trigpoint.core.lenses.templates import ALL
from trigpoint.core.lenses.templates.template import LadderPart, TemplateStep
from trigpoint.core.text import Text
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import NotThere
from trigpoint.services.ladders import ladders
from trigpoint.services.ladders.ladders import LadderDraft
from trigpoint.store.journal import Journal
from trigpoint.store.models import Criterion, Ladder, LadderSkill, Rung, RungResource

Say = Callable[[Text], str]


def part(key: str) -> LadderPart:
    """Return the ladder of a template, or raise `NotThere`."""
    found = next((each.ladder for each in ALL if each.key == key), None)
    if found is None:
        raise NotThere
    return found


def begin(actor: Actor, key: str, draft: LadderDraft, say: Say = str) -> str:
    """Begin a ladder from a template, all of it a draft to be changed; return its public id.

    Raises:
        NotThere: where there is no such template of a ladder.
        Invalid, NotAllowed: like `ladders.add`.
    """
    found = part(key)
    ladder = ladders.build(actor, replace(draft, why=draft.why or say(found.why)))
    with command(actor, "ladder.add") as journal:
        journal.create(ladder)
        for rank, step in enumerate(found.steps, 1):
            write(journal, ladder, step, rank, actor.today, say)
        journal.tell("ladder.changed", ladder=ladder.public_id)
    return ladder.public_id


def write(
    journal: Journal, ladder: Ladder, step: TemplateStep, rank: int, day: datetime.date, say: Say
) -> None:
    """Write one step with what counts for it and what helps."""
    shared = {"organisation": ladder.organisation}
    due = day + datetime.timedelta(weeks=step.weeks)
    rung = journal.create(
        Rung(
            ladder=ladder,
            rank=rank,
            title=say(step.title),
            due=due,
            proposed_kpi=step.kpi,
            **shared,
        )
    )
    if step.training:
        kind, words = Criterion.Kind.TRAINING, say(step.training)
        journal.create(Criterion(rung=rung, kind_of_criterion=kind, words=words, **shared))
    if step.skill:
        skill = journal.create(LadderSkill(ladder=ladder, name=say(step.skill), **shared))
        kind = Criterion.Kind.SKILL
        journal.create(Criterion(rung=rung, kind_of_criterion=kind, skill=skill, **shared))
    if step.helps:
        time = RungResource.Kind.TIME
        helps = say(step.helps)
        journal.create(RungResource(rung=rung, kind_of_resource=time, title=helps, **shared))
