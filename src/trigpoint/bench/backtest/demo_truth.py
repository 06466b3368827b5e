"""The demo's training: built in with a known size, to be found again by the estimate of effects."""

from __future__ import annotations

import calendar

import numpy as np

from trigpoint.bench.backtest.effects import KnownEffect
from trigpoint.core.stats.history import History, Scale
from trigpoint.demo import effects
from trigpoint.demo.simulation import simulate
from trigpoint.demo.timeline import TRAINING_WEEK
from trigpoint.demo.truth import Truth, truth

END = calendar.timegm((2026, 11, 22, 9, 0, 0))
"""The moment at which these simulated pasts end; a fixed one, so that a run can be repeated."""
STAGE_WEEKS = 13


def training(seed: int) -> KnownEffect:
    """Return the training in one simulated past, judged against the team's own past.

    Its true size is what it added to the expected share of first contacts in the three months
    after it. No other team is a comparison: the routing that begins three weeks later changes
    which tickets they get.
    """
    trained = truth(simulate(END, seed=seed))["teams"][effects.TRAINED_TEAM]
    return KnownEffect(
        name=f"the demo's training, past {seed}",
        history=weekly(trained),
        change=TRAINING_WEEK - 1,
        size=added(trained),
    )


def weekly(team: Truth) -> History:
    """Return a team's share of first contacts, without the two weeks that are cut."""
    answered = np.array(team["answered"][1:-1], dtype=np.float64)
    solved = np.array(team["solved_at_first_contact"][1:-1], dtype=np.float64)
    return History(solved / answered, Scale.RATE, answered)


def added(team: Truth) -> float:
    """Return what the training added to the team's share in the three months after it."""
    stage = slice(TRAINING_WEEK, TRAINING_WEEK + STAGE_WEEKS)
    expected = np.sum(team["expected_first_contact"][stage])
    untrained = np.sum(team["expected_without_training"][stage])
    return float((expected - untrained) / np.sum(team["answered"][stage]))
