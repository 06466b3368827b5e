"""Lines and areas that stretch with their box while their strokes keep their width.

SVG paths know no percentages. They are drawn in a box of their own, 1,000 units wide, which the
browser stretches; on paper the box has the true width, so nothing is stretched at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar
from xml.etree.ElementTree import Element

from trigpoint.pictures.svg import Attributes, element, number

UNITS = 1000.0
_KEEP = {"vector-effect": "non-scaling-stroke"}

XY = tuple[float, float]
Band = tuple[float, float, float]
T = TypeVar("T")


def curves(
    paths: Sequence[Callable[[float], Element]], height: float, width: float | None
) -> Element:
    """Return the box that holds the paths, stretched to its place or `width` pixels wide."""
    units = width or UNITS
    box = {
        "width": "100%",
        "height": height,
        "viewBox": f"0 0 {number(units)} {number(height)}",
        "preserveAspectRatio": "none",
        "overflow": "visible",
    }
    return element("svg", box, *(path(units) for path in paths))


def broken_line(places: Sequence[XY | None], attributes: Attributes) -> Callable[[float], Element]:
    """Return a line through the places, x in fractions of the width; None breaks it."""

    def draw(units: float) -> Element:
        return _path("".join(_through(run, units) for run in _runs(places)), attributes)

    return draw


def area(places: Sequence[Band | None], attributes: Attributes) -> Callable[[float], Element]:
    """Return the area between two lines (x, low, high); None breaks it."""

    def draw(units: float) -> Element:
        pieces = []
        for run in _runs(places):
            there = [(x, high) for x, _, high in run]
            back = [(x, low) for x, low, _ in reversed(run)]
            pieces.append(_through([*there, *back], units) + "Z")
        return _path("".join(pieces), attributes)

    return draw


def steps(places: Sequence[Band], attributes: Attributes) -> Callable[[float], Element]:
    """Return level lines (start, end, y), joined by uprights where one ends as the next begins."""

    def draw(units: float) -> Element:
        pieces, last = [], None
        for start, end, y in places:
            joined = last is not None and abs(last - start) < 1e-6
            verb = "L" if joined else "M"
            pieces.append(f"{verb}{number(start * units)} {number(y)}H{number(end * units)}")
            last = end
        return _path("".join(pieces), attributes)

    return draw


def _runs(items: Sequence[T | None]) -> Iterator[list[T]]:
    for present, group in groupby(items, key=lambda item: item is not None):
        if present:
            yield [item for item in group if item is not None]


def _through(places: Sequence[XY], units: float) -> str:
    written = [f"{number(x * units)} {number(y)}" for x, y in places]
    return "M" + "L".join(written)


def _path(course: str, attributes: Attributes) -> Element:
    return element("path", {"d": course or "M0 0", **_KEEP, **attributes})
