"""What a KPI came to in the simulated data, reckoned plainly: to set targets that make sense.

This is a sketch of the figures that Trigpoint computes after the import, good enough to place a
target on the wanted side of them; it is never shown. Durations are in seconds, shares 0 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trigpoint.demo import counts
from trigpoint.demo.ledger import Kind
from trigpoint.demo.people import AGENTS
from trigpoint.demo.simulation import Simulation
from trigpoint.demo.staffing import AGENT_TEAM, TEAMS
from trigpoint.demo.topics import TOPICS

LOWER_IS_BETTER = {"transfers", "reopen_rate", "full_resolution_time", "first_reply_time"}
MOST = {"first_contact_resolution": 1.0, "csat": 1.0, "nps": 100.0}
SETTLED = {"reopen_rate": 14, "first_contact_resolution": 7}
"""Days after which a solve can be judged."""
LEAST = 30
DEPARTMENTS = {
    "front-line": ("orders", "billing", "product", "night"),
    "specialists": ("escalations", "self-service"),
}


@dataclass(frozen=True)
class Cases:
    """One row a case of a KPI: its ticket, when it counts, whose it is, and its amount."""

    ticket: NDArray[np.int64]
    at: NDArray[np.int64]
    agent: NDArray[np.intp]
    amount: NDArray[np.float64]
    parts: bool = False
    """Whether the rows of a ticket are parts of one amount."""

    def of(self, mask: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Return the amounts of some of the rows; what is of one ticket together, where parts."""
        amount = self.amount[mask]
        if not self.parts:
            return amount
        _tickets, place = np.unique(self.ticket[mask], return_inverse=True)
        together: NDArray[np.float64] = np.bincount(place, amount).astype(np.float64)
        return together


@dataclass(frozen=True)
class Sketch:
    """A value with half the width of its 95 % range; `n` cases."""

    value: float
    half: float
    n: int


class Figures:
    """Figures of a simulation, by KPI, statistic and holder (a person, a unit, or all)."""

    def __init__(self, simulation: Simulation) -> None:
        self.simulation = simulation
        self.cases = {
            "transfers": _transfers(simulation),
            "reopen_rate": _reopens(simulation),
            "full_resolution_time": _resolution(simulation),
            "first_reply_time": _replies(simulation),
            "first_contact_resolution": _first_contacts(simulation),
            "csat": _ratings(simulation),
            "nps": _recommendations(simulation),
        }

    def read(
        self, kpi: str, statistic: str, who: str, until: int, weeks: int, topic: str = ""
    ) -> Sketch | None:
        """Return the figure over the weeks before a moment; None for too few cases.

        `who` is the key of a person or of a unit; any other unit stands for all.
        """
        cases = self.cases[kpi]
        start = until - weeks * 7 * 86_400
        settled = self.simulation.timeline.end - SETTLED.get(kpi, 0) * 86_400
        counted = (cases.at >= start) & (cases.at < until) & (cases.at <= settled)
        if topic:
            wanted = [found.key for found in TOPICS].index(topic)
            counted &= self.simulation.arrivals.topic[cases.ticket] == wanted
        amount = cases.of(counted & _belongs(cases.agent, who))
        if len(amount) < LEAST:
            return None
        return _quantile(amount, statistic) if statistic else _mean(amount)


def _belongs(agent: NDArray[np.intp], who: str) -> NDArray[np.bool_]:
    keys = [person.key for person in AGENTS]
    if who in keys:
        own: NDArray[np.bool_] = agent == keys.index(who)
        return own
    teams = DEPARTMENTS.get(who, (who,) if who in TEAMS else TEAMS)
    if len(teams) == len(TEAMS):
        return np.ones(len(agent), dtype=bool)
    theirs = np.isin(AGENT_TEAM, [TEAMS.index(team) for team in teams])
    mine: NDArray[np.bool_] = theirs[agent] & (agent >= 0)
    return mine


def _mean(amount: NDArray[np.float64]) -> Sketch:
    half = 1.96 * float(amount.std()) / len(amount) ** 0.5
    return Sketch(float(amount.mean()), half, len(amount))


def _quantile(amount: NDArray[np.float64], statistic: str) -> Sketch:
    """Return the quantile with the range between the ranks that lie 1.96 deviations away."""
    part = {"median": 0.5, "p90": 0.9}[statistic]
    ordered, size = np.sort(amount), len(amount)
    away = 1.96 * (size * part * (1 - part)) ** 0.5
    low, high = (int(np.clip(size * part + s * away, 0, size - 1)) for s in (-1, 1))
    half = float(ordered[high] - ordered[low]) / 2
    return Sketch(float(np.quantile(ordered, part)), half, size)


def _transfers(simulation: Simulation) -> Cases:
    """Return a row for each solved ticket, and one for each time that it was passed on before."""
    events = simulation.events
    rows, _ = counts.full_resolution(events)
    solved = np.full(len(simulation.arrivals), -1)
    solved[events.ticket[rows]] = rows
    moves, giver = counts.transfers(events)
    before = moves < solved[events.ticket[moves]]
    moves, giver = moves[before], giver[before]
    ticket = np.concatenate((events.ticket[rows], events.ticket[moves]))
    agent = np.concatenate((events.agent[rows], giver)).astype(np.intp)
    amount = np.repeat((0.0, 1.0), (len(rows), len(moves)))
    return Cases(ticket, events.at[solved[ticket]], agent, amount, parts=True)


def _resolution(simulation: Simulation) -> Cases:
    return _at_rows(simulation, *counts.full_resolution(simulation.events))


def _reopens(simulation: Simulation) -> Cases:
    events = simulation.events
    solved = counts.solves(events)
    first = solved[np.unique(events.ticket[solved], return_index=True)[1]]
    again = counts.reopens(events)
    first_again = again[np.unique(events.ticket[again], return_index=True)[1]]
    reopened = np.full(len(simulation.arrivals), np.iinfo(np.int64).max)
    reopened[events.ticket[first_again]] = events.at[first_again]
    within = reopened[events.ticket[first]] <= events.at[first] + 14 * 86_400
    return _at_rows(simulation, first, within)


def _first_contacts(simulation: Simulation) -> Cases:
    outcome = simulation.outcome
    solved = (outcome.solved > 0) & (outcome.replied > 0)
    hit = outcome.first_contact[solved].astype(float)
    return Cases(np.flatnonzero(solved), outcome.solved[solved], outcome.solver[solved], hit)


def _replies(simulation: Simulation) -> Cases:
    events = simulation.events
    by_agent = (events.kind == Kind.MESSAGE) & events.public & (events.actor >= 0)
    rows = np.flatnonzero(by_agent)
    first = rows[np.unique(events.ticket[rows], return_index=True)[1]]
    ticket = events.ticket[first]
    waited = (events.at[first] - simulation.arrivals.created[ticket]).astype(float)
    return Cases(ticket, events.at[first], events.actor[first].astype(np.intp), waited)


def _ratings(simulation: Simulation) -> Cases:
    surveys = simulation.satisfaction
    given = surveys.score > 0
    ticket, good = surveys.ticket[given], (surveys.score[given] >= 4).astype(float)
    return Cases(ticket, surveys.answered[given], simulation.outcome.solver[ticket], good)


def _recommendations(simulation: Simulation) -> Cases:
    surveys = simulation.recommendation
    given = surveys.score >= 0
    score = surveys.score[given]
    points = np.where(score >= 9, 100.0, np.where(score <= 6, -100.0, 0.0))
    nobody = np.full(len(points), -1)
    return Cases(nobody, surveys.answered[given], nobody, points)


def _at_rows(simulation: Simulation, rows: NDArray[np.intp], amount: NDArray[np.generic]) -> Cases:
    events = simulation.events
    agent = events.agent[rows].astype(np.intp)
    return Cases(events.ticket[rows], events.at[rows], agent, amount.astype(float))
