"""A unit's goal that nothing measures."""

from __future__ import annotations

from collections.abc import Iterator

from trigpoint.core.craft.picture import GoalSeen, Picture
from trigpoint.core.craft.rule import Mend, Rule, Seen, Sure, goal
from trigpoint.core.text import _

SETTLED = 14


def look(picture: Picture) -> Iterator[Seen]:
    """Yield the units' goals with no target of their own and no goal below that could tell."""
    for one in picture.older(SETTLED):
        if one.unit and is_bare(one):
            mend = Mend("goal_target", one.id, _("Add a measure"))
            yield Seen(goal(one.id), _("No target, and no goal below it that has one."), mend)


def is_bare(one: GoalSeen) -> bool:
    """Whether nothing could tell how the goal goes, though its words can be judged."""
    return not (one.targets or one.carried or one.steps)


RULE = Rule(
    "no_measure",
    8,
    _("An aim without a measure"),
    _("Without a figure, whoever speaks loudest says how it goes."),
    Sure.CERTAIN,
    _("no measure is tied to it"),
    look,
)
