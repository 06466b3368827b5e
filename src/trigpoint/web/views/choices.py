"""What can be chosen in forms: people, units, periods."""

from __future__ import annotations

from collections.abc import Iterable

from trigpoint.services.actor import Actor
from trigpoint.services.helpdesks import queues as help_desks
from trigpoint.services.organisation import organisation
from trigpoint.services.organisation.organisation import PeriodView
from trigpoint.services.people import people
from trigpoint.web import formats

Choices = list[tuple[str, str]]


def periods(actor: Actor) -> Choices:
    """Return the periods with their dates."""
    return named_periods(organisation.periods(actor))


def named_periods(found: Iterable[PeriodView]) -> Choices:
    """Return periods with their names and dates."""
    return [(p.id, f"{p.name}: {formats.days(p.starts, p.ends)}") for p in found]


def all_people(actor: Actor) -> Choices:
    """Return the people by name."""
    return people.names(actor)


def units(actor: Actor) -> Choices:
    """Return the units by name."""
    return [(u.id, u.name) for u in people.units(actor)]


def holders(actor: Actor) -> Choices:
    """Return units and people, who can hold a goal."""
    return units(actor) + all_people(actor)


def me(actor: Actor) -> str:
    """Return the public id of the person who asks, "" for nobody."""
    return actor.person.public_id if actor.person else ""


def own_first(actor: Actor) -> Choices:
    """Return who can hold a goal, the person who asks first."""
    mine = me(actor)
    found = holders(actor)
    return sorted(found, key=lambda choice: choice[0] != mine)


def queues(actor: Actor) -> Choices:
    """Return the queues of the help desks by name."""
    return [(q.id, q.name or q.external_id) for q in help_desks.queues(actor)]
