"""A unit's goal on which its lead owes a word."""

from __future__ import annotations

from collections.abc import Iterator

from trigpoint.core.craft.picture import Picture
from trigpoint.core.craft.rule import Mend, Needs, Rule, Seen, Sure, goal
from trigpoint.core.text import _


def look(picture: Picture) -> Iterator[Seen]:
    """Yield the units' goals whose check-in is late by more than a whole rhythm."""
    for one in picture.goals.values():
        if one.unit and one.due is not None and picture.days_since(one.due) > one.every:
            words = _("Whoever leads owes a word since {day}.", day=one.due)
            yield Seen(goal(one.id), words, Mend("goal_check_in", one.id, _("Check in")))


RULE = Rule(
    "lead_silent",
    2,
    _("A lead who owes a word"),
    _("People do as their leads do. Where leads are silent, everybody soon is."),
    Sure.CERTAIN,
    _("read from the check-ins"),
    look,
    Needs.CHECK_INS,
)
