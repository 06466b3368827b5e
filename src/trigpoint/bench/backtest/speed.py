"""How long ten thousand chances, steps of a ladder and fifty links take, on one core."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from trigpoint.bench.backtest.maps import draw, trend_and_season
from trigpoint.bench.backtest.series import synthetic
from trigpoint.bench.report import Check, Measured
from trigpoint.core.stats.attainability import Aim, Way, chances, rungs
from trigpoint.core.stats.history import History
from trigpoint.core.stats.links import evidence

WEEKS = 150
CHANCES = 10_000
RUNS = 3
LEAST_OF = f"the least of {RUNS} runs"


def checks(seed: int) -> Iterator[Check]:
    """Time one call of each, with arrays that are ready."""
    few = [
        History(each.values[:WEEKS], each.scale, each.counts[:WEEKS])
        for each in synthetic(seed, 50)
    ]
    histories = [few[i % len(few)] for i in range(CHANCES)]
    aims = [Aim(24, low=float(history.values[-1])) for history in histories]
    took = least(lambda: chances(histories, aims))
    how = f"10,000 chances, 150 weeks of history, one call, processor time, {LEAST_OF}."
    yield Measured("speed: 10,000 chances", took, "s", how).at_most(5)
    took = 1000 * max(least(partial(rungs, each, 24, Way.AT_LEAST)) for each in few)
    how = f"Steps of one measure, 150 weeks of history, the slowest of 50, {LEAST_OF}."
    yield Measured("speed: steps proposed", took, "ms", how).at_most(100)
    links = draw(np.random.default_rng(seed), trend_and_season, 0.4).links
    took = 1000 * least(lambda: evidence(links))
    how = f"One map of 50 links, 104 weeks, processor time, {LEAST_OF}."
    yield Measured("speed: 50 links", took, "ms", how).at_most(200)


def least(work: Callable[[], object]) -> float:
    """Return the least processor time of some runs: threads that wait for a busy core count too."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)
