"""What is said of an objective where it stands: by those who work here, and by customers.

Of customers there are numbers: tickets and answers by the tags of the pain points that the
objective serves; and what they wrote, redacted, where the organisation has that kept.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import NotAllowed, NotThere
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards
from trigpoint.services.loop import feedback
from trigpoint.services.maps import map_comments, map_page
from trigpoint.services.maps.map_comments import CustomerWords
from trigpoint.services.maps.map_page import MapView, ObjectiveView
from trigpoint.services.maps.map_pains import PainView
from trigpoint.services.measures import benchmarks
from trigpoint.services.measures.benchmarks import BenchmarkView
from trigpoint.services.trainings import trainings
from trigpoint.store.models import Acknowledgement, SurveyComment


@dataclass(frozen=True, slots=True)
class EmployeeVoices:
    """How many were asked about the goal, agree, or have a concern; how much feedback one sees."""

    asked: int
    agree: int
    concern: int
    feedback: int


@dataclass(frozen=True, slots=True)
class PlannedTraining:
    """A training of the goal, or of another one that is to move it, and its days."""

    id: str
    title: str
    starts: datetime.date
    ends: datetime.date


@dataclass(frozen=True, slots=True)
class ObjectiveVoices:
    """What is said of an objective, what others reach in its measure, and what is trained for it.

    `customers` are the pain points that it serves, with their tickets and answers. `missing` says
    what to do where no customer can be heard. `words` is what customers wrote, None where their
    figures are not to be seen.
    """

    objective: str
    goal: str
    employees: EmployeeVoices
    customers: tuple[PainView, ...]
    missing: Text | None
    words: CustomerWords | None
    benchmarks: tuple[BenchmarkView, ...]
    trainings: tuple[PlannedTraining, ...]


def show(actor: Actor, map_id: str, objective_id: str) -> ObjectiveVoices:
    """Return what is said of an objective.

    Raises:
        NotThere: where the map is not for the actor to see, or the objective is not on it.
    """
    view = map_page.show(actor, map_id)
    found = next((o for o in view.objectives if o.id == objective_id), None)
    if found is None:
        raise NotThere
    return of_objective(actor, view, found)


def of_objective(actor: Actor, view: MapView, objective: ObjectiveView) -> ObjectiveVoices:
    """Return what is said of an objective of a map that the actor sees."""
    served = tuple(
        pain for stage in view.journey for pain in stage.pains if objective.id in pain.serves
    )
    heard = any(pain.figures is not None for pain in served)
    main = objective.goal.main
    measure = main.measure if main and not main.hidden else None
    return ObjectiveVoices(
        objective=objective.id,
        goal=objective.goal.id,
        employees=employees(actor, objective.goal.id),
        customers=served,
        missing=None if heard else cure(actor, served),
        words=map_comments.heard(actor, served, may_change="change" in view.may),
        benchmarks=benchmarks.read_only(actor, measure, main.figure) if main and measure else (),
        trainings=tuple(planned(actor, objective.goal.id)),
    )


def take_comment_away(actor: Actor, map_id: str, objective_id: str, comment_id: str) -> None:
    """Take the words of a comment away for good; bringing its answer in again changes nothing.

    Raises:
        NotThere: where the comment is not shown to the actor beside this objective.
        NotAllowed: for others than administrators and those who may change the map.
    """
    said = show(actor, map_id, objective_id).words
    if said is None or comment_id not in {each.id for each in said.comments}:
        raise NotThere
    if not said.may_take_away:
        raise NotAllowed(_("Administrators, and whoever may change the map, may do this."))
    with command(actor, "comment.take_away") as journal:
        row = SurveyComment.objects.get(organisation=actor.organisation, public_id=comment_id)
        row.words = ""
        row.save(update_fields=["words"])
        journal.note(row)


def planned(actor: Actor, goal: str) -> Iterable[PlannedTraining]:
    """Yield the trainings of a goal that the map shows, and those of others that are to move it."""
    seen = Cards(actor, graph.load(actor)).goals
    its = Q(goal__public_id=goal) | Q(aim__public_id=goal)
    for row in trainings.rows(actor).filter(its):
        if row.goal_id in seen:
            yield PlannedTraining(row.public_id, row.title, row.starts, row.ends)


def cure(actor: Actor, served: tuple[PainView, ...]) -> Text:
    """Return what to do so that customers are heard, or that it is not for the actor to hear."""
    if not served:
        return _("It serves no pain point. Say on the journey which one it is to heal.")
    if not access.sees_whole(actor):
        return _("What the tickets say of it is not for you to see.")
    return _("No tickets say how it is. Give the pain points that it serves their tags.")


def employees(actor: Actor, goal: str) -> EmployeeVoices:
    """Return how many said what of a goal that the map shows to the actor."""
    asked = Acknowledgement.objects.filter(
        goal__public_id=goal, goal__organisation=actor.organisation, retired=False
    )
    said = Counter(asked.values_list("answer", flat=True))
    return EmployeeVoices(
        asked=sum(said.values()),
        agree=said[Acknowledgement.Answer.AGREE],
        concern=said[Acknowledgement.Answer.CONCERN],
        feedback=feedback.rows(actor).filter(goal__public_id=goal, declined_at=None).count(),
    )
