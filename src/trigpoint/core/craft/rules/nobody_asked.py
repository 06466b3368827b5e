"""A unit's goal about which nobody was asked."""

from __future__ import annotations

from collections.abc import Iterator

from trigpoint.core.craft.picture import Picture
from trigpoint.core.craft.rule import Mend, Rule, Seen, Sure, goal
from trigpoint.core.text import _

SETTLED = 14
"""So many days there are to ask, after a goal came into force."""


def look(picture: Picture) -> Iterator[Seen]:
    """Yield the departments' and teams' goals on which nobody was asked a thing."""
    for one in picture.older(SETTLED):
        asked = one.answers.asked or one.parts or one.questions
        if one.level in {"department", "team"} and not (asked or one.carried):
            mend = Mend("goal_announce", one.id, _("Explain it, and ask"))
            yield Seen(
                goal(one.id), _("In force since {day}; nobody was asked.", day=one.began), mend
            )


RULE = Rule(
    "nobody_asked",
    3,
    _("Nobody was asked"),
    _("A goal that comes from above without a word is carried without heart."),
    Sure.FAIRLY,
    _("read from the record of who was asked; it may have been talked over in person"),
    look,
)
