"""Who clearly does something more often than others on similar tickets, many questions at once.

To stand out is more than to be above the middle, which half of everybody is: the odds are more than
twice the usual ones, by a few tickets at least, and false findings are held over all people and all
questions together. What is left is worth a question, and no more: the numbers do not know why.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trigpoint.core.stats.comparison import chances_beyond
from trigpoint.core.stats.discovery import benjamini_yekutieli

FloatArray = NDArray[np.float64]

TWICE = math.log(2)
MORE = 5
"""So many tickets beyond the usual at least: below, there is nothing to talk about."""
FALSE_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Outstanding:
    """One unit that stands out in one question: both by their place.

    `seen` of `n` tickets; a usual unit would have had `usual` on the same kinds of tickets.
    """

    question: int
    unit: int
    n: int
    seen: int
    usual: float


def stand_out(questions: Sequence[tuple[FloatArray, FloatArray]]) -> list[Outstanding]:
    """Return who stands out, over all questions together.

    Args:
        questions: of each the successes and the trials, both of shape (units, strata); they may
            have other units and strata each.
    """
    asked = [chances_beyond(successes, trials, TWICE) for successes, trials in questions]
    doubts = [1 - chance for chance, _expected in asked]
    stands = benjamini_yekutieli(np.concatenate(doubts) if doubts else np.empty(0), FALSE_SHARE)
    found, first = [], 0
    for place, (successes, trials) in enumerate(questions):
        seen, usual = successes.sum(axis=1), asked[place][1]
        here = stands[first : first + seen.size] & (seen - usual >= MORE)
        first += seen.size
        found += [
            Outstanding(place, int(u), int(trials[u].sum()), int(seen[u]), float(usual[u]))
            for u in np.flatnonzero(here)
        ]
    return found
