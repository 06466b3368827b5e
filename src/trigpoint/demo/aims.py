"""Where a target has to lie so that the figures show a wanted status for it.

Progress runs from the baseline (0) to the target (1); the line from the first to the last day of
the period asks for `elapsed` of it today. A status is decided by the whole range of a figure.
"""

from __future__ import annotations

from dataclasses import dataclass

from trigpoint.demo.figures import Sketch
from trigpoint.demo.plan import Want

MOST_LOWERED = 0.65
"""Nobody believes in a target that asks for less than a third of what there is."""
LASTS = 0.6
"""Which part of a gain is asked for where it is to be on track: chance takes some of it back."""
SURE = 1.3
"""How many half ranges count as beyond doubt: the engine's ranges differ a little from ours."""


@dataclass(frozen=True)
class Placed:
    """A target: raise or lower from `baseline` to `value`, or keep within `low` to `high`."""

    kind: str
    baseline: float | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    tolerance: float | None = None


def place(
    want: Want,
    now: Sketch | None,
    before: Sketch | None,
    elapsed: float,
    *,
    lower: bool,
    most: float = float("inf"),
) -> Placed:
    """Return the target that shows `want`, or the nearest thing the data allow.

    `before` is the figure when the period began; `lower` is whether less is better, `most` the
    highest value there can be. Without a figure the target is stated all the same, from the middle
    of what there can be.
    """
    if now is None or before is None:
        known, middle = now or before, 0.5 * (most if most < float("inf") else 1.0)
        return _target(known.value if known else middle, 0.2, lower=lower, most=most)
    gained = (before.value - now.value) if lower else (now.value - before.value)
    half = max(now.half, 0.01 * abs(now.value), 1e-6)
    if want is Want.ON_TRACK:
        if gained > 2 * half:
            away = min((gained - SURE * half) / (elapsed + 0.05), LASTS * gained)
            return _moved(before.value, away, lower=lower, most=most)
        return _kept(now, half, lower=lower, most=most)
    away = {
        Want.AT_RISK: (gained + half) / (1.5 * elapsed - 0.5),
        Want.OFF_TRACK: max(2 * (gained + half) / (2 * elapsed - 1), 4 * half),
        Want.UNDECIDED: max(gained, (gained + half) / 2) / elapsed,
        Want.HELD: max(gained, half) / elapsed,
    }[want]
    if gained + half <= 0 or away < 0.5 * half:
        away = max(4 * half, 0.2 * abs(before.value))
    return _moved(before.value, away, lower=lower, most=most)


def guard_limit(now: Sketch, *, broken: bool, lower: bool) -> float:
    """Return a limit that the guard's figure surely keeps, or surely breaks."""
    away = max(3 * now.half, 0.1 * abs(now.value))
    worse = away if lower else -away
    return tidy(now.value - worse if broken else now.value + worse, away / 3)


def tidy(value: float, off: float) -> float:
    """Return the roundest number that lies at most `off` from a value."""
    digits = (round(value, places) for places in range(-5, 6))
    return next((found for found in digits if abs(found - value) <= off), value)


def _moved(start: float, away: float, *, lower: bool, most: float = float("inf")) -> Placed:
    """Return a target that lies `away` on the good side, within what there can be."""
    away = min(away, MOST_LOWERED * start if lower else 0.9 * (most - start))
    baseline = tidy(start, 0.01 * away)
    value = tidy(baseline - away if lower else baseline + away, 0.03 * away)
    return Placed("lower" if lower else "raise", baseline, value)


def _kept(now: Sketch, half: float, *, lower: bool, most: float) -> Placed:
    """Return the target to stay where it is good, with room for chance."""
    room = 1.5 * half
    limit = tidy(now.value + room if lower else now.value - room, 0.3 * half)
    low, high = (0.0, limit) if lower else (limit, most)
    return Placed("keep_within", low=low, high=high, tolerance=max(room, 0.1 * abs(now.value)))


def _target(start: float, part: float, *, lower: bool, most: float) -> Placed:
    return _moved(start, part * abs(start), lower=lower, most=most)
