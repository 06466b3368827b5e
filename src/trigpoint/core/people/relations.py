"""Every relation, once: in words for people, and as a predicate over facts.

What a database says in SQL about who may see what is a translation of these predicates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from trigpoint.core.people.facts import Actor, Thing
from trigpoint.core.people.kinds import Relation
from trigpoint.core.text import Text, _


@dataclass(frozen=True, slots=True)
class Definition:
    """A relation in words, as the subject of a sentence, and the test for it."""

    words: Text
    holds: Callable[[Actor, Thing], bool]


def at_home(actor: Actor, thing: Thing) -> bool:
    """Tell whether the actor belongs to the thing's organisation now."""
    return actor.is_member and actor.organisation == thing.organisation


def is_colleague(actor: Actor, thing: Thing) -> bool:
    """In the organisation now, and employed by it."""
    return at_home(actor, thing) and not actor.is_partner


def is_partner(actor: Actor, thing: Thing) -> bool:
    """In the organisation now, and employed by a partner."""
    return at_home(actor, thing) and actor.is_partner


def is_teammate(actor: Actor, thing: Thing) -> bool:
    """In one of the units that the thing belongs to."""
    return at_home(actor, thing) and not actor.units.isdisjoint(thing.units)


def is_serving(actor: Actor, thing: Thing) -> bool:
    """In a unit with a goal that counts in this one."""
    return at_home(actor, thing) and not actor.units.isdisjoint(thing.served_by)


def is_lead(actor: Actor, thing: Thing) -> bool:
    """Leading one of the units that answer for the thing."""
    return at_home(actor, thing) and not actor.leads.isdisjoint(thing.answerable)


def is_skip_lead(actor: Actor, thing: Thing) -> bool:
    """Leading a unit above one of those that answer for the thing."""
    return at_home(actor, thing) and not actor.leads_above.isdisjoint(thing.answerable)


def is_owner(actor: Actor, thing: Thing) -> bool:
    """Among those who hold it or wrote it."""
    return at_home(actor, thing) and actor.person in thing.owners


def is_subject(actor: Actor, thing: Thing) -> bool:
    """The person it is about."""
    return at_home(actor, thing) and actor.person is not None and actor.person == thing.subject


def is_recipient(actor: Actor, thing: Thing) -> bool:
    """One with whom it was shared, in person or as part of a unit."""
    named = actor.person in thing.recipients
    return at_home(actor, thing) and (named or not actor.units.isdisjoint(thing.recipient_units))


def is_administrator(actor: Actor, thing: Thing) -> bool:
    """Administrator of the organisation, in it now or not."""
    return actor.is_administrator and actor.organisation == thing.organisation


def is_observer(actor: Actor, thing: Thing) -> bool:
    """Observer for the organisation's works council, in it now or not."""
    return actor.is_observer and actor.organisation == thing.organisation


def is_former(actor: Actor, thing: Thing) -> bool:
    """In the organisation once, and no longer."""
    same = actor.organisation == thing.organisation
    return same and actor.was_member and not actor.is_member


DEFINITIONS: Mapping[Relation, Definition] = MappingProxyType(
    {
        Relation.SUBJECT: Definition(_("The person it is about"), is_subject),
        Relation.OWNER: Definition(_("Those who hold it or wrote it"), is_owner),
        Relation.RECIPIENT: Definition(_("Those with whom it was shared"), is_recipient),
        Relation.LEAD: Definition(_("Leads of the team"), is_lead),
        Relation.SKIP_LEAD: Definition(_("Leads further up"), is_skip_lead),
        Relation.TEAMMATE: Definition(_("The people of the same team"), is_teammate),
        Relation.SERVING: Definition(_("Teams whose goals add to it"), is_serving),
        Relation.COLLEAGUE: Definition(_("Everyone employed here"), is_colleague),
        Relation.PARTNER: Definition(_("People employed by a partner"), is_partner),
        Relation.ADMINISTRATOR: Definition(_("Administrators, as such"), is_administrator),
        Relation.OBSERVER: Definition(_("Observers of the works council"), is_observer),
        Relation.FORMER: Definition(_("People who have left"), is_former),
        Relation.OUTSIDER: Definition(_("Anyone outside"), lambda _actor, _thing: True),
    }
)
"""In the order in which a page names them. Everyone is at least an outsider."""


def relations_of(actor: Actor, thing: Thing) -> frozenset[Relation]:
    """Return all relations in which the actor stands to the thing."""
    return frozenset(name for name, at in DEFINITIONS.items() if at.holds(actor, thing))
