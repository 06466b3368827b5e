"""What the past says of the future: the chance of a target, the fan, and whether a change is real.

The statistics are in core/stats; here their histories are read from readings. A history is the
closed weeks of a measure, restated ones as they are now.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import numpy as np

from trigpoint.core.stats import words
from trigpoint.core.stats.admission import SHORTEST
from trigpoint.core.stats.alerts import watch
from trigpoint.core.stats.attainability import Aim, chance, fan
from trigpoint.core.stats.history import History, Scale
from trigpoint.core.stats.refusal import Refusal
from trigpoint.core.stats.units import ByScale, Units, figures
from trigpoint.core.text import Text, _
from trigpoint.services.cards import TargetView
from trigpoint.services.figures import Figure

SCALES = {"share": Scale.RATE, "seconds": Scale.DURATION, "tickets": Scale.COUNT}
FAN_POINTS = 6
SHOWN = 26
"""How many of the newest weeks a chart beside the chance shows."""
WATCHED = 12
"""How many of the newest weeks are watched for a change against those before them."""
MINUTE, HOUR, DAY = 60, 3600, 86_400


@dataclass(frozen=True, slots=True)
class FanPoint:
    """Where 8 in 10 end by the end of a day, in the measure's unit."""

    day: datetime.date
    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is to be expected of one target; `refused` says why there is no chance, else None.

    `weeks` are the newest weeks of the measure, the oldest first, for a chart. `chance` and
    `reason` are sentences; the bare number is never shown. `fan` is empty where it
    was refused.
    """

    target: str
    weeks: tuple[Figure, ...]
    chance: Text | None
    reason: Text | None
    refused: Text | None
    fan: tuple[FanPoint, ...]


@dataclass(frozen=True, slots=True)
class InTime:
    """Says seconds in the unit that fits them."""

    def value(self, value: float) -> Text:
        """Return a duration, such as 3.5 h."""
        return duration(value)

    def change(self, change: float) -> Text:
        """Return a change with its sign, such as +2 h."""
        sign = "+" if change >= 0 else "\u2212"
        return _("{sign}{size}", sign=sign, size=duration(abs(change)))

    def size(self, change: float) -> Text:
        """Return the size of a change, such as 2 h."""
        return duration(abs(change))


def duration(seconds: float) -> Text:
    """Return seconds in days, hours or minutes, to three figures."""
    if seconds >= 2 * DAY:
        return _("{days} d", days=figures(seconds / DAY))
    if seconds >= HOUR:
        return _("{hours} h", hours=figures(seconds / HOUR))
    return _("{minutes} min", minutes=figures(seconds / MINUTE))


def units_of(unit: str) -> Units:
    """Return how numbers of a unit are said."""
    return InTime() if unit == "seconds" else ByScale(scale_of(unit))


def scale_of(unit: str) -> Scale:
    """Return how a measure of a unit varies."""
    return SCALES.get(unit, Scale.LEVEL)


def closed(series: list[Figure]) -> list[Figure]:
    """Return the weeks that are over."""
    return [figure for figure in series if "open" not in figure.flags]


def history_of(series: list[Figure], unit: str) -> History:
    """Return the closed weeks as a history, with NaN for weeks that have no value."""
    weeks = closed(series)
    if not weeks:
        return History(np.empty(0), scale_of(unit), np.empty(0))
    first, last = weeks[0].start, weeks[-1].start
    values = np.full((last - first).days // 7 + 1, np.nan)
    counts = np.zeros(values.size)
    for figure in weeks:
        place = (figure.start - first).days // 7
        values[place] = np.nan if figure.value is None else figure.value
        counts[place] = figure.n
    scale = scale_of(unit)
    return History(values, scale, counts if scale is Scale.RATE else np.empty(0))


def of_target(view: TargetView, series: list[Figure]) -> Outlook | None:
    """Return the outlook of a target on a measure; None for one that has no number to reach."""
    weeks = closed(series)
    if view.measure is None or view.hidden or not weeks or view.kind in {"milestone", "yes_no"}:
        return None
    unit = view.measure.unit
    ahead = (view.due - weeks[-1].last_day).days // 7
    history = history_of(series, unit)
    found = chance(history, aim_of(view, ahead))
    if isinstance(found, Refusal):
        return Outlook(view.id, tuple(series[-SHOWN:]), None, None, found.reason, ())
    return Outlook(
        target=view.id,
        weeks=tuple(series[-SHOWN:]),
        chance=words.chance(found),
        reason=words.reason(found, units_of(unit)),
        refused=None,
        fan=fan_of(history, ahead, weeks[-1].last_day),
    )


def aim_of(view: TargetView, weeks: int) -> Aim:
    """Return what a target wants of its last day."""
    match view.kind:
        case "raise":
            return Aim(weeks, low=view.aimed if view.aimed is not None else -np.inf)
        case "lower":
            return Aim(weeks, high=view.aimed if view.aimed is not None else np.inf)
        case _:
            return Aim(
                weeks,
                low=-np.inf if view.low is None else view.low,
                high=np.inf if view.high is None else view.high,
            )


def fan_of(history: History, ahead: int, last_day: datetime.date) -> tuple[FanPoint, ...]:
    """Return some points of the fan from now to the target's day."""
    steps = sorted({max(1, round(ahead * n / FAN_POINTS)) for n in range(1, FAN_POINTS + 1)})
    found = fan(history, steps)
    if isinstance(found, Refusal):
        return ()
    return tuple(
        FanPoint(last_day + datetime.timedelta(weeks=w.weeks), w.low, w.middle, w.high)
        for w in found
    )


def real_change(series: list[Figure], unit: str) -> Text | None:
    """Return whether the newest weeks differ from the usual ups and downs; None where too short.

    Nothing provisional is told: it would be too often false.
    """
    history = history_of(series, unit)
    baseline = history.trimmed().values.size - WATCHED
    if baseline < SHORTEST:
        return None
    found = watch(history, baseline)
    if isinstance(found, Refusal) or found.provisional:
        return None
    return words.watched(found, units_of(unit))
