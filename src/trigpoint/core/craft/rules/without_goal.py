"""Somebody who carries no goal."""

from __future__ import annotations

from collections.abc import Iterator

from trigpoint.core.craft.picture import Picture
from trigpoint.core.craft.rule import Mend, Ref, Rule, Seen, Sure
from trigpoint.core.text import _

SETTLED = 60
"""So many days somebody new has to find their part."""


def look(picture: Picture) -> Iterator[Seen]:
    """Yield the people who carry no goal: none of their own, no shared one, none of their unit."""
    for one in picture.people:
        if not one.carries and picture.days_since(one.since) >= SETTLED:
            mend = Mend("person_goals", one.id, _("Talk with them"))
            yield Seen(Ref("person", one.id), _("No goal of their own, and none shared."), mend)


RULE = Rule(
    "without_goal",
    1,
    _("Somebody without a part in it"),
    _("Who carries nothing cannot see what their work is for. Often nobody has asked them."),
    Sure.FAIRLY,
    _("read from the goals; they may carry one that is not written down"),
    look,
)
