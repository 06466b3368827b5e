"""How much an input of a goal weighs beside its others, as people may say it."""

from __future__ import annotations

from trigpoint.core.graph.target import MOST_WEIGHT
from trigpoint.core.text import Text, _


def wrong(weight: float) -> dict[str, Text]:
    """Return what is wrong with a weight, by the name of its field; empty where nothing is."""
    if 0 < weight <= MOST_WEIGHT:
        return {}
    return {"weight": _("A weight is a number above 0, a million at most.")}
