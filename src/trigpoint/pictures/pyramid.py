"""The goals pyramid as a picture: stones in rows, one wider than the other, on the ground.

A scene knows places and words, no goals. Columns become trapezoids: the higher a row, the more
its columns close up around the middle. Every stone with an address is a link, named in full for
readers who do not see it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal
from xml.etree.ElementTree import Element

from trigpoint.pictures.marks import mark
from trigpoint.pictures.svg import element, number, title, words, write
from trigpoint.pictures.theme import LIGHT, Theme
from trigpoint.pictures.type import lines

WIDTH = 1120
TOP = 0.62
"""How wide the uppermost edge is, as a fraction of the ground."""
LOOSE = 120
"""Room beside the pyramid for what lies loose."""
GAP, BAND = 3, 10
LETTERS = 12


@dataclass(frozen=True, slots=True)
class Part:
    """A share of a group that has one status."""

    status: str
    fraction: float


@dataclass(frozen=True, slots=True)
class Stone:
    """A stone: its place in columns and rows, its words, and where it leads.

    `status` colours it and gives it its mark, "" for none; `parts` draw a group's statuses side
    by side. `name` is what is read out, `short` stands where `text` has no room.
    """

    kind: Literal["goal", "group", "hole", "foot"]
    left: float
    right: float
    first: int
    last: int
    top: float
    bottom: float
    name: str
    text: str
    short: str = ""
    status: str = ""
    href: str = ""
    parts: Sequence[Part] = ()
    framed: bool = False


@dataclass(frozen=True, slots=True)
class Pyramid:
    """The whole picture. `heights` are the rows' in pixels; `bands` say after which a layer ends.

    `loose` are the words of goals that lie beside it, each with its name and address.
    """

    label: str
    columns: int
    heights: Sequence[int]
    bands: frozenset[int]
    stones: Sequence[Stone]
    loose: Sequence[tuple[str, str, str]] = ()
    loose_label: str = ""
    more_loose: str = ""


class Place:
    """Turns columns and rows into pixels."""

    def __init__(self, scene: Pyramid) -> None:
        self.columns = scene.columns
        self.tops: list[float] = []
        at = 2.0
        for row, height in enumerate(scene.heights):
            self.tops.append(at)
            at += height + (BAND if row in scene.bands else 0)
        self.heights = list(scene.heights)
        self.ground = at
        self.room = WIDTH - (LOOSE + 20 if scene.loose else 0)

    def x(self, column: float, y: float) -> float:
        """Return where a column's edge is at a height."""
        share = TOP + (1 - TOP) * min(1.0, y / max(1.0, self.ground))
        middle = self.room / 2
        return middle + (column / self.columns - 0.5) * (self.room - 4) * share

    def box(self, stone: Stone) -> tuple[float, float]:
        """Return the upper and the lower edge of a stone."""
        first = self.tops[stone.first] + stone.top * self.heights[stone.first]
        last = self.tops[stone.last] + stone.bottom * self.heights[stone.last]
        return first, last - (GAP if stone.kind != "foot" else 0)

    def corners(self, stone: Stone, inset: float = GAP / 2) -> list[tuple[float, float]]:
        """Return the four corners, from the upper left around."""
        top, bottom = self.box(stone)
        return [
            (self.x(stone.left, top) + inset, top),
            (self.x(stone.right, top) - inset, top),
            (self.x(stone.right, bottom) - inset, bottom),
            (self.x(stone.left, bottom) + inset, bottom),
        ]


def pyramid(scene: Pyramid, theme: Theme = LIGHT) -> str:
    """Return the picture as SVG, as wide as its place."""
    place = Place(scene)
    height = place.ground + 6
    parts = [hatch(theme)]
    parts += [drawn(stone, place, theme) for stone in sorted(scene.stones, key=over)]
    parts += beside(scene, place, theme)
    ground = {"x1": 0, "x2": WIDTH, "y1": place.ground + 1, "y2": place.ground + 1}
    parts.append(element("line", {**ground, **theme.stroke("control", 1.5)}))
    root = element(
        "svg",
        {
            "class": "pic pyramid",
            "viewBox": f"0 0 {WIDTH} {number(height)}",
            "role": "group",
            "aria-label": scene.label,
            "direction": "ltr",
            "font-family": theme.sans,
            "font-size": LETTERS,
            "text-anchor": "middle",
        },
        *parts,
    )
    return write(root)


def over(stone: Stone) -> bool:
    """Draw frames last, so that no neighbour lies over them."""
    return stone.framed


def hatch(theme: Theme) -> Element:
    """Return the pattern of what nobody carries."""
    line = element("path", {"d": "M0 7L7 0", **theme.stroke("off_track"), "stroke-opacity": "0.45"})
    pattern = element(
        "pattern",
        {"id": "hatch", "width": 7, "height": 7, "patternUnits": "userSpaceOnUse"},
        line,
    )
    return element("defs", {}, pattern)


def drawn(stone: Stone, place: Place, theme: Theme) -> Element:
    """Return a stone with its words, as a link where it leads somewhere."""
    corners = place.corners(stone)
    inside = [shape(stone, corners, theme), *content(stone, corners, theme)]
    if stone.kind == "foot":
        return element("g", {"aria-hidden": "true"}, *inside)
    if not stone.href:
        return element("g", {"role": "img", "aria-label": stone.name}, *inside)
    link = {"href": stone.href, "aria-label": stone.name}
    return element("a", link, title(stone.name), *inside)


def shape(stone: Stone, corners: Sequence[tuple[float, float]], theme: Theme) -> Element:
    """Return the outline of a stone."""
    points = " ".join(f"{number(x)},{number(y)}" for x, y in corners)
    if stone.kind == "hole":
        edge = theme.stroke("off_track", 1.5)
        return element(
            "polygon", {"points": points, **edge, "fill": "url(#hatch)", "stroke-dasharray": "5 4"}
        )
    if stone.kind == "group":
        return element("polygon", {"points": points, **theme.stroke("cardline"), "fill": "none"})
    fill = theme.fill(f"{stone.status}_t" if stone.status else "sunken")
    more: dict[str, object] = {}
    if stone.framed:
        more = {"stroke": theme.at_risk, "stroke-width": "2.5"}
        fill = {**fill, "class": f"{fill['class']} framed"}
    return element("polygon", {"points": points, **fill, **more})


def content(stone: Stone, corners: Sequence[tuple[float, float]], theme: Theme) -> list[Element]:
    """Return the mark and the words of a stone, as much as has room."""
    if stone.kind == "foot":
        return []
    (left, top), (right, _top), (low_right, bottom), (low_left, _bottom) = corners
    middle = (left + right + low_left + low_right) / 4
    slant = max(abs(low_left - left), abs(low_right - right))
    wide = (right - left + low_right - low_left) / 2 - 6 - slant * 0.35
    tall = bottom - top
    marked = 18 if stone.status and stone.kind == "goal" else 0
    rows = int((tall - marked - 8) // 15)
    written = lines(stone.text, wide, min(rows, 4)) or lines(stone.short, wide, min(rows, 1))
    bar = 14 if stone.parts else 0
    at = top + (tall - marked - bar - 15 * len(written)) / 2
    found: list[Element] = []
    if marked and wide >= 8 and tall >= 18:
        found.append(mark(stone.status, middle - 7, max(top + 2, at - 1), 14, theme))
        at += marked
    role = "off_track" if stone.kind == "hole" else "ink"
    for index, line in enumerate(written):
        baseline = at + 12 + 15 * index
        style = {"font-weight": "600", **theme.fill(role)}
        found.append(words(line, {"x": middle, "y": baseline, **style}))
    if stone.parts and wide >= 16:
        found += parts_of(stone, middle, at + 15 * len(written) + 5, min(wide, 72), theme)
    return found


def parts_of(stone: Stone, middle: float, y: float, wide: float, theme: Theme) -> list[Element]:
    """Return the bar of a group: one stretch for each status."""
    edges = [0.0]
    for part in stone.parts:
        edges.append(edges[-1] + part.fraction)
    left = middle - wide / 2
    return [
        element(
            "rect",
            {
                "x": left + wide * start,
                "y": y,
                "width": max(1.0, wide * (end - start) - 1),
                "height": 7,
                **theme.fill(part.status),
            },
        )
        for part, (start, end) in zip(stone.parts, pairwise(edges), strict=True)
    ]


def beside(scene: Pyramid, place: Place, theme: Theme) -> list[Element]:
    """Return what lies loose, one over the other on the ground beside the pyramid."""
    if not scene.loose:
        return []
    left, wide = WIDTH - LOOSE - 2, LOOSE
    found = []
    y = place.ground - 4
    for index, (text, name, href) in enumerate(scene.loose):
        written = lines(text, wide - 14, 3)
        tall = 15 * len(written) + 12
        y -= tall + 5
        turn = f"rotate({-3 if index % 2 else 2} {left + wide / 2} {number(y + tall / 2)})"
        box = {"x": left, "y": y, "width": wide, "height": tall, "stroke-dasharray": "4 3"}
        inside = [element("rect", {**box, **theme.stroke("control"), "fill": theme.sunken})]
        inside[0].set("class", "stroke-control fill-sunken")
        inside += [
            words(line, {"x": left + wide / 2, "y": y + 17 + 15 * n, **theme.fill("ink")})
            for n, line in enumerate(written)
        ]
        link = {"href": href, "aria-label": name, "transform": turn}
        found.append(element("a", link, title(name), *inside))
    middle = {"x": left + wide / 2, **theme.fill("ink2")}
    if scene.more_loose:
        y -= 16
        found.append(words(scene.more_loose, {**middle, "y": y + 8}))
    found.append(words(scene.loose_label, {**middle, "y": y - 10, "font-weight": "600"}))
    return found
