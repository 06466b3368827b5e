"""A KPI that a template proposed to show a goal or a step, and the measure of it that is there."""

from __future__ import annotations

from dataclasses import dataclass

from trigpoint.core.text import Text
from trigpoint.services.goals.cards import Cards
from trigpoint.services.measures import catalogue, measures
from trigpoint.services.measures.catalogue import MeasureRef
from trigpoint.store.models import Measure


@dataclass(frozen=True, slots=True)
class ProposedMeasure:
    """A KPI by which something may be shown, over the tickets of whoever wants it.

    `measure` is the one that counts just that, None where it has yet to be made, or where its
    figures are not for the actor; `may_make` is whether the actor may set measures of it up.
    """

    kpi: str
    title: Text
    direction: str
    scope: str
    member: str
    measure: MeasureRef | None
    may_make: bool


def of(cards: Cards, kpi: str, unit: int | None, person: int | None) -> ProposedMeasure | None:
    """Return what a KPI proposes for a unit's or a person's goal; None without a KPI."""
    if not kpi:
        return None
    known = catalogue.kpi(kpi)
    holder = cards.holder(unit, person)
    return ProposedMeasure(
        kpi=kpi,
        title=known.title,
        direction=known.direction,
        scope=Measure.Scope.UNIT.value if unit else Measure.Scope.PERSON.value,
        member=holder.id,
        measure=nearest(cards, kpi, unit, person),
        may_make=measures.may_add(cards.actor) if unit else mine(cards, person),
    )


def mine(cards: Cards, person: int | None) -> bool:
    """Whether figures about a person are the actor's own."""
    return cards.actor.person is not None and cards.actor.person.pk == person


def nearest(cards: Cards, kpi: str, unit: int | None, person: int | None) -> MeasureRef | None:
    """Return the plainest measure of a KPI over somebody's tickets; None where there is none."""
    found = [
        measure
        for key, measure in cards.state.measures.items()
        if key in cards.measures
        and measure.kpi == kpi
        and (measure.unit_id, measure.person_id) == (unit, person)
    ]
    plainest = min(found, key=lambda m: (len(m.filters), len(m.params), m.pk), default=None)
    return cards.named(plainest) if plainest else None
