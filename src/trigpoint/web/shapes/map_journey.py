"""The customer's journey beneath a map: in the picture, and as a list."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from trigpoint.pictures.map_journey import Pain, Stage
from trigpoint.pictures.strategy_map import Lane
from trigpoint.services.maps.map_page import MapView
from trigpoint.services.maps.map_pains import PainFigures, PainView
from trigpoint.web import formats
from trigpoint.web.shapes.map_way import Way


@dataclass(frozen=True, slots=True)
class PainRow:
    """A pain point of the list; `alone` says that nobody serves it, "" otherwise."""

    id: str
    title: str
    moment: str
    volume: str
    satisfaction: str
    tags: str
    served: tuple[str, ...]
    alone: str
    edit: str


@dataclass(frozen=True, slots=True)
class StageRows:
    """A stage of the list with its pain points."""

    id: str
    title: str
    touchpoints: str
    pains: tuple[PainRow, ...]
    edit: str
    add: str


def rows(view: MapView, way: Way) -> tuple[StageRows, ...]:
    """Return the journey as a list."""
    return tuple(
        StageRows(
            id=stage.id,
            title=stage.title,
            touchpoints=stage.touchpoints,
            pains=tuple(row(view, pain, way) for pain in stage.pains),
            edit=way.edit(f"stage-{stage.id}"),
            add=way.edit(f"pain-in.{stage.id}"),
        )
        for stage in view.journey
    )


def row(view: MapView, pain: PainView, way: Way | None) -> PainRow:
    """Return a pain point in words."""
    titles = {o.id: o.goal.title for o in view.objectives}
    return PainRow(
        id=pain.id,
        title=pain.title,
        moment=gettext("Moment of truth") if pain.moment_of_truth else "",
        volume=volume(pain),
        satisfaction=satisfaction(pain.figures) if pain.figures else "",
        tags=", ".join(pain.tags),
        served=tuple(titles[each] for each in pain.serves),
        alone="" if pain.serves else gettext("Nobody serves this"),
        edit=way.editing_pain(pain.id) if way else "",
    )


def volume(pain: PainView) -> str:
    """Return how many tickets show a pain point."""
    if not pain.tags:
        return gettext("No tag shows it yet")
    return formats.tickets(pain.figures.tickets) if pain.figures else gettext("No figure")


def satisfaction(found: PainFigures) -> str:
    """Return how satisfied the customers of these tickets are."""
    n = formats.number(found.answers, 0)
    if found.csat is None or found.low is None or found.high is None:
        return gettext("Satisfied: too few answers ({n})").format(n=n)
    low, high = formats.ends(found.low, found.high, "share")
    return gettext("Satisfied: {value}, {range}, {n}").format(
        value=formats.value(found.csat, "share"), range=f"{low}\u2013{high}", n=f"n\u00a0{n}"
    )


def days(view: MapView) -> str:
    """Return of which days the tickets are, "" where none were counted."""
    known = next((p.figures for s in view.journey for p in s.pains if p.figures), None)
    if known is None:
        return ""
    return gettext("Tickets opened {days}").format(days=formats.days(known.start, known.last))


def ground(view: MapView) -> Lane:
    """Return the words beside the journey."""
    question = gettext("What customers live through.")
    return Lane(gettext("Customer journey"), f"{question} {days(view)}".strip())


def scene(view: MapView, way: Way | None) -> list[Stage]:
    """Return the journey as the picture draws it."""
    return [
        Stage(stage.title, stage.touchpoints, [drawn(view, pain, way) for pain in stage.pains])
        for stage in view.journey
    ]


def drawn(view: MapView, pain: PainView, way: Way | None) -> Pain:
    """Return a pain point as the picture draws it."""
    said = row(view, pain, way)
    served = ", ".join(said.served)
    name = f"{said.title}. {said.volume}. {said.satisfaction} {said.alone or served}"
    return Pain(
        title=said.title,
        name=name,
        href=said.edit,
        moment=said.moment,
        volume=said.volume,
        satisfaction=said.satisfaction,
        served_label=gettext("Served by"),
        served=served,
        alone=said.alone,
    )


def unserved(view: MapView) -> int:
    """Return how many pain points nobody serves."""
    return sum(not pain.serves for stage in view.journey for pain in stage.pains)
