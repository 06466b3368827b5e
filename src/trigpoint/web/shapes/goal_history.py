"""Everything that changed in a goal, and what differs between two days."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from trigpoint.services.goals.goal_page import GoalPage
from trigpoint.services.history.history import Change, FieldChange
from trigpoint.web import addresses
from trigpoint.web.shapes import changes
from trigpoint.web.shapes.goal import unit_of


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """What pages/goal_history.html reads. `difference` is None until two days are chosen."""

    title: str
    href: str
    first: str
    last: str
    difference: tuple[changes.FieldPart, ...] | None
    changes: tuple[changes.ChangePart, ...]


def page(
    found: GoalPage,
    now: datetime.datetime,
    first: datetime.date | None,
    last: datetime.date | None,
) -> HistoryPage:
    """Return the history; of two days, the earlier one counts from its end."""
    unit = unit_of(found)
    until = last or timezone.localtime(now).date()
    inside = found.changes if first is None else between(found.changes, first, until)
    return HistoryPage(
        title=found.card.title,
        href=addresses.goal(found.card.id),
        first=first.isoformat() if first else "",
        last=last.isoformat() if last else "",
        difference=net(inside, unit) if first is not None else None,
        changes=tuple(changes.change(c, now, unit) for c in inside),
    )


def between(
    found: Sequence[Change], first: datetime.date, last: datetime.date
) -> tuple[Change, ...]:
    """Return what was changed after the end of one day until the end of the other."""
    since, until = sorted((first, last))
    return tuple(c for c in found if since < day_of(c) <= until)


def day_of(change: Change) -> datetime.date:
    """Return the day of a change in the active zone."""
    return timezone.localtime(change.at).date()


def net(found: Sequence[Change], unit: str) -> tuple[changes.FieldPart, ...]:
    """Return what differs in the end, field by field of the goal itself.

    What was changed and changed back does not differ.
    """
    ends: dict[str, FieldChange] = {}
    for change in sorted(found, key=lambda c: c.seq):
        if change.kind != "goal" or change.version == 1:
            continue
        for field in change.fields:
            before = ends[field.field].before if field.field in ends else field.before
            ends[field.field] = FieldChange(field.field, before, field.after)
    return tuple(part for field in ends.values() for part in changes.field(field, unit))
