"""A target on a measure that gives no figure."""

from __future__ import annotations

from collections.abc import Iterator

from trigpoint.core.craft.picture import Picture
from trigpoint.core.craft.rule import Mend, Rule, Seen, Sure, goal
from trigpoint.core.text import _

SETTLED = 35
"""A figure is over four whole weeks: after five it should be there."""


def look(picture: Picture) -> Iterator[Seen]:
    """Yield the goals with a target whose measure has given no figure for five weeks."""
    for one in picture.goals.values():
        for target in one.targets:
            late = picture.days_since(target.since) >= SETTLED
            if target.measured and not target.has_figure and late:
                words = _(
                    "“{target}” has no figure since {day}.", target=target.title, day=target.since
                )
                mend = Mend("target", one.id, _("Choose another measure"), target.id)
                yield Seen(goal(one.id), words, mend)


RULE = Rule(
    "no_figure",
    7,
    _("A measure nobody can compute"),
    _("A target without a figure cannot be reached, and cannot be missed."),
    Sure.CERTAIN,
    _("no figure has come"),
    look,
)
