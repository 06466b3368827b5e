"""The trainings of the simulated organisation, what is typed in, and what others reach."""

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
CERTIFIED = "People with the carrier certificate"
CERTIFICATES = ((22, 9.0, "The school's list"), (13, 17.0, "The school's list"), (4, 24.0, ""))
"""How many had the certificate, so many weeks ago, and what that rests on beside the link."""
CERTIFICATES_AT = "https://school.northwind.example/certificates"
ENTERED_BY = "dara.kelly"
BENCHMARKED = "first-time"
BENCHMARKS = (
    (0.71, "Retail service survey, 214 firms (invented for this demo)", 30),
    (0.66, "A peer at the trade fair, by word of mouth (invented for this demo)", 12),
)
