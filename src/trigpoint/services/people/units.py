"""Units after they were added: called otherwise, put elsewhere, ended."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django.db.models import Q

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import as_read, command
from trigpoint.services.errors import Invalid
from trigpoint.services.work import restate_soon
from trigpoint.store import placed
from trigpoint.store.models import Membership, Unit

CHANGEABLE = ("name", "valid_from")


def edit(
    actor: Actor, unit_id: str, version: int, changes: Mapping[str, object], *, reason: str = ""
) -> None:
    """Give a unit another name or first day.

    Raises:
        Invalid: for a field that cannot change, an empty name or one that is taken, a first day
            after the last, or another first day without a reason.
        Stale: where somebody changed the unit since `version`.
    """
    unit = access.unit(actor, unit_id, Verb.CHANGE)
    as_read(unit, version)
    unknown = [name for name in changes if name not in CHANGEABLE]
    if unknown:
        raise Invalid({unknown[0]: _("There is no field called {name}.", name=unknown[0])})
    for name, value in changes.items():
        setattr(unit, name, value.strip() if isinstance(value, str) else value)
    if "valid_from" in changes:
        refuse_without_reason(reason)
    with command(actor, "unit.edit", reason=reason) as journal:
        journal.hold()
        refuse(unit)
        journal.save(unit, expected=version)
        if "valid_from" in changes:
            restate_soon(actor.organisation)


def refuse(unit: Unit) -> None:
    """Raise `Invalid` for a unit that cannot be."""
    if not unit.name:
        raise Invalid({"name": _("The unit needs a name.")})
    twins = Unit.objects.filter(organisation=unit.organisation, name=unit.name, retired=False)
    if twins.exclude(pk=unit.pk).exists():
        raise Invalid({"name": _("There is already a unit called {name}.", name=unit.name)})
    refuse_order(unit.valid_from, unit.valid_to)


def end(actor: Actor, unit_id: str, version: int, day: datetime.date, *, reason: str) -> None:
    """End a unit: `day` is the first on which it is not there any more. Its past stays.

    Raises:
        Invalid: while somebody has a place in it on that day or later, or a unit under it goes on;
            the sentence says who and which. Without a reason; for a day that is not after the
            first.
        Stale: where somebody changed the unit since `version`.
    """
    unit = access.unit(actor, unit_id, Verb.RETIRE)
    as_read(unit, version)
    refuse_without_reason(reason)
    refuse_order(unit.valid_from, day)
    refuse_while_used(unit, day)
    unit.valid_to = day
    with command(actor, "unit.end", reason=reason) as journal:
        journal.save(unit, expected=version)
        restate_soon(actor.organisation)


def refuse_while_used(unit: Unit, day: datetime.date) -> None:
    """Raise `Invalid` with who and what is in a unit from a day on."""
    going_on = Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    places = Membership.objects.filter(going_on, unit=unit, retired=False, person__retired=False)
    who = sorted(set(places.values_list("person__name", flat=True)))
    if who:
        names = ", ".join(who)
        raise Invalid({"valid_to": _("Still in it then: {names}. Move them first.", names=names)})
    below = [u.name for u in going_on_below(unit, day, going_on)]
    if below:
        names = ", ".join(sorted(below))
        raise Invalid({"valid_to": _("Still under it then: {names}. End them first.", names=names)})


def going_on_below(unit: Unit, day: datetime.date, going_on: Q) -> list[Unit]:
    """Return the units that stand under one on a day or later, and do not end before."""
    every = list(Unit.objects.filter(organisation=unit.organisation, retired=False))
    places = placed.of(unit.organisation, every)
    there = Unit.objects.filter(going_on, organisation=unit.organisation, retired=False)
    return [
        other
        for other in there
        if places.above(str(other.pk), day) == str(unit.pk)
        or any(
            since > day and parent == str(unit.pk)
            for since, parent in places.moves.get(str(other.pk), ())
        )
    ]


def refuse_without_reason(reason: str) -> None:
    """Raise `Invalid` where nobody could read later why figures moved."""
    if not reason.strip():
        raise Invalid({"reason": _("Say why, so that people can read it later.")})


def refuse_order(start: datetime.date, end_: datetime.date | None) -> None:
    """Raise `Invalid` for an end that is not after the start."""
    if end_ is not None and end_ <= start:
        wrong: Text = _("It has to end after it begins, on {day}.", day=start.isoformat())
        raise Invalid({"valid_to": wrong})
