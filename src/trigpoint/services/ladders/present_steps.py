"""The steps that are climbed now, of ladders that somebody climbs, leads, or coaches."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q

from trigpoint.core.people.kinds import Verb
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.ladders import ladder_access
from trigpoint.store.models import Criterion, Ladder, Rung


def measured(actor: Actor) -> Iterator[tuple[int, Ladder]]:
    """Yield the keys of the measures that count or guard there, each with its ladder.

    Ladders are those of the actor, of units that they lead, and those on which they coach. Whether
    the figures are theirs to see is not asked here.
    """
    for criterion in counted(actor):
        ladder = criterion.rung.ladder
        if not ladder_access.may(actor, ladder, Verb.SEE):
            continue
        for measure in (criterion.measure_id, criterion.guard_id):
            if measure is not None:
                yield measure, ladder


def counted(actor: Actor) -> Iterator[Criterion]:
    """Yield what counts for the lowest open step of each such ladder, in one query."""
    leads = {int(unit) for unit in access.viewer_of(actor).facts.leads}
    beneath = Rung.objects.filter(
        ladder=OuterRef("rung__ladder"),
        rank__lt=OuterRef("rung__rank"),
        reached_on__isnull=True,
        retired=False,
    )
    found = Criterion.objects.filter(
        Q(rung__ladder__owner_person=actor.person)
        | Q(rung__ladder__owner_unit__in=leads)
        | Q(rung__ladder__coach=actor.person),
        ~Exists(beneath),
        organisation=actor.organisation,
        retired=False,
        rung__retired=False,
        rung__reached_on__isnull=True,
        rung__ladder__retired=False,
        rung__ladder__state=Ladder.State.CLIMBING,
    )
    yield from found.select_related("rung__ladder").order_by("rung__ladder", "pk")
