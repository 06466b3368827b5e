"""A shared goal in which another department never took part."""

from __future__ import annotations

from collections.abc import Iterator

from trigpoint.core.craft.picture import Picture
from trigpoint.core.craft.rule import Mend, Ref, Rule, Seen, Sure, goal
from trigpoint.core.text import _

SETTLED = 28


def look(picture: Picture) -> Iterator[Seen]:
    """Yield the goals shared with another unit that has no goal, step or answer for it."""
    for one in picture.older(SETTLED):
        for part in one.parts:
            if part.unit and part.unit != one.unit and not part.took_part:
                words = _(
                    "{unit} shares it, and has no goal, step or answer for it.", unit=part.name
                )
                mend = Mend("goal_propose", one.id, _("Agree on their part"))
                yield Seen(goal(one.id), words, mend, (Ref("unit", part.unit),))


RULE = Rule(
    "department_apart",
    9,
    _("Shared on paper"),
    _("A goal that two share and one works on is one department's goal, and half a result."),
    Sure.FAIRLY,
    _("read from goals, steps and answers; they may work on it without a note"),
    look,
)
