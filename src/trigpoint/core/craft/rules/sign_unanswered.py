"""A warning sign that has come and was not answered."""

from __future__ import annotations

from collections.abc import Iterator

from trigpoint.core.craft.picture import Picture
from trigpoint.core.craft.rule import Mend, Ref, Rule, Seen, Sure
from trigpoint.core.text import _

PATIENCE = 14


def look(picture: Picture) -> Iterator[Seen]:
    """Yield the warning signs that came two weeks ago and were not closed since."""
    for one in picture.signs:
        if picture.days_since(one.day) >= PATIENCE:
            words = _("“{sign}” came on {day} and is still open.", sign=one.title, day=one.day)
            mend = Mend("plan", one.plan, _("Decide what to do"))
            yield Seen(Ref("plan", one.plan), words, mend, (Ref("obstacle", one.id),))


RULE = Rule(
    "sign_unanswered",
    4,
    _("A warning sign nobody answered"),
    _(
        "You said beforehand what would be a sign. It has come: do what you meant to do then, "
        "or say that it is over."
    ),
    Sure.CERTAIN,
    _("read from the plan and its measure"),
    look,
)
