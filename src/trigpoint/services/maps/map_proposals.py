"""Measures to put beside an objective of a map, with the reason, and which are there already."""

from __future__ import annotations

from dataclasses import dataclass

from trigpoint.core.lenses.strategy_map.proposals import proposals
from trigpoint.core.text import Text
from trigpoint.services.actor import Actor
from trigpoint.services.errors import NotThere
from trigpoint.services.maps.map_page import MapView, ObjectiveView, show
from trigpoint.services.measures import catalogue


@dataclass(frozen=True, slots=True)
class MeasureProposal:
    """A KPI to put beside an objective: `role` is leading, lagging or guard.

    `there` are the titles of objectives of the map that it measures or guards already.
    """

    role: str
    kpi: str
    title: Text
    reason: Text
    there: tuple[str, ...]


def of_objective(actor: Actor, map_id: str, objective_id: str) -> tuple[MeasureProposal, ...]:
    """Return what to put beside an objective.

    Raises:
        NotThere: for a map or an objective that is not for the actor to see.
    """
    view = show(actor, map_id)
    found = next((o for o in view.objectives if o.id == objective_id), None)
    if found is None:
        raise NotThere
    return beside(view, found)


def beside(view: MapView, objective: ObjectiveView) -> tuple[MeasureProposal, ...]:
    """Return what to put beside an objective of a map."""
    return tuple(
        MeasureProposal(
            role=each.role.value,
            kpi=each.kpi,
            title=catalogue.kpi(each.kpi).title,
            reason=each.reason,
            there=there(view, objective, each.kpi, guards=each.role.value == "guard"),
        )
        for each in proposals(kpi_of(objective))
    )


def kpi_of(objective: ObjectiveView) -> str:
    """Return the KPI that measures an objective, "" for none."""
    main = objective.goal.main
    return main.measure.kpi if main is not None and main.measure is not None else ""


def guard_of(objective: ObjectiveView) -> str:
    """Return the KPI that must not get worse for an objective, "" for none."""
    main = objective.goal.main
    return main.guard.measure.kpi if main is not None and main.guard is not None else ""


def there(view: MapView, objective: ObjectiveView, kpi: str, *, guards: bool) -> tuple[str, ...]:
    """Return where a KPI is on the map already: as the objective's guard, or measuring others."""
    if guards:
        return (objective.goal.title,) if guard_of(objective) == kpi else ()
    return tuple(o.goal.title for o in view.objectives if kpi_of(o) == kpi)


def unguarded(view: MapView) -> tuple[ObjectiveView, ...]:
    """Return objectives with a target on speed or volume and nothing that must not get worse."""
    return tuple(
        o
        for o in view.objectives
        if (kpi := kpi_of(o)) and catalogue.is_fast(kpi) and not guard_of(o)
    )
