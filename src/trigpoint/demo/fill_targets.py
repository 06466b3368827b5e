"""The measured targets, placed where the figures show what the plan wants (see `aims`)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from trigpoint.demo import aims
from trigpoint.demo.aims import Placed
from trigpoint.demo.figures import LOWER_IS_BETTER, MOST, Figures, Sketch
from trigpoint.demo.fill_goals import GOALS, PERSON_TEAM, period_of, writer
from trigpoint.demo.fill_people import Filled
from trigpoint.demo.organisation import Span
from trigpoint.demo.plan import Aim, Goal, Want
from trigpoint.services.goals import targets
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.measures import measures
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.tickets.query import Dimension, Filter

IN_SECONDS = {"full_resolution_time", "first_reply_time"}
HOUR = 3600.0
OWN_WEIGHT = 10.0
"""How much a unit's own figures weigh in its goal, beside the contributions of 1 to 3."""


@dataclass(frozen=True)
class Reader:
    """Reads sketches of figures for the aims of one goal, times in hours."""

    figures: Figures
    goal: Goal
    span: Span

    def now(self, aim: Aim, kpi: str = "") -> Sketch | None:
        """Return the figure over the aim's weeks up to this week, or to the period's end."""
        last_day = self.figures.simulation.timeline.last_day
        return self._until(aim, kpi or aim.kpi, min(last_day, self.span.ends))

    def before(self, aim: Aim) -> Sketch | None:
        """Return the figure over as many weeks before the period began."""
        return self._until(aim, aim.kpi, self.span.starts)

    def _until(self, aim: Aim, kpi: str, day: datetime.date) -> Sketch | None:
        timeline = self.figures.simulation.timeline
        monday = max(day - datetime.timedelta(days=day.weekday()), timeline.first_day)
        statistic = aim.statistic if kpi in IN_SECONDS else ""
        who = aim.who or self.goal.owner
        found = self.figures.read(
            kpi, statistic, who, timeline.moment(monday), aim.weeks, aim.topic
        )
        if found is None or kpi not in IN_SECONDS:
            return found
        return Sketch(found.value / HOUR, found.half / HOUR, found.n)


def fill_targets(filled: Filled, figures: Figures) -> None:
    """Give every goal its measured targets, with their measures and guards."""
    for goal in GOALS:
        span = period_of(filled, goal)
        reader = Reader(figures, goal, span)
        elapsed = span.elapsed(filled.timeline.last_day)
        for aim in goal.aims:
            placed = aims.place(
                aim.want,
                reader.now(aim),
                reader.before(aim),
                elapsed,
                lower=aim.kpi in LOWER_IS_BETTER,
                most=MOST.get(aim.kpi, float("inf")),
            )
            draft = _draft(filled, goal, aim, _in_unit(placed, aim.kpi), span.ends)
            draft = _guarded(filled, goal, aim, draft, reader)
            actor = filled.person(writer(goal), span.starts)
            targets.add(actor, filled.goals[goal.key], draft, reason="The first plan.")


def _in_unit(placed: Placed, kpi: str) -> Placed:
    """Return a target in the unit of its KPI: hours become seconds."""
    if kpi not in IN_SECONDS:
        return placed
    names = ("baseline", "value", "low", "high", "tolerance")
    told = {name: getattr(placed, name) for name in names}
    return replace(placed, **{n: v * HOUR for n, v in told.items() if v is not None})


def _draft(filled: Filled, goal: Goal, aim: Aim, placed: Placed, due: datetime.date) -> TargetDraft:
    return TargetDraft(
        kind=placed.kind,
        due=due,
        measure=_measure(filled, goal, aim, aim.kpi),
        baseline=placed.baseline,
        points=() if placed.value is None else ((due, placed.value),),
        low=placed.low,
        high=placed.high,
        tolerance=placed.tolerance,
        weight=aim.weight if goal.owner in PERSON_TEAM else OWN_WEIGHT * aim.weight,
    )


def _guarded(
    filled: Filled, goal: Goal, aim: Aim, draft: TargetDraft, reader: Reader
) -> TargetDraft:
    """Add what must not get worse, broken where the plan wants the target held."""
    figure = reader.now(aim, aim.guard) if aim.guard else None
    if figure is None:
        return draft
    limit = aims.guard_limit(
        figure, broken=aim.want is Want.HELD, lower=aim.guard in LOWER_IS_BETTER
    )
    return replace(draft, guard=_measure(filled, goal, aim, aim.guard), guard_limit=limit)


def _measure(filled: Filled, goal: Goal, aim: Aim, kpi: str) -> str:
    """Return the public id of the measure of a KPI over the tickets of the aim."""
    who = aim.who or goal.owner
    scope = "person" if who in PERSON_TEAM else "unit"
    whole = who == "northwind"
    topic = Filter(Dimension.CUSTOM, (aim.topic,), name="topic") if aim.topic else None
    return measures.add(
        filled.person(writer(goal), period_of(filled, goal).starts),
        MeasureDraft(
            kpi=kpi,
            scope="organisation" if whole else scope,
            member="" if whole else filled.holder(who),
            params={"quantile": aim.statistic} if kpi in IN_SECONDS else None,
            filters=(topic,) if topic else (),
            window_weeks=aim.weeks,
        ),
    )
