"""What customers answer: satisfaction after a ticket, and sometimes whether they recommend us."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trigpoint.demo import effects
from trigpoint.demo.calendars import Seconds
from trigpoint.demo.handling import Outcome
from trigpoint.demo.timeline import Timeline

Ints = NDArray[np.intp]
HOUR, DAY = 3600, 86_400
SENT = 0.7
NOT_ANSWERED = -1
NO_TICKET = -1
RECOMMEND_SHARE = 0.05
"""Relationship surveys, as a share of the number of tickets."""


@dataclass(frozen=True)
class Surveys:
    """One row a survey sent; `score` and `answered` are -1 where there was no answer."""

    ticket: Ints
    sent: Seconds
    answered: Seconds
    score: Ints

    def __len__(self) -> int:
        return len(self.ticket)


def satisfaction(created: Seconds, outcome: Outcome, end: int, rng: np.random.Generator) -> Surveys:
    """Send a survey (1 to 5) an hour after the first solve of some tickets, and let some answer."""
    asked = (outcome.solved > 0) & (outcome.replied > 0) & (rng.random(len(created)) < SENT)
    rows = np.flatnonzero(asked & (outcome.solved + HOUR <= end))
    hours = (outcome.replied - created)[rows] / HOUR
    score = _score(outcome.first_contact[rows], hours, rng)
    eager = np.where(score == 1, 1.5, 1.0)
    answers = rng.random(len(rows)) < effects.CSAT_ANSWERS * eager
    return _answered(rows, outcome.solved[rows] + HOUR, score, answers, end, rng)


def recommendation(
    timeline: Timeline, tickets: int, outcome: Outcome, rng: np.random.Generator
) -> Surveys:
    """Ask customers at random moments how likely they recommend us (0 to 10).

    The mean follows the share of tickets that were expected to be solved at once in that week.
    """
    size = max(1, round(RECOMMEND_SHARE * tickets))
    sent = np.sort(rng.integers(timeline.midnights[0], timeline.end, size))
    known = outcome.solved > 0
    week = timeline.week_of(outcome.solved[known])
    weeks = timeline.weeks
    total = np.bincount(week, outcome.expected[known], weeks)
    share = total / np.maximum(np.bincount(week, minlength=weeks), 1)
    mean = 8.1 + 6.0 * (share[timeline.week_of(sent)] - 0.6)
    score = np.clip(np.rint(rng.normal(mean, 2.3)), 0, 10).astype(np.intp)
    answers = rng.random(size) < 0.4
    return _answered(np.full(size, NO_TICKET), sent, score, answers, timeline.end, rng)


def _score(
    first_contact: NDArray[np.bool_], hours: NDArray[np.float64], rng: np.random.Generator
) -> Ints:
    odds = (
        effects.CSAT_AT_ZERO_WAIT
        + effects.CSAT_FIRST_CONTACT * first_contact
        + effects.CSAT_PER_LOG_HOUR * np.log1p(hours)
    )
    good = rng.random(len(odds)) < 1 / (1 + np.exp(-odds))
    second = rng.random(len(odds))
    return np.where(
        good, np.where(second < 0.6, 5, 4), np.where(second < 0.4, 1, 2 + (second > 0.7))
    )


def _answered(
    ticket: Ints,
    sent: Seconds,
    score: Ints,
    answers: NDArray[np.bool_],
    end: int,
    rng: np.random.Generator,
) -> Surveys:
    delay = np.clip(rng.exponential(20 * HOUR, len(sent)), 60, 10 * DAY).astype(np.int64)
    answers = answers & (sent + delay <= end)
    return Surveys(
        ticket,
        sent,
        np.where(answers, sent + delay, NOT_ANSWERED),
        np.where(answers, score, NOT_ANSWERED),
    )
