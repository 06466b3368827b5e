"""Experiments of a goal: what is tried, with whom, until when, and how far it is."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import Text
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import NotThere
from trigpoint.services.experiments import results
from trigpoint.services.experiments.results import ExperimentResult
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards, HolderView
from trigpoint.services.goals.written import grouped
from trigpoint.services.measures.catalogue import MeasureRef
from trigpoint.store.models import Experiment, TakesPart
from trigpoint.store.state import records


class Stage(StrEnum):
    """How far an experiment is."""

    PLANNED = "planned"
    RUNNING = "running"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class ExperimentView:
    """An experiment as it is shown.

    `measure` and `guard` are None where the figures are not for the actor. `people` are those who
    take part, for whoever may change the goal; others find only themselves there, and `others` is
    how many more there are. `last_day` is the day it ends, or ended sooner. `warning` says that the
    guard really got worse while it runs. `result` is None until it is over. `decided_by` says what
    follows, in `decision`, "" as long as nobody has.
    """

    id: str
    version: int
    goal: str
    goal_title: str
    title: str
    hypothesis: str
    measure: MeasureRef | None
    guard: MeasureRef | None
    starts: datetime.date
    ends: datetime.date
    last_day: datetime.date
    stage: Stage
    units: tuple[HolderView, ...]
    people: tuple[HolderView, ...]
    others: int
    stopped_why: str
    warning: Text | None
    result: ExperimentResult | None
    decision: str
    decided_by: HolderView | None
    decided_at: datetime.datetime | None
    may_change: bool


def rows(actor: Actor) -> QuerySet[Experiment]:
    """Return the organisation's experiments, the newest first."""
    found = Experiment.objects.filter(organisation=actor.organisation, retired=False)
    return found.select_related("goal", "measure", "guard").order_by("-starts", "-pk")


def find(actor: Actor, goal_id: str, experiment_id: str, verb: Verb) -> Experiment:
    """Return an experiment of a goal for a verb on the goal.

    Raises:
        NotThere: where the goal is not for the actor to see, or has no such experiment.
        NotAllowed: where they see it but may not do this.
    """
    goal = access.goal(actor, goal_id, verb)
    record = rows(actor).filter(goal=goal, public_id=experiment_id).first()
    if record is None:
        raise NotThere
    return record


def everything(actor: Actor, at: datetime.datetime | None = None) -> tuple[ExperimentView, ...]:
    """Return the experiments of all goals that the actor sees, the newest first.

    As they stood `at` a moment, of goals that the actor sees today and saw nothing less of then.
    """
    cards = Cards(actor, graph.load(actor, at))
    held = records(Experiment, actor.organisation, at)
    there = [row for row in held if row.goal_id in cards.goals and row.goal_id in cards.state.goals]
    return views(cards, there, drawn=False)


def of_goal(
    actor: Actor, goal_id: str, at: datetime.datetime | None = None
) -> tuple[ExperimentView, ...]:
    """Return the experiments of a goal, or what they were `at` a moment, the newest first.

    Raises:
        NotThere: where the goal is not for the actor to see, or was not there then.
    """
    cards = Cards(actor, graph.load(actor, at))
    goal = cards.stood(access.goal(actor, goal_id, Verb.SEE))
    return views(cards, records(Experiment, actor.organisation, at, goal_id=goal.pk))


def show(
    actor: Actor, goal_id: str, experiment_id: str, at: datetime.datetime | None = None
) -> ExperimentView:
    """Return one experiment, as it is or as it stood `at` a moment.

    Raises:
        NotThere: where the goal is not for the actor to see, or has, or had, no such experiment.
    """
    cards = Cards(actor, graph.load(actor, at))
    goal = cards.stood(access.goal(actor, goal_id, Verb.SEE))
    home = actor.organisation
    found = records(Experiment, home, at, goal_id=goal.pk, public_id=experiment_id)
    if not found:
        raise NotThere
    return views(cards, found)[0]


def views(
    cards: Cards, found: list[Experiment], *, drawn: bool = True
) -> tuple[ExperimentView, ...]:
    """Return experiments as they are shown, the newest first, with who takes part in one query.

    Results come with their weeks where they are `drawn`.
    """
    held = sorted(found, key=lambda each: (each.starts, each.pk), reverse=True)
    keys = [each.pk for each in held]
    home, at = cards.actor.organisation, cards.state.at
    parts = grouped(records(TakesPart, home, at, experiment_id__in=keys), "experiment_id")
    return tuple(view(cards, each, parts.get(each.pk, ()), drawn=drawn) for each in held)


def view(
    cards: Cards, record: Experiment, parts: Sequence[TakesPart], *, drawn: bool
) -> ExperimentView:
    """Return one experiment as it is shown."""
    actor = cards.actor
    goal = cards.state.goals[record.goal_id]
    stage = stage_of(record, cards.state.known.day)
    may = Verb.CHANGE.value in access.may(actor, cards.today(goal))
    me = actor.person.pk if actor.person else None
    people = [part.person_id for part in parts if part.person_id]
    named = [each for each in people if may or each == me]
    over = stage is Stage.OVER
    return ExperimentView(
        id=record.public_id,
        version=record.version,
        goal=goal.public_id,
        goal_title=goal.title,
        title=record.title,
        hypothesis=record.hypothesis,
        measure=results.reference(cards, record.measure_id),
        guard=results.reference(cards, record.guard_id),
        starts=record.starts,
        ends=record.ends,
        last_day=last_day(record),
        stage=stage,
        units=by_name(cards.holder(part.unit_id, None) for part in parts if part.unit_id),
        people=by_name(cards.holder(None, each) for each in named),
        others=len(people) - len(named),
        stopped_why=record.stopped_why,
        warning=results.warning(cards, record) if stage is Stage.RUNNING else None,
        result=results.of(cards, record, parts, drawn=drawn) if over else None,
        decision=record.decision,
        decided_by=cards.holder(None, record.decided_by_id) if record.decided_by_id else None,
        decided_at=record.decided_at,
        may_change=may and cards.state.at is None,
    )


def by_name(found: Iterable[HolderView]) -> tuple[HolderView, ...]:
    """Return units or people by name."""
    return tuple(sorted(found, key=lambda each: each.name))


def last_day(record: Experiment) -> datetime.date:
    """Return the day on which an experiment ends, or ended."""
    return record.stopped_on or record.ends


def stage_of(record: Experiment, today: datetime.date) -> Stage:
    """Return how far an experiment is on a day; one that was stopped is over at once."""
    if record.stopped_on or record.ends < today:
        return Stage.OVER
    return Stage.RUNNING if record.starts <= today else Stage.PLANNED
