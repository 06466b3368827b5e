"""Experiments of a goal: what is tried, with whom, until when, and how far it is."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
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
from trigpoint.services.measures.catalogue import MeasureRef
from trigpoint.store.models import Experiment, TakesPart


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


def everything(actor: Actor) -> tuple[ExperimentView, ...]:
    """Return the experiments of all goals that the actor sees, the newest first."""
    cards = Cards(actor, graph.load(actor))
    seen = [row for row in rows(actor) if row.goal_id in cards.goals]
    return views(cards, seen, drawn=False)


def of_goal(actor: Actor, goal_id: str) -> tuple[ExperimentView, ...]:
    """Return the experiments of a goal, the newest first.

    Raises:
        NotThere: where the goal is not for the actor to see.
    """
    goal = access.goal(actor, goal_id, Verb.SEE)
    return views(Cards(actor, graph.load(actor)), rows(actor).filter(goal=goal))


def show(actor: Actor, goal_id: str, experiment_id: str) -> ExperimentView:
    """Return one experiment; raises like `find`."""
    record = find(actor, goal_id, experiment_id, Verb.SEE)
    return views(Cards(actor, graph.load(actor)), [record])[0]


def views(
    cards: Cards, found: Iterable[Experiment], *, drawn: bool = True
) -> tuple[ExperimentView, ...]:
    """Return experiments as they are shown, with who takes part in one query.

    Results come with their weeks where they are `drawn`.
    """
    held = list(found)
    parts: dict[int, list[TakesPart]] = {}
    for part in TakesPart.objects.filter(experiment__in=held, retired=False).order_by("pk"):
        parts.setdefault(part.experiment_id, []).append(part)
    return tuple(view(cards, each, parts.get(each.pk, []), drawn=drawn) for each in held)


def view(
    cards: Cards, record: Experiment, parts: list[TakesPart], *, drawn: bool
) -> ExperimentView:
    """Return one experiment as it is shown."""
    actor = cards.actor
    goal = cards.state.goals[record.goal_id]
    stage = stage_of(record, actor.today)
    may = Verb.CHANGE.value in access.may(actor, goal)
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
        may_change=may,
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
