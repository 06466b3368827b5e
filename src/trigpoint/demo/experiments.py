"""The experiments of the simulated organisation."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from trigpoint.demo.timeline import ROUTING_WEEK, WEEKS

LATER = datetime.timedelta(days=3)
"""So long after the last day it is said what follows."""


@dataclass(frozen=True)
class Experiment:
    """An experiment: for which goal, what is tried and expected, when, and what came of it."""

    goal: str
    title: str
    hypothesis: str
    measure: str
    guard: str
    team: str
    team_name: str
    planned_by: str
    week: int
    weeks: int
    decision: str = ""


EXPERIMENTS = (
    Experiment(
        "right-person",
        "Route by what the customer chose",
        "The customer knows better than the subject line what it is about. If the form’s choice "
        "decides, fewer tickets are passed on.",
        "transfers",
        "reopen_rate",
        "orders",
        "Orders",
        "tuan.nguyen",
        ROUTING_WEEK,
        13,
        "Kept for now: it costs nobody anything, and no more tickets come back than before. We "
        "look again after six months.",
    ),
    Experiment(
        "answer-first",
        "The first hour is for new tickets",
        "Who opens the oldest ticket first in the morning leaves the new ones waiting until noon.",
        "first_reply_time",
        "reopen_rate",
        "orders",
        "Orders",
        "tuan.nguyen",
        WEEKS - 3,
        16,
    ),
)
