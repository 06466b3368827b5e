"""What decides about many goals, read at once, so that the door asks nothing for each of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.store.models import Acknowledgement, CoOwner, Goal


def learn(actor: Actor, goals: Iterable[Goal]) -> None:
    """Read the facts of goals in two queries, for `access.goal_thing` to find them."""
    asked = {goal.pk: goal for goal in goals if f"thing {goal.pk}" not in actor.memo}
    if not asked:
        return
    said: dict[int, list[Acknowledgement]] = defaultdict(list)
    for voice in Acknowledgement.objects.filter(goal__in=asked, retired=False):
        said[voice.goal_id].append(voice)
    held: dict[int, list[CoOwner]] = defaultdict(list)
    for share in CoOwner.objects.filter(goal__in=asked, retired=False, person__isnull=False):
        held[share.goal_id].append(share)
    for key, goal in asked.items():
        actor.memo[f"voices {key}"] = said[key]
        actor.memo[f"thing {key}"] = access.read_thing(actor, goal, held[key])
