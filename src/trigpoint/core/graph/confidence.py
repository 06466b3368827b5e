"""How sure those below a goal are: their own words side by side, never one number.

The rule: of the goals that count in a goal at any depth, the newest confidence that was stated on
each; of these the lowest and the median, how many said one, and the day of the oldest. No weight
and no mean: an owner's confidence is a word about their own goal, and one who doubts is not to be
outvoted by many who do not.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from statistics import median

from trigpoint.core.text import Text, _

MOST = 10
"""Confidence is stated from 0 to this."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What was said of one goal: a confidence from 0 to 10, and the day."""

    value: int
    day: datetime.date


@dataclass(frozen=True, slots=True)
class Confidences:
    """The words below a goal: the lowest, the median (0 to 10), how many, the oldest's day."""

    lowest: int
    median: float
    said: int
    oldest: datetime.date

    @classmethod
    def of(cls, stated: Collection[Stated]) -> Confidences | None:
        """Return what was stated below a goal, or None where nobody said anything."""
        if not stated:
            return None
        values = [each.value for each in stated]
        oldest = min(each.day for each in stated)
        return cls(min(values), float(median(values)), len(values), oldest)

    @property
    def text(self) -> Text:
        """The same in a sentence."""
        return _(
            "How sure those below are, from 0 to {most}: lowest {lowest}, median {median}."
            " Goals with such a word: {said}, the oldest of {day}. No sum is made of it.",
            most=MOST,
            lowest=self.lowest,
            median=self.median,
            said=self.said,
            day=self.oldest,
        )
