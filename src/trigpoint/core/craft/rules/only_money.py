"""Money as the only reason."""

from __future__ import annotations

from collections.abc import Iterator

from trigpoint.core.craft.picture import Picture
from trigpoint.core.craft.rule import Mend, Needs, Ref, Rule, Seen, Sure
from trigpoint.core.text import _


def look(picture: Picture) -> Iterator[Seen]:
    """Yield the amounts beside which nothing else is named."""
    for one in picture.pay:
        if one.only_money:
            words = _("“{title}” names nothing but an amount.", title=one.title)
            mend = Mend("pay", one.id, _("Say what else is in it"))
            yield Seen(Ref("person", one.person), words, mend, (Ref("incentive", one.id),))


RULE = Rule(
    "only_money",
    5,
    _("Only money"),
    _("Money alone moves people for a while, and towards the money. Say what else there is in it."),
    Sure.CERTAIN,
    _("read from what pay is tied to"),
    look,
    Needs.PAY,
)
