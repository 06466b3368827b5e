"""Goals as entries of a file: what one actor may see of the graph, in one order."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from trigpoint.core.goal_file.entries import (
    CarryEntry,
    DirectionEntry,
    Document,
    FilterEntry,
    GoalEntry,
    MeasureEntry,
    MoveEntry,
    PeriodEntry,
    ShareEntry,
    StepEntry,
    TargetEntry,
    ValueEntry,
)
from trigpoint.services.actor import Actor
from trigpoint.services.goal_files.goal_file_names import Names
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards
from trigpoint.services.goals.graph import State
from trigpoint.store.models import Contribution, CoOwner, Goal, Measure, Step, Target

AGAINST, WITH = "against", "with"


def document(actor: Actor, at: datetime.datetime | None = None) -> Document:
    """Return every goal that the actor sees openly, now or as it stood `at` a moment."""
    state = graph.load(actor, at)
    return Exporter(actor, state).document()


def text_of(text: str) -> str:
    """Return a text with one kind of line end and nothing around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


class Exporter:
    """Makes entries of records. What the actor may not see is left out, part by part."""

    def __init__(self, actor: Actor, state: State) -> None:
        self.state = state
        self.names = Names(actor, state)
        cards = Cards(actor, state)
        self.goals = {
            goal.pk: goal
            for goal in state.goals.values()
            if goal.pk in cards.goals and not cards.is_partly_shown(goal)
        }

    def document(self) -> Document:
        """Return the goals by owner and then as they were written, with what they name."""
        periods = {goal.period_id for goal in self.goals.values()}
        links = [link for pk in self.goals for link in self.state.up.get(pk, ())]
        held = [t for pk in self.goals for t in self.targets_of(pk)]
        return self.entries(
            periods,
            {link.direction_id for link in links if link.direction_id},
            {key for t in held for key in (t.measure_id, t.guard_id) if key},
        )

    def everything(self) -> Document:
        """Return what `document` does, with every period, direction and measure there is."""
        state = self.state
        return self.entries(state.periods, state.directions, state.measures)

    def entries(
        self, periods: Iterable[int], directions: Iterable[int], measures: Iterable[int]
    ) -> Document:
        """Return the goals beside the periods, directions and measures of these keys."""
        known = (self.state.measures[key] for key in measures)
        shown = [self.measure(m) for m in known if self.names.of_measure(m.pk)]
        goals = [self.goal(goal) for goal in self.goals.values()]
        return Document(
            periods=tuple(sorted(map(self.period, periods), key=lambda p: (p.starts, p.name))),
            directions=tuple(
                sorted(map(self.direction, directions), key=lambda d: (d.kind, d.rank))
            ),
            measures=tuple(sorted(shown, key=lambda m: (m.title.casefold(), m.id))),
            goals=tuple(sorted(goals, key=lambda goal: (goal.owner, goal.id))),
        )

    def period(self, key: int) -> PeriodEntry:
        """Return a period."""
        found = self.state.periods[key]
        return PeriodEntry(name=found.name, starts=found.starts, ends=found.ends)

    def direction(self, key: int) -> DirectionEntry:
        """Return mission, vision or a priority."""
        found = self.state.directions[key]
        return DirectionEntry(
            kind=found.kind_of_direction, rank=found.rank, text=text_of(found.text)
        )

    def measure(self, found: Measure) -> MeasureEntry:
        """Return a measure."""
        return MeasureEntry(
            id=found.public_id,
            title=found.title,
            kpi=found.kpi,
            scope=found.scope,
            of=self.names.of_scope(found),
            settings=tuple(sorted((name, str(value)) for name, value in found.params.items())),
            only=tuple(map(filter_entry, found.filters)),
            weeks=found.window_weeks,
            pinned=found.pinned,
        )

    def goal(self, goal: Goal) -> GoalEntry:
        """Return a goal with everything that belongs to it."""
        state = self.state
        return GoalEntry(
            id=goal.public_id,
            title=goal.title,
            owner=self.names.of_holder(goal.owner_unit_id, goal.owner_person_id),
            period=state.periods[goal.period_id].name,
            state=goal.state,
            private=goal.private,
            why=text_of(goal.why),
            how=text_of(goal.how),
            carries=ordered(self.carries(link) for link in state.up.get(goal.pk, ())),
            moves=self.moves(goal),
            targets=tuple(map(self.target, self.targets_of(goal.pk))),
            shared_with=self.shares(state.co_owners.get(goal.pk, ())),
            steps=tuple(map(self.step, state.steps.get(goal.pk, ()))),
        )

    def carries(self, link: Contribution) -> CarryEntry | None:
        """Return what a goal carries, or None where the goal above is not to be seen."""
        above = self.state.goals.get(link.parent_id or 0)
        if above is not None and above.pk not in self.goals:
            return None
        direction = self.state.directions.get(link.direction_id or 0)
        to = above.public_id if above else self.names.of_direction(direction) if direction else ""
        return CarryEntry(
            to=to,
            because=text_of(link.sentence),
            weight=link.weight,
            evidence=link.evidence,
            source=link.evidence_source,
            main=link.primary,
        )

    def moves(self, goal: Goal) -> tuple[MoveEntry, ...]:
        """Return the goals that a goal is believed to move, as far as they are to be seen."""
        found = [
            MoveEntry(
                goal=self.goals[drive.effect_id].public_id,
                direction=WITH if drive.sign > 0 else AGAINST,
                lag_weeks=drive.lag_weeks,
                because=text_of(drive.sentence),
            )
            for drive in self.state.drives.get(goal.pk, ())
            if drive.cause_id == goal.pk and drive.effect_id in self.goals
        ]
        return tuple(sorted(found, key=lambda move: move.key))

    def targets_of(self, goal: int) -> list[Target]:
        """Return the targets of a goal whose measures may be named."""
        return [t for t in self.state.targets.get(goal, ()) if self.is_open(t)]

    def is_open(self, target: Target) -> bool:
        """Whether the measures that a target names may be named to the actor."""
        return all(self.names.of_measure(k) for k in (target.measure_id, target.guard_id) if k)

    def target(self, target: Target) -> TargetEntry:
        """Return a target; one from last year says its growth in place of the weeks it asks for."""
        growth = target.season.get("growth")
        points = target.points if growth is None else ()
        return TargetEntry(
            id=target.public_id,
            kind=target.kind_of_target,
            title=target.title,
            measure=self.names.of_measure(target.measure_id),
            baseline=target.baseline if growth is None else None,
            values=tuple(
                ValueEntry(by=datetime.date.fromisoformat(day), value=value)
                for day, value in points
            ),
            growth=growth,
            low=target.low,
            high=target.high,
            tolerance=target.tolerance,
            due=target.due,
            done=target.done_on,
            weight=target.weight,
            guard=self.names.of_measure(target.guard_id),
            guard_limit=target.guard_limit,
        )

    def shares(self, found: Iterable[CoOwner]) -> tuple[ShareEntry, ...]:
        """Return who shares a goal, as far as they may be named."""
        named = ((self.names.of_holder(c.unit_id, c.person_id), c.answers_for) for c in found)
        entries = [ShareEntry(who=who, answers_for=part) for who, part in named if who]
        return tuple(sorted(entries, key=lambda share: share.who))

    def step(self, step: Step) -> StepEntry:
        """Return a step; whoever is not to be named is left out."""
        return StepEntry(
            id=step.public_id,
            title=step.title,
            who=self.names.of_holder(None, step.person_id) if step.person_id else "",
            due=step.due,
            done=step.done_on,
            result=text_of(step.result),
        )


def ordered(found: Iterable[CarryEntry | None]) -> tuple[CarryEntry, ...]:
    """Return what a goal carries: the main one first, then by name."""
    entries = [entry for entry in found if entry is not None]
    return tuple(sorted(entries, key=lambda entry: (not entry.main, entry.to)))


def filter_entry(row: dict[str, object]) -> FilterEntry:
    """Return a filter of a measure."""
    values = row["values"]
    known = values if isinstance(values, list) else []
    return FilterEntry(
        dimension=str(row["dimension"]),
        name=str(row.get("name") or ""),
        values=tuple(str(value) for value in known if value is not None),
        none=None in known,
        excluded=bool(row.get("excluded")),
    )
