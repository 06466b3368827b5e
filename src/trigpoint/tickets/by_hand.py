"""Measures whose values people type in: their definitions, beside the catalogue.

No ticket is behind them; each value comes with its evidence instead.
"""

from __future__ import annotations

from types import MappingProxyType

from sqlglot import exp

from trigpoint.core.text import Text, _
from trigpoint.tickets.definition import Definition, Named, Statistic
from trigpoint.tickets.words import Words

NAME = "name"
"""The setting that says what is counted: two measures of another name are two measures."""
_MEANING = _("What somebody typed in for a day, with the evidence for it.")
_PITFALLS = (
    _("It is as true as its evidence: follow the link before you build on it."),
    _("It moves only when somebody types. Agree who does, and how often."),
)


def _definition(unit: str, direction: str, title: Text) -> Definition:
    return Definition(
        key=f"typed_{unit}_to_{direction}",
        version=1,
        words=Words(title, _MEANING, _PITFALLS),
        unit=unit,
        direction=direction,
        statistic=Statistic.MEAN,
        clock="none",
        population="what people typed in, each value with its evidence",
        date="the day that the value is of",
        owner="whoever the measure is about",
        minimum=1,
        missing=(),
        parameters={NAME: Named()},
        sql=exp.Select(),
    )


_KINDS = (
    ("number", "raise", _("Typed in: a number, higher is better")),
    ("number", "lower", _("Typed in: a number, lower is better")),
    ("share", "raise", _("Typed in: a share, higher is better")),
    ("share", "lower", _("Typed in: a share, lower is better")),
    ("seconds", "raise", _("Typed in: a time, longer is better")),
    ("seconds", "lower", _("Typed in: a time, shorter is better")),
)

BY_HAND = MappingProxyType({found.key: found for found in (_definition(*kind) for kind in _KINDS)})
"""Whoever sets one up knows its unit and which way is better."""
