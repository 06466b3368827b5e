"""A sheet of paper that is laid out from the top in blocks: what every one-page scene is made of.

Where the blocks need more room than the sheet has, the whole scene is drawn smaller: it stays one
sheet.
"""

from __future__ import annotations

from typing import Literal
from xml.etree.ElementTree import Element

from trigpoint.pictures.svg import element, title, words, write
from trigpoint.pictures.text import lines
from trigpoint.pictures.theme import Theme

Paper = Literal["a4", "letter"]
SIZES: dict[Paper, tuple[int, int]] = {"a4": (794, 1123), "letter": (816, 1056)}
"""Width and height in pixels of 96 to the inch."""
MARGIN = 48
SERIF = "'Source Serif 4', 'Noto Serif', 'DejaVu Serif', serif"
TONES = {
    "on_track": ("#E1F3EF", "#0F766A"),
    "at_risk": ("#FDF1D3", "#8F6100"),
    "off_track": ("#FBE4E8", "#8F0F26"),
    "achieved": ("#E5EAFB", "#17309C"),
    "held": ("#FDF1D3", "#8F6100"),
    "old": ("#EEEEEF", "#5B5F66"),
    "open": ("#F3F1EC", "#55524A"),
    "draft": ("#EFEAFA", "#6A4FA3"),
    "private": ("#EFEAFA", "#6A4FA3"),
}
"""Ground and ink of a status; its word always stands with it."""


class Sheet:
    """Blocks under each other; `y` is where the next one begins."""

    def __init__(self, theme: Theme, wide: int) -> None:
        self.theme = theme
        self.left, self.right = MARGIN, wide - MARGIN
        self.parts: list[Element] = []
        self.y: float = MARGIN

    def text(  # noqa: PLR0913 - a place, and how it looks
        self,
        text: str,
        x: float,
        y: float,
        size: float = 11,
        *,
        role: str = "ink",
        bold: bool = False,
        family: str = "",
        anchor: str = "start",
        colour: str = "",
    ) -> None:
        """Put one line of text on a baseline."""
        paint = {"fill": colour} if colour else self.theme.fill(role)
        place = {"x": x, "y": y, "font-size": size, "text-anchor": anchor}
        weight = {"font-weight": "700" if bold else None, "font-family": family or None}
        self.parts.append(words(text, {**place, **weight, **paint}))

    def block(
        self,
        text: str,
        x: float,
        y: float,
        room: float,
        size: float = 11,
        *,
        role: str = "ink",
        bold: bool = False,
        most: int = 99,
    ) -> float:
        """Put a text in lines that fit; return where the next line would stand."""
        for line in lines(text, size, room, bold=bold, most=most):
            self.text(line, x, y, size, role=role, bold=bold)
            y += size * 1.36
        return y

    def rule(self, y: float, x: float | None = None) -> None:
        """Draw a thin line from x, or from the margin, to the right."""
        ends = {"x1": self.left if x is None else x, "x2": self.right, "y1": y, "y2": y}
        self.parts.append(element("line", {**ends, **self.theme.stroke("line")}))

    def box(self, x: float, y: float, wide: float, high: float, fill: str, edge: str = "") -> None:
        """Draw a rounded ground, with a coloured edge where one is wanted."""
        place = {"x": x, "y": y, "width": wide, "height": high, "rx": 6, "fill": fill}
        self.parts.append(element("rect", place))
        if edge:
            bar = {"x": x, "y": y, "width": 3, "height": high, "rx": 1.5, "fill": edge}
            self.parts.append(element("rect", bar))

    def framed(self, high: int, label: str) -> str:
        """Return the blocks as SVG of the paper's size, with every colour written out."""
        wide = self.right + MARGIN
        needed = max(high, self.y + MARGIN)
        box = f"0 0 {wide * needed / high:.1f} {needed:.1f}"
        shift = element("g", {"transform": f"translate({(wide * needed / high - wide) / 2:.1f} 0)"})
        shift.extend(self.parts)
        ground = element("rect", {"width": "100%", "height": "100%", **self.theme.fill("surface")})
        frame = {
            "class": "pic sheet",
            "viewBox": box,
            "width": wide,
            "height": high,
            "font-family": self.theme.sans,
            "role": "img",
        }
        return write(element("svg", frame, title(label), ground, shift))
