"""A month of Orders & delivery as its review left it: one decision, and the page that is frozen."""

from __future__ import annotations

import datetime

from trigpoint.demo.fill_people import Filled
from trigpoint.services.goals import steps
from trigpoint.services.loop import briefings

LEAD = "tuan.nguyen"
UNIT = "orders"
GOAL = "right-person"
DECIDED = "Two people take claims alone in the first week of December"
DUE = datetime.timedelta(days=8)


def fill_briefings(filled: Filled) -> None:
    """Write down what was decided, and freeze the review with its figures."""
    due = filled.timeline.last_day + DUE
    steps.add(filled.person(LEAD), filled.goals[GOAL], DECIDED, due=due)
    briefings.freeze(filled.person(LEAD), filled.units[UNIT], "monthly")
