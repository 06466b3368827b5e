"""A target nobody is likely to reach."""

from __future__ import annotations

from collections.abc import Iterator

from trigpoint.core.craft.picture import Picture
from trigpoint.core.craft.rule import Mend, Needs, Rule, Seen, Sure, goal
from trigpoint.core.text import _

RARELY = 0.05


def look(picture: Picture) -> Iterator[Seen]:
    """Yield the goals with a target that is reached in fewer than 5 of 100 such cases."""
    for one in picture.goals.values():
        for target in one.targets:
            if target.chance is not None and target.chance < RARELY:
                words = _(
                    "“{target}”: fewer than 5 in 100 such targets are reached.", target=target.title
                )
                mend = Mend("target", one.id, _("Choose a nearer target"), target.id)
                yield Seen(goal(one.id), words, mend)


RULE = Rule(
    "out_of_reach",
    6,
    _("Out of reach as it stands"),
    _("A goal that nobody believes in is dropped quietly, and the next one is believed less."),
    Sure.FAIRLY,
    _("worked out from its past weeks, if they go on as before"),
    look,
    Needs.FIGURES,
)
