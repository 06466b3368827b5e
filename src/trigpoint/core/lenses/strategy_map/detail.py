"""How much of a map is drawn, so that it stays readable however much there is."""

from __future__ import annotations

from enum import Enum

ALL, FOCUSED = 20, 40


class Detail(Enum):
    """All arrows; arrows of the chain that is looked at alone; objectives together by theme."""

    ALL = "all"
    FOCUS = "focus"
    THEMES = "themes"


def detail(objectives: int) -> Detail:
    """Return how a map of so many objectives is drawn."""
    if objectives <= ALL:
        return Detail.ALL
    return Detail.FOCUS if objectives <= FOCUSED else Detail.THEMES
