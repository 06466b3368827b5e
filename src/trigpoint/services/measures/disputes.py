"""Disputes: a person says that a figure about them is wrong, and somebody answers.

Until then the figure carries the flag `disputed` wherever it is shown (see `figures`). A dispute
itself never carries the figure: who may answer need not be somebody who may see it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from trigpoint.core.people.kinds import Decision, Field, Kind, Verb
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.goals.cards import HolderView
from trigpoint.services.measures import catalogue
from trigpoint.services.measures.catalogue import MeasureRef
from trigpoint.store.models import Dispute, Measure, Person
from trigpoint.store.state import records

MENTIONED = ("person", "measure", "answered_by")


@dataclass(frozen=True, slots=True)
class DisputeView:
    """What somebody says about a figure of theirs, and the answer; `answer` is "" while open.

    `start` is the first day of the figure's stretch. `measure` is None where the actor may not see
    figures of that person; `about` says in words what is measured. `mine_to_answer` is whether it
    is open and the actor may answer.
    """

    id: str
    version: int
    person: HolderView
    measure: MeasureRef | None
    about: Text
    start: datetime.date
    words: str
    at: datetime.datetime
    answer: str
    answered_by: HolderView | None
    answered_at: datetime.datetime | None
    mine_to_answer: bool


def add(actor: Actor, measure_id: str, start: datetime.date, words: str) -> str:
    """Say that a figure about oneself is wrong; return the public id of the dispute.

    Raises:
        NotAllowed: where the figure is about somebody else, or about nobody in person.
        Invalid: without words.
    """
    measure = access.measure(actor, measure_id, Verb.SEE)
    if actor.person is None or measure.person_id != actor.person.pk:
        raise NotAllowed(_("This figure is not about you."))
    if not words.strip():
        raise Invalid({"words": _("Say what is wrong with it, so that it can be looked into.")})
    with command(actor, "dispute.add") as journal:
        said = journal.create(
            Dispute(
                organisation=actor.organisation,
                person=actor.person,
                measure=measure,
                start=start,
                words=words.strip(),
                at=actor.now,
            )
        )
        journal.tell("figure.disputed", measure=measure.public_id)
    return said.public_id


def answer(actor: Actor, dispute_id: str, version: int, words: str) -> None:
    """Answer a dispute, once: its figure counts again from then on.

    Raises:
        NotAllowed: for whoever may not answer, and for the person who said it.
        Invalid: without words, or where it has its answer.
        Stale: where somebody answered it meanwhile.
    """
    dispute = access.dispute(actor, dispute_id, Verb.CHANGE)
    if actor.person is None or actor.person == dispute.person:
        raise NotAllowed(_("Somebody else answers what a person says of their own figure."))
    if dispute.answered_at is not None:
        raise Invalid({"answer": _("It has its answer already.")})
    if not words.strip():
        raise Invalid({"answer": _("Say what you found, so that they can follow it.")})
    dispute.answer, dispute.answered_by = words.strip(), actor.person
    dispute.answered_at = actor.now
    with command(actor, "dispute.answer") as journal:
        journal.save(dispute, expected=version)
        journal.tell("figure.answered", measure=dispute.measure.public_id)


def disputes(actor: Actor, at: datetime.datetime | None = None) -> list[DisputeView]:
    """Return the disputes that the actor may see: their own, and those they may answer.

    The open ones come first, and of each the newest. As they stood `at` a moment, nobody answers.
    """
    return views(actor, records(Dispute, actor.organisation, at, *MENTIONED), at)


def of_measure(
    actor: Actor, measure: Measure, at: datetime.datetime | None = None
) -> list[DisputeView]:
    """Return the disputes about figures of one measure that the actor may see."""
    if measure.person_id is None:
        return []
    found = records(Dispute, actor.organisation, at, *MENTIONED, measure_id=measure.pk)
    return views(actor, found, at)


def show(actor: Actor, dispute_id: str, at: datetime.datetime | None = None) -> DisputeView:
    """Return one dispute, as it is or as it stood `at` a moment.

    Raises:
        NotThere: where it is not for the actor to see, or was not there then.
    """
    now = access.dispute(actor, dispute_id, Verb.SEE)
    then = records(Dispute, actor.organisation, at, *MENTIONED, public_id=now.public_id)
    if not then:
        raise NotThere
    return view(actor, then[0], at)


def views(
    actor: Actor, found: Iterable[Dispute], at: datetime.datetime | None
) -> list[DisputeView]:
    """Return what may be seen of disputes, the open ones first."""
    rows = sorted(found, key=lambda row: (row.at, row.pk), reverse=True)
    people = {row.person_id: row.person for row in rows}
    decided = {key: bool(decision(actor, each, Verb.SEE)) for key, each in people.items()}
    seen = [view(actor, row, at) for row in rows if decided[row.person_id]]
    return sorted(seen, key=lambda shown: shown.answered_at is not None)


def decision(actor: Actor, subject: Person, verb: Verb) -> Decision:
    """Return what the policy says to the actor about disputes of a person."""
    return access.decision(actor, verb, Kind.DISPUTE, access.person_thing(actor, subject))


def view(actor: Actor, dispute: Dispute, at: datetime.datetime | None = None) -> DisputeView:
    """Return what a page says of a dispute that the actor may see."""
    seen = decision(actor, dispute.person, Verb.SEE)
    others = actor.person is not None and actor.person.pk != dispute.person_id
    may = others and bool(decision(actor, dispute.person, Verb.CHANGE))
    by = dispute.answered_by
    return DisputeView(
        id=dispute.public_id,
        version=dispute.version,
        person=holder(dispute.person),
        measure=None if Field.FIGURES in seen.hidden else catalogue.reference(dispute.measure),
        about=catalogue.kpi(dispute.measure.kpi).title,
        start=dispute.start,
        words=dispute.words,
        at=dispute.at,
        answer=dispute.answer,
        answered_by=holder(by) if by else None,
        answered_at=dispute.answered_at,
        mine_to_answer=may and at is None and dispute.answered_at is None,
    )


def holder(person: Person) -> HolderView:
    """Return a person as one who says or answers something."""
    return HolderView("person", person.public_id, person.name)
