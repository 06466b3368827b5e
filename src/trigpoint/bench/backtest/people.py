"""Agents whose true rates are known, with tickets of four kinds, dealt fairly or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from trigpoint.bench.backtest.rates import share
from trigpoint.bench.backtest.series import Rng
from trigpoint.bench.report import Check
from trigpoint.core.stats.comparison import Standing, compare_rates

FloatArray = NDArray[np.float64]

SPREADS = (0.0, 0.1, 0.2, 0.5, 1.0)
TEAM_SIZES = (8, 40)
KINDS = np.array([1.8, 1.2, 0.5, -0.3])
HARD_TO_GOOD = np.array([-1.0, -0.3, 0.3, 1.0])
TICKETS = 40


class Team(NamedTuple):
    """Successes and tickets by agent and kind, true shifts, and true rates on the team's mix."""

    successes: FloatArray
    tickets: FloatArray
    shift: FloatArray
    rate: FloatArray


def checks(seed: int, teams: int) -> Iterator[Check]:
    """Compare the agents of `teams` teams of 40, and five times as many of 8, at every spread."""
    rng = np.random.default_rng(seed)
    for agents in TEAM_SIZES:
        drawn = teams * max(TEAM_SIZES) // agents
        for spread in SPREADS:
            for unfair in (False, True):
                yield from _judged(rng, agents, spread, drawn, unfair=unfair)


def _judged(rng: Rng, agents: int, spread: float, teams: int, *, unfair: bool) -> Iterator[Check]:
    drawn = [_team(rng, agents, spread, unfair=unfair) for _ in range(teams)]
    pairs = [
        (standing, float(team.shift[agent]), float(team.rate[agent]))
        for team in drawn
        for agent, standing in enumerate(compare_rates(team.successes, team.tickets))
        if isinstance(standing, Standing)
    ]
    dealt = "hard tickets to good agents" if unfair else "tickets dealt fairly"
    where = f"{agents} agents, spread {spread:g}, {dealt}"
    how = f"About {TICKETS} tickets each of four kinds; {teams} teams."
    covered = [standing.low <= rate <= standing.high for standing, _, rate in pairs]
    yield share(f"people: 90 % interval covers, {where}", covered, how).at_least(0.88)
    different = [standing.different for standing, _, _ in pairs]
    yield share(f"people: called different, {where}", different, how).published()
    if spread:
        wrong = [
            standing.different and (standing.observed > standing.expected) != (shift > 0)
            for standing, shift, _ in pairs
        ]
        yield share(f"people: called different, wrong side, {where}", wrong, how).published()


def _team(rng: Rng, agents: int, spread: float, *, unfair: bool) -> Team:
    shift = rng.normal(0, spread, agents)
    skew = np.outer(shift / max(spread, 0.01), HARD_TO_GOOD) if unfair else 0.0
    mix = np.exp(rng.normal(0, 0.7, (agents, KINDS.size)) + skew)
    tickets = rng.poisson(TICKETS * mix / mix.sum(axis=1, keepdims=True))
    chance = 1 / (1 + np.exp(-KINDS - shift[:, None]))
    successes = rng.binomial(tickets, chance).astype(np.float64)
    rate = chance @ (tickets.sum(axis=0) / tickets.sum())
    return Team(successes, tickets.astype(np.float64), shift, rate)
