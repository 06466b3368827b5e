"""What people think of goals: whose word is asked for, and what they say."""

from __future__ import annotations

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotAllowed
from trigpoint.store.models import Acknowledgement


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
