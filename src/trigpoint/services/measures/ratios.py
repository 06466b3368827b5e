"""Measures that are a ratio of two others: whether there is one, and what it is called."""

from __future__ import annotations

from collections.abc import Mapping

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.measures import asking, catalogue
from trigpoint.services.measures.catalogue import MeasureRef
from trigpoint.store.models import Measure
from trigpoint.tickets import ratio
from trigpoint.tickets.by_hand import BY_HAND
from trigpoint.tickets.catalogue import definition
from trigpoint.tickets.ratio import PART, RATIOS, WHOLE

LONGEST = 150
"""So long is a name that is put together at most: a member's name comes behind it."""


def title(actor: Actor, kpi: str, params: Mapping[str, str | int]) -> str:
    """Return what a ratio is called by its two measures, and "" for any other KPI.

    Raises:
        Invalid: where there is no such measure, or no ratio of these two.
    """
    if kpi not in RATIOS:
        return ""
    part, whole = (part_named(actor, name, str(params[name])) for name in (PART, WHOLE))
    wrong = ratio.why_not(
        definition(part.kpi, part.kpi_version), definition(whole.kpi, whole.kpi_version)
    )
    if part.pk == whole.pk:
        wrong[WHOLE] = _("Choose two different measures.")
    elif counted(part) == counted(whole):
        wrong[WHOLE] = _("Both count the same, so it would always be 1.")
    if wrong:
        raise Invalid(wrong)
    return f"{part.title} / {whole.title}"[:LONGEST]


def counted(measure: Measure) -> tuple[object, ...]:
    """Return what a ratio takes of a measure: all but whose tickets they are."""
    return (measure.kpi, measure.kpi_version, measure.params, measure.filters)


def part_named(actor: Actor, name: str, measure_id: str) -> Measure:
    """Return one of the two measures of a ratio; raises `Invalid` where there is none."""
    try:
        return access.measure(actor, measure_id, Verb.SEE)
    except NotThere as error:
        raise Invalid({name: _("There is no such measure.")}) from error


def offered(actor: Actor) -> list[tuple[str, str]]:
    """Return id and title of the measures that the actor may make a ratio of, by title."""
    known = Measure.objects.filter(
        organisation=actor.organisation, retired=False, pk__in=access.visible_ids(actor, "measure")
    )
    fit = known.exclude(kpi__in=[*RATIOS, *BY_HAND]).order_by("title")
    return list(fit.values_list("public_id", "title"))


def made_of(actor: Actor, measure: Measure) -> tuple[MeasureRef, ...]:
    """Return the two measures of a ratio that the actor may know; none for any other measure."""
    known = access.visible_ids(actor, "measure")
    return tuple(catalogue.reference(m) for m in asking.parts(measure) if m.pk in known)
