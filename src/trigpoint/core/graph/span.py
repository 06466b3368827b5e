"""Spans: a fraction known up to what is missing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A progress from `low` to `high`; both the same where nothing is missing.

    0 is the baseline and 1 the target. Values beyond both are kept; `clipped` is for display.
    """

    low: float
    high: float

    @classmethod
    def exact(cls, value: float) -> Span:
        """Return the span of one known value."""
        return cls(value, value)

    @property
    def is_exact(self) -> bool:
        """Whether nothing is missing."""
        return self.low == self.high

    def clipped(self) -> Span:
        """Return the span within 0 and 1."""
        return Span(clip(self.low), clip(self.high))


def clip(fraction: float) -> float:
    """Return the fraction, or the nearer of 0 and 1."""
    return min(1.0, max(0.0, fraction))


MISSING = Span(0.0, 1.0)
"""What a missing input counts as: as if it were 0, as if it were 1."""
