"""A goal that each may read in their own way."""

from __future__ import annotations

from collections.abc import Iterator

from trigpoint.core.craft.picture import Picture
from trigpoint.core.craft.rule import Mend, Rule, Seen, Sure, goal
from trigpoint.core.text import _

FEW_WORDS = 4


def look(picture: Picture) -> Iterator[Seen]:
    """Yield the goals of a few words, without a number, a target, a step or a way."""
    for one in picture.goals.values():
        bare = not (one.targets or one.steps or one.how.strip())
        said = len(one.title.split()) > FEW_WORDS or any(c.isdigit() for c in one.title)
        if bare and not said and not one.carried:
            mend = Mend("goal_target", one.id, _("Say when it is reached"))
            yield Seen(goal(one.id), _("No number, no target, no step, no way in words."), mend)


RULE = Rule(
    "means_anything",
    7,
    _("A goal that can mean anything"),
    _("If two people would judge it differently, it will be argued about in the end."),
    Sure.FAIRLY,
    _("read from its words and targets"),
    look,
)
