"""The newest words of teams on their goals, said once the figures were there to be read."""

from __future__ import annotations

import datetime

from trigpoint.core.graph.status import Status
from trigpoint.demo import everyday
from trigpoint.demo.fill_everyday import runs, team_of, workday
from trigpoint.demo.fill_goals import writer
from trigpoint.demo.fill_people import Filled
from trigpoint.demo.maps import WRITER
from trigpoint.demo.plan import Goal
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards
from trigpoint.services.loop import check_ins

SAID = {
    Status.ON_TRACK: "on_track",
    Status.AT_RISK: "at_risk",
    Status.OFF_TRACK: "off_track",
    Status.HELD: "off_track",
}
"""How an owner who reads the figures sees it; where they leave it open, what was said stays."""


def fill_last_words(filled: Filled) -> None:
    """Let teams say what the figures say, where they said something else; a few go on hoping.

    Whoever keeps the map may read less than all: what their card says comes first.
    """
    read = Cards(filled.person(WRITER), graph.load(filled.person(WRITER)))
    day = workday(filled.timeline.last_day - datetime.timedelta(days=1))
    for goal in teams_goals():
        card = read.card(read.state.by_public_id[filled.goals[goal.key]])
        said = card.stated
        seen = SAID.get(card.computed, SAID.get(read.state.computed[card.id], said))
        if said and seen != said:
            check_ins.check_in(
                filled.person(writer(goal), day),
                filled.goals[goal.key],
                check_ins.CheckInDraft(
                    status=seen,
                    note=everyday.READ[seen],
                    confidence=everyday.CONFIDENCE[seen],
                ),
            )


def teams_goals() -> list[Goal]:
    """Return the goals of units that speak of theirs and do not hope against the figures."""
    silent = {everyday.FADING, everyday.NEVER_BEGAN}
    return [
        goal
        for goal in runs()
        if goal.owner == team_of(goal)
        and goal.owner not in silent
        and goal.key not in everyday.HOPEFUL
    ]
