"""What people say of goals: check-ins, and answers to what they are asked."""

from __future__ import annotations

from dataclasses import dataclass

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import _
from trigpoint.services import access, graph
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotAllowed
from trigpoint.services.figures import Figure
from trigpoint.store.models import Acknowledgement, CheckIn, Goal


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInDraft:
    """How it is going: the owner's status, and a line on what helped or is in the way."""

    status: str
    note: str = ""
    confidence: int | None = None
    wants_help: bool = False


def check_in(actor: Actor, goal_id: str, draft: CheckInDraft) -> str:
    """Check in on a goal; the figure of the moment is kept beside it. Return its public id.

    Raises:
        Invalid: without one of the statuses, or for a confidence outside 0 to 10.
    """
    goal = access.goal_to_check_in(actor, goal_id)
    if actor.person is None:
        raise NotAllowed(_("Only a person can check in."))
    if draft.status not in {s for s in Goal.Status.values if s}:
        raise Invalid({"status": _("Choose how it is going.")})
    if draft.confidence is not None and draft.confidence not in range(11):
        raise Invalid({"confidence": _("Confidence runs from 0 to 10.")})
    figure = first_figure(actor, goal)
    goal.stated_status = draft.status
    with command(actor, "check_in") as journal:
        check = journal.create(
            CheckIn(
                organisation=actor.organisation,
                goal=goal,
                person=actor.person,
                at=actor.now,
                status=draft.status,
                confidence=draft.confidence,
                note=draft.note.strip(),
                wants_help=draft.wants_help,
                value=figure.value if figure else None,
                low=figure.low if figure else None,
                high=figure.high if figure else None,
                n=figure.n if figure else None,
            )
        )
        journal.save(goal)
        journal.tell("goal.checked_in", goal=goal.public_id)
    return check.public_id


def first_figure(actor: Actor, goal: Goal) -> Figure | None:
    """Return the standing figure of the goal's first measured target, or None."""
    state = graph.load(actor)
    held = state.targets.get(goal.pk, ())
    found = (state.standing.get(t.measure_id or 0) for t in held)
    return next((figure for figure in found if figure is not None), None)


def ask(actor: Actor, goal_id: str, person_id: str) -> str:
    """Ask a person what they think of a goal; return the public id of the question."""
    goal = access.goal(actor, goal_id, Verb.CHANGE)
    person = access.person(actor, person_id, Verb.SEE)
    existing = Acknowledgement.objects.filter(goal=goal, person=person, retired=False).first()
    if existing is not None:
        return existing.public_id
    with command(actor, "acknowledgement.ask") as journal:
        asked = journal.create(
            Acknowledgement(
                organisation=actor.organisation,
                goal=goal,
                person=person,
                asked_by=actor.person,
                at=actor.now,
            )
        )
        journal.tell("goal.asked", goal=goal.public_id, person=person.public_id)
    return asked.public_id


def answer(actor: Actor, goal_id: str, said: str, words: str = "") -> str:
    """Agree with a goal, or say a concern; return the public id of the answer.

    Raises:
        Invalid: for a concern without words: nobody could answer it.
    """
    goal = access.goal(actor, goal_id, Verb.SEE)
    if actor.person is None:
        raise NotAllowed(_("Only a person can answer."))
    if said not in {Acknowledgement.Answer.AGREE, Acknowledgement.Answer.CONCERN}:
        raise Invalid({"answer": _("Choose agree or concern.")})
    if said == Acknowledgement.Answer.CONCERN and not words.strip():
        raise Invalid({"words": _("Say what concerns you, so that it can be answered.")})
    existing = Acknowledgement.objects.filter(goal=goal, person=actor.person, retired=False).first()
    given = existing or Acknowledgement(
        organisation=actor.organisation, goal=goal, person=actor.person
    )
    given.answer, given.words, given.at = said, words.strip(), actor.now
    with command(actor, "acknowledgement.answer") as journal:
        if existing is None:
            journal.create(given)
        else:
            journal.save(given)
        journal.tell("goal.answered", goal=goal.public_id)
    return given.public_id
