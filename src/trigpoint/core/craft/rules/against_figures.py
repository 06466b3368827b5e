"""A status that the figures contradict."""

from __future__ import annotations

from collections.abc import Iterator

from trigpoint.core.craft.picture import Picture
from trigpoint.core.craft.rule import Mend, Needs, Rule, Seen, Sure, goal
from trigpoint.core.text import _

FINE = {"on_track", "achieved"}
OFF = "off track"


def look(picture: Picture) -> Iterator[Seen]:
    """Yield the goals that were last said to be well, where the figures say off track."""
    for one in picture.goals.values():
        if one.word is not None and one.word.status in FINE and one.computed == OFF:
            words = _("Said to go well on {day}; the figures say off track.", day=one.word.day)
            yield Seen(
                goal(one.id), words, Mend("goal_check_in", one.id, _("Check in with the figure"))
            )


RULE = Rule(
    "against_figures",
    8,
    _("Said to go well, against the figures"),
    _("A feeling may know what no figure does. Then say what it is; else believe the figure."),
    Sure.FAIRLY,
    _("the figure's whole range lies on one side"),
    look,
    Needs.FIGURES,
)
