"""`bench sheets`: how long a V2MOM takes to become one page of PDF."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from trigpoint.bench.report import Measured, Report
from trigpoint.pictures.paper import pdf, png
from trigpoint.pictures.v2mom_sheet import Hindrance, Line, V2momSheet, Work, v2mom_sheet

RUNS = 5
MOST_SECONDS = 1.0


def run() -> Report:
    """Measure a full sheet: five values, six methods with three measures and an obstacle each."""
    sheet = full()
    took = [seconds(lambda: pdf(v2mom_sheet(sheet), "V2MOM")) for _ in range(RUNS)]
    drawn = [seconds(lambda: png(v2mom_sheet(sheet))) for _ in range(RUNS)]
    how = f"Median of {RUNS} runs, the first with cold fonts among them; 18 measures, 6 obstacles."
    first = "The first run alone, which reads the fonts of the machine."
    return Report(
        [
            Measured("V2MOM as PDF", statistics.median(took), "s", how).at_most(MOST_SECONDS),
            Measured("V2MOM as PDF, first", took[0], "s", first).at_most(MOST_SECONDS),
            Measured("V2MOM as PNG", statistics.median(drawn), "s", how).published(),
        ]
    )


def seconds(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def full() -> V2momSheet:
    """Return a sheet that is as full as sheets get."""
    weeks = [0.6, 0.62, 0.64, None, 0.66, 0.65, 0.7, 0.71]
    line = Line("Solved at first contact", weeks, "71%, likely 69 to 73%", "goal 78%", "at_risk",
                "At risk")  # fmt: skip
    stone = Hindrance(
        "Peak-season hiring lags by six weeks.", "Likelihood high · impact high",
        "Warning sign", "Backlog above 400 for 3 days. Quiet.", "Cross-train eight people.",
        come=False,
    )  # fmt: skip
    work = Work(
        "Right person, first touch",
        "Every hand-over is a customer telling their story again.",
        "Own it to the end",
        [line] * 3,
        [stone],
    )
    labels = {"voice": "What people think", "values": "Values", "methods": "Methods",
              "obstacle": "Obstacle", "then": "If it happens"}  # fmt: skip
    return V2momSheet(
        owner="Orders & delivery",
        dates="V2MOM, 1 Jul to 31 Dec 2026",
        supports="Supports Front line",
        lead="Tuan Nguyen",
        vision="Every customer with an order problem gets one right answer, on the same day.",
        voice="9 agree, 2 with reservations, 1 disagrees.",
        review="Next review Tue 1 Dec",
        values=[("Own it to the end", "My name stays on the ticket until it is done.")] * 5,
        methods=[work] * 6,
        foot=["Version 4, in force since 3 Nov.", "Numbers as of 23 Nov 07:40."],
        labels=labels,
    )
