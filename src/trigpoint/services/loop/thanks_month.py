"""The summary of a month of thanks: to the actor, between others, and steps that were reached."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from trigpoint.services.actor import Actor
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards
from trigpoint.services.ladders import badges
from trigpoint.services.ladders.ladder_views import Celebrated
from trigpoint.services.loop import thanks
from trigpoint.services.loop.thanks import ThanksView


@dataclass(frozen=True, slots=True)
class ThanksSummary:
    """A month: `mine` are thanks to the actor, `shown` those between others that they may read.

    `steps` are steps of ladders that were reached and may be known. Nothing is counted.
    """

    month: datetime.date
    mine: tuple[ThanksView, ...]
    shown: tuple[ThanksView, ...]
    steps: tuple[Celebrated, ...]


def show(actor: Actor, month: datetime.date) -> ThanksSummary:
    """Return the summary of the month in which a day lies."""
    first = month.replace(day=1)
    after = following(first)
    rows = thanks.rows(actor).filter(at__gte=begins(actor, first), at__lt=begins(actor, after))
    said = [thanks.view(actor, row) for row in rows]
    cards = Cards(actor, graph.load(actor))
    return ThanksSummary(
        month=first,
        mine=tuple(one for one in said if one.to_me),
        shown=tuple(one for one in said if not one.to_me),
        steps=badges.of_days(cards, first, after),
    )


def last(actor: Actor) -> datetime.date:
    """Return the first day of the month that ended last."""
    return (actor.today.replace(day=1) - datetime.timedelta(days=1)).replace(day=1)


def following(first: datetime.date) -> datetime.date:
    """Return the first day of the month after."""
    return (first + datetime.timedelta(days=31)).replace(day=1)


def begins(actor: Actor, day: datetime.date) -> datetime.datetime:
    """Return the moment at which a day begins in the organisation's zone."""
    return datetime.datetime.combine(day, datetime.time(), ZoneInfo(actor.organisation.zone))
