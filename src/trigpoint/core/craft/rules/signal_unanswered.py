"""Something from outside that questions goals, and that nobody has decided about."""

from __future__ import annotations

from collections.abc import Iterator

from trigpoint.core.craft.picture import Picture
from trigpoint.core.craft.rule import Mend, Rule, Seen, Sure, goal
from trigpoint.core.text import _

PATIENCE = 14


def look(picture: Picture) -> Iterator[Seen]:
    """Yield what happened two weeks ago, questions goals in force, and is still open."""
    for one in picture.signals:
        if picture.days_since(one.day) >= PATIENCE:
            words = _(
                "“{signal}” questions it since {day}, and nothing was decided.",
                signal=one.title,
                day=one.day,
            )
            first, *others = one.questions
            mend = Mend("signals", one.id, _("Decide what follows"))
            yield Seen(goal(first), words, mend, tuple(map(goal, others)))


RULE = Rule(
    "signal_unanswered",
    4,
    _("The world moved, and nobody decided"),
    _("Something outside has changed. It may change nothing here: then say so, and why."),
    Sure.CERTAIN,
    _("read from what was logged"),
    look,
)
