"""Badges: steps that were reached, as far as whoever reached them wants others to know.

They are neither counted nor ranked: a badge says what, and when. One's own are always there.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from trigpoint.core.people.kinds import Verb
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards
from trigpoint.services.ladders.ladder_views import Celebrated
from trigpoint.store.models import Ladder, Rung

HIDDEN = {Ladder.State.DRAFT, Ladder.State.DECLINED}


_reached: graph.Cache[tuple[Rung, ...]] = graph.Cache()


def reached(actor: Actor) -> tuple[Rung, ...]:
    """Return the steps that were reached, the newest first, read once after each entry.

    Who may know of which is `told`'s question.
    """
    key = (actor.organisation.pk, access.head_of(actor))
    rows = Rung.objects.filter(
        organisation=actor.organisation,
        retired=False,
        reached_on__isnull=False,
        ladder__retired=False,
    ).exclude(ladder__state__in=HIDDEN)
    newest_first = rows.select_related("ladder__owner_person").order_by("-reached_on", "pk")
    return _reached.found(key, lambda: tuple(newest_first))


def told(cards: Cards, rows: Iterable[Rung]) -> Iterable[Celebrated]:
    """Yield those of the steps whose owners want the actor to know."""
    for rung in rows:
        if is_told(cards, rung.ladder):
            yield badge(cards, rung)


def badge(cards: Cards, rung: Rung) -> Celebrated:
    """Return a step that was reached as it is shown."""
    ladder = rung.ladder
    owner = cards.holder(ladder.owner_unit_id, ladder.owner_person_id)
    return Celebrated(ladder.title, owner, rung.title, rung.reached_on or cards.actor.today)


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
    access.person(actor, person_id, Verb.SEE)
    return shown(actor, person_id)


def shown(actor: Actor, person_id: str) -> tuple[Celebrated, ...]:
    """Return the badges of a person whom the caller was let through to."""
    cards = Cards(actor, graph.load(actor))
    rows = [rung for rung in reached(actor) if is_of(rung, person_id)]
    if actor.person is not None and actor.person.public_id == person_id:
        return tuple(badge(cards, rung) for rung in rows)
    return tuple(told(cards, rows))


def is_of(rung: Rung, person_id: str) -> bool:
    """Whether a step is of a person's own ladder."""
    owner = rung.ladder.owner_person
    return owner is not None and owner.public_id == person_id


def of_days(cards: Cards, first: datetime.date, after: datetime.date) -> tuple[Celebrated, ...]:
    """Return the badges of the days from `first` to before `after`, the newest first."""
    days = (rung for rung in reached(cards.actor) if first <= (rung.reached_on or after) < after)
    return tuple(told(cards, days))
