"""Training programmes of a goal: planned with their days and what they are to move."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards, HolderView
from trigpoint.services.wording import Wording
from trigpoint.store.models import Attended, Goal, Training
from trigpoint.store.state import records

LONGEST_TITLE = 120
MOST = 24
"""How many trainings a goal may have."""
LONGEST_DAYS = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingDraft:
    """A programme (empathy, listening, conflict, product, own), its days, and the goal it moves.

    `aim` is a goal's public id; "" is the goal that the training belongs to.
    """

    programme: str
    title: str
    starts: datetime.date
    ends: datetime.date
    aim: str = ""


@dataclass(frozen=True, slots=True)
class AttendeeView:
    """Who was there, and on which day."""

    person: HolderView
    day: datetime.date


@dataclass(frozen=True, slots=True)
class TrainingView:
    """A training. `aim` is None where the goal that it is to move is not for the actor to see.

    `attended` is how many were there. `people` are their names for whoever may change the goal;
    others find only themselves there. `may_change` is whether the actor may.
    """

    id: str
    version: int
    goal: str
    programme: str
    title: str
    starts: datetime.date
    ends: datetime.date
    aim: str | None
    aim_title: str
    attended: int
    people: tuple[AttendeeView, ...]
    may_change: bool


def rows(actor: Actor) -> QuerySet[Training]:
    """Return the organisation's trainings, the earliest first."""
    found = Training.objects.filter(organisation=actor.organisation, retired=False)
    return found.select_related("goal", "aim").order_by("starts", "pk")


def find(actor: Actor, goal_id: str, training_id: str, verb: Verb) -> Training:
    """Return a training of a goal for a verb on the goal.

    Raises:
        NotThere: where the goal is not for the actor to see, or has no such training.
        NotAllowed: where they see it but may not do this.
    """
    goal = access.goal(actor, goal_id, verb)
    record = rows(actor).filter(goal=goal, public_id=training_id).first()
    if record is None:
        raise NotThere
    return record


def of_goal(
    actor: Actor, goal_id: str, at: datetime.datetime | None = None
) -> tuple[TrainingView, ...]:
    """Return the trainings that are to reach a goal, or were `at` a moment, the earliest first.

    Raises:
        NotThere: where the goal is not for the actor to see, or was not there then.
    """
    goal = access.goal(actor, goal_id, Verb.SEE)
    cards = Cards(actor, graph.load(actor, at))
    cards.stood(goal)
    held = records(Training, actor.organisation, at, "goal", "aim", goal_id=goal.pk)
    return views(cards, goal, sorted(held, key=lambda each: (each.starts, each.pk)))


def show(
    actor: Actor, goal_id: str, training_id: str, at: datetime.datetime | None = None
) -> TrainingView:
    """Return one training, as it is or as it stood `at` a moment.

    Raises:
        NotThere: where the goal is not for the actor to see, or has, or had, no such training.
    """
    for found in of_goal(actor, goal_id, at):
        if found.id == training_id:
            return found
    raise NotThere


def views(cards: Cards, goal: Goal, held: list[Training]) -> tuple[TrainingView, ...]:
    """Return trainings of one goal of today as they are shown, with who was there in one query."""
    may = Verb.CHANGE.value in access.may(cards.actor, goal)
    keys = [each.pk for each in held]
    home, at = cards.actor.organisation, cards.state.at
    there: dict[int, list[Attended]] = {}
    asked = records(Attended, home, at, "person", training_id__in=keys)
    for row in sorted(asked, key=lambda row: (row.day, row.person.name)):
        there.setdefault(row.training_id, []).append(row)
    return tuple(view(cards, each, there.get(each.pk, []), may=may) for each in held)


def view(cards: Cards, record: Training, there: list[Attended], *, may: bool) -> TrainingView:
    """Return one training as it is shown."""
    seen = cards.state.goals.get(record.aim_id) if record.aim_id in cards.goals else None
    me = cards.actor.person.pk if cards.actor.person else None
    return TrainingView(
        id=record.public_id,
        version=record.version,
        goal=record.goal.public_id,
        programme=record.programme,
        title=record.title,
        starts=record.starts,
        ends=record.ends,
        aim=seen.public_id if seen else None,
        aim_title=seen.title if seen else "",
        attended=len(there),
        people=tuple(
            AttendeeView(HolderView("person", row.person.public_id, row.person.name), row.day)
            for row in there
            if may or row.person_id == me
        ),
        may_change=may and cards.state.at is None,
    )


def plan(actor: Actor, goal_id: str, draft: TrainingDraft) -> str:
    """Plan a training for a goal; return its public id.

    Raises:
        Invalid: without a title of its own, for days that cannot be, for a goal that is not there,
            or for too many trainings.
    """
    goal = access.goal(actor, goal_id, Verb.CHANGE)
    if rows(actor).filter(goal=goal).count() >= MOST:
        raise Invalid({"title": _("A goal has at most {most} trainings.", most=MOST)})
    made = Training(organisation=actor.organisation, goal=goal)
    fill(actor, made, draft)
    with command(actor, "training.plan") as journal:
        journal.create(made)
        journal.tell("goal.changed", goal=goal.public_id)
    return made.public_id


def fill(actor: Actor, record: Training, draft: TrainingDraft) -> None:
    """Write a draft into a training that is not saved yet, or raise `Invalid`."""
    wording = Wording()
    known = draft.programme in Training.Programme.values
    wording.check("programme", holds=known, otherwise=_("Choose what is trained."))
    needed = _("Name the training in a few words.")
    record.title = wording.text("title", draft.title, LONGEST_TITLE, needed)
    order = _("The last day comes before the first one. Swap them.")
    wording.check("ends", holds=draft.ends >= draft.starts, otherwise=order)
    long = (draft.ends - draft.starts).days > LONGEST_DAYS
    wording.check("ends", holds=not long, otherwise=_("Plan a training of at most a year."))
    aim = access.find_goal(actor, draft.aim) if draft.aim else record.goal
    wording.check("aim", holds=aim is not None, otherwise=_("Choose a goal that you can see."))
    wording.refuse()
    record.programme, record.starts, record.ends = draft.programme, draft.starts, draft.ends
    record.aim = aim or record.goal


def edit(actor: Actor, goal_id: str, training_id: str, version: int, draft: TrainingDraft) -> None:
    """Plan a training anew; raises like `plan`, and `Stale`."""
    record = find(actor, goal_id, training_id, Verb.CHANGE)
    fill(actor, record, draft)
    with command(actor, "training.edit") as journal:
        journal.save(record, expected=version)
        journal.tell("goal.changed", goal=record.goal.public_id)


def remove(actor: Actor, goal_id: str, training_id: str, version: int) -> None:
    """Take a training away, with who was there.

    Raises:
        Stale: where somebody changed it since `version`.
    """
    record = find(actor, goal_id, training_id, Verb.CHANGE)
    with command(actor, "training.remove") as journal:
        journal.retire(record, expected=version)
        for row in record.attended.filter(retired=False):
            journal.retire(row)
        journal.tell("goal.changed", goal=record.goal.public_id)
