"""A unit's goal that nobody carries."""

from __future__ import annotations

from collections.abc import Iterator

from trigpoint.core.craft.picture import Picture
from trigpoint.core.craft.rule import Mend, Rule, Seen, Sure, goal
from trigpoint.core.text import _

SETTLED = 14
"""So many days a new goal has to find those who carry it."""


def look(picture: Picture) -> Iterator[Seen]:
    """Yield the units' goals with no goal below, no step, no measured target and nobody beside."""
    for one in picture.older(SETTLED):
        own = one.steps or any(target.measured for target in one.targets)
        if one.nobody and not own:
            mend = Mend("goal_carry", one.id, _("Ask somebody to carry it"))
            yield Seen(goal(one.id), _("No goal below it, nobody who shares it, no step."), mend)


RULE = Rule(
    "nobody_carries",
    1,
    _("A goal that nobody carries"),
    _("A goal is reached by somebody's work. This one has no work under it yet."),
    Sure.CERTAIN,
    _("read from the goals below it"),
    look,
)
