"""How often one user's programs may ask: a bucket that fills again, one for each process."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

REMEMBERED = 10_000


@dataclass(slots=True)
class Bucket:
    """What is left, and when it was last looked at, in seconds of the clock."""

    left: float
    at: float


class Limit:
    """So many requests at once, and so many each second after that."""

    def __init__(
        self, burst: int, per_second: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.burst = burst
        self.per_second = per_second
        self._clock = clock
        self._lock = Lock()
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()

    def wait(self, key: str) -> int:
        """Take one request from a key's bucket; return the seconds to wait where it is empty."""
        now = self._clock()
        with self._lock:
            bucket = self._buckets.setdefault(key, Bucket(self.burst, now))
            self._buckets.move_to_end(key)
            while len(self._buckets) > REMEMBERED:
                self._buckets.popitem(last=False)
            bucket.left = min(self.burst, bucket.left + (now - bucket.at) * self.per_second)
            bucket.at = now
            if bucket.left < 1:
                return math.ceil((1 - bucket.left) / self.per_second)
            bucket.left -= 1
            return 0


REQUESTS = Limit(burst=300, per_second=20)
"""For each token and each signed-in person."""
