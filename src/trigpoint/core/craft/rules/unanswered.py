"""Questions about a goal without an answer."""

from __future__ import annotations

from collections.abc import Iterator

from trigpoint.core.craft.picture import Picture
from trigpoint.core.craft.rule import Mend, Rule, Seen, Sure, goal
from trigpoint.core.text import _, ngettext

PATIENCE = 14


def look(picture: Picture) -> Iterator[Seen]:
    """Yield the goals on which somebody was asked two weeks ago and has not answered."""
    for one in picture.goals.values():
        since = one.answers.waiting
        if since is not None and picture.days_since(since) >= PATIENCE:
            words = ngettext(
                "{count} of {asked} who were asked has not answered, since {day}.",
                "{count} of {asked} who were asked have not answered, since {day}.",
                one.answers.open,
                asked=one.answers.asked,
                day=since,
            )
            yield Seen(goal(one.id), words, Mend("goal_announce", one.id, _("Explain it to them")))


RULE = Rule(
    "unanswered",
    2,
    _("Asked, and no answer"),
    _("Silence is not agreement. It may be that they have not understood what is wanted."),
    Sure.CERTAIN,
    _("read from the record of who was asked; counts, no names"),
    look,
)
