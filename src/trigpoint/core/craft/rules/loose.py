"""A goal that carries nothing above it."""

from __future__ import annotations

from collections.abc import Iterator

from trigpoint.core.craft.picture import Picture
from trigpoint.core.craft.rule import Mend, Rule, Seen, Sure, goal
from trigpoint.core.text import _


def look(picture: Picture) -> Iterator[Seen]:
    """Yield the goals under the organisation's own that serve no goal and no priority."""
    for one in picture.goals.values():
        if one.loose:
            mend = Mend("goal_links", one.id, _("Choose a goal above"))
            yield Seen(goal(one.id), _("It carries no goal and serves no priority."), mend)


RULE = Rule(
    "loose",
    1,
    _("A goal that stands alone"),
    _("Work that serves nothing above it is done well, and missed by nobody when it stops."),
    Sure.CERTAIN,
    _("read from the goal's links"),
    look,
)
