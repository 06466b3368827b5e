"""A believed cause that the weeks do not bear out."""

from __future__ import annotations

from collections.abc import Iterator

from trigpoint.core.craft.picture import Picture
from trigpoint.core.craft.rule import Mend, Needs, Ref, Rule, Seen, Sure, goal
from trigpoint.core.text import _, ngettext


def look(picture: Picture) -> Iterator[Seen]:
    """Yield the goals that are said to drive others, where the weeks did not show it twice."""
    for one in picture.goals.values():
        if one.disproved:
            words = ngettext(
                "For two quarters the weeks have not borne out {count} link from it.",
                "For two quarters the weeks have not borne out {count} links from it.",
                len(one.disproved),
            )
            mend = Mend("goal_drives", one.id, _("Look at the link"))
            yield Seen(goal(one.id), words, mend, tuple(Ref("drive", d) for d in one.disproved))


RULE = Rule(
    "not_borne_out",
    8,
    _("A belief the figures do not share"),
    _("A plan rests on what moves what. Where the weeks say otherwise for long, ask again."),
    Sure.FAIRLY,
    _("tested on past weeks, now and one and two quarters ago"),
    look,
    Needs.FIGURES,
)
