"""Histories of one length made ready for one forecast: the arrays behind attainability."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from trigpoint.core.stats.forecast import SPAN, pooled
from trigpoint.core.stats.history import FloatArray, History, Scale
from trigpoint.core.stats.predictive import Pool


class Batch:
    """Histories of one length, on their scales, with the forecast over one distance.

    Attributes:
        values: shape (m, weeks), each week in the measures' units, gaps filled.
        mean: shape (m, weeks), the mean of up to four weeks, for rates the pooled share.
        forecast: of the four-week mean `ahead` weeks on, on the scales.
    """

    def __init__(self, histories: Sequence[History], ahead: int) -> None:
        self.scales = [history.scale for history in histories]
        self.ahead = ahead
        filled = np.stack([history.filled() for history in histories])
        self.values, counts = filled[:, 0], filled[:, 1]
        together = _running_sum(counts)
        self.mean = _running_sum(self.values * counts) / together
        weekly = _by_scale(self.scales, self._eased(self.values, counts))
        smooth = _by_scale(self.scales, self._eased(self.mean, together))
        self.forecast: Pool = pooled(weekly, smooth, ahead)

    def usual(self) -> FloatArray:
        """Return the median size of past changes of the four-week mean over the way ahead."""
        start = min(SPAN - 1, self.mean.shape[1] - self.ahead - 1)
        moves = self.mean[:, start + self.ahead :] - self.mean[:, start : -self.ahead]
        return np.asarray(np.median(np.abs(moves), axis=1))

    def below(self, value: FloatArray) -> FloatArray:
        """Return the chance of ending below values in the measures' units; shape (m,).

        What cannot be undercut (minus infinity, a count of 0) has chance 0.
        """
        counts = np.array([scale is Scale.COUNT for scale in self.scales])
        never = np.isneginf(value) | (counts & (value <= 0))
        always = np.isposinf(value)
        inside = np.where(never | always, self.mean[:, -1], value)
        with np.errstate(divide="ignore"):
            found = self.forecast.below(_by_scale(self.scales, inside))
        return np.where(never, 0.0, np.where(always, 1.0, found))

    def _eased(self, values: FloatArray, counts: FloatArray) -> FloatArray:
        rates = np.array([scale is Scale.RATE for scale in self.scales])[:, None]
        return np.where(rates, Scale.RATE.eased(values, counts), values)


def _by_scale(scales: Sequence[Scale], values: FloatArray) -> FloatArray:
    placed = np.empty_like(values)
    for scale in set(scales):
        rows = np.array([each is scale for each in scales])
        placed[rows] = scale.forward(values[rows])
    return placed


def _running_sum(values: FloatArray) -> FloatArray:
    total = np.cumsum(values, axis=1)
    total[:, SPAN:] = total[:, SPAN:] - total[:, :-SPAN].copy()
    return total
