"""A unit in which fewer and fewer speak."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from trigpoint.core.craft.picture import LEAST_PEOPLE, Picture, UnitSeen
from trigpoint.core.craft.rule import Mend, Ref, Rule, Seen, Sure
from trigpoint.core.text import _

SPAN = 4
LEAST = 8
"""So many check-ins the earlier four weeks must have had: a drop from fewer says nothing."""
HALF = 0.5
WEEK = datetime.timedelta(weeks=1)


def look(picture: Picture) -> Iterator[Seen]:
    """Yield the units with fewer than half the check-ins of the four weeks before."""
    for one in picture.units:
        if one.people < LEAST_PEOPLE:
            continue
        now, before = sum(one.weeks[-SPAN:]), sum(one.weeks[-2 * SPAN : -SPAN])
        if before >= LEAST and now < HALF * before:
            words = _(
                "{now} check-ins in four weeks, {before} in the four before; fewer since {day}.",
                now=now,
                before=before,
                day=picture.day - WEEK * since(one),
            )
            yield Seen(
                Ref("unit", one.id), words, Mend("help", one.id, _("Ask what is in the way"))
            )


def since(one: UnitSeen) -> int:
    """Return how many weeks ago the first of the weeks began that stayed below the usual."""
    usual = sum(one.weeks[-2 * SPAN : -SPAN]) / SPAN
    low = 0
    for count in reversed(one.weeks):
        if count >= usual:
            break
        low += 1
    return low


RULE = Rule(
    "fewer_check_ins",
    10,
    _("Fewer and fewer take part"),
    _("People stop quietly. It is seldom idleness: mostly it costs more than it brings them."),
    Sure.FAIRLY,
    _("counted by unit, never by person; holidays look alike"),
    look,
)
