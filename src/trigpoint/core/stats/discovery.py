"""Control of false findings when many things are tested at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


def benjamini_yekutieli(p: FloatArray, q: float = 0.05) -> NDArray[np.bool_]:
    """Say which of m findings stand when at most a share q of them may be false on average.

    The k smallest stand for the largest k with p_(k) <= k q / (m (1 + 1/2 + ... + 1/m)). Holds
    under any dependence between the tests. NaN never stands and does not count among the m.

    Source: Benjamini and Yekutieli 2001.
    """
    stands = np.zeros(p.shape, dtype=np.bool_)
    tested = np.flatnonzero(~np.isnan(p))
    m = tested.size
    if m == 0:
        return stands
    order = tested[np.argsort(p[tested], kind="stable")]
    rank = np.arange(1, m + 1)
    below = np.flatnonzero(p[order] <= rank * q / (m * np.sum(1 / rank)))
    if below.size:
        stands[order[: below[-1] + 1]] = True
    return stands
