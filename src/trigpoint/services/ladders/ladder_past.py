"""Ladders and what belongs to them as they stood at an earlier moment, from their versions."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from trigpoint.services.actor import Actor
from trigpoint.services.errors import NotThen
from trigpoint.services.goals.written import grouped
from trigpoint.services.ladders import climbing, ladder_access
from trigpoint.services.ladders.climbing import Built
from trigpoint.services.ladders.ladder_parts import Parts
from trigpoint.store.models import (
    Coaching,
    Criterion,
    Hindrance,
    Ladder,
    LadderSkill,
    Measure,
    Rung,
    RungResource,
)
from trigpoint.store.state import records

Measures = Mapping[int, Measure]


def stood(actor: Actor, now: Ladder, at: datetime.datetime) -> Ladder:
    """Return a ladder that the actor may see now as it stood `at` a moment.

    Raises:
        NotThen: where it was not there yet, or what it was then is not for the actor.
    """
    found = next((each for each in ladder_access.all_seen(actor, at) if each.pk == now.pk), None)
    if found is None:
        raise NotThen
    return found


def built(
    ladders: Iterable[Ladder], actor: Actor, at: datetime.datetime, measures: Measures
) -> dict[int, Built]:
    """Return the steps of ladders as they stood, with what counted for each."""
    keys = {ladder.pk for ladder in ladders}
    rungs = [each for each in records(Rung, actor.organisation, at) if each.ladder_id in keys]
    skills = {each.pk: each for each in records(LadderSkill, actor.organisation, at)}
    criteria = records(Criterion, actor.organisation, at)
    for each in criteria:
        each.measure = measures.get(each.measure_id or 0)
        each.guard = measures.get(each.guard_id or 0)
        each.skill = skills.get(each.skill_id or 0)
    rungs.sort(key=lambda each: (each.rank, each.pk))
    return climbing.arranged(keys, rungs, criteria)


def parts(actor: Actor, ladder: Ladder, at: datetime.datetime, measures: Measures) -> Parts:
    """Return what belonged to a ladder; everything, whoever asks."""
    then = built([ladder], actor, at, measures)[ladder.pk]
    ours = actor.organisation
    tied = ladder_access.all_seen(actor, at)
    coachings = [each for each in records(Coaching, ours, at) if each.ladder_id == ladder.pk]
    for each in coachings:
        each.ladder = ladder
    return Parts(
        built=then,
        resources=grouped(records(RungResource, ours, at), "rung_id"),
        skills=tuple(s for s in records(LadderSkill, ours, at) if s.ladder_id == ladder.pk),
        hindrances=tuple(h for h in records(Hindrance, ours, at) if h.ladder_id == ladder.pk),
        coachings=tuple(sorted(coachings, key=lambda each: (each.at, each.pk), reverse=True)),
        above=next((each for each in tied if each.pk == ladder.above_id), None),
        below=tuple(each for each in tied if each.above_id == ladder.pk),
    )
