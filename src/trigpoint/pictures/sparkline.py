"""The sparkline: how a measure went, in the height of a line of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trigpoint.pictures.curves import broken_line, curves
from trigpoint.pictures.scale import Scale
from trigpoint.pictures.svg import element, percent, write
from trigpoint.pictures.theme import LIGHT, Theme

HEIGHT = 28


@dataclass(frozen=True, slots=True)
class Sparkline:
    """Values in order of time, None for a period without a figure; the goal, if there is one."""

    values: Sequence[float | None]
    goal: float | None = None


def sparkline(spark: Sparkline, theme: Theme = LIGHT) -> str:
    """Return the line as fluid SVG, `HEIGHT` pixels high; its last value carries a dot."""
    known = [value for value in (*spark.values, spark.goal) if value is not None]
    x = Scale(0, max(1, len(spark.values) - 1))
    y = Scale(min(known, default=0), max(known, default=1), HEIGHT - 5, 5)
    places = [(x(i), y(v)) if v is not None else None for i, v in enumerate(spark.values)]
    parts = []
    if spark.goal is not None:
        rule = {"x1": "0", "x2": "100%", "y1": y(spark.goal), "y2": y(spark.goal)}
        parts.append(
            element("line", {**rule, "stroke-dasharray": "3 3", **theme.stroke("goal", 1.5)})
        )
    parts.append(curves([broken_line(places, theme.stroke("accent", 1.5))], HEIGHT, None))
    last = next((place for place in reversed(places) if place is not None), None)
    if last is not None:
        dot = {"cx": percent(last[0]), "cy": last[1], "r": 3}
        parts.append(element("circle", {**dot, **theme.fill("accent")}))
    frame = {"class": "pic spark", "width": "120", "height": HEIGHT, "aria-hidden": "true"}
    return write(element("svg", frame, *parts))
