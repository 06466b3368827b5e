"""A plan's own report as its page shows it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from trigpoint.core.text import Text
from trigpoint.services.plans.plan_report import PlanReport, ReportSide
from trigpoint.web import addresses, formats
from trigpoint.web.lens import PAGES
from trigpoint.web.shapes import effects
from trigpoint.web.shapes.effects import EffectPart

SIDES = {
    "satisfaction": _("Satisfaction"),
    "resolution": _("Resolution time"),
    "retention": _("Who stays"),
    "engagement": _("Engagement"),
    "alignment": _("Alignment"),
    "efficiency": _("Efficiency"),
}


@dataclass(frozen=True, slots=True)
class SidePart:
    """One side: what its measure did, or what is counted, or what is missing."""

    key: str
    title: str
    part: EffectPart | None
    counted: Text | None
    missing: Text | None
    measure: str


@dataclass(frozen=True, slots=True)
class ReportPage:
    """What pages/plan_report.html reads. `choices` are measures by id and title."""

    owner: str
    back: str
    since: str
    why_then: Text
    sides: tuple[SidePart, ...]
    choices: tuple[tuple[str, str], ...]
    may_choose: bool


def page(found: PlanReport, today: datetime.date) -> ReportPage:
    """Return the report of a plan."""
    return ReportPage(
        owner=found.owner.name,
        back=reverse(PAGES.get(found.lens, "pyramid")) + addresses.query(unit=found.owner.id),
        since=formats.day(found.since, today),
        why_then=found.why_then,
        sides=tuple(side(each, today) for each in found.sides),
        choices=tuple((each.id, each.title) for each in found.choices),
        may_choose=found.may_choose,
    )


def side(found: ReportSide, today: datetime.date) -> SidePart:
    """Return one side of the service."""
    return SidePart(
        key=found.side,
        title=str(SIDES[found.side]),
        part=effects.part(found.effect, today) if found.effect else None,
        counted=found.counted,
        missing=found.missing,
        measure=found.measure,
    )
