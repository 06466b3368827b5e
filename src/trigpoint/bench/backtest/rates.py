"""Measured rates and means with their own 95 % intervals."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from trigpoint.bench.report import Measured
from trigpoint.core.stats.intervals import wilson

FloatArray = NDArray[np.float64]

DRAWS = 400


def share(name: str, hits: ArrayLike, how: str) -> Measured:
    """Return how often something happened, with Wilson's interval; `hits` are yes or no."""
    happened = np.asarray(hits, dtype=np.bool_).ravel()
    if not happened.size:
        return Measured(name, None, "share", how)
    bounds = wilson(happened.sum(), happened.size)
    said = f"{how} {happened.size:,} cases."
    return Measured(
        name, float(happened.mean()), "share", said, float(bounds.low), float(bounds.high)
    )


def mean(name: str, values: Sequence[float] | FloatArray, unit: str, how: str) -> Measured:
    """Return a mean over independent runs, with its normal interval."""
    found = np.asarray(values, dtype=np.float64)
    half = 1.96 * float(found.std(ddof=1)) / np.sqrt(found.size)
    middle = float(found.mean())
    return Measured(name, middle, unit, how, middle - half, middle + half)


def resampled(
    name: str, unit: str, how: str, clusters: int, figure: Callable[[NDArray[np.int64]], float]
) -> Measured:
    """Return a figure of all clusters (series), with the interval of 400 draws of clusters.

    `figure` takes the indices of the clusters that are in.
    """
    rng = np.random.default_rng(clusters)
    drawn = [figure(rng.integers(0, clusters, clusters)) for _ in range(DRAWS)]
    low, high = np.quantile(drawn, [0.025, 0.975])
    return Measured(name, figure(np.arange(clusters)), unit, how, float(low), float(high))
