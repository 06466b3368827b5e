"""A person's goal of which is said how it goes, with nothing to tell it by."""

from __future__ import annotations

from collections.abc import Iterator

from trigpoint.core.craft.picture import Picture
from trigpoint.core.craft.rule import Mend, Needs, Rule, Seen, Sure, goal
from trigpoint.core.craft.rules.no_measure import is_bare
from trigpoint.core.text import _

SETTLED = 28


def look(picture: Picture) -> Iterator[Seen]:
    """Yield the people's goals with a check-in, but no target, no step and no goal below."""
    for one in picture.older(SETTLED):
        if one.person and one.word is not None and is_bare(one):
            words = _("Checked in on {day}, without a figure or a step.", day=one.word.day)
            yield Seen(goal(one.id), words, Mend("goal_target", one.id, _("Add a measure")))


RULE = Rule(
    "word_alone",
    8,
    _("Check-ins without data"),
    _("Who says it goes well should be able to show by what. It also helps on a bad day."),
    Sure.CERTAIN,
    _("no target and no step is tied to it"),
    look,
    Needs.CHECK_INS,
)
