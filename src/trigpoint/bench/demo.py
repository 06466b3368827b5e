"""`bench demo`: how long the demo organisation takes, from an empty folder to its last figure."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from trigpoint.bench.program import ran
from trigpoint.bench.report import Measured, Report

MOST_SECONDS = 60
LEAST_TICKETS, LEAST_EVENTS = 60_000, 500_000


def run() -> Report:
    """Make the demo as a user does, and count what is in it."""
    with tempfile.TemporaryDirectory() as made:
        done = ran(Path(made), "demo")
        truth = json.loads((Path(made) / "demo" / "truth.json").read_text(encoding="utf-8"))
    how = f"simulated, imported, folded, published, with its goals: {done.took}"
    counted = "by truth.json"
    return Report(
        [
            Measured("demo", done.seconds, "s", how).at_most(MOST_SECONDS),
            Measured("tickets", truth["tickets"], "", counted).at_least(LEAST_TICKETS),
            Measured("events", truth["events"], "", counted).at_least(LEAST_EVENTS),
        ]
    )
