"""What each role may decide alone, as its page shows it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy

from trigpoint.services.cascade.decision_rights import RightsOfUnit, RightView, WideningView
from trigpoint.web import addresses, formats
from trigpoint.web.components import Nothing
from trigpoint.web.forms.decisions import ROLES, TOPICS
from trigpoint.web.templatetags.trigpoint import say

STATES = {
    "open": gettext_lazy("No answer yet"),
    "accepted": gettext_lazy("Agreed"),
    "declined": gettext_lazy("Declined"),
}


@dataclass(frozen=True, slots=True)
class WideningLine:
    """A proposal to widen it."""

    id: str
    limit: str
    words: str
    by: str
    state: str
    answer: str
    mine: bool


@dataclass(frozen=True, slots=True)
class RightLine:
    """What a role may decide alone."""

    id: str
    topic: str
    title: str
    limit: str
    measure: str
    measure_href: str
    widened: str
    effect: tuple[str, ...]
    widenings: tuple[WideningLine, ...]


@dataclass(frozen=True, slots=True)
class RoleGroup:
    """The rights of one role."""

    label: str
    rights: tuple[RightLine, ...]


@dataclass(frozen=True, slots=True)
class RightsPage:
    """What pages/decision_rights.html reads."""

    unit: str
    unit_href: str
    name: str
    groups: tuple[RoleGroup, ...]
    nothing: Nothing | None
    may: frozenset[str]


def page(found: RightsOfUnit, now: datetime.datetime) -> RightsPage:
    """Return the page."""
    groups = tuple(
        RoleGroup(str(label), tuple(line(r, now) for r in found.rights if r.role == role))
        for role, label in ROLES
    )
    nothing = Nothing(
        gettext("Nobody has said it yet"),
        gettext("Where nothing is said, people ask. Say what they may decide, and up to where."),
    )
    return RightsPage(
        unit=found.unit,
        unit_href=addresses.holder("unit", found.unit),
        name=found.name,
        groups=tuple(group for group in groups if group.rights),
        nothing=None if found.rights else nothing,
        may=found.may,
    )


def line(found: RightView, now: datetime.datetime) -> RightLine:
    """Return one right."""
    measure = found.measure
    widened = ""
    if found.widened_on is not None:
        widened = gettext("Wider since {day}.").format(day=formats.day(found.widened_on))
    return RightLine(
        id=found.id,
        topic=str(dict(TOPICS)[found.topic]),
        title=found.title,
        limit=found.limit,
        measure=measure.title if measure else "",
        measure_href=addresses.measure(measure.id) if measure else "",
        widened=widened,
        effect=tuple(say(text) for text in found.effect),
        widenings=tuple(widening(each, now) for each in found.widenings),
    )


def widening(found: WideningView, now: datetime.datetime) -> WideningLine:
    """Return one proposal."""
    return WideningLine(
        id=found.id,
        limit=found.limit,
        words=found.words,
        by=formats.by(found.by, formats.when(found.at, now)),
        state=str(STATES[found.state]),
        answer=found.answer,
        mine=found.mine,
    )
