"""Proposals as pages and the API show them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from trigpoint.core.people.kinds import Decision, Field, Kind, Verb
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.cascade.proposal_terms import Terms
from trigpoint.services.goals.cards import HolderView
from trigpoint.services.measures import catalogue
from trigpoint.store.models import Person, Proposal, Unit


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A question to one unit or person, and its answer.

    `holder` is who would carry, share or take over the goal; `asked` who has to answer, which in a
    counter-proposal is the one who asked before. `unit` is that of `terms.value`. Where `told` is
    False the words of both are not for the actor to read.
    """

    id: str
    version: int
    kind: str
    state: str
    goal: str
    goal_title: str
    made: str
    holder: HolderView
    proposed_by: HolderView
    asked: HolderView
    terms: Terms
    unit: str
    words: str
    at: datetime.datetime
    read_at: datetime.datetime | None
    seen_at: datetime.datetime | None
    answer: str
    answered_by: HolderView | None
    answered_at: datetime.datetime | None
    counters: str
    told: bool
    may: frozenset[str]


MENTIONED = (
    "goal", "made", "proposed_by", "unit", "person", "answered_by", "target__measure",
    "counters__unit", "counters__person", "counters__counters__unit", "counters__counters__person",
)  # fmt: skip


def views(actor: Actor, rows: Iterable[Proposal]) -> list[ProposalView]:
    """Return those proposals that the actor may see, in their order."""
    shown = ((row, seen_by(actor, row)) for row in rows)
    return [view(actor, row, decision) for row, decision in shown if decision]


def seen_by(actor: Actor, row: Proposal) -> Decision:
    """Return how much of a proposal the actor may see."""
    return access.decision(actor, Verb.SEE, Kind.PROPOSAL, access.proposal_thing(actor, row))


def view(actor: Actor, row: Proposal, decision: Decision) -> ProposalView:
    """Return a proposal as the actor may see it."""
    told = Field.WORDS not in decision.hidden
    terms = terms_of(row)
    return ProposalView(
        id=row.public_id,
        version=row.version,
        kind=row.kind_of_proposal,
        state=row.state,
        goal=row.goal.public_id,
        goal_title=row.goal.title,
        made=row.made.public_id if row.made else "",
        holder=holder_view(*holder_of(row)),
        proposed_by=holder_view(None, row.proposed_by),
        asked=holder_view(row.unit, row.person),
        terms=terms if told else replace(terms, why="", sentence=""),
        unit=catalogue.reference(row.target.measure).unit
        if row.target and row.target.measure
        else "",
        words=row.words if told else "",
        at=row.at,
        read_at=row.read_at,
        seen_at=row.seen_at,
        answer=row.answer if told else "",
        answered_by=holder_view(None, row.answered_by) if row.answered_by else None,
        answered_at=row.answered_at,
        counters=row.counters.public_id if row.counters else "",
        told=told,
        may=acts(actor, row),
    )


def terms_of(row: Proposal) -> Terms:
    """Return what a proposal asks for."""
    return Terms(
        title=row.title,
        why=row.why,
        sentence=row.sentence,
        answers_for=row.answers_for,
        weight=row.weight,
        target=row.target.public_id if row.target else "",
        value=row.value,
        due=row.due,
    )


def acts(actor: Actor, row: Proposal) -> frozenset[str]:
    """Return what the actor can do with a proposal now."""
    thing = access.proposal_thing(actor, row)
    found = set()
    if row.state == Proposal.State.OPEN:
        if access.decision(actor, Verb.CHANGE, Kind.PROPOSAL, thing):
            found |= {"accept", "decline", "counter"} | ({"read"} if row.read_at is None else set())
        if access.decision(actor, Verb.RETIRE, Kind.PROPOSAL, thing):
            found.add("withdraw")
    elif row.seen_at is None and access.decision(actor, Verb.RETIRE, Kind.PROPOSAL, thing):
        found.add("see")
    return frozenset(found)


def first_of(row: Proposal) -> Proposal:
    """Return the proposal with which a chain of counter-proposals began."""
    while row.counters is not None:
        row = row.counters
    return row


def holder_of(row: Proposal) -> tuple[Unit | None, Person | None]:
    """Return who would hold what is proposed: whoever was asked first."""
    first = first_of(row)
    return first.unit, first.person


def holder_view(unit: Unit | None, person: Person | None) -> HolderView:
    """Return a unit or a person in short."""
    if unit is not None:
        return HolderView("unit", unit.public_id, unit.name)
    if person is not None:
        return HolderView("person", person.public_id, person.name)
    return HolderView("gone", "", "")
