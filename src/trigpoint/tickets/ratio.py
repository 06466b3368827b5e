"""A ratio of two measures: its definitions, which measures it cannot be of, and its figures.

Both are computed as they are; then one is divided by the other, cell by cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from sqlglot import exp

from trigpoint.core.text import Text, _
from trigpoint.tickets.by_hand import BY_HAND
from trigpoint.tickets.definition import Definition, Named, Statistic
from trigpoint.tickets.query import Figure
from trigpoint.tickets.words import Words

PART, WHOLE = "part", "whole"
"""The settings that name the upper and the lower measure."""
_COUNTED = {Statistic.COUNT, Statistic.SUM}
"""Where nothing was, these are nought and not unknown."""
_CHANGES_SIGN = {Statistic.NPS, Statistic.SUM}
_MEANING = _("What one measure says, divided by what another one says of the same time.")
_PITFALLS = (
    _("Its likely range holds the worst of both ranges: it is wider than need be, never narrower."),
    _("It moves when either of the two moves. Read both beside it."),
)


def _definition(key: str, title: Text, direction: str) -> Definition:
    return Definition(
        key=key,
        version=1,
        words=Words(title, _MEANING, _PITFALLS),
        unit="ratio",
        direction=direction,
        statistic=Statistic.RATIO,
        clock="those of the two measures",
        population="what the upper measure says, over what the lower one says",
        date="as in each of the two measures",
        owner="as in each of the two measures",
        minimum=1,
        missing=(),
        parameters={PART: Named(), WHOLE: Named()},
        sql=exp.Select(),
    )


RATIOS = MappingProxyType(
    {
        "ratio_to_raise": _definition(
            "ratio_to_raise", _("Ratio of two measures, higher is better"), "raise"
        ),
        "ratio_to_lower": _definition(
            "ratio_to_lower", _("Ratio of two measures, lower is better"), "lower"
        ),
    }
)
"""Whoever makes a ratio knows which way is better; so there are two."""


def why_not(part: Definition, whole: Definition) -> dict[str, Text]:
    """Return why there is no ratio of two measures, by the setting that is to blame."""
    found = {}
    for name, one in ((PART, part), (WHOLE, whole)):
        if one.key in RATIOS:
            found[name] = _("Choose a measure that is no ratio itself.")
        elif one.key in BY_HAND:
            found[name] = _("Choose a measure that is worked out from tickets.")
        elif one.floor:
            found[name] = _("This figure is kept from being taken apart: few have answered.")
    if WHOLE not in found and whole.statistic in _CHANGES_SIGN:
        found[WHOLE] = _("Nothing can be divided by it: it may be nought or below.")
    return found


def divided(part: Sequence[Figure], whole: Sequence[Figure], statistic: Statistic) -> list[Figure]:
    """Return the ratio of each cell that the lower measure has; `statistic` is the upper one's.

    A cell without any of the lower measure has no value, and one whose range reaches down to
    nought has no range.
    """
    above = {(one.key, one.start): one for one in part}
    found = []
    for below in whole:
        over = above.get((below.key, below.start))
        if over is None and statistic in _COUNTED:
            over = replace(below, numerator=0, denominator=0, n=0, value=0.0, low=0.0, high=0.0)
            over = replace(over, missing=0, flags=())
        if over is not None:
            found.append(_divided(over, below))
    return found


def _divided(over: Figure, below: Figure) -> Figure:
    known = over.value is not None and below.value is not None and below.value > 0
    low, high = _range(over, below) if known else (None, None)
    return Figure(
        key=below.key,
        start=below.start,
        end=below.end,
        numerator=None,
        denominator=below.n,
        n=below.n,
        value=over.value / below.value if known else None,  # type: ignore[operator]  # known says so
        low=low,
        high=high,
        missing=over.missing + below.missing,
        flags=tuple(sorted({*over.flags, *below.flags})),
    )


def _range(over: Figure, below: Figure) -> tuple[float | None, float | None]:
    """Return the least and the most that the ratio can be while both are within their ranges."""
    if over.low is None or over.high is None or below.low is None or below.high is None:
        return None, None
    if below.low <= 0:
        return None, None
    corners = [up / down for up in (over.low, over.high) for down in (below.low, below.high)]
    return min(corners), max(corners)
