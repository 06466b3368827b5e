"""From values to places: linear scales and round tick values."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear map of [low, high] to [start, end]; a domain without width maps to the middle."""

    low: float
    high: float
    start: float = 0.0
    end: float = 1.0

    def __call__(self, value: float) -> float:
        """Return the place of `value`; values outside the domain are not clipped."""
        if self.high == self.low:
            return (self.start + self.end) / 2
        share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def clipped(self, value: float) -> float:
        """Return the place of `value`, kept between start and end."""
        lowest, highest = sorted((self.start, self.end))
        return min(highest, max(lowest, self(value)))


def round_step(width: float, count: int) -> float:
    """Return a step of 1, 2, 2.5 or 5 times a power of ten that cuts `width` in about `count`."""
    raw = width / max(1, count)
    power = 10.0 ** math.floor(math.log10(raw))
    return next(power * m for m in (1, 2, 2.5, 5, 10) if power * m >= raw * (1 - 1e-9))


MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0
CLOCK_STEPS = (
    *(n * MINUTE for n in (1, 2, 5, 10, 15, 30)),
    *(n * HOUR for n in (1, 2, 3, 6, 12)),
    *(n * DAY for n in (1, 2, 7)),
)


def clock_step(width: float, count: int) -> float:
    """Return a step of whole minutes, hours or days that cuts `width` seconds in about `count`."""
    raw = width / max(1, count)
    if raw < MINUTE:
        return round_step(width, count)
    fitting = (step for step in CLOCK_STEPS if step >= raw * (1 - 1e-9))
    return next(fitting, DAY * round_step(width / DAY, count))


def round_ticks(
    low: float, high: float, count: int = 4, step_of: Callable[[float, int], float] = round_step
) -> list[float]:
    """Return round values that enclose [low, high], about `count` steps apart.

    The first is at most `low` and the last at least `high`; a domain without width is widened.
    """
    if high <= low:
        pad = abs(low) * 0.1 or 1.0
        low, high = low - pad, high + pad
    step = step_of(high - low, count)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [index * step for index in range(first, last + 1)]


def spread(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return the places moved apart until neighbours are `gap` apart, within [low, high].

    Order is kept; where they do not all fit, they share the room evenly.
    """
    order = sorted(range(len(places)), key=places.__getitem__)
    room = min(gap, (high - low) / max(1, len(places) - 1)) if len(places) > 1 else gap
    moved = [min(high, max(low, places[i])) for i in order]
    for i in range(1, len(moved)):
        moved[i] = max(moved[i], moved[i - 1] + room)
    for i in range(len(moved) - 1, -1, -1):
        ceiling = high if i == len(moved) - 1 else moved[i + 1] - room
        moved[i] = min(moved[i], ceiling)
    result = [0.0] * len(places)
    for place, i in zip(moved, order, strict=True):
        result[i] = place
    return result
