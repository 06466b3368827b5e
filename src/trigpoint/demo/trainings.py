"""The trainings of the simulated organisation, and what others are said to reach."""

from __future__ import annotations

from dataclasses import dataclass

from trigpoint.demo.timeline import TRAINING_WEEK, WEEKS


@dataclass(frozen=True)
class Training:
    """A training: of which goal, what for, in which week, and for how many days."""

    goal: str
    aim: str
    programme: str
    title: str
    planned_by: str
    week: int
    days: int


TRAININGS = (
    Training(
        "invoice",
        "invoice",
        "product",
        "Refunds and invoices, two half days",
        "sofia.lind",
        TRAINING_WEEK - 1,
        7,
    ),
    Training(
        "call-back",
        "call-back",
        "listening",
        "Listening to the end",
        "mira.rossi",
        WEEKS + 3,
        2,
    ),
)
ENTERED_BY = "dara.kelly"
BENCHMARKED = "first-time"
BENCHMARKS = (
    (0.71, "Retail service survey, 214 firms (invented for this demo)", 30),
    (0.66, "A peer at the trade fair, by word of mouth (invented for this demo)", 12),
)
