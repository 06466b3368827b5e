"""Goals as cards: what every page says of a goal, with nothing that the actor may not see."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from trigpoint.core.graph.guard import GuardState
from trigpoint.core.graph.progress import in_force
from trigpoint.core.graph.span import MISSING, Span
from trigpoint.core.graph.status import Status, target_status
from trigpoint.core.graph.target import Numeric
from trigpoint.core.graph.withhold import withheld
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import NotThen
from trigpoint.services.goals import graph, seen_then
from trigpoint.services.goals.graph import State
from trigpoint.services.measures import catalogue, given
from trigpoint.services.measures.catalogue import MeasureRef
from trigpoint.services.measures.figures import Figure
from trigpoint.store.models import Goal, Measure, Target


@dataclass(frozen=True, slots=True)
class HolderView:
    """A unit or a person that holds something."""

    kind: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class GuardView:
    """What must not get worse: its limit, its figure, and whether it is kept.

    `hidden` says that there may be a figure, but not for this actor's eyes.
    """

    measure: MeasureRef
    limit: float
    figure: Figure | None
    state: GuardState
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class TargetView:
    """A target with its figure.

    `asked` is the value in force today and `aimed` the one on the last day, both in the measure's
    unit. `progress_low` and `progress_high` are fractions from 0 to 1, clipped for display, the
    same number where nothing is missing. `growth`, `last_year` and `grew` are of a target from last
    year; see `seasons.Season`. `decided` is False where the range does not decide.
    """

    id: str
    version: int
    kind: str
    title: str
    measure: MeasureRef | None
    figure: Figure | None
    hidden: bool
    baseline: float | None
    asked: float | None
    aimed: float | None
    points: tuple[tuple[datetime.date, float], ...]
    growth: float | None
    last_year: float | None
    grew: float | None
    low: float | None
    high: float | None
    tolerance: float | None
    weight: float
    due: datetime.date
    done_on: datetime.date | None
    guard: GuardView | None
    progress_low: float
    progress_high: float
    status: Status

    @property
    def decided(self) -> bool:
        """Whether the range lies wholly on one side, so that a status may be preselected."""
        return self.status in {Status.ON_TRACK, Status.OFF_TRACK, Status.ACHIEVED, Status.AT_RISK}


@dataclass(frozen=True, slots=True)
class GoalCard:
    """A goal in short. `stated` is the owner's status, "" where none; `computed` the numbers'."""

    id: str
    version: int
    title: str
    why: str
    owner: HolderView
    state: str
    private: bool
    period: str
    period_id: str
    starts: datetime.date
    due: datetime.date
    stated: str
    computed: Status
    main: TargetView | None
    progress_low: float
    progress_high: float
    shows_progress: bool


class Cards:
    """Makes cards for one actor from one state of the graph.

    Without `figures` the actor is shown titles alone, and nobody's figure counts as handed out.
    """

    def __init__(self, actor: Actor, state: State, *, figures: bool = True) -> None:
        self.actor = actor
        self.state = state
        self.figures = figures

    @cached_property
    def goals(self) -> frozenset[int]:
        """Keys of the goals that the actor may see: in a past state, today and as they stood."""
        if self.state.at is None:
            return access.visible_ids(self.actor, "goal")
        return seen_then.of(self.actor, self.state.goals)

    @cached_property
    def withheld(self) -> frozenset[str]:
        """Public ids of goals whose figures the actor may not see, or could work out."""
        return withheld(self.state.graph, self.hidden, access.GROUP_FLOOR)

    @cached_property
    def hidden(self) -> frozenset[str]:
        """Public ids of goals whose figures the actor may not see."""
        open_to, held = access.visible_ids(self.actor, "open goal"), self.state.targets
        return frozenset(
            goal.public_id
            for pk, goal in self.state.goals.items()
            if pk not in open_to or (pk in held and not self.measures_of(pk) <= self.measures)
        )

    def is_partly_shown(self, goal: Goal) -> bool:
        """Whether the actor sees only that a unit's goal is there: no owner, no words, no figures.

        That is what the policy leaves to those whose goals merely count in it.
        """
        return goal.owner_unit_id is not None and goal.pk not in access.visible_ids(
            self.actor, "open goal"
        )

    def measures_of(self, goal: int) -> set[int]:
        """Return the keys of the measures that a goal's targets hold to."""
        return {t.measure_id for t in self.state.targets.get(goal, ()) if t.measure_id}

    def guard_hidden(self, target: Target) -> bool:
        """Whether the target's guard has a figure that the actor may not see.

        A status that said whether such a guard holds would give the figure away, limit by limit.
        """
        return target.guard_id is not None and target.guard_id not in self.measures

    @cached_property
    def measures(self) -> frozenset[int]:
        """Keys of the measures whose figures the actor may see."""
        return access.visible_ids(self.actor, "figure")

    def stood(self, record: Goal) -> Goal:
        """Return a goal that the actor sees today as it stands in this state.

        Raises:
            NotThen: where it was not there then, or what it was is not for the actor to see.
        """
        found = self.state.goals.get(record.pk)
        if found is None or (self.state.at is not None and found.pk not in self.goals):
            raise NotThen
        return found

    def today(self, goal: Goal) -> Goal:
        """Return what a goal of this state, which the actor sees, is today: the policy judges that.

        It is always there: what is seen of a past day is seen today too.
        """
        return goal if self.state.at is None else graph.load(self.actor).goals[goal.pk]

    def all(self, goals: Iterable[Goal]) -> list[GoalCard]:
        """Return the cards of those goals that the actor may see."""
        return [self.card(goal) for goal in goals if goal.pk in self.goals]

    def card(self, goal: Goal) -> GoalCard:
        """Return the card of a goal that the actor may see."""
        state = self.state
        shut = goal.public_id in self.withheld
        span = self.span(goal)
        held = state.targets.get(goal.pk, ())
        period = state.periods[goal.period_id]
        untold = shut or any(map(self.guard_hidden, held))
        return GoalCard(
            id=goal.public_id,
            version=goal.version,
            title=goal.title,
            why="" if self.is_partly_shown(goal) else goal.why,
            owner=self.owner(goal),
            state=goal.state,
            private=goal.private,
            period=period.name,
            period_id=period.public_id,
            starts=period.starts,
            due=self.due(goal),
            stated=goal.stated_status,
            computed=self.own_status(held) if untold else state.computed[goal.public_id],
            main=self.target(telling(held)) if held else None,
            progress_low=span.low,
            progress_high=span.high,
            shows_progress=not shut,
        )

    def span(self, goal: Goal) -> Span:
        """Return how far a goal is, as a range within 0 and 1; the whole range where untold."""
        shut = goal.public_id in self.withheld
        return MISSING if shut else self.state.rolled[goal.public_id].clipped()

    def due(self, goal: Goal) -> datetime.date:
        """Return the last day of a goal: that of its latest target, or of its dates."""
        held = self.state.targets.get(goal.pk, ())
        return max((t.due for t in held), default=self.state.periods[goal.period_id].ends)

    def own_status(self, held: tuple[Target, ...]) -> Status:
        """Return what the telling target says alone, where the whole is not to be told."""
        return self.target(telling(held)).status if held else Status.UNDECIDED

    def owner(self, goal: Goal) -> HolderView:
        """Return whose goal it is, without a name where that is not to be seen."""
        if self.is_partly_shown(goal):
            return HolderView("hidden", "", "")
        return self.holder(goal.owner_unit_id, goal.owner_person_id)

    def holder(self, unit: int | None, person: int | None) -> HolderView:
        """Return the unit or the person; one that is gone keeps its place without a name."""
        if unit is not None and unit in self.state.units:
            found = self.state.units[unit]
            return HolderView("unit", found.public_id, found.name)
        if person is not None and person in self.state.people:
            who = self.state.people[person]
            return HolderView("person", who.public_id, who.name)
        return HolderView("gone", "", "")

    def named(self, measure: Measure) -> MeasureRef:
        """Return a measure in short; one about a person whom the actor may not measure has no name.

        Such a measure is usually called after its person.
        """
        found = catalogue.reference(measure)
        if measure.person_id is None or measure.pk in self.measures:
            return found
        return replace(found, id="", title=str(catalogue.default_title(measure.kpi, {})))

    def figure(self, measure: int | None) -> Figure | None:
        """Return the standing figure of a measure, if there is one for this actor's eyes."""
        found = self.state.standing.get(measure or 0) if measure in self.measures else None
        if measure is not None and found is not None and self.figures:
            given.give(self.actor, self.state.measures[measure])
        return found

    def target(self, target: Target) -> TargetView:
        """Return a target with the figures that the actor may see."""
        state = self.state
        core = next(
            t
            for t in state.graph.goals[state.goals[target.goal_id].public_id].targets
            if t.id == target.public_id
        )
        measure = state.measures.get(target.measure_id or 0)
        hidden = measure is not None and measure.pk not in self.measures
        untold = hidden or self.guard_hidden(target)
        span = state.known.progress(core).clipped()
        asked = None
        if isinstance(core.aim, Numeric):
            asked = in_force(core.aim.points, state.known.day).value
        points = tuple((datetime.date.fromisoformat(day), value) for day, value in target.points)
        return TargetView(
            id=target.public_id,
            version=target.version,
            kind=target.kind_of_target,
            title=target.title or (self.named(measure).title if measure else ""),
            measure=self.named(measure) if measure else None,
            figure=self.figure(target.measure_id),
            hidden=hidden,
            baseline=target.baseline,
            asked=asked,
            aimed=points[-1][1] if points else None,
            points=points,
            growth=target.season.get("growth"),
            last_year=target.season.get("last_year"),
            grew=target.season.get("grew"),
            low=target.low,
            high=target.high,
            tolerance=target.tolerance,
            weight=target.weight,
            due=target.due,
            done_on=target.done_on,
            guard=self.guard(target),
            progress_low=0.0 if hidden else span.low,
            progress_high=1.0 if hidden else span.high,
            status=Status.UNDECIDED if untold else target_status(core, state.known, state.foreseen),
        )

    def guard(self, target: Target) -> GuardView | None:
        """Return what must not get worse for a target, if anything is named."""
        state = self.state
        measure = state.measures.get(target.guard_id or 0)
        if measure is None or target.guard_limit is None:
            return None
        core = next(
            t
            for t in state.graph.goals[state.goals[target.goal_id].public_id].targets
            if t.id == target.public_id
        )
        figure = self.figure(measure.pk)
        kept = GuardState.UNDECIDED
        if core.guard is not None:
            kept = core.guard.state(figure.to_core() if figure else None)
        hidden = measure.pk not in self.measures
        return GuardView(
            catalogue.reference(measure), target.guard_limit, figure, kept, hidden=hidden
        )


def telling(held: Sequence[Target]) -> Target:
    """Return the target that tells most of a goal: the heaviest, and of those one with a number.

    The first of them, where several tell as much.
    """
    return max(held, key=lambda target: (target.weight, target.measure_id is not None))
