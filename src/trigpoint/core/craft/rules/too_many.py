"""More goals of their own than somebody can carry at once."""

from __future__ import annotations

from collections.abc import Iterator

from trigpoint.core.craft.picture import Picture
from trigpoint.core.craft.rule import Mend, Ref, Rule, Seen, Sure, goal
from trigpoint.core.text import _

MOST = 3


def look(picture: Picture) -> Iterator[Seen]:
    """Yield the people who carry more than three goals of their own."""
    for one in picture.people:
        if len(one.own) > MOST:
            words = _("{n} goals of their own at once.", n=len(one.own))
            mend = Mend("person_goals", one.id, _("Lighten the load"))
            yield Seen(Ref("person", one.id), words, mend, tuple(map(goal, one.own)))


RULE = Rule(
    "too_many",
    6,
    _("Too much at once"),
    _("Whoever has many goals has none. Three at a time can be carried."),
    Sure.FAIRLY,
    _("counted; small ones may well fit together"),
    look,
)
