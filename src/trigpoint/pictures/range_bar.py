"""The range bar: where a value lies, where it likely lies, and where the goal begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from xml.etree.ElementTree import Element

from trigpoint.pictures.scale import Scale
from trigpoint.pictures.svg import element, number, percent, words, write
from trigpoint.pictures.theme import LIGHT, Theme

HEIGHT = 44
_BAR, _THICK = 18, 6


@dataclass(frozen=True, slots=True)
class RangeBar:
    """What a range bar shows. All numbers are in the measure's own unit.

    `wanted` says on which side of the goal it is reached: above it, below it, or between the goal
    and `goal_high`.
    """

    axis_low: float
    axis_high: float
    value: float
    low: float
    high: float
    goal: float | None
    wanted: Literal["above", "below", "between"]
    axis_low_label: str
    axis_high_label: str
    goal_label: str = ""
    goal_high: float | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """The number line: fractions of the width, mirrored where the text runs right to left."""

    scale: Scale
    mirrored: bool

    def at(self, value: float) -> float:
        place = self.scale.clipped(value)
        return 1 - place if self.mirrored else place

    def box(self, first: float, last: float) -> dict[str, str]:
        left, right = sorted((self.at(first), self.at(last)))
        return {"x": percent(left), "width": percent(right - left)}

    def anchor(self, place: float) -> str:
        if place < 0.2:
            return "start"
        return "end" if place > 0.8 else "middle"


def range_bar(bar: RangeBar, theme: Theme = LIGHT, *, mirrored: bool = False) -> str:
    """Return the bar as fluid SVG, `HEIGHT` pixels high and as wide as its place."""
    line = _Line(Scale(bar.axis_low, bar.axis_high), mirrored)
    middle = _BAR + _THICK / 2
    track = {"y": number(_BAR), "height": number(_THICK)}
    parts = [
        element("rect", {**track, "width": "100%", "rx": 3, **theme.fill("track")}),
        *_goal_zone(bar, line, theme, track),
        element("rect", {**track, **line.box(bar.low, bar.high), "rx": 1, **theme.fill("band")}),
        *_goal_mark(bar, line, theme),
        element(
            "circle",
            {
                "cx": percent(line.at(bar.value)),
                "cy": middle,
                "r": 5.5,
                **theme.fill("surface"),
            },
        ),
        element(
            "circle",
            {"cx": percent(line.at(bar.value)), "cy": middle, "r": 4, **theme.fill("ink")},
        ),
        *_axis(bar, theme, mirrored=mirrored),
    ]
    root = element(
        "svg",
        {
            "class": "pic range",
            "width": "100%",
            "height": HEIGHT,
            "direction": "ltr",
            "font-family": theme.sans,
            "font-size": 12,
            "aria-hidden": "true",
        },
        *parts,
    )
    return write(root)


def _goal_zone(bar: RangeBar, line: _Line, theme: Theme, track: dict[str, str]) -> list[Element]:
    if bar.goal is None:
        return []
    first, last = {
        "above": (bar.goal, bar.axis_high),
        "below": (bar.axis_low, bar.goal),
        "between": (bar.goal, bar.goal if bar.goal_high is None else bar.goal_high),
    }[bar.wanted]
    return [
        element("rect", {**track, **line.box(first, last), "rx": 3, **theme.fill("surface")}),
        element(
            "rect",
            {
                **track,
                **line.box(first, last),
                "rx": 3,
                **theme.fill("accent"),
                "fill-opacity": "0.28",
            },
        ),
    ]


def _goal_mark(bar: RangeBar, line: _Line, theme: Theme) -> list[Element]:
    goals = [value for value in (bar.goal, bar.goal_high) if value is not None]
    marks = [
        element(
            "line",
            {
                "x1": percent(line.at(goal)),
                "x2": percent(line.at(goal)),
                "y1": _BAR - 3,
                "y2": _BAR + _THICK + 3,
                **theme.stroke("accent", 2),
            },
        )
        for goal in goals
    ]
    if goals and bar.goal_label:
        place = line.at(goals[0])
        marks.append(
            words(
                bar.goal_label,
                {
                    "x": percent(place),
                    "y": 11,
                    "text-anchor": line.anchor(place),
                    "font-weight": "600",
                    **theme.fill("accent"),
                },
            )
        )
    return marks


def _axis(bar: RangeBar, theme: Theme, *, mirrored: bool) -> list[Element]:
    labels = [bar.axis_low_label, bar.axis_high_label]
    if mirrored:
        labels.reverse()
    return [
        words(
            label,
            {"x": x, "y": HEIGHT - 4, "text-anchor": anchor, **theme.fill("ink3")},
        )
        for label, x, anchor in zip(labels, ("0%", "100%"), ("start", "end"), strict=True)
    ]
