"""Weekly numbers that teams kept in a sheet before the product came; which moves which is known."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

WEEKS = 156
"""A sheet of three years: long enough for a belief that takes half a year."""
OWN_PAST = 0.4
"""How much of a week's deviation is left in the next."""
SHEET = "https://sheets.northwind.example/weekly"
ENTERED_BY = "dara.kelly"


@dataclass(frozen=True)
class WeeklyNumber:
    """A number of a goal: its middle and spread, and where it is to go from where."""

    goal: str
    title: str
    middle: float
    spread: float
    baseline: float
    aim: float


class Driven(NamedTuple):
    """A number is moved by another so many weeks later, by `strength` spreads for one spread."""

    cause: str
    effect: str
    lag: int
    strength: float


NUMBERS = (
    WeeklyNumber("numbers", "Talks about the week's figures", 40.0, 6.0, 28.0, 34.0),
    WeeklyNumber("before-ask", "Delays told before somebody asked", 120.0, 15.0, 110.0, 136.0),
    WeeklyNumber("stay", "Hours of training and rest kept free", 90.0, 9.0, 70.0, 80.0),
)
DRIVEN = Driven("numbers", "before-ask", 2, 0.8)
"""The one link of the map that is true of these numbers."""
UNDRIVEN = ("numbers", "stay")
"""Cause and effect of a belief with nothing behind it."""


def series(seed: int) -> Mapping[str, NDArray[np.float64]]:
    """Return the weekly values of each goal's number, shape (WEEKS,), the newest last."""
    dice = np.random.default_rng(seed)
    moved = {one.goal: dice.standard_normal(WEEKS) for one in NUMBERS}
    for values in moved.values():
        for before, week in pairwise(range(WEEKS)):
            values[week] += OWN_PAST * values[before]
    cause, effect = moved[DRIVEN.cause], moved[DRIVEN.effect]
    effect[DRIVEN.lag :] += DRIVEN.strength * cause[: -DRIVEN.lag]
    return {n.goal: np.round(n.middle + n.spread * moved[n.goal], 1) for n in NUMBERS}


def sheet(values: NDArray[np.float64], last: datetime.date) -> str:
    """Return a list of readings as CSV, one for each week up to the week of the last day."""
    days = [last - datetime.timedelta(weeks=back) for back in range(len(values) - 1, -1, -1)]
    rows = [f"{day},{value},,{SHEET}," for day, value in zip(days, values, strict=True)]
    return "\n".join(["day,value,n,link,note", *rows])
