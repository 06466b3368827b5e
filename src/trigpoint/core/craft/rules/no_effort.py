"""A target that comes by itself."""

from __future__ import annotations

from collections.abc import Iterator

from trigpoint.core.craft.picture import Picture
from trigpoint.core.craft.rule import Mend, Needs, Rule, Seen, Sure, goal
from trigpoint.core.text import _

NEARLY_ALWAYS = 0.98
AHEAD = 28
"""So near its end a goal is as good as reached: that is no finding."""


def look(picture: Picture) -> Iterator[Seen]:
    """Yield the goals all of whose targets are nearly sure to be reached, weeks before the end."""
    for one in picture.goals.values():
        chances = [target.chance for target in one.targets]
        sure = [c for c in chances if c is not None and c > NEARLY_ALWAYS]
        if sure and len(sure) == len(chances) and -picture.days_since(one.ends) > AHEAD:
            words = _("More than 98 in 100 such targets are reached, until {day}.", day=one.ends)
            mend = Mend("target", one.id, _("Choose a bolder target"), one.targets[0].id)
            yield Seen(goal(one.id), words, mend)


RULE = Rule(
    "no_effort",
    6,
    _("It would come by itself"),
    _("What is reached anyway asks nothing of anybody. Dare a little more, or aim elsewhere."),
    Sure.FAIRLY,
    _("worked out from its past weeks, if they go on as before"),
    look,
    Needs.FIGURES,
)
