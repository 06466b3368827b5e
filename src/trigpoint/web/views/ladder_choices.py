"""What can be chosen in forms of ladders: owners, ladders to be tied to, measures that count."""

from __future__ import annotations

from django.utils.translation import gettext

from trigpoint.services.actor import Actor
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards
from trigpoint.services.ladders import ladder_access
from trigpoint.services.measures.catalogue import MeasureRef
from trigpoint.services.plans import templates as plan_templates
from trigpoint.web.templatetags.trigpoint import say
from trigpoint.web.views.choices import Choices


def owners(actor: Actor) -> Choices:
    """Return me, and the units whose ladders I may begin."""
    found = []
    if actor.person is not None:
        found.append((actor.person.public_id, gettext("Mine")))
    led = [(unit.public_id, unit.name) for unit in ladder_access.units_led(actor)]
    return [*found, *led]


def templates() -> Choices:
    """Return the templates of ladders, each with its sector."""
    return [
        (each.key, f"{say(each.sector_words)}: {say(each.title)}")
        for each in plan_templates.templates("ladder")
    ]


def above(actor: Actor, besides: str = "") -> Choices:
    """Return the ladders of units that one may be tied to."""
    return [
        (each.public_id, f"{each.title} ({each.owner_unit.name})")
        for each in ladder_access.all_seen(actor)
        if each.owner_unit is not None and each.public_id != besides
    ]


def measures(actor: Actor) -> list[MeasureRef]:
    """Return the measures that count somewhere and whose figures may be seen, by title."""
    state = graph.load(actor)
    cards = Cards(actor, state)
    found = [cards.named(m) for pk, m in state.measures.items() if pk in cards.measures]
    return sorted(found, key=lambda each: each.title.casefold())
