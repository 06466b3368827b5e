"""A unit's goal that is said to carry others, on no evidence at all."""

from __future__ import annotations

from collections.abc import Iterator

from trigpoint.core.craft.picture import Picture
from trigpoint.core.craft.rule import Mend, Rule, Seen, Sure, goal
from trigpoint.core.text import _, ngettext

SETTLED = 91
"""A quarter there is to find out whether it helps."""


def look(picture: Picture) -> Iterator[Seen]:
    """Yield the units' goals that run for a quarter, with links that rest on nothing."""
    for one in picture.older(SETTLED):
        if one.unit and one.groundless:
            words = ngettext(
                "{count} link upwards says of itself that it rests on nothing.",
                "{count} links upwards say of themselves that they rest on nothing.",
                one.groundless,
            )
            yield Seen(goal(one.id), words, Mend("goal_links", one.id, _("Say what it rests on")))


RULE = Rule(
    "only_believed",
    8,
    _("A link without evidence"),
    _("Whether it really helps what it carries is worth asking once. An opinion is a beginning."),
    Sure.FAIRLY,
    _("read from the links; the evidence may not have been written down"),
    look,
)
