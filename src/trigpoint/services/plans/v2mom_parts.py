"""The parts of a V2MOM as its page and the API show them."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trigpoint.core.graph.status import Status
from trigpoint.core.lenses.v2mom.obstacles import Said, SignState, weight
from trigpoint.services.goals.cards import Cards, GoalCard, HolderView, TargetView
from trigpoint.services.goals.goal_page import StepView, steps_of
from trigpoint.services.measures import figures
from trigpoint.services.measures.catalogue import MeasureRef
from trigpoint.services.plans import warning_signs
from trigpoint.services.plans.plan_state import PlanState
from trigpoint.services.plans.warning_signs import Days
from trigpoint.store.models import Behaviour, Goal, Obstacle, Plan, Reading, Step

TREND = 8
"""How many weeks the little line of a measure shows."""


@dataclass(frozen=True, slots=True)
class BehaviourView:
    """How a value is seen, and what that is tied to: ticket, qa, thanks or decision."""

    id: str
    version: int
    tie: str
    text: str
    ticket: str
    day: datetime.date | None


@dataclass(frozen=True, slots=True)
class ValueView:
    """A value in its rank, with the behaviours in which it is seen."""

    id: str
    version: int
    rank: int
    title: str
    meaning: str
    behaviours: tuple[BehaviourView, ...]


@dataclass(frozen=True, slots=True)
class MethodMeasure:
    """A target of a method with its last weeks, the oldest first, None for one without a value."""

    target: TargetView
    trend: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class SilentSource:
    """Data that stopped coming: a fault of the source, neither of the team nor an obstacle."""

    measure: str
    since: datetime.date


@dataclass(frozen=True, slots=True)
class MethodView:
    """A method in its rank: its goal, the values it serves, its measures and its steps.

    `steps` are those that are not done first, what is expected to bring most before the rest.
    """

    id: str
    version: int
    rank: int
    goal: GoalCard
    values: tuple[str, ...]
    measures: tuple[MethodMeasure, ...]
    steps: tuple[StepView, ...]
    silent: SilentSource | None


@dataclass(frozen=True, slots=True)
class SignView:
    """A warning sign: in words, or a measure beyond `threshold` on `days` days in a row.

    `since` is the day it came, or of the last data where the source is silent. `latest` is the
    newest value, None where there is none for the actor's eyes.
    """

    words: str
    measure: MeasureRef | None
    side: str
    threshold: float | None
    days: int
    state: SignState
    since: datetime.date | None
    latest: float | None


@dataclass(frozen=True, slots=True)
class ObstacleView:
    """An obstacle; `threatens` are ids of methods, `weight` is likelihood times impact."""

    id: str
    version: int
    rank: int
    title: str
    likelihood: int
    impact: int
    impact_words: str
    weight: int
    threatens: tuple[str, ...]
    mitigation: str
    contingency: str
    owner: HolderView | None
    sign: SignView


@dataclass(frozen=True, slots=True)
class Series:
    """Readings of the measures of a plan: weeks of targets, days of warning signs."""

    weeks: Mapping[int, tuple[float | None, ...]]
    days: Mapping[int, Days]


def series(cards: Cards, state: PlanState, plan: Plan) -> Series:
    """Read what the measures of a plan said, in one query."""
    graph = cards.state
    goals = {method.goal_id for method in state.methods.get(plan.pk, ())}
    targets = {t.measure_id for goal in goals for t in graph.targets.get(goal, ())}
    signs = {o.sign_measure_id for o in state.obstacles.get(plan.pk, ())}
    wanted = {key for key in targets | signs if key in cards.measures}
    rows = figures.visible(graph.published.number).filter(
        measure__in=wanted, grain__in=[Reading.Grain.WEEK, Reading.Grain.DAY]
    )
    held = list(rows.order_by("start"))
    weeks: defaultdict[int, list[float | None]] = defaultdict(list)
    for row in held:
        if row.grain == Reading.Grain.WEEK:
            weeks[row.measure_id].append(row.value)
    return Series(
        {key: tuple(values[-TREND:]) for key, values in weeks.items()},
        warning_signs.days_of(row for row in held if row.grain == Reading.Grain.DAY),
    )


def values(state: PlanState, plan: Plan) -> tuple[ValueView, ...]:
    """Return the values in their rank."""
    return tuple(
        ValueView(
            record.public_id,
            record.version,
            place,
            record.title,
            record.meaning,
            tuple(behaviour(seen) for seen in state.behaviours.get(record.pk, ())),
        )
        for place, record in enumerate(state.values.get(plan.pk, ()), 1)
    )


def behaviour(record: Behaviour) -> BehaviourView:
    """Return what a page says of a behaviour."""
    return BehaviourView(
        record.public_id,
        record.version,
        record.kind_of_tie,
        record.text,
        record.ticket,
        record.day,
    )


def methods(cards: Cards, state: PlanState, plan: Plan, found: Series) -> tuple[MethodView, ...]:
    """Return the methods whose goals the actor may see, in their rank."""
    graph = cards.state
    views = []
    for place, record in enumerate(state.methods.get(plan.pk, ()), 1):
        goal = graph.goals.get(record.goal_id)
        if goal is None or goal.pk not in cards.goals:
            continue
        lines = measure_lines(cards, goal, found)
        views.append(
            MethodView(
                record.public_id,
                record.version,
                place,
                cards.card(goal),
                tuple(record.values),
                lines,
                ordered_steps(cards, goal),
                silent(lines),
            )
        )
    return tuple(views)


def measure_lines(cards: Cards, goal: Goal, found: Series) -> tuple[MethodMeasure, ...]:
    """Return the targets of a goal with their last weeks."""
    if cards.is_partly_shown(goal):
        return ()
    return tuple(
        MethodMeasure(cards.target(record), found.weeks.get(record.measure_id or 0, ()))
        for record in cards.state.targets.get(goal.pk, ())
    )


def ordered_steps(cards: Cards, goal: Goal) -> tuple[StepView, ...]:
    """Return the steps of a goal: those to do first, by what they are expected to bring."""
    if cards.is_partly_shown(goal):
        return ()
    rows: Mapping[str, Step] = {s.public_id: s for s in cards.state.steps.get(goal.pk, ())}

    def order(view: StepView) -> tuple[bool, int, int]:
        row = rows[view.id]
        return row.done_on is not None, -row.expected, row.rank

    return tuple(sorted(steps_of(cards, goal), key=order))


def silent(lines: Iterable[MethodMeasure]) -> SilentSource | None:
    """Return the first measure whose data stopped coming, or None."""
    for line in lines:
        figure, measure = line.target.figure, line.target.measure
        is_old = line.target.status is Status.OLD
        if is_old and measure is not None and figure is not None and figure.as_of is not None:
            return SilentSource(measure.title, figure.as_of.date())
    return None


def obstacles(
    cards: Cards, state: PlanState, plan: Plan, found: Series
) -> tuple[ObstacleView, ...]:
    """Return the obstacles, the heaviest first; those that weigh the same by their rank."""
    rows = state.obstacles.get(plan.pk, ())
    ordered = sorted(rows, key=lambda o: (-weight(o.likelihood, o.impact), o.rank))
    return tuple(obstacle(cards, record, found, place) for place, record in enumerate(ordered, 1))


def obstacle(cards: Cards, record: Obstacle, found: Series, place: int) -> ObstacleView:
    """Return what a page says of an obstacle."""
    return ObstacleView(
        id=record.public_id,
        version=record.version,
        rank=place,
        title=record.title,
        likelihood=record.likelihood,
        impact=record.impact,
        impact_words=record.impact_words,
        weight=weight(record.likelihood, record.impact),
        threatens=tuple(record.threatens),
        mitigation=record.mitigation,
        contingency=record.contingency,
        owner=cards.holder(None, record.owner_id) if record.owner_id else None,
        sign=sign(cards, record, found),
    )


def sign(cards: Cards, record: Obstacle, found: Series) -> SignView:
    """Return a warning sign; what its figure says only to those who may see that figure."""
    graph = cards.state
    measure = graph.measures.get(record.sign_measure_id or 0)
    seen = measure is None or measure.pk in cards.measures
    said = warning_signs.look_at(record, found.days, graph.published, cards.actor.now)
    if not seen and record.fired_on is None:
        said = Said(SignState.UNKNOWN)
    return SignView(
        words=record.sign_words,
        measure=cards.named(measure) if measure else None,
        side=record.sign_side,
        threshold=record.sign_threshold,
        days=record.sign_days,
        state=said.state,
        since=said.since,
        latest=said.latest if seen else None,
    )
