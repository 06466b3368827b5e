"""The mark of each status as a shape, so that no status is told by its colour alone."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from trigpoint.pictures.svg import element, number
from trigpoint.pictures.theme import Theme

DOT = "M8 1.600a6.400 6.400 0 1 0 .01 0z"
STAR = (
    "M8 .9l2.200 4.700 5.100.6-3.800 3.500 1 5.100L8 12.300l-4.500 2.500 1-5.100L.7 6.200l5.100-.6z"
)
SQUARE = (
    "M4.500 1h7A3.500 3.500 0 0 1 15 4.500v7a3.500 3.500 0 0 1-3.500 3.500h-7"
    "A3.500 3.500 0 0 1 1 11.500v-7A3.500 3.500 0 0 1 4.500 1z"
)
SOLID = {
    "on_track": ("M8 1a7 7 0 1 0 .01 0z", "M4.800 8.300l2.200 2.200 4.300-4.600"),
    "at_risk": ("M8 1.500 15 14.200H1z", "M8 6v3.800M8 12v.01"),
    "off_track": (
        "M5 .9h6L15.100 5v6L11 15.100H5L.9 11V5z",
        "M5.400 5.400l5.200 5.200m0-5.200-5.200 5.200",
    ),
    "achieved": (STAR, ""),
    "held": (SQUARE, "M6 5v6M10 5v6"),
}
HOLLOW = {
    "old": (DOT, "2.6 2", "M8 4.600V8l2.300 1.600"),
    "draft": (DOT, ".1 3.800", ""),
    "open": ("M8 1.300 14.700 8 8 14.700 1.300 8z", "", "M5 8.600c1-1.600 2-1.600 3-.6s2 1 3-.6"),
    "private": ("M3 7h10v7H3z", "", "M5.200 7V5a2.800 2.800 0 0 1 5.600 0v2"),
}


def mark(status: str, x: float, y: float, size: float, theme: Theme) -> Element:
    """Return the mark of a status, `size` pixels wide, its upper left corner at x and y."""
    move = f"translate({number(x)} {number(y)}) scale({number(size / 16)})"
    return element("g", {"transform": move}, *strokes(status, theme))


def strokes(status: str, theme: Theme) -> list[Element]:
    """Return the shapes of a mark."""
    round_ends = {"stroke-linecap": "round", "stroke-linejoin": "round"}
    if status in SOLID:
        outline, sign = SOLID[status]
        parts = [element("path", {"d": outline, **theme.fill(status)})]
        if sign:
            drawn = {"d": sign, **theme.stroke("surface", 1.8), **round_ends}
            parts.append(element("path", drawn))
        return parts
    outline, dashes, sign = HOLLOW[status]
    edge = {"d": outline, **theme.stroke(status, 1.7), **round_ends}
    if dashes:
        edge["stroke-dasharray"] = dashes
    parts = [element("path", edge)]
    if sign:
        parts.append(element("path", {"d": sign, **theme.stroke(status, 1.6), **round_ends}))
    return parts
