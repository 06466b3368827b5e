"""What every goal comes to: its figure and its status, and both again after a few new readings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from trigpoint.core.graph.goal import Goal, GoalId
from trigpoint.core.graph.graph import Graph
from trigpoint.core.graph.pool import Known, own, owns
from trigpoint.core.graph.rollup import Figures, RollUp
from trigpoint.core.graph.status import (
    NOTHING_FORESEEN,
    Foreseen,
    Status,
    judge_of,
    status_of,
    status_within,
    target_status,
)
from trigpoint.core.graph.target import Target

FEW = 50
"""How many goals with news are worked into those above one by one; more take a full pass."""


@dataclass(frozen=True, slots=True, eq=False)
class Reckoning:
    """The figures and statuses of a graph by what is known. Make one with `of`.

    `progress` rolls up the values, `likely` their whole intervals, `asked` what the day asks for.
    """

    graph: Graph
    roll_up: RollUp
    known: Known
    foreseen: Foreseen
    progress: Figures
    likely: Figures
    asked: Figures
    statuses: Mapping[GoalId, Status]

    @classmethod
    def of(
        cls, graph: Graph, roll_up: RollUp, known: Known, foreseen: Foreseen = NOTHING_FORESEEN
    ) -> Reckoning:
        """Reckon every goal; `roll_up` is the graph's."""
        goals = graph.goals.values()
        targets = [target for goal in goals for target in goal.targets]
        near = {target.id: known.likely(target) for target in targets}
        far = {target.id: known.expected(target) for target in targets}
        told = {
            t.id: status_within(t, known, near[t.id], far[t.id], judge_of(t, foreseen))
            for t in targets
        }
        progress = roll_up.full(owns(graph, known.progress))
        likely = roll_up.full(owns(graph, lambda target: near[target.id]))
        asked = roll_up.full(owns(graph, lambda target: far[target.id]))
        statuses = {}
        for goal in goals:
            mine = {told[target.id] for target in goal.targets}
            statuses[goal.id] = status_of(goal, mine, likely[goal.id], asked[goal.id], foreseen)
        return cls(graph, roll_up, known, foreseen, progress, likely, asked, statuses)

    def after(self, known: Known, foreseen: Foreseen = NOTHING_FORESEEN) -> Reckoning:
        """Return the same graph's by what is known later (docs/decisions/0374).

        Only goals with news and those above them are reckoned, unless it is another day, on which
        every target asks for more, or there is much news.
        """
        news = [goal for goal in self.graph.goals.values() if self.is_news(goal, known, foreseen)]
        if known.day != self.known.day or len(news) > FEW:
            return Reckoning.of(self.graph, self.roll_up, known, foreseen)
        values = {goal.id: own(goal, known.progress) for goal in news}
        spans = {goal.id: own(goal, known.likely) for goal in news}
        progress, _ = self.roll_up.change(self.progress, values)
        likely, moved = self.roll_up.change(self.likely, spans)
        later = replace(self, known=known, foreseen=foreseen, progress=progress, likely=likely)
        turned = {goal: later.judged(self.graph.goals[goal]) for goal in (*values, *moved)}
        return replace(later, statuses={**self.statuses, **turned})

    def is_news(self, goal: Goal, known: Known, foreseen: Foreseen) -> bool:
        """Tell whether anything that the goal's own part or status rests on is different."""
        return any(
            inputs(target, self.known, self.foreseen) != inputs(target, known, foreseen)
            for target in goal.targets
        )

    def judged(self, goal: Goal) -> Status:
        """Return the status of one goal."""
        told = {target_status(target, self.known, self.foreseen) for target in goal.targets}
        return status_of(goal, told, self.likely[goal.id], self.asked[goal.id], self.foreseen)


def inputs(target: Target, known: Known, foreseen: Foreseen) -> tuple[object, ...]:
    """Return all that a target's spans and status rest on, beside the day."""
    guard = known.guard(target) if target.guard else None
    return known.readings.get(target.id), known.fresh(target), guard, foreseen.get(target.id)
