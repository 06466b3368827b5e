"""Something that was reached, and nobody said thank you."""

from __future__ import annotations

from collections.abc import Iterator

from trigpoint.core.craft.picture import Picture
from trigpoint.core.craft.rule import Mend, Rule, Seen, Sure, goal
from trigpoint.core.text import _

PATIENCE, FORGOTTEN = 14, 90


def look(picture: Picture) -> Iterator[Seen]:
    """Yield what was reached from two weeks to three months ago without a word of thanks."""
    for one in picture.goals.values():
        for deed in one.deeds:
            if not deed.thanked and PATIENCE <= picture.days_since(deed.day) <= FORGOTTEN:
                words = _("“{what}” was reached on {day}.", what=deed.what, day=deed.day)
                yield Seen(goal(one.id), words, Mend("thanks", one.id, _("Say thank you")))


RULE = Rule(
    "no_thanks",
    5,
    _("Something good, and no thanks"),
    _("What is not noticed is not repeated."),
    Sure.FAIRLY,
    _("read from the steps and thanks; it may have been said in person"),
    look,
)
