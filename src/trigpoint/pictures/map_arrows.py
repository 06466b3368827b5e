"""The arrows of a strategy map: where they leave and arrive, bend, and have their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias
from xml.etree.ElementTree import Element

import numpy as np
import numpy.typing as npt

from trigpoint.pictures.map_card import Card
from trigpoint.pictures.map_places import Grid
from trigpoint.pictures.svg import element, number, title, words
from trigpoint.pictures.theme import Theme
from trigpoint.pictures.type import width_of

FloatArray: TypeAlias = npt.NDArray[np.float64]
IntArray: TypeAlias = npt.NDArray[np.int64]
Kind = Literal["supported", "unsupported", "untested"]
ROLES: dict[Kind, str] = {"supported": "ink", "unsupported": "off_track", "untested": "ink2"}
DASHES: dict[Kind, str | None] = {"supported": None, "unsupported": "7 5", "untested": "1.5 4"}
HEAD = 8
PORTS = 26
ASIDE = 7
LETTERS = 16
TRIED = (0.5, 0.38, 0.62, 0.28, 0.72, 0.2, 0.8)


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow along its lanes and columns, from its cause to its effect.

    `word` says in a word what the data say, `name` the whole sentence; `number` is its place in
    the table of a chain, 0 for none. `chosen` arrows belong to the chain that is looked at, `dim`
    ones lie beside it.
    """

    cause: str
    effect: str
    lanes: Sequence[int]
    columns: Sequence[float]
    kind: Kind
    word: str
    name: str
    href: str = ""
    number: int = 0
    dim: bool = False
    chosen: bool = False


class Point(NamedTuple):
    """A place in pixels."""

    x: float
    y: float


class Bend(NamedTuple):
    """A curve in a channel, upright at both ends."""

    start: Point
    end: Point
    sag: float = 0.0

    def at(self, t: float) -> Point:
        """Return the place after a fraction of the curve."""
        one, two = self.turns()
        rest = 1 - t
        weights = (rest**3, 3 * rest**2 * t, 3 * rest * t**2, t**3)
        points = (self.start, one, two, self.end)
        x = sum(w * p.x for w, p in zip(weights, points, strict=True))
        y = sum(w * p.y for w, p in zip(weights, points, strict=True))
        return Point(x, y)

    def turns(self) -> tuple[Point, Point]:
        """Return the two points that bend the curve."""
        if self.sag:
            low = max(self.start.y, self.end.y) + self.sag
            return Point(self.start.x, low), Point(self.end.x, low)
        middle = (self.start.y + self.end.y) / 2
        return Point(self.start.x, middle), Point(self.end.x, middle)


@dataclass(slots=True)
class Way:
    """An arrow in pixels; the curves of its channels, with straight lines between them."""

    arrow: Arrow
    bends: list[Bend] = field(default_factory=list)


def ways(arrows: Sequence[Arrow], cards: Sequence[Card], grid: Grid) -> list[Way]:
    """Return all arrows in pixels; those that share an edge or a gap lie side by side."""
    ports = all_ports(arrows, cards, grid)
    shifts = all_shifts(arrows)
    return [way(arrow, place, ports, shifts, grid) for place, arrow in enumerate(arrows)]


def all_ports(
    arrows: Sequence[Arrow], cards: Sequence[Card], grid: Grid
) -> dict[tuple[int, int], float]:
    """Return where each arrow leaves (end 0) and arrives (end 1), sideways."""
    spots = {card.id: card.spot for card in cards}
    edges: dict[tuple[str, bool], list[tuple[float, int, int]]] = defaultdict(list)
    for place, arrow in enumerate(arrows):
        up = arrow.lanes[-1] < arrow.lanes[0]
        arc = arrow.lanes[-1] == arrow.lanes[0]
        edges[arrow.cause, up and not arc].append((arrow.columns[1], place, 0))
        edges[arrow.effect, not up and not arc].append((arrow.columns[-2], place, 1))
    found = {}
    for (card, _top), ends in edges.items():
        step = min(PORTS, (grid.card_width - 40) / max(1, len(ends) - 1))
        first = grid.x(spots[card].column) - step * (len(ends) - 1) / 2
        for at, (_towards, place, end) in enumerate(sorted(ends)):
            found[place, end] = first + step * at
    return found


def all_shifts(arrows: Sequence[Arrow]) -> dict[tuple[int, int], float]:
    """Return by how much each arrow keeps aside in each lane that it passes."""
    gaps: dict[tuple[int, float], list[tuple[int, int]]] = defaultdict(list)
    for place, arrow in enumerate(arrows):
        for at, (lane, column) in enumerate(zip(arrow.lanes, arrow.columns, strict=True)):
            if 0 < at < len(arrow.lanes) - 1:
                gaps[lane, column].append((place, at))
    return {
        key: ASIDE * (n - (len(found) - 1) / 2)
        for found in gaps.values()
        for n, key in enumerate(found)
    }


def way(
    arrow: Arrow,
    place: int,
    ports: dict[tuple[int, int], float],
    shifts: dict[tuple[int, int], float],
    grid: Grid,
) -> Way:
    """Return one arrow in pixels."""
    start, end = ports[place, 0], ports[place, 1]
    made = Way(arrow)
    if arrow.lanes[0] == arrow.lanes[-1]:
        y = grid.card_bottom(arrow.lanes[0])
        made.bends.append(Bend(Point(start, y), Point(end, y + HEAD), sag=30))
        return made
    up = arrow.lanes[-1] < arrow.lanes[0]
    last = len(arrow.lanes) - 1
    at = [start, *(grid.x(arrow.columns[i]) + shifts[place, i] for i in range(1, last)), end]
    for step in range(last):
        lane, following = arrow.lanes[step], arrow.lanes[step + 1]
        leave = grid.card_top(lane) if up else grid.card_bottom(lane)
        arrive = grid.card_bottom(following) if up else grid.card_top(following)
        if step == last - 1:
            arrive += HEAD if up else -HEAD
        made.bends.append(Bend(Point(at[step], leave), Point(at[step + 1], arrive)))
    return made


def drawn(found: Sequence[Way], theme: Theme) -> list[Element]:
    """Return all arrows: those that lie beside first, words last."""
    order = sorted(found, key=lambda w: (not w.arrow.dim, w.arrow.chosen))
    labelled = [w for w in order if w.arrow.word]
    return [
        *(line(w, theme) for w in order),
        *(
            label(w, at, theme)
            for w, at in zip(labelled, label_places(labelled, found), strict=True)
        ),
    ]


def role_of(arrow: Arrow) -> str:
    """Return the colour of an arrow."""
    if arrow.dim:
        return "dimline"
    return "accent" if arrow.chosen and arrow.kind == "supported" else ROLES[arrow.kind]


def line(found: Way, theme: Theme) -> Element:
    """Return an arrow's line with its head: filled where the data support it, hollow where not."""
    arrow, role = found.arrow, role_of(found.arrow)
    path = []
    for place, bend in enumerate(found.bends):
        one, two = bend.turns()
        path.append(f"{'L' if place else 'M'}{number(bend.start.x)} {number(bend.start.y)}")
        points = (f"{number(p.x)} {number(p.y)}" for p in (one, two, bend.end))
        path.append(f"C{' '.join(points)}")
    heavy = 2.5 if arrow.chosen else 1.8
    style = {**theme.stroke(role, heavy), "stroke-dasharray": DASHES[arrow.kind]}
    if arrow.kind == "untested":
        style["stroke-linecap"] = "round"
    name = [title(arrow.name)] if arrow.name else []
    attributes = {"class": "map-arrow", "data-from": arrow.cause, "data-to": arrow.effect}
    return element(
        "g",
        attributes,
        *name,
        element("path", {"d": " ".join(path), **style}),
        head(found.bends[-1], arrow, role, theme),
    )


def head(bend: Bend, arrow: Arrow, role: str, theme: Theme) -> Element:
    """Return the head of an arrow at the edge of its effect."""
    x, y = bend.end
    down = bend.start.y < bend.end.y and not bend.sag
    tip = y + HEAD if down else y - HEAD
    points = (
        f"{number(x - 4.5)},{number(y)} {number(x + 4.5)},{number(y)} {number(x)},{number(tip)}"
    )
    if arrow.kind == "supported":
        return element("polygon", {"points": points, **theme.fill(role)})
    edge = theme.stroke(role, 1.4)
    named = f"{edge['class']} fill-sunken"
    return element("polygon", {"points": points, **edge, "fill": theme.sunken, "class": named})


def label_places(labelled: Sequence[Way], everything: Sequence[Way]) -> Sequence[Point]:
    """Return where the words of each arrow stand: off other words, and off other arrows."""
    places = {id(way): place for place, way in enumerate(everything)}
    wide = tuple((places[id(way)], label_width(way.arrow) / 2) for way in labelled)
    return placed(tuple(tuple(way.bends) for way in everything), wide)


@lru_cache(maxsize=64)
def placed(
    arrows: tuple[tuple[Bend, ...], ...], wide: tuple[tuple[int, float], ...]
) -> tuple[Point, ...]:
    """Return where words stand; `wide` has the place of an arrow and half the width of its words.

    Remembered for what is drawn alike: the search takes longer than all the rest of a picture.
    """
    lines = Lines.of(arrows)
    boxes: list[tuple[Point, float]] = []
    for arrow, half in wide:
        tried = [bend.at(t) for bend in reversed(arrows[arrow]) for t in TRIED]
        boxes.append((clearest(tried, half, boxes, lines, arrow), half))
    return tuple(at for at, _half in boxes)


def clearest(
    tried: Sequence[Point],
    wide: float,
    boxes: Sequence[tuple[Point, float]],
    lines: Lines,
    arrow: int,
) -> Point:
    """Return the first of some places under which least lies; a free one ends the search."""
    best, least = tried[0], float("inf")
    for at in tried:
        under = 100 * words_under(at, wide, boxes) + lines.under(at, wide, arrow)
        if under < least:
            best, least = at, under
        if not under:
            break
    return best


class Lines(NamedTuple):
    """Places along all arrows by their height: of each x, y, and which arrow it belongs to."""

    x: FloatArray
    y: FloatArray
    arrow: IntArray

    @classmethod
    def of(cls, arrows: Sequence[Sequence[Bend]]) -> Lines:
        """Return the places along some arrows."""
        rows = sorted((p.y, p.x, n) for n, bends in enumerate(arrows) for p in sampled(bends))
        y, x, arrow = zip(*rows, strict=True) if rows else ((), (), ())
        return cls(np.array(x, float), np.array(y, float), np.array(arrow, np.int64))

    def under(self, at: Point, wide: float, arrow: int) -> int:
        """Return how many places of other arrows lie under words that stand somewhere."""
        tall = LETTERS / 2 + 1
        start = self.y.searchsorted(at.y - tall, "right")
        end = self.y.searchsorted(at.y + tall, "left")
        near = np.abs(self.x[start:end] - at.x) < wide + 1
        return int(np.count_nonzero(near & (self.arrow[start:end] != arrow)))


def sampled(bends: Sequence[Bend]) -> list[Point]:
    """Return some places along an arrow."""
    return [bend.at(t / 14) for bend in bends for t in range(15)]


def words_under(at: Point, wide: float, boxes: Iterable[tuple[Point, float]]) -> int:
    """Return how many other words lie under words that stand at a place."""
    return sum(
        abs(at.x - other.x) < wide + half + 2 and abs(at.y - other.y) < LETTERS + 1
        for other, half in boxes
    )


def label_width(arrow: Arrow) -> float:
    """Return how wide the words of an arrow are."""
    return width_of(label_words(arrow)) + 10


def label_words(arrow: Arrow) -> str:
    """Return the words of an arrow, with its number where it has one."""
    return f"{arrow.number}  {arrow.word}" if arrow.number else arrow.word


def label(found: Way, at: Point, theme: Theme) -> Element:
    """Return the words of an arrow on a ground of their own."""
    arrow, wide = found.arrow, label_width(found.arrow)
    role = role_of(arrow)
    box = {"x": at.x - wide / 2, "y": at.y - LETTERS / 2, "width": wide, "height": LETTERS, "rx": 8}
    edge = theme.stroke(role, 1.2) if arrow.number else {"class": ""}
    ground = {**edge, "fill": theme.sunken, "class": f"{edge['class']} fill-sunken".strip()}
    style = {"text-anchor": "middle", **theme.fill("ink2" if role == "dimline" else role)}
    inside = [
        element("rect", {**box, **ground}),
        words(label_words(arrow), {"x": at.x, "y": at.y + 4, **style}),
    ]
    if arrow.href:
        link = {"href": arrow.href, "aria-label": arrow.name, "class": "map-link"}
        return element("a", link, title(arrow.name), *inside)
    return element("g", {"aria-hidden": "true"}, *inside)
