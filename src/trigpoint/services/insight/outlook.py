"""What the past says of the future: the chance of a target, the fan, steps, and real changes.

The statistics are in core/stats, and their histories come from `pasts`.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from trigpoint.core.stats import words
from trigpoint.core.stats.admission import too_short
from trigpoint.core.stats.alerts import YEAR, watch
from trigpoint.core.stats.attainability import Aim, Way, chance, fan, rungs
from trigpoint.core.stats.history import History
from trigpoint.core.stats.refusal import Refusal
from trigpoint.core.stats.season import Phased
from trigpoint.core.stats.units import ByScale, Units
from trigpoint.core.text import Text, _
from trigpoint.services.goals.cards import TargetView
from trigpoint.services.insight import pasts
from trigpoint.services.measures.figures import Figure

WAYS = {"raise": Way.AT_LEAST, "lower": Way.AT_MOST}
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
class StepPoint:
    """A value that would be reached with a stated chance; `hundredths` of it, and in words."""

    value: float
    hundredths: int
    words: Text


@dataclass(frozen=True, slots=True)
class RealChange:
    """Whether the newest weeks differ from the usual ups and downs, in a sentence.

    `found` is True for a change beyond the usual; `since` is the first day of the week in which it
    seems to have begun, and `rose` which way it went. Where history is too short the sentence says
    so.
    """

    found: bool
    words: Text
    since: datetime.date | None = None
    rose: bool | None = None


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is to be expected of one target; `refused` says why there is no chance, else None.

    `weeks` are the newest weeks of the measure, the oldest first, for a chart. `chance` and
    `reason` are sentences; the bare number is never shown. `fan` and `steps` are empty where they
    were refused. `change` is a change of the measure beyond the usual, None where there is none.
    """

    target: str
    weeks: tuple[Figure, ...]
    chance: Text | None
    reason: Text | None
    refused: Text | None
    fan: tuple[FanPoint, ...] = ()
    steps: tuple[StepPoint, ...] = ()
    change: RealChange | None = None


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
    """Return seconds in their two largest units: 2 d 4 h, 1 h 37 min, 12 min."""
    minutes = round(seconds / MINUTE)
    if minutes * MINUTE < HOUR:
        return _("{minutes} min", minutes=minutes)
    hours, minutes = divmod(minutes, 60)
    if hours * HOUR < DAY:
        said = _("{hours} h {minutes} min", hours=hours, minutes=minutes)
        return said if minutes else _("{hours} h", hours=hours)
    days, hours = divmod(round(seconds / HOUR), 24)
    said = _("{days} d {hours} h", days=days, hours=hours)
    return said if hours else _("{days} d", days=days)


def units_of(unit: str) -> Units:
    """Return how numbers of a unit are said."""
    return InTime() if unit == "seconds" else ByScale(pasts.scale_of(unit))


def of_target(view: TargetView, series: Sequence[Figure], today: datetime.date) -> Outlook | None:
    """Return the outlook of a target on a measure; None for one that has no number to reach."""
    sides = sides_of(view)
    if view.measure is None or view.hidden or sides is None:
        return None
    unit = view.measure.unit
    past = pasts.of_figures(series, unit, today)
    if past is None:
        return None
    shown, changed = tuple(series[-SHOWN:]), real_change(series, unit, today)
    change = changed if changed and changed.found else None
    ahead = past.weeks_until(view.due)
    found = chance(past.history, Aim(ahead, *sides))
    if isinstance(found, Refusal):
        return Outlook(view.id, shown, None, None, found.reason, change=change)
    return Outlook(
        target=view.id,
        weeks=shown,
        chance=words.chance(found),
        reason=words.reason(found, units_of(unit)),
        refused=None,
        fan=fan_of(past, ahead),
        steps=steps_of(past.history, ahead, view.kind, unit),
        change=change,
    )


def last_year(view: TargetView) -> Text | None:
    """Say last year's level and growth of a target that follows it; None of any other."""
    if view.measure is None or view.last_year is None or view.hidden:
        return None
    unit = view.measure.unit
    known = Phased(np.empty(0), view.last_year, view.grew, years=1 if view.grew is None else 2)
    return words.growth(known, pasts.scale_of(unit), units_of(unit))


def sides_of(view: TargetView) -> pasts.Sides | None:
    """Return where a target wants its measure to end; None for one without a number to reach."""
    return pasts.sides(view.kind, view.aimed, view.low, view.high)


def fan_of(past: pasts.Past, ahead: int) -> tuple[FanPoint, ...]:
    """Return some points of the fan from now to the target's day."""
    steps = sorted({max(1, round(ahead * n / FAN_POINTS)) for n in range(1, FAN_POINTS + 1)})
    found = fan(past.history, steps)
    if isinstance(found, Refusal):
        return ()
    return tuple(
        FanPoint(past.last_day + datetime.timedelta(weeks=w.weeks), w.low, w.middle, w.high)
        for w in found
    )


def steps_of(history: History, ahead: int, kind: str, unit: str) -> tuple[StepPoint, ...]:
    """Return the values that would be reached by then with given chances, the surest first."""
    if kind not in WAYS:
        return ()
    found = rungs(history, ahead, WAYS[kind])
    if isinstance(found, Refusal):
        return ()
    units = units_of(unit)
    return tuple(
        StepPoint(rung.target, round(100 * rung.chance), words.rung(rung, units)) for rung in found
    )


def real_change(series: Sequence[Figure], unit: str, today: datetime.date) -> RealChange | None:
    """Return whether the newest weeks differ from the usual ups and downs; None without a week.

    The newest 12 weeks are watched against all before them. Nothing provisional is told: it would
    be too often false.
    """
    past = pasts.of_figures(series, unit, today)
    return None if past is None else change_of(past, unit)


def change_of(past: pasts.Past, unit: str) -> RealChange:
    """Return whether the newest weeks of a past differ from the usual ups and downs."""
    history = past.history.trimmed()
    weeks = history.values.size
    baseline = weeks - WATCHED
    if baseline < YEAR:
        return RealChange(found=False, words=too_short(weeks, YEAR + WATCHED).reason)
    found = watch(history, baseline)
    if isinstance(found, Refusal):
        return RealChange(found=False, words=found.reason)
    said = words.watched(found, units_of(unit))
    if found.alarm is None:
        return RealChange(found=False, words=said)
    back = datetime.timedelta(weeks=weeks - found.alarm.since, days=-1)
    rose = found.alarm.seen > found.alarm.expected
    return RealChange(found=True, words=said, since=past.last_day - back, rose=rose)
