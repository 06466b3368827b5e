"""The weekly numbers of before come in as lists of readings, and goals hold to them."""

from __future__ import annotations

from trigpoint.demo import weekly_numbers as ours
from trigpoint.demo.fill_goals import GOALS, period_of, writer
from trigpoint.demo.fill_people import Filled
from trigpoint.services.goals import targets
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.measures import measures, typing_in
from trigpoint.services.measures.measures import MeasureDraft


def fill_weekly_numbers(filled: Filled, seed: int) -> None:
    """Take in each list, and give its goal a target on it."""
    last = filled.timeline.last_day
    known = {goal.key: goal for goal in GOALS}
    values = ours.series(seed)
    for number in ours.NUMBERS:
        goal = known[number.goal]
        entering = filled.person(ours.ENTERED_BY, last)
        name = {"name": number.title}
        made = measures.add(
            entering, MeasureDraft(kpi="typed_number_to_raise", params=name, title=number.title)
        )
        typing_in.take(entering, made, ours.sheet(values[number.goal], last))
        due = period_of(filled, goal).ends
        draft = TargetDraft(
            kind="raise",
            due=due,
            measure=made,
            baseline=number.baseline,
            points=((due, number.aim),),
        )
        targets.add(
            filled.person(writer(goal), last),
            filled.goals[goal.key],
            draft,
            reason="The sheet of the last three years is in.",
        )
