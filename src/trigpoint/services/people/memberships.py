"""Memberships after they were given: another role or share, other days, an end."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django.db.models import Q

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import as_read, command
from trigpoint.services.errors import Invalid
from trigpoint.services.people.units import refuse_order, refuse_without_reason
from trigpoint.services.work import restate_soon
from trigpoint.store.journal import Journal
from trigpoint.store.models import Membership, Person

CHANGEABLE = ("role", "share", "valid_from", "valid_to")


def edit(
    actor: Actor, membership_id: str, version: int, changes: Mapping[str, object], *, reason: str
) -> None:
    """Change role, share or days of somebody's place in a unit.

    Each alters who sees what or whose figures count where, so a reason is asked for. Figures of
    the days concerned are restated by the work that follows.

    Raises:
        Invalid: for a field that cannot change, a role or share that cannot be, an end that is not
            after the start, or without a reason.
        Stale: where somebody changed the membership since `version`.
    """
    membership = access.membership(actor, membership_id, Verb.RETIRE)
    unknown = [name for name in changes if name not in CHANGEABLE]
    if unknown:
        raise Invalid({unknown[0]: _("There is no field called {name}.", name=unknown[0])})
    as_read(membership, version)
    for name, value in changes.items():
        setattr(membership, name, value)
    refuse(membership)
    keep_within(membership, membership.person)
    refuse_without_reason(reason)
    with command(actor, "membership.edit", reason=reason) as journal:
        journal.save(membership, expected=version)
        restate_soon(actor.organisation)


def move(
    actor: Actor,
    membership_id: str,
    version: int,
    unit_id: str,
    day: datetime.date,
    *,
    reason: str,
) -> str:
    """Let a place end where the same place in another unit begins; return the new one's id.

    What was done before that day stays with the old unit.

    Raises:
        Invalid: for the same unit, for a day that is not within the place, or without a reason.
        Stale: where somebody changed the membership since `version`.
    """
    left = access.membership(actor, membership_id, Verb.RETIRE)
    unit = access.unit(actor, unit_id, Verb.SEE)
    as_read(left, version)
    if left.unit_id == unit.pk:
        raise Invalid({"unit": _("That is the team they are in.")})
    if day <= left.valid_from or (left.valid_to is not None and day >= left.valid_to):
        raise Invalid({"day": _("Choose a day on which they are in the team they leave.")})
    refuse_without_reason(reason)
    begun = Membership(
        organisation=actor.organisation,
        person=left.person,
        unit=unit,
        role=left.role,
        share=left.share,
        valid_from=day,
        valid_to=left.valid_to,
    )
    left.valid_to = day
    with command(actor, "membership.move", reason=reason) as journal:
        journal.save(left, expected=version)
        journal.create(begun)
        restate_soon(actor.organisation)
    return begun.public_id


def keep_within(membership: Membership, person: Person) -> None:
    """Let a place end with the person's last day here; raise `Invalid` for a later end."""
    last = person.valid_to
    if last is None:
        return
    if membership.valid_to is not None and membership.valid_to > last:
        raise Invalid({"valid_to": _("They are here until {day}: choose no later end.", day=last)})
    membership.valid_to = membership.valid_to or last


def follow(journal: Journal, person: Person, left: datetime.date | None) -> None:
    """Let places end with the person: who has left has none, whatever is said of the place.

    Places that ended with the person, when they were to leave on the day `left`, go on with them
    where that is put off or taken back. One that had not begun by the new day is taken away.
    """
    last = person.valid_to
    if last == left:
        return
    none = Q(pk__in=())
    beyond = none if last is None else Q(valid_to__isnull=True) | Q(valid_to__gt=last)
    with_them = none if left is None else Q(valid_to=left)
    held = Membership.objects.filter(person=person, retired=False)
    for place in held.filter(beyond | with_them):
        if last is not None and place.valid_from >= last:
            journal.retire(place)
            continue
        place.valid_to = last
        journal.save(place)
    restate_soon(person.organisation)


def refuse(membership: Membership) -> None:
    """Raise `Invalid` for a membership that cannot be."""
    if membership.role not in Membership.Role.values:
        raise Invalid({"role": _("There is no role called {role}.", role=membership.role)})
    if not 0 < membership.share <= 1:
        raise Invalid({"share": _("Write the share above 0 and up to 1.")})
    refuse_order(membership.valid_from, membership.valid_to)
