"""The chance that a target is met on its date, the fan on the way, and steps at given chances.

A target is met when the four-week mean (for rates: the pooled share of four weeks) up to its date
lies where the target wants it. Refusals are values; nothing here raises for what data may hold.
Source: our own back-tests (decisions 0020 and 0100); when to refuse, and when a word alone is said,
is judgement informed by them. The forecasts behind it name theirs in `forecast` and `wander`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from trigpoint.core.stats.admission import SHORTEST, refuse
from trigpoint.core.stats.batch import Batch
from trigpoint.core.stats.forecast import horizons_of_history
from trigpoint.core.stats.history import FloatArray, History, Scale
from trigpoint.core.stats.refusal import Kind, Refusal
from trigpoint.core.text import _

LEAST_HORIZONS = 1.5
THIN_WEEKS = 52
THIN_HORIZONS = 3.0
LIKELY = 0.7
UNLIKELY = 0.3
FAN_CHANCES = (0.1, 0.5, 0.9)
RUNG_CHANCES = (0.8, 0.5, 0.2)


class Band(StrEnum):
    """The word for a chance: likely from .7, unlikely under .3."""

    LIKELY = "likely"
    TOSS_UP = "toss_up"
    UNLIKELY = "unlikely"


class Way(StrEnum):
    """Which side of the target is good."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True)
class Aim:
    """A target: from `low` to `high` in the measure's units, `weeks` after the last week known."""

    weeks: int
    low: float = -np.inf
    high: float = np.inf


@dataclass(frozen=True, slots=True)
class Chance:
    """The chance of an aim.

    Attributes:
        chance: from 0 to 1; where `thin`, only its band may be shown.
        thin: history of under 52 weeks, or under three times the way ahead.
        weeks_known: weeks of history; `weeks_ahead`: weeks to the date.
        now: the last four-week mean; `needed`: signed change to the nearest side of the aim, 0
            where it is met today; `usual`: the median size of past changes over as many
            weeks. All in the measure's units.
    """

    chance: float
    thin: bool
    weeks_known: int
    weeks_ahead: int
    now: float
    needed: float
    usual: float

    @property
    def band(self) -> Band:
        """Return the word for the chance."""
        if self.chance >= LIKELY:
            return Band.LIKELY
        return Band.UNLIKELY if self.chance < UNLIKELY else Band.TOSS_UP


class FanWeek(NamedTuple):
    """The range in which 8 in 10 end, `weeks` ahead, with its middle, in the measure's units."""

    weeks: int
    low: float
    middle: float
    high: float


class Rung(NamedTuple):
    """A target in the measure's units, and the chance of reaching it."""

    target: float
    chance: float


def chances(histories: Sequence[History], aims: Sequence[Aim]) -> list[Chance | Refusal]:
    """Return the chance of each aim on its history, or why there is none; in one batch.

    Refused beside `admission.refuse`: a date that is not ahead, an aim the measure cannot have,
    more weeks ahead than half the history, and less than 1.5 times the way ahead for judging.
    """
    cases = [(history.trimmed(), aim) for history, aim in zip(histories, aims, strict=True)]
    found: list[Chance | Refusal | None] = [
        _impossible(aim, history.scale) or _refuse(history, aim.weeks) for history, aim in cases
    ]
    for rows in _batches(cases, found):
        ahead = cases[rows[0]][1].weeks
        batch = Batch([cases[row][0] for row in rows], ahead)
        answered = _answers(batch, [cases[row][1] for row in rows])
        for row, answer in zip(rows, answered, strict=True):
            found[row] = answer
    return [answer for answer in found if answer is not None]


def chance(history: History, aim: Aim) -> Chance | Refusal:
    """Return the chance of one aim: `chances` of one."""
    return chances([history], [aim])[0]


def fan(history: History, ahead: Iterable[int]) -> list[FanWeek] | Refusal:
    """Return where 8 in 10 four-week means end, for each number of weeks ahead."""
    trimmed, steps = history.trimmed(), sorted(set(ahead))
    refused = _refuse(trimmed, steps[0] if steps else 0) or _refuse(trimmed, steps[-1])
    if refused:
        return refused
    return [
        FanWeek(weeks, *(float(value) for value in _quantiles(trimmed, weeks, FAN_CHANCES)))
        for weeks in steps
    ]


def rungs(
    history: History, weeks: int, way: Way, wanted: Sequence[float] = RUNG_CHANCES
) -> list[Rung] | Refusal:
    """Return the targets that are reached with the wanted chances in so many weeks.

    Refused as a chance is, and also where history is thin: a step needs a percentage.
    """
    trimmed = history.trimmed()
    refused = _refuse(trimmed, weeks) or _refuse_thin(trimmed, weeks)
    if refused:
        return refused
    below = [1 - p if way is Way.AT_LEAST else p for p in wanted]
    targets = _quantiles(trimmed, weeks, below)
    return [Rung(float(target), p) for target, p in zip(targets, wanted, strict=True)]


def _answers(batch: Batch, aims: Sequence[Aim]) -> list[Chance]:
    low, high = (
        batch.below(np.array([getattr(aim, side) for aim in aims])) for side in ("low", "high")
    )
    weeks = batch.values.shape[1]
    thin = _is_thin(weeks, batch.ahead)
    return [
        Chance(float(p), thin, weeks, batch.ahead, float(now), _needed(float(now), aim), float(u))
        for p, now, aim, u in zip(high - low, batch.mean[:, -1], aims, batch.usual(), strict=True)
    ]


def _quantiles(history: History, weeks: int, below: Sequence[float]) -> FloatArray:
    forecast = Batch([history], weeks).forecast
    return history.scale.backward(forecast.quantile(np.array(below)))


def _needed(now: float, aim: Aim) -> float:
    if now < aim.low:
        return aim.low - now
    return aim.high - now if now > aim.high else 0.0


def _batches(
    cases: Sequence[tuple[History, Aim]], found: Sequence[Chance | Refusal | None]
) -> Iterable[list[int]]:
    groups: dict[tuple[int, int], list[int]] = {}
    for row, (history, aim) in enumerate(cases):
        if found[row] is None:
            groups.setdefault((history.values.size, aim.weeks), []).append(row)
    return groups.values()


def _is_thin(weeks: int, ahead: int) -> bool:
    return weeks < THIN_WEEKS or horizons_of_history(weeks, ahead) < THIN_HORIZONS


def _refuse(history: History, ahead: int) -> Refusal | None:
    if ahead < 1:
        return Refusal(Kind.PAST, _("The date has passed: there is nothing left to forecast."))
    refused = refuse(history, SHORTEST)
    if refused:
        return refused
    weeks = history.values.size
    if ahead > weeks / 2 or horizons_of_history(weeks, ahead) < LEAST_HORIZONS:
        words = _(
            "Too far ahead: {ahead} weeks, with {weeks} weeks of history.",
            ahead=ahead,
            weeks=weeks,
        )
        return Refusal(Kind.TOO_FAR, words)
    return None


def _refuse_thin(history: History, ahead: int) -> Refusal | None:
    weeks = history.values.size
    if not _is_thin(weeks, ahead):
        return None
    words = _(
        "Too little history for steps: {weeks} weeks known for {ahead} weeks ahead.",
        weeks=weeks,
        ahead=ahead,
    )
    return Refusal(Kind.TOO_SHORT, words)


def _impossible(aim: Aim, scale: Scale) -> Refusal | None:
    low, high = aim.low, aim.high
    top = 1.0 if scale is Scale.RATE else np.inf
    floor = -np.inf if scale is Scale.LEVEL else 0.0
    sides = [side for side in (low, high) if np.isfinite(side)]
    possible = sides and low <= high and all(floor <= side <= top for side in sides)
    if possible:
        return None
    return Refusal(Kind.OUT_OF_RANGE, _("The target is not a value that this measure can have."))
