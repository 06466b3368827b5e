"""Random goals on series whose end is known: how good are the chances we give?

A goal is set at week 156 for week 180: its target lies 0.1 to 1.75 standard deviations of the
past 24-week changes away, in either direction. It is looked at in weeks 0, 8 and 16. Targets are
random, not set by people; the level of the Brier score depends on that mix.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trigpoint.core.stats.attainability import Aim, Chance, chances
from trigpoint.core.stats.history import FloatArray, History, Scale

PERIOD = 24
LOOKS = (0, 8, 16)
SPAN = 4


@dataclass(frozen=True)
class Goal:
    """A goal on a series: where it began, its target (at least where `up`), and was it met."""

    history: History
    begun: float
    target: float
    up: bool
    met: bool

    @property
    def aim_sides(self) -> tuple[float, float]:
        """Return the low and high side of the aim."""
        return (self.target, np.inf) if self.up else (-np.inf, self.target)


def set_goals(histories: Sequence[History], seed: int) -> list[Goal]:
    """Return one random goal on each series."""
    rng = np.random.default_rng(seed)
    return [_goal(history, rng) for history in histories]


def _goal(history: History, rng: np.random.Generator) -> Goal:
    start = history.values.size - PERIOD
    read = four_weeks(history)
    placed = history.scale.forward(_inside(history, read))
    past = placed[SPAN - 1 : start]
    spread = float(np.std(past[PERIOD:] - past[:-PERIOD]))
    up = bool(rng.random() < 0.5)
    step = (1 if up else -1) * rng.uniform(0.1, 1.75) * spread
    target = float(history.scale.backward(placed[start - 1] + step))
    end = float(read[-1])
    return Goal(history, float(read[start - 1]), target, up, end >= target if up else end <= target)


def four_weeks(history: History) -> FloatArray:
    """Return the four-week reading at each week, pooled for rates; NaN in the first three."""
    counts = history.counts if history.scale is Scale.RATE else np.ones_like(history.values)
    window = np.ones(SPAN)
    found = np.full_like(history.values, np.nan)
    found[SPAN - 1 :] = np.convolve(history.values * counts, window, "valid") / np.convolve(
        counts, window, "valid"
    )
    return found


def _inside(history: History, read: FloatArray) -> FloatArray:
    return np.clip(read, 1e-3, 1 - 1e-3) if history.scale is Scale.RATE else read


def looked_at(goal: Goal, week: int, weeks_known: int | None = None) -> tuple[History, Aim]:
    """Return what is known `week` weeks into the goal, and the aim from there."""
    end = goal.history.values.size - PERIOD + week
    begin = 0 if weeks_known is None else end - weeks_known
    known = History(
        goal.history.values[begin:end], goal.history.scale, goal.history.counts[begin:end]
    )
    low, high = goal.aim_sides
    return known, Aim(PERIOD - week, low, high)


def given(goals: Sequence[Goal], week: int) -> FloatArray:
    """Return the chance given to each goal in that week; NaN where it was refused."""
    cases = [looked_at(goal, week) for goal in goals]
    answers = chances([history for history, _ in cases], [aim for _, aim in cases])
    return np.array([a.chance if isinstance(a, Chance) else np.nan for a in answers])


def on_pace(goals: Sequence[Goal], week: int) -> NDArray[np.bool_]:
    """Say which goals pace would call on track: progress at least as far as the time."""
    found = []
    for goal in goals:
        known, _ = looked_at(goal, week)
        now = float(four_weeks(known)[-1])
        found.append((now - goal.begun) / (goal.target - goal.begun) >= week / PERIOD)
    return np.array(found)
