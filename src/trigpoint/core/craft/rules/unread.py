"""An announcement that most have not read."""

from __future__ import annotations

from collections.abc import Iterator

from trigpoint.core.craft.picture import Picture
from trigpoint.core.craft.rule import Mend, Ref, Rule, Seen, Sure, goal
from trigpoint.core.text import _

PATIENCE = 14


def look(picture: Picture) -> Iterator[Seen]:
    """Yield what was announced two weeks ago and read by fewer than half."""
    for one in picture.announced:
        if picture.days_since(one.day) >= PATIENCE and 2 * one.read < one.sent:
            words = _(
                "{read} of {sent} have read it since {day}.",
                read=one.read,
                sent=one.sent,
                day=one.day,
            )
            mend = Mend("announcement", one.id, _("Talk about it"))
            yield Seen(goal(one.goal), words, mend, (Ref("announcement", one.id),))


RULE = Rule(
    "unread",
    2,
    _("Announced, and not read"),
    _("What was only sent was not said. Ten minutes in the team's meeting reach more people."),
    Sure.FAIRLY,
    _("read from the receipts; it may have been told in person"),
    look,
)
