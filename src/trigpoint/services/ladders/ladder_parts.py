"""What belongs to a ladder, read once for each state of the organisation and kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.goals.graph import Cache
from trigpoint.services.ladders import climbing
from trigpoint.services.ladders.climbing import Built
from trigpoint.services.ladders.ladder_access import HOLDERS
from trigpoint.store.models import Coaching, Hindrance, Ladder, LadderSkill, RungResource


@dataclass(frozen=True, slots=True)
class Parts:
    """The records of a ladder; `resources` by the key of their step.

    `above` is the ladder that it is tied to, `below` are those that are tied to it.
    """

    built: Built
    resources: Mapping[int, tuple[RungResource, ...]]
    skills: tuple[LadderSkill, ...]
    hindrances: tuple[Hindrance, ...]
    coachings: tuple[Coaching, ...]
    above: Ladder | None
    below: tuple[Ladder, ...]


_cache: Cache[Parts] = Cache()


def load(actor: Actor, ladder: Ladder) -> Parts:
    """Return what belongs to a ladder as it is now; everything, whoever asks."""
    key = (actor.organisation.pk, access.head_of(actor), ladder.pk)
    return _cache.found(key, lambda: read(ladder))


def read(ladder: Ladder) -> Parts:
    """Read what belongs to a ladder from the store."""
    built = climbing.build([ladder])[ladder.pk]
    rows = RungResource.objects.filter(rung__in=list(built.rungs), retired=False)
    resources: defaultdict[int, tuple[RungResource, ...]] = defaultdict(tuple)
    for row in rows.order_by("pk"):
        resources[row.rung_id] = (*resources[row.rung_id], row)
    held = ladder.coachings.filter(retired=False).select_related("ladder", "coach")
    return Parts(
        built=built,
        resources=dict(resources),
        skills=tuple(ladder.skills.filter(retired=False).order_by("pk")),
        hindrances=tuple(ladder.hindrances.filter(retired=False).order_by("pk")),
        coachings=tuple(held.order_by("-at", "-pk")),
        above=ladder.above,
        below=tuple(ladder.below.filter(retired=False).select_related(*HOLDERS).order_by("pk")),
    )
