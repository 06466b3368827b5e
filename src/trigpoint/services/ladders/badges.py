"""Badges: steps that were reached, as far as whoever reached them wants others to know.

They are neither counted nor ranked: a badge says what, and when. One's own are always there.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db.models import QuerySet

from trigpoint.core.people.kinds import Verb
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards
from trigpoint.services.ladders.ladder_views import Celebrated
from trigpoint.store.models import Ladder, Rung

HIDDEN = {Ladder.State.DRAFT, Ladder.State.DECLINED}


def reached(actor: Actor) -> QuerySet[Rung]:
    """Return the steps that were reached, the newest first; who may know is `told`'s question."""
    rows = Rung.objects.filter(
        organisation=actor.organisation,
        retired=False,
        reached_on__isnull=False,
        ladder__retired=False,
    ).exclude(ladder__state__in=HIDDEN)
    return rows.select_related("ladder").order_by("-reached_on", "pk")


def told(cards: Cards, rows: Iterable[Rung]) -> Iterable[Celebrated]:
    """Yield those of the steps whose owners want the actor to know."""
    for rung in rows:
        ladder = rung.ladder
        if is_told(cards, ladder):
            owner = cards.holder(ladder.owner_unit_id, ladder.owner_person_id)
            day = rung.reached_on or cards.actor.today
            yield Celebrated(ladder.title, owner, rung.title, day)


def is_told(cards: Cards, ladder: Ladder) -> bool:
    """Whether the actor may know of the steps of a ladder that were reached."""
    actor = cards.actor
    if ladder.audience == Ladder.Audience.PRIVATE:
        return False
    viewer = access.viewer_of(actor)
    theirs = (
        {str(ladder.owner_unit_id)}
        if ladder.owner_unit_id
        else set(viewer.chart.units_of(str(ladder.owner_person_id)))
    )
    near = ladder.audience == Ladder.Audience.EVERYONE or bool(set(viewer.facts.units) & theirs)
    known = access.visible_ids(actor, "unit" if ladder.owner_unit_id else "person")
    return near and (ladder.owner_unit_id or ladder.owner_person_id) in known


def of_person(actor: Actor, person_id: str) -> tuple[Celebrated, ...]:
    """Return the badges of a person, the newest first; one's own with those nobody else knows.

    Raises:
        NotThere: where there is no such person for the actor.
    """
    person = access.person(actor, person_id, Verb.SEE)
    cards, rows = (
        Cards(actor, graph.load(actor)),
        reached(actor).filter(ladder__owner_person=person),
    )
    if actor.person == person:
        owner = cards.holder(None, person.pk)
        return tuple(
            Celebrated(rung.ladder.title, owner, rung.title, rung.reached_on or actor.today)
            for rung in rows
        )
    return tuple(told(cards, rows))


def of_days(cards: Cards, first: datetime.date, after: datetime.date) -> tuple[Celebrated, ...]:
    """Return the badges of the days from `first` to before `after`, the newest first."""
    rows = reached(cards.actor).filter(reached_on__gte=first, reached_on__lt=after)
    return tuple(told(cards, rows))
