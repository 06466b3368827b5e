"""What of a map is drawn, and where: all of it, one chain, one theme, or everything by theme."""

from __future__ import annotations

from dataclasses import dataclass

from trigpoint.core.lenses.strategy_map.chain import Chain, chain
from trigpoint.core.lenses.strategy_map.detail import Detail, detail
from trigpoint.core.lenses.strategy_map.grid import Arrow, Spot, routes
from trigpoint.core.lenses.strategy_map.grouping import Grouped, Member, grouped
from trigpoint.services.errors import NotThere
from trigpoint.services.goals import graph
from trigpoint.services.maps.map_links import MapLink
from trigpoint.services.maps.map_page import MapView, ObjectiveView

NO_THEME = "none"
"""Looked at as a theme: the objectives that have none."""

_grouped: graph.Cache[Grouped] = graph.Cache(kept=64)


@dataclass(frozen=True, slots=True)
class DrawnCard:
    """A card: the objectives it stands for, one or those of a theme; `dim` beside the focus."""

    id: str
    objectives: tuple[ObjectiveView, ...]
    theme: str
    lane: int
    column: int
    dim: bool


@dataclass(frozen=True, slots=True)
class DrawnArrow:
    """An arrow: its way, the links it stands for, and its number in a chain, 0 for none."""

    cause: str
    effect: str
    links: tuple[MapLink, ...]
    lanes: tuple[int, ...]
    columns: tuple[float, ...]
    number: int
    dim: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map as it is drawn. `chain` has the links of the chain that is looked at, from below."""

    detail: Detail
    cards: tuple[DrawnCard, ...]
    arrows: tuple[DrawnArrow, ...]
    chosen: ObjectiveView | None
    chain: tuple[MapLink, ...]
    theme: str


def drawing(view: MapView, objective: str = "", theme: str = "") -> Drawing:
    """Return how a map is drawn, with the chain of an objective or with one theme looked at.

    Raises:
        NotThere: for an objective or a theme that is not on the map.
    """
    chosen = next((o for o in view.objectives if o.id == objective), None)
    if (objective and chosen is None) or (theme and theme not in known_themes(view)):
        raise NotThere
    size = detail(len(view.objectives))
    if size is Detail.THEMES and chosen is None and not theme:
        return by_theme(view)
    looked = chain([link.arrow for link in view.links], objective) if chosen else None
    return one_by_one(view, size, chosen, looked, theme)


def known_themes(view: MapView) -> set[str]:
    """Return what can be looked at as a theme."""
    return {NO_THEME, *(theme.id for theme in view.themes)}


def one_by_one(
    view: MapView, size: Detail, chosen: ObjectiveView | None, looked: Chain | None, theme: str
) -> Drawing:
    """Return a map with a card for each objective that is drawn.

    Of more than 40 objectives, only those in the focus are.
    """
    links = {link.arrow: link for link in view.links}
    focus = in_focus(view, looked, theme)
    shown = [o for o in view.objectives if size is not Detail.THEMES or o.id in focus]
    places = {o.id: Spot(o.lane, o.column) for o in shown}
    numbers = {arrow: n for n, arrow in enumerate(looked.arrows, 1)} if looked else {}
    wanted = [a for a in links if size is Detail.ALL or a in numbers or (theme and of(a, focus))]
    arrows = tuple(
        DrawnArrow(
            cause=way.arrow.cause,
            effect=way.arrow.effect,
            links=(links[way.arrow],),
            lanes=way.lanes,
            columns=way.columns,
            number=numbers.get(way.arrow, 0),
            dim=way.arrow not in numbers if looked else not of(way.arrow, focus),
        )
        for way in routes(places, wanted)
    )
    cards = tuple(
        DrawnCard(o.id, (o,), o.theme, o.lane, o.column, dim=o.id not in focus) for o in shown
    )
    told = tuple(links[arrow] for arrow in looked.arrows) if looked else ()
    return Drawing(size, cards, arrows, chosen, told, theme)


def of(arrow: Arrow, focus: frozenset[str]) -> bool:
    """Whether both ends of an arrow are in the focus."""
    return {arrow.cause, arrow.effect} <= focus


def in_focus(view: MapView, looked: Chain | None, theme: str) -> frozenset[str]:
    """Return the objectives that are looked at; the others are quieter."""
    if looked is not None:
        return looked.nodes
    if theme:
        return frozenset(o.id for o in view.objectives if (o.theme or NO_THEME) == theme)
    return frozenset(o.id for o in view.objectives if o.touched)


def by_theme(view: MapView) -> Drawing:
    """Return a large map with one card for each theme in each perspective."""
    links = {link.arrow: link for link in view.links}
    found = groups(view)
    known = {o.id: o for o in view.objectives}
    cards = tuple(
        DrawnCard(
            id=group.id,
            objectives=tuple(known[m] for m in group.members),
            theme=group.theme,
            lane=group.lane,
            column=found.places[group.id].column,
            dim=False,
        )
        for group in found.groups
    )
    arrows = tuple(
        DrawnArrow(
            cause=way.arrow.cause,
            effect=way.arrow.effect,
            links=tuple(links[a] for a in found.arrows[way.arrow]),
            lanes=way.lanes,
            columns=way.columns,
            number=0,
            dim=False,
        )
        for way in routes(found.places, found.arrows)
    )
    return Drawing(Detail.THEMES, cards, arrows, None, (), "")


def groups(view: MapView) -> Grouped:
    """Return a map's groups in their places, found once for what stands where."""
    members = tuple(Member(o.id, o.lane, o.theme) for o in view.objectives)
    arrows = tuple(link.arrow for link in view.links)
    key = (members, arrows, len(view.perspectives))
    return _grouped.found(key, lambda: grouped(*key))
