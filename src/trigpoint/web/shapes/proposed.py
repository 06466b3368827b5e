"""The measure that a template proposed, as pages show it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from trigpoint.services.measures.proposed import ProposedMeasure
from trigpoint.web import addresses
from trigpoint.web.templatetags.trigpoint import say


@dataclass(frozen=True, slots=True)
class ProposedPart:
    """A proposed KPI; `title` is its measure, "" where there is none, to be made at `make`."""

    kpi: str
    title: str
    make: str


def part(wanted: ProposedMeasure | None, **then: str) -> ProposedPart | None:
    """Return what is proposed; `then` is the goal or the step that a new measure is for."""
    if wanted is None:
        return None
    chosen = {"kpi": wanted.kpi, "scope": wanted.scope, "member": wanted.member, **then}
    return ProposedPart(
        kpi=say(wanted.title),
        title=wanted.measure.title if wanted.measure else "",
        make=reverse("measure_new") + addresses.query(**chosen) if wanted.may_make else "",
    )
