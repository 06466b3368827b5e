"""A person's goal on which nothing was said for longer than its rhythm."""

from __future__ import annotations

from collections.abc import Iterator

from trigpoint.core.craft.picture import Picture
from trigpoint.core.craft.rule import Mend, Needs, Rule, Seen, Sure, goal
from trigpoint.core.text import _


def look(picture: Picture) -> Iterator[Seen]:
    """Yield the people's goals whose check-in is late by more than a whole rhythm."""
    for one in picture.goals.values():
        if one.person and one.due is not None and picture.days_since(one.due) > one.every:
            words = _("A word was due on {day}.", day=one.due)
            yield Seen(goal(one.id), words, Mend("goal_check_in", one.id, _("Check in")))


RULE = Rule(
    "silent",
    2,
    _("A goal gone quiet"),
    _("Goals die of silence. A line a week is enough to see in time that help is needed."),
    Sure.CERTAIN,
    _("read from the check-ins"),
    look,
    Needs.CHECK_INS,
)
