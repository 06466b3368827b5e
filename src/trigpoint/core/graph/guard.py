"""Guards: the measure that must not get worse while a target is chased."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from trigpoint.core.graph.reading import Reading

FAST_UNITS = frozenset({"seconds", "tickets"})
FAST_SHARES = frozenset({"sla_attainment", "service_level"})


class Limit(Enum):
    """On which side of its limit a guarded measure has to stay."""

    AT_LEAST = "at least"
    AT_MOST = "at most"


class GuardState(Enum):
    """What a guard's own reading says."""

    KEPT = "kept"
    BROKEN = "broken"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Guard:
    """A measure with the limit, in its unit, that it must keep to."""

    measure: str
    limit: Limit
    value: float

    def state(self, reading: Reading | None) -> GuardState:
        """Return broken only where the whole interval of the reading is beyond the limit."""
        if reading is None:
            return GuardState.UNDECIDED
        sign = 1.0 if self.limit is Limit.AT_LEAST else -1.0
        room = sorted(sign * (end - self.value) for end in (reading.low, reading.high))
        if room[0] >= 0:
            return GuardState.KEPT
        return GuardState.BROKEN if room[1] < 0 else GuardState.UNDECIDED


def is_fast(kpi: str, unit: str) -> bool:
    """Whether a KPI presses for speed or volume, so that something must not get worse for it."""
    return unit in FAST_UNITS or kpi in FAST_SHARES
