"""`bench audit`: all rules over an organisation of thousands of goals, gathering included."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable

from trigpoint.bench.cascade import grow
from trigpoint.bench.pages import fill
from trigpoint.bench.report import Check, Measured, Report
from trigpoint.services.actor import Actor
from trigpoint.services.audit import audit, findings, gathering
from trigpoint.services.goals import graph

EMAIL = "lead@audit.example"
MOST_SECONDS = 2.0
RUNS = 5


def run(count: int, seed: int = 1) -> Report:
    """Return how long it takes to gather the picture of `count` goals and to ask all rules."""
    dice = random.Random(seed)  # noqa: S311 - a past to measure, no secret
    lead, _none = fill(0, dice, name="Audit", email=EMAIL)
    grow(lead, count, dice)
    return Report([*checks(lead, count)])


def checks(lead: Actor, count: int) -> list[Check]:
    """Return the checks of an organisation that is there."""
    at = f"{count:,} goals"
    lead.memo.clear()
    graph.load(lead)
    whole = seconds(lambda: findings.look(gathering.picture(lead)))
    picture = gathering.picture(lead)
    rules = seconds(lambda: findings.look(picture))
    shown = seconds(lambda: audit.show(lead))
    how = f"Median of {RUNS}: the picture of {at} from the database, and every rule over it."
    return [
        Measured("audit: gathering and rules", whole, "s", how).at_most(MOST_SECONDS),
        Measured("audit: rules alone", rules, "s", f"Every rule over {at}.").published(),
        Measured("audit: the page's data", shown, "s", "What one lead is told.").published(),
        Measured(
            "audit: found", float(len(findings.look(picture))), "", "In goals made by chance."
        ).published(),
    ]


def seconds(work: Callable[[], object]) -> float:
    """Return the median of the processor time of some runs, after one that is not counted."""
    work()
    took = []
    for _run in range(RUNS):
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    return statistics.median(took)
