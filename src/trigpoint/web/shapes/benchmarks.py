"""What others reach in a measure, as lines."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext

from trigpoint.services.measures.benchmarks import BenchmarkView
from trigpoint.web import formats
from trigpoint.web.shapes import figures


@dataclass(frozen=True, slots=True)
class BenchmarkLine:
    """A benchmark: its value in words, who says so, as of when, and whether that is long ago.

    `compared` says how the own figure stands to it, "" where there is none to be seen.
    """

    id: str
    version: int
    value: str
    source: str
    day: str
    old: bool
    may_change: bool
    compared: str


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
        compared=compared(view),
    )


def compared(view: BenchmarkView) -> str:
    """Return how the own figure stands to what others reach, with its range and what it is of."""
    own = view.own
    if own is None or own.value is None or own.low is None or own.high is None:
        return ""
    low, high = formats.ends(own.low, own.high, view.unit)
    behind = gettext("{low} to {high}, {n}").format(low=low, high=high, n=formats.tickets(own.n))
    said = {
        "better": gettext("Ours {ours} ({behind}), theirs {theirs}: ours is better."),
        "worse": gettext("Ours {ours} ({behind}), theirs {theirs}: ours is worse."),
        "open": gettext(
            "Ours {ours} ({behind}), theirs {theirs}: not distinguishable, theirs lies within our "
            "likely range."
        ),
    }[view.stands]
    return said.format(
        ours=formats.value(own.value, view.unit, own.high - own.low),
        behind=gettext("typed in") if figures.is_typed(own) else behind,
        theirs=formats.value(view.value, view.unit),
    )
