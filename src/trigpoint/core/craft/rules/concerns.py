"""A goal in force against the concerns of those who carry it."""

from __future__ import annotations

from collections.abc import Iterator

from trigpoint.core.craft.picture import Picture
from trigpoint.core.craft.rule import Mend, Rule, Seen, Sure, goal
from trigpoint.core.text import _, ngettext

FEW = 2


def look(picture: Picture) -> Iterator[Seen]:
    """Yield the goals on which at least two have concerns, and no fewer than agree."""
    for one in picture.goals.values():
        said = one.answers
        if said.concerns >= FEW and said.concerns >= said.agreed:
            words = ngettext(
                "{count} has a concern, {agreed} agree.",
                "{count} have concerns, {agreed} agree.",
                said.concerns,
                agreed=said.agreed,
            )
            mend = Mend("goal_voices", one.id, _("Read and answer them"))
            yield Seen(goal(one.id), words, mend)


RULE = Rule(
    "concerns",
    3,
    _("In force against their concerns"),
    _("Those who do the work see first why it cannot go. Answer them before they stop saying it."),
    Sure.CERTAIN,
    _("read from the answers"),
    look,
)
