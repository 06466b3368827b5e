"""What happened outside the simulated organisation: one thing decided, one that waits."""

from __future__ import annotations

from dataclasses import dataclass

from trigpoint.demo.timeline import OUTAGE_WEEK, WEEKS


@dataclass(frozen=True)
class Signal:
    """What happened in which week, who logged it, and what was decided by whom, "" for nothing."""

    kind: str
    title: str
    week: int
    goals: tuple[str, ...]
    by: str
    decided_by: str = ""
    decision: str = ""


SIGNALS = (
    Signal(
        "outage",
        "The payment provider was down for three days",
        OUTAGE_WEEK,
        ("effort", "first-time"),
        "dara.kelly",
        "mira.rossi",
        "Both goals stay as they are: the week is declared exceptional, and nothing of ours broke.",
    ),
    Signal(
        "competitor",
        "A competitor promises refunds within a day",
        WEEKS - 2,
        ("refunds", "keep"),
        "sofia.lind",
    ),
)
