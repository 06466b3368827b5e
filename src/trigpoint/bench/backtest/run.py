"""The whole back-test in one call: what `trigpoint backtest` prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from trigpoint.bench.backtest import (
    alerts,
    attainability,
    conflicts,
    effects,
    flicker,
    links,
    people,
    samples,
    speed,
)
from trigpoint.bench.backtest.effects import KnownEffect
from trigpoint.bench.backtest.m4 import windows
from trigpoint.bench.backtest.series import synthetic
from trigpoint.bench.report import Check, Measured, Report

# Not used while methods were chosen: those runs had seeds under 1,000.
ACCEPTANCE_SEED = 20_261_125


def run(
    m4: Path | None = None,
    truths: Sequence[KnownEffect] = (),
    seed: int = ACCEPTANCE_SEED,
    size: float = 1.0,
) -> Report:
    """Measure every error rate of `core.stats` again, from fresh seeds.

    Args:
        m4: folder with `train.csv.gz` of the M4 weekly series; left out, and said so, where None.
        truths: effects of known size, such as the training in the demo's organisation.
        seed: where all simulations begin.
        size: share of the full number of simulations; under 1 for a quick look.
    """
    return Report(tuple(_checks(m4, truths, seed, size)))


def _checks(
    m4: Path | None, truths: Sequence[KnownEffect], seed: int, size: float
) -> Iterator[Check]:
    def times(full: int) -> int:
        return max(2, round(full * size))

    series = synthetic(seed, times(300))
    yield from attainability.checks("synthetic", series, seed + 1, 2)
    if m4 is not None:
        yield from attainability.checks("M4 weekly", windows(m4), seed + 2, 4)
    else:
        how = "Left out: the folder of the M4 weekly series is not there."
        yield Measured("chance: M4 weekly", None, "", how).published()
    yield from flicker.checks(series[: times(900)], seed + 3)
    yield from alerts.checks(seed + 4, times(2000))
    yield from links.checks(seed + 5, times(100))
    yield from effects.checks(seed + 6, times(30))
    yield from effects.known(truths)
    yield from people.checks(seed + 7, times(40))
    yield from samples.checks(seed + 8, times(4000))
    yield from conflicts.checks(seed + 9, times(80))
    yield from speed.checks(seed + 10)
