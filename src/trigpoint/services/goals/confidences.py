"""The confidences stated below a goal, as far as the actor may read what was said there."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db.models import Max

from trigpoint.core.graph.confidence import Confidences, Stated
from trigpoint.core.graph.sight import below
from trigpoint.services.actor import local_day
from trigpoint.services.goals.cards import Cards
from trigpoint.services.goals.rights import Rights
from trigpoint.store.models import CheckIn, Goal
from trigpoint.store.state import records


def of_goal(cards: Cards, goal: Goal) -> Confidences | None:
    """Return the newest confidence on each goal below that counts, summed up by the core's rule.

    Only words of goals whose check-ins the actor may read are in it; None where there are none.
    """
    state, rights = cards.state, Rights(cards.actor, cards.state)
    names = below(state.graph, goal.public_id)
    held = {each.pk: each for each in map(state.by_public_id.__getitem__, names)}
    heard = [pk for pk, each in held.items() if pk in cards.goals and rights.hear(each)]
    home = cards.actor.organisation
    # Asked with the goal's own, so that a page asks as often with goals below as without.
    words = [word for word in newest(cards, [goal.pk, *heard]) if word.goal_id != goal.pk]
    return Confidences.of(
        [Stated(word.confidence or 0, local_day(word.at, home)) for word in words]
    )


def newest(cards: Cards, goals: list[int]) -> Iterable[CheckIn]:
    """Return the newest check-in with a confidence on each of some goals, as of the state."""
    at: datetime.datetime | None = cards.state.at
    if at is not None:
        then = records(CheckIn, cards.actor.organisation, at, goal_id__in=goals)
        rows = sorted((row for row in then if row.confidence is not None), key=lambda row: row.at)
        return {row.goal_id: row for row in rows}.values()
    told = CheckIn.objects.filter(
        goal__in=goals, at__lte=cards.actor.now, retired=False, confidence__isnull=False
    )
    last = told.values("goal").annotate(last=Max("pk")).values("last")
    return CheckIn.objects.filter(pk__in=last)
