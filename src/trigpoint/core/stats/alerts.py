"""Being told when something really changed, with a known rate of false alarms.

A baseline says what is usual (season, correlation, tails); the weeks after it are watched. One
week alone raises an alarm when it is far out; a lasting shift when it has added up (two-sided
CUSUM). Limits hold at most 7 false alarms per 100 series and year with a baseline of 104 weeks
and 14 with 52, up to correlation .8, with heavy tails and a season; tuned by simulation and
measured in the back-test. Source: Page 1954 (CUSUM); Alwan and Roberts 1988 (residual charts).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from trigpoint.core.stats.admission import refuse, too_short
from trigpoint.core.stats.baseline import learn
from trigpoint.core.stats.history import History
from trigpoint.core.stats.refusal import Refusal

FloatArray = NDArray[np.float64]

SHORTEST = 26
YEAR = 52
TWO_YEARS = 104
SLACK = 0.5
MOST_OF_ONE_WEEK = 2.5


class Sort(StrEnum):
    """One week far out, or a shift that lasts."""

    WEEK = "week"
    SHIFT = "shift"


class Limits(NamedTuple):
    """How far out one week must be, and what a shift must add up to, in standard scores."""

    week: float
    shift: float


@dataclass(frozen=True, slots=True)
class Alarm:
    """A change beyond the usual.

    Attributes:
        sort: one week, or a shift.
        week: index in the history of the week that raised the alarm.
        since: index of the week in which it seems to have begun.
        seen: mean of the measure from `since` to `week`, in its units.
        expected: what the baseline expected of the same weeks.
    """

    sort: Sort
    week: int
    since: int
    seen: float
    expected: float


@dataclass(frozen=True, slots=True)
class Watch:
    """The first alarm of the watched weeks, if any; provisional ones are not sent to anyone."""

    alarm: Alarm | None
    baseline: int
    provisional: bool


class Raised(NamedTuple):
    """For each series, shape (m,): first watched week with an alarm (-1: none), since, sort."""

    week: NDArray[np.int64]
    since: NDArray[np.int64]
    is_shift: NDArray[np.bool_]


def watch(history: History, baseline: int) -> Watch | Refusal:
    """Learn from the first `baseline` weeks since the first value and watch those after them.

    After an alarm that was a real change, call again with the history from `since` on. Under 26
    weeks of baseline are refused; under 52 the watch is provisional.
    """
    if baseline < SHORTEST:
        return too_short(baseline, SHORTEST)
    first = history.first
    history = history.since(first)
    refused = refuse(history, baseline + 1)
    if refused:
        return refused
    filled = history.filled()
    placed = history.scale.forward(history.scale.eased(*filled))[None]
    raised, usual = first_alarms(placed, baseline)
    provisional = baseline < YEAR
    if raised.week[0] < 0:
        return Watch(None, baseline, provisional)
    weeks = slice(int(raised.since[0]), int(raised.week[0]) + 1)
    alarm = Alarm(
        Sort.SHIFT if raised.is_shift[0] else Sort.WEEK,
        first + int(raised.week[0]),
        first + int(raised.since[0]),
        float(filled[0, weeks].mean()),
        float(history.scale.backward(usual[0, weeks]).mean()),
    )
    return Watch(alarm, baseline, provisional)


def first_alarms(placed: FloatArray, baseline: int) -> tuple[Raised, FloatArray]:
    """Return the first alarm of each series, shape (m, weeks) on its scale, and what is usual."""
    usual = learn(placed, baseline)
    limits = _limits(baseline)
    scores = usual.scores[:, baseline - 1 :]
    pull = np.clip(scores, -MOST_OF_ONE_WEEK, MOST_OF_ONE_WEEK)
    risen, fallen = _added_up(pull), _added_up(-pull)
    shift = np.maximum(risen.total, fallen.total) > limits.shift
    week = np.abs(scores) > limits.week
    at = np.argmax(shift | week, axis=1)
    rows = np.arange(placed.shape[0])
    alarmed, is_shift = (shift | week)[rows, at], shift[rows, at]
    began = np.where(risen.total > fallen.total, risen.began, fallen.began)[rows, at]
    raised = Raised(
        np.where(alarmed, at + baseline, -1),
        np.where(alarmed, np.where(is_shift, began, at) + baseline, -1),
        is_shift,
    )
    return raised, usual.middle


class _Sum(NamedTuple):
    """A one-sided CUSUM and the week in which its present run began; shape (m, weeks)."""

    total: FloatArray
    began: NDArray[np.int64]


def _added_up(scores: FloatArray) -> _Sum:
    """Return max(0, sum + score - slack) as it runs."""
    steps = np.concatenate([np.zeros((scores.shape[0], 1)), scores - SLACK], axis=1)
    path = np.cumsum(steps, axis=1)
    floor = np.minimum.accumulate(path, axis=1)
    week = np.arange(path.shape[1])
    began = np.maximum.accumulate(np.where(path <= floor, week, 0), axis=1)
    return _Sum((path - floor)[:, 1:], began[:, :-1])


def _limits(baseline: int) -> Limits:
    return Limits(5.0, 9.5) if baseline >= TWO_YEARS else Limits(5.5, 13.0)
