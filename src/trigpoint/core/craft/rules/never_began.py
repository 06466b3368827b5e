"""A unit that has goals and never began to speak of them."""

from __future__ import annotations

from collections.abc import Iterator

from trigpoint.core.craft.picture import LEAST_PEOPLE, Picture
from trigpoint.core.craft.rule import Mend, Ref, Rule, Seen, Sure
from trigpoint.core.text import _, ngettext

SETTLED = 42
LEAST = 2


def look(picture: Picture) -> Iterator[Seen]:
    """Yield the units with at least two goals for six weeks, and not one check-in in any week."""
    for one in picture.units:
        settled = picture.days_since(one.since) >= SETTLED
        if one.people >= LEAST_PEOPLE and one.goals >= LEAST and settled and not any(one.weeks):
            words = ngettext(
                "{count} goal since {day}, and not a word on it.",
                "{count} goals since {day}, and not a word on any.",
                one.goals,
                day=one.since,
            )
            yield Seen(Ref("unit", one.id), words, Mend("help", one.id, _("Begin together")))


RULE = Rule(
    "never_began",
    10,
    _("It never began here"),
    _("Nobody resists what they chose. Ask what it would have to bring them to be worth it."),
    Sure.CERTAIN,
    _("counted by unit, never by person"),
    look,
)
