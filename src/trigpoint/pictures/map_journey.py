"""The customer's journey beneath a strategy map: stages, and what hurts in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from trigpoint.pictures.map_places import LEFT, Grid
from trigpoint.pictures.marks import mark
from trigpoint.pictures.svg import element, number, title, words
from trigpoint.pictures.theme import Theme
from trigpoint.pictures.type import cut, lines

STAGE, PAIN, GAP, EDGE = 44, 132, 10, 16


@dataclass(frozen=True, slots=True)
class Pain:
    """What hurts: words, figures in two lines, and who heals it, or `alone` where nobody does."""

    title: str
    name: str
    href: str
    moment: str
    volume: str
    satisfaction: str
    served_label: str
    served: str
    alone: str


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage with its touchpoints, and its pain points one under the other."""

    title: str
    touchpoints: str
    pains: Sequence[Pain]


def height(stages: Sequence[Stage], _grid: Grid) -> float:
    """Return how tall the journey is."""
    deepest = max((len(stage.pains) for stage in stages), default=0)
    return 2 * EDGE + STAGE + deepest * (PAIN + GAP)


def drawn(stages: Sequence[Stage], top: float, grid: Grid, theme: Theme) -> list[Element]:
    """Return the stages as chevrons, with their pain points beneath."""
    left = LEFT + 4.0
    pitch = (grid.width - left - 12) / max(1, len(stages))
    found = []
    for place, each in enumerate(stages):
        x = left + place * pitch
        found += chevron(each, x, top + EDGE, pitch - 4, theme)
        for deep, pain in enumerate(each.pains):
            y = top + EDGE + STAGE + GAP + deep * (PAIN + GAP)
            found.append(card(pain, x, y, pitch - 10, theme))
    return found


def chevron(each: Stage, x: float, y: float, wide: float, theme: Theme) -> list[Element]:
    """Return a stage."""
    right, middle, bottom = x + wide - 8, y + STAGE / 2, y + STAGE
    corners = [
        (x, y),
        (right, y),
        (x + wide, middle),
        (right, bottom),
        (x, bottom),
        (x + 8, middle),
    ]
    points = " ".join(f"{number(a)},{number(b)}" for a, b in corners)
    edge = theme.stroke("cardline")
    named = f"{edge['class']} fill-surface"
    text = {"x": x + 16, **theme.fill("ink")}
    return [
        element("polygon", {"points": points, **edge, "fill": theme.surface, "class": named}),
        words(cut(each.title, wide - 32, 12.5), {**text, "y": y + 18, "font-weight": 600}),
        words(cut(each.touchpoints, wide - 32), {**text, "y": y + 34, **theme.fill("ink2")}),
    ]


def card(pain: Pain, x: float, y: float, wide: float, theme: Theme) -> Element:
    """Return a pain point: red and dashed where nobody serves it."""
    box = {"x": x, "y": y, "width": wide, "height": PAIN, "rx": 8}
    edge = theme.stroke("off_track" if pain.alone else "cardline", 1.6 if pain.alone else 1)
    role = "off_track_t" if pain.alone else "surface"
    look = {**edge, **theme.fill(role), "stroke-dasharray": "5 4" if pain.alone else None}
    look["class"] = f"{edge['class']} fill-{role.replace('_', '-')}"
    link = {"href": pain.href or None, "aria-label": pain.name, "class": "map-pain"}
    return element(
        "a" if pain.href else "g",
        link,
        title(pain.name),
        element("rect", {**box, **look}),
        *said(pain, x + 10, y, wide - 20, theme),
    )


def said(pain: Pain, x: float, y: float, room: float, theme: Theme) -> list[Element]:
    """Return the words of a pain point."""
    at = y + 19
    found = []
    for line in lines(pain.title, room, 2, 12.5):
        style = {"font-size": 12.5, "font-weight": 600, **theme.fill("ink")}
        found.append(words(line, {"x": x, "y": at, **style}))
        at += 15
    if pain.moment:
        style = {"font-weight": 600, **theme.fill("accent")}
        found.append(words(cut(pain.moment, room), {"x": x, "y": at, **style}))
        at += 15
    broken = lines(pain.satisfaction, room, 2 if at <= y + 52 else 1)
    at = max(at, y + (52 if len(broken) < 2 else 46))
    for text in (cut(pain.volume, room), *broken):
        found.append(words(text, {"x": x, "y": at + 6, **theme.fill("ink")}))
        at += 16
    at = y + 100
    if pain.alone:
        found.append(mark("off_track", x, at - 1, 14, theme))
        style = {"font-weight": 600, **theme.fill("off_track")}
        found.append(words(cut(pain.alone, room - 20), {"x": x + 20, "y": at + 11, **style}))
        return found
    found.append(words(pain.served_label, {"x": x, "y": at, **theme.fill("ink2")}))
    for place, line in enumerate(lines(pain.served, room, 2)):
        found.append(words(line, {"x": x, "y": at + 14 + 14 * place, **theme.fill("ink")}))
    return found
