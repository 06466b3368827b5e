"""Periods after they were added: called otherwise, other days, out of use."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.text import Text, _, ngettext
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import as_read, command
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.store.models import Goal, Period

CHANGEABLE = ("name", "starts", "ends")


def edit(
    actor: Actor, period_id: str, version: int, changes: Mapping[str, object], *, reason: str = ""
) -> None:
    """Give a period another name or other days.

    Raises:
        Invalid: for an empty name, an end before the start, or other days without a reason where
            goals belong to it.
        Stale: where somebody changed the period since `version`.
    """
    period = find(actor, period_id)
    unknown = [name for name in changes if name not in CHANGEABLE]
    if unknown:
        raise Invalid({unknown[0]: _("There is no field called {name}.", name=unknown[0])})
    as_read(period, version)
    before = (period.starts, period.ends)
    for name, value in changes.items():
        setattr(period, name, value.strip() if isinstance(value, str) else value)
    refuse(period.name, period.starts, period.ends)
    if before != (period.starts, period.ends) and goals_in(period) and not reason.strip():
        raise Invalid({"reason": _("Goals belong to it. Say why its days change.")})
    with command(actor, "period.edit", reason=reason) as journal:
        journal.save(period, expected=version)


def retire(actor: Actor, period_id: str, version: int, *, reason: str = "") -> None:
    """Take a period out of use to which no goal belongs.

    Raises:
        Invalid: while goals belong to it.
        Stale: where somebody changed the period since `version`.
    """
    period = find(actor, period_id)
    as_read(period, version)
    count = goals_in(period)
    if count:
        why = ngettext("A goal belongs to it.", "{count} goals belong to it.", count)
        raise Invalid({"": why})
    with command(actor, "period.retire", reason=reason) as journal:
        journal.retire(period, expected=version)


def find(actor: Actor, period_id: str) -> Period:
    """Return a period for whoever may change it; raise `NotThere` where there is none."""
    access.require(actor, Kind.SETTINGS, Verb.CHANGE)
    found = Period.objects.filter(
        organisation=actor.organisation, public_id=period_id, retired=False
    ).first()
    if found is None:
        raise NotThere
    return found


def goals_in(period: Period) -> int:
    """Return how many goals belong to a period."""
    return Goal.objects.filter(period=period, retired=False).count()


def refuse(name: str, starts: datetime.date, ends: datetime.date) -> None:
    """Raise `Invalid` for a period that cannot be."""
    wrong: dict[str, Text] = {}
    if not name.strip():
        wrong["name"] = _("The period needs a name.")
    if ends < starts:
        wrong["ends"] = _("The last day comes before the first.")
    if wrong:
        raise Invalid(wrong)
