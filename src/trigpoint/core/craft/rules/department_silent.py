"""A goal that waits for a department which never answered."""

from __future__ import annotations

from collections.abc import Iterator

from trigpoint.core.craft.picture import Picture
from trigpoint.core.craft.rule import Mend, Ref, Rule, Seen, Sure, goal
from trigpoint.core.text import _

PATIENCE = 14


def look(picture: Picture) -> Iterator[Seen]:
    """Yield the goals for which another unit was asked two weeks ago and has not answered."""
    for one in picture.goals.values():
        for asked in one.questions:
            if picture.days_since(asked.since) >= PATIENCE:
                words = _(
                    "{unit} was asked on {day} and has not answered.",
                    unit=asked.name,
                    day=asked.since,
                )
                page, id_ = ("proposal", asked.proposal) if asked.proposal else ("goal", one.id)
                mend = Mend(page, id_, _("Ask again"))
                yield Seen(goal(one.id), words, mend, (Ref("unit", asked.unit),))


RULE = Rule(
    "department_silent",
    9,
    _("A department that never answered"),
    _("What needs others fails in silence when they never took part."),
    Sure.CERTAIN,
    _("read from the requests"),
    look,
)
