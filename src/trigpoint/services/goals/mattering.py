"""Why a goal matters to somebody, in one sentence."""

from __future__ import annotations

from trigpoint.core.graph.sight import below
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.goals.cards import Cards
from trigpoint.store.models import Goal


def mattering(cards: Cards, public_id: str) -> Text | None:
    """Return what ties the actor to a goal, the closest tie first; None where nothing does."""
    state, actor = cards.state, cards.actor
    goal = state.by_public_id.get(public_id)
    if goal is None or actor.person is None:
        return None
    me = actor.person.pk
    if goal.owner_person_id == me:
        return _("It is your goal.")
    if any(c.person_id == me for c in state.co_owners.get(goal.pk, ())):
        return _("You answer for a part of it.")
    mine = carrying(cards, goal)
    if mine is not None:
        return _("Your goal “{goal}” adds to it.", goal=mine.title)
    units = {int(name) for name in access.viewer_of(actor).facts.units}
    if goal.owner_unit_id in units:
        return _("It is a goal of {unit}.", unit=state.units[goal.owner_unit_id or 0].name)
    return None


def carrying(cards: Cards, goal: Goal) -> Goal | None:
    """Return a goal of the actor's own that counts in another, however far below."""
    state, person = cards.state, cards.actor.person
    held = (state.by_public_id[name] for name in below(state.graph, goal.public_id))
    return next((g for g in held if person and g.owner_person_id == person.pk), None)
