"""How a value and a change of a measure are said; whoever knows the unit may say it better."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from trigpoint.core.stats.history import Scale
from trigpoint.core.text import Text, _, ngettext

FIGURES = 3
OF_CHANGE = 2
"""Figures of a value, and of a change, whose range is seldom known any better."""


class Units(Protocol):
    """Turns numbers of a measure into what stands in a sentence: a `Text`, or a plain value."""

    def value(self, value: float) -> object:
        """Return a value of the measure, such as 74 % or 3 hours."""

    def change(self, change: float) -> object:
        """Return a change of it with its sign, such as +4 points."""

    def size(self, change: float) -> object:
        """Return the size of a change without a sign, such as 2 points."""


@dataclass(frozen=True, slots=True)
class ByScale:
    """Percent and points for rates, whole numbers for counts, a few figures for the rest."""

    scale: Scale

    def value(self, value: float) -> object:
        """Return percent for a rate, the number to three figures for others."""
        if self.scale is Scale.RATE:
            return _("{percent} %", percent=figures(100 * value))
        return self.plain(value)

    def change(self, change: float) -> object:
        """Return points for a rate, the number for others; with its sign."""
        if self.scale is Scale.RATE:
            return points(100 * change, signed(100 * change))
        return f"{round(change):+}" if self.scale is Scale.COUNT else signed(change)

    def size(self, change: float) -> object:
        """Return points for a rate, the number for others; without a sign."""
        if self.scale is Scale.RATE:
            return points(100 * change, figures(100 * abs(change), OF_CHANGE))
        return round(abs(change)) if self.scale is Scale.COUNT else figures(abs(change), OF_CHANGE)

    def plain(self, value: float) -> float | int:
        """Return the number as it is said: whole for a count."""
        return round(value) if self.scale is Scale.COUNT else figures(value)


def points(change: float, said: object) -> Text:
    """Return a change in points, which is said so: 1 point, +4 points."""
    count = 1 if abs(figures(change, OF_CHANGE)) == 1 else 2
    return ngettext("{points} point", "{points} points", count, points=said)


def figures(value: float, count: int = FIGURES) -> float | int:
    """Return a number to so many figures, whole where it is."""
    rounded = float(f"{value:.{count}g}")
    return int(rounded) if rounded.is_integer() else rounded


def signed(value: float) -> str:
    """Return a change to two figures with its sign."""
    return f"{figures(value, OF_CHANGE):+}"
