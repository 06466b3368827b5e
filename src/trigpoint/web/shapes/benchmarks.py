"""What others reach in a measure, as lines."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from trigpoint.services.measures.benchmarks import BenchmarkView
from trigpoint.web import formats


@dataclass(frozen=True, slots=True)
class BenchmarkLine:
    """A benchmark: its value in words, who says so, as of when, and whether that is long ago."""

    id: str
    version: int
    value: str
    source: str
    day: str
    old: bool
    may_change: bool


def line(view: BenchmarkView, today: datetime.date) -> BenchmarkLine:
    """Return one benchmark."""
    return BenchmarkLine(
        id=view.id,
        version=view.version,
        value=formats.value(view.value, view.unit),
        source=view.source,
        day=formats.day(view.day, today),
        old=view.old,
        may_change=view.may_change,
    )
