"""A goal that stays as it was although the figures have moved away from it."""

from __future__ import annotations

from collections.abc import Iterator

from trigpoint.core.craft.picture import Picture
from trigpoint.core.craft.rule import Mend, Needs, Rule, Seen, Sure, goal
from trigpoint.core.text import _

QUARTER = 91
OFF = "off track"


def look(picture: Picture) -> Iterator[Seen]:
    """Yield the goals that the figures say are off track, and nobody has touched for a quarter."""
    for one in picture.older(QUARTER):
        if one.computed == OFF and picture.days_since(one.changed) >= QUARTER:
            words = _("Off track by its figures; last changed on {day}.", day=one.changed)
            mend = Mend("realignments", one.id, _("Try a change"))
            yield Seen(goal(one.id), words, mend)


RULE = Rule(
    "unchanged",
    4,
    _("Off track, and nothing changed"),
    _("A plan is a guess. When the figures have answered, change the goal or change the way."),
    Sure.FAIRLY,
    _("read from the figures and the history; the way may have changed without a note"),
    look,
    Needs.FIGURES,
)
