"""A strategy map as a picture: cards in lanes, arrows with their words, the journey beneath.

A scene knows places and words, no goals. It has literal sizes: where a map is wider than a page,
its place scrolls, and letters stay legible.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from trigpoint.pictures import map_arrows, map_journey
from trigpoint.pictures.map_arrows import Arrow
from trigpoint.pictures.map_card import Card, card, height
from trigpoint.pictures.map_journey import Stage
from trigpoint.pictures.map_places import LEFT, Grid
from trigpoint.pictures.svg import element, number, words, write
from trigpoint.pictures.theme import LIGHT, Theme
from trigpoint.pictures.type import lines


@dataclass(frozen=True, slots=True)
class Lane:
    """A perspective: its title, and the question that it answers."""

    title: str
    question: str


@dataclass(frozen=True, slots=True)
class StrategyMap:
    """The whole picture. `heading` and `foot` are words above and beneath, for paper."""

    label: str
    lanes: Sequence[Lane]
    cards: Sequence[Card]
    arrows: Sequence[Arrow]
    stages: Sequence[Stage] = ()
    journey: Lane | None = None
    heading: Sequence[str] = ()
    foot: str = ""


def strategy_map(scene: StrategyMap, theme: Theme = LIGHT, *, paper: bool = False) -> str:
    """Return the picture as SVG; on paper with a ground, a heading and a foot."""
    top = 30 + 20 * len(scene.heading) if paper and scene.heading else 0
    grid = Grid.of([card.spot for card in scene.cards], top, height(scene.cards))
    parts = heading(scene.heading, theme) if paper else []
    for place, lane in enumerate(scene.lanes):
        parts += ground(lane, grid.lane_top(place), grid.lane_height, grid, theme)
    ways = map_arrows.ways(scene.arrows, scene.cards, grid)
    parts += map_arrows.drawn(ways, theme)
    parts += [card(each, grid, theme) for each in scene.cards]
    bottom = grid.lane_top(len(scene.lanes))
    if scene.stages and scene.journey is not None:
        tall = map_journey.height(scene.stages, grid)
        parts += ground(scene.journey, bottom + 4, tall, grid, theme)
        parts += map_journey.drawn(scene.stages, bottom + 4, grid, theme)
        bottom += tall + 8
    if paper and scene.foot:
        foot = {"x": 12, "y": bottom + 20, "font-size": 12, **theme.fill("ink2")}
        parts.append(words(scene.foot, foot))
        bottom += 32
    if paper:
        whole = {"width": grid.width, "height": bottom, **theme.fill("surface")}
        parts.insert(0, element("rect", whole))
    return write(frame(scene, grid, bottom, theme, parts))


def frame(
    scene: StrategyMap, grid: Grid, bottom: float, theme: Theme, parts: Sequence[Element]
) -> Element:
    """Return the outermost element; a script reads from it where columns and lanes lie."""
    tops = (number(grid.lane_top(lane)) for lane in range(len(scene.lanes)))
    attributes = {
        "class": "pic map",
        "viewBox": f"0 0 {number(grid.width)} {number(bottom)}",
        "width": grid.width,
        "height": bottom,
        "role": "group",
        "aria-label": scene.label,
        "direction": "ltr",
        "font-family": theme.sans,
        "font-size": 12,
        "data-left": grid.left,
        "data-pitch": grid.pitch,
        "data-tall": grid.lane_height,
        "data-tops": " ".join(tops),
    }
    return element("svg", attributes, *parts)


def heading(said: Sequence[str], theme: Theme) -> list[Element]:
    """Return the lines above a map on paper, the first one large."""
    found = []
    for place, line in enumerate(said):
        size = 18 if place == 0 else 12
        style = {"font-size": size, "font-weight": 700 if place == 0 else 400}
        role = theme.fill("ink" if place == 0 else "ink2")
        found.append(words(line, {"x": 12, "y": 24 + 20 * place, **style, **role}))
    return found


def ground(lane: Lane, top: float, tall: float, grid: Grid, theme: Theme) -> list[Element]:
    """Return the ground of a lane with its words."""
    box = {"x": 0, "y": top + 2, "width": grid.width, "height": tall - 4, "rx": 8}
    found = [element("rect", {**box, **theme.fill("sunken")})]
    y = top + 30
    for line in lines(lane.title, LEFT - 24, 3, 13):
        style = {"font-size": 13, "font-weight": 700, **theme.fill("ink")}
        found.append(words(line, {"x": 14, "y": y, **style}))
        y += 17
    for line in lines(lane.question, LEFT - 30, int((top + tall - y) // 15), 12):
        found.append(words(line, {"x": 14, "y": y + 2, **theme.fill("ink2")}))
        y += 15
    return found
