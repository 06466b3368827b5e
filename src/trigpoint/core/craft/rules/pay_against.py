"""One person's pay against a goal that others share."""

from __future__ import annotations

from collections.abc import Iterator

from trigpoint.core.craft.picture import Picture
from trigpoint.core.craft.rule import Mend, Needs, Ref, Rule, Seen, Sure, goal
from trigpoint.core.text import _


def look(picture: Picture) -> Iterator[Seen]:
    """Yield the amounts whose own goal is believed to lower a shared one."""
    for one in picture.pay:
        if one.against:
            words = _("More of what “{title}” pays for is believed to lower it.", title=one.title)
            mend = Mend("pay", one.id, _("Share it differently"))
            also = (Ref("incentive", one.id), *map(goal, one.against))
            yield Seen(Ref("person", one.person), words, mend, also)


RULE = Rule(
    "pay_against",
    5,
    _("Pay that pulls against others"),
    _("Whoever is paid for one end of a rope will pull it, also against colleagues."),
    Sure.FAIRLY,
    _("read from what is believed to lower what"),
    look,
    Needs.PAY,
)
