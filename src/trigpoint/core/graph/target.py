"""Targets: what a goal holds a measure to, or the thing that is to be done."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TypeAlias

from trigpoint.core.graph.guard import Guard
from trigpoint.core.refusal import Refused
from trigpoint.core.text import _

MeasureId: TypeAlias = str
TargetId: TypeAlias = str

MOST_WEIGHT = 1_000_000
"""Beyond what anyone means, and far below what sums of weights can hold."""


LEAST_WAY = 1e-9
"""Progress is divided by the way to go: beneath this, it would grow beyond all numbers."""


class Direction(Enum):
    """Which way a measure should go."""

    RAISE = "raise"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class TargetPoint:
    """The value to have reached by the end of a day.

    `baseline` replaces the aim's own where the season has one of its own (last year's December).
    """

    by: date
    value: float
    baseline: float | None = None


@dataclass(frozen=True, slots=True)
class Numeric:
    """Raise or lower a measure from its baseline, through one or more dated points.

    `start` is the day on which the baseline stood. Points are in order of their days. Raises
    `Refused` where a point does not lie on the stated side of its baseline.
    """

    direction: Direction
    baseline: float
    start: date
    points: tuple[TargetPoint, ...]

    def __post_init__(self) -> None:
        refuse_unordered(self.start, tuple(point.by for point in self.points))
        for point in self.points:
            rise = point.value - self.baseline_of(point)
            if not math.isfinite(rise) or abs(rise) < LEAST_WAY:
                raise Refused(
                    _("The target {value} is the same as where it starts.", value=point.value)
                )
            if (rise > 0) is not (self.direction is Direction.RAISE):
                raise Refused(
                    _(
                        "The target {value} lies on the wrong side of {baseline}, where it starts.",
                        value=point.value,
                        baseline=self.baseline_of(point),
                    )
                )

    def baseline_of(self, point: TargetPoint) -> float:
        """Return where progress towards the point starts, in the measure's unit."""
        return self.baseline if point.baseline is None else point.baseline


@dataclass(frozen=True, slots=True)
class Band:
    """The range to stay in up to the end of a day; both ends belong to it."""

    by: date
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class KeepWithin:
    """Keep a measure inside a band; `tolerance` is how far outside progress has fallen to 0.

    All in the measure's unit. Raises `Refused` for an empty band or a tolerance not above 0.
    """

    start: date
    bands: tuple[Band, ...]
    tolerance: float

    def __post_init__(self) -> None:
        refuse_unordered(self.start, tuple(band.by for band in self.bands))
        if not LEAST_WAY <= self.tolerance < math.inf:
            raise Refused(_("Say how far outside the range is as bad as can be: more than 0."))
        for band in self.bands:
            if not band.low <= band.high:
                raise Refused(
                    _("The range from {low} to {high} is empty.", low=band.low, high=band.high)
                )


@dataclass(frozen=True, slots=True)
class Milestone:
    """A thing to have done by the end of a day; its reading is the share done, 0 to 1."""

    start: date
    by: date

    def __post_init__(self) -> None:
        refuse_unordered(self.start, (self.by,))


@dataclass(frozen=True, slots=True)
class YesOrNo:
    """A thing that is so or is not so by the end of a day; its reading is 0 or 1."""

    start: date
    by: date

    def __post_init__(self) -> None:
        refuse_unordered(self.start, (self.by,))


Aim: TypeAlias = Numeric | KeepWithin | Milestone | YesOrNo


@dataclass(frozen=True, slots=True)
class Target:
    """One input of a goal's pool: an aim, its weight there, and what must not get worse for it.

    `measure` is None for milestones and for yes-or-no. `cadence` is after how many seconds a
    reading counts as old; None never. Raises `Refused` for a weight below 0 or beyond a million.
    """

    id: TargetId
    aim: Aim
    measure: MeasureId | None = None
    weight: float = 1.0
    guard: Guard | None = None
    cadence: int | None = None

    def __post_init__(self) -> None:
        refuse_weight(self.weight)


def refuse_weight(weight: float) -> None:
    """Raise `Refused` unless the weight lies between 0 and a million."""
    if not 0 <= weight <= MOST_WEIGHT:
        raise Refused(
            _(
                "A weight lies between 0 and {most}, not at {weight}.",
                most=MOST_WEIGHT,
                weight=weight,
            )
        )


def refuse_unordered(start: date, days: tuple[date, ...]) -> None:
    """Raise `Refused` unless there is a day, and each is later than the one before it."""
    if not days:
        raise Refused(_("A target needs a day by which it is to be reached."))
    for before, after in zip((start, *days), days, strict=False):
        if after <= before:
            raise Refused(
                _("The days of a target must follow each other: {day} does not.", day=after)
            )
