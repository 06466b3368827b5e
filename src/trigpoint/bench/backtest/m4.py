"""Windows of the weekly series of the M4 competition: real series, though not of a help desk."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from trigpoint.bench.backtest.series import WEEKS
from trigpoint.core.stats.history import FloatArray, History, Scale

WINDOWS_PER_SERIES = 3


def windows(folder: Path, weeks: int = WEEKS) -> list[History]:
    """Return up to three windows of each series, ending at its last week and not overlapping."""
    return [
        History(series[end - weeks : end], Scale.DURATION)
        for series in _series(folder)
        for end in range(series.size, weeks - 1, -weeks)[:WINDOWS_PER_SERIES]
        if (series[end - weeks : end] > 0).all()
    ]


def _series(folder: Path) -> Iterator[FloatArray]:
    with gzip.open(folder / "train.csv.gz", "rt", encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            cells = [cell.strip('"') for cell in line.rstrip("\n").split(",")[1:]]
            yield np.array([float(cell) for cell in cells if cell and cell != "NA"])
