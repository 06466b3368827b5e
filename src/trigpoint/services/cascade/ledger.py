"""The ledger of voice: who was asked, who read, agreed and objected, and what became of it.

It is read from what is kept anyway: proposals with their answers, and the versions of what people
said of the goal. Names of those who merely said what they think stand there for whoever may change
the goal; others see how many they are.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from trigpoint.core.people.kinds import Verb
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.cascade import proposals
from trigpoint.services.cascade.proposal_views import ProposalView
from trigpoint.services.goals.cards import HolderView
from trigpoint.store.models import Acknowledgement, Goal, Person, Proposal, Version
from trigpoint.store.state import records

SAID: dict[str, str] = {
    Acknowledgement.Answer.AGREE: "agreed",
    Acknowledgement.Answer.CONCERN: "objected",
    Acknowledgement.Answer.ASKED: "asked",
}
ANSWERED = {
    Proposal.State.ACCEPTED: "agreed",
    Proposal.State.DECLINED: "declined",
    Proposal.State.COUNTERED: "countered",
    Proposal.State.WITHDRAWN: "withdrawn",
}


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One thing that happened.

    `did` is asked, agreed, objected, declined, countered or withdrawn. `who` did it, `other` is
    who was asked; nobody is named where the actor may not know. `became` is the public id of the
    goal that came of it, `proposal` that of the proposal.
    """

    at: datetime.datetime
    did: str
    who: HolderView | None
    other: HolderView | None
    kind: str
    words: str
    value: float | None
    unit: str
    became: str
    proposal: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """What happened around a goal, oldest first, with counts of people.

    `objected` counts concerns, counter-proposals and refusals; `open` is who has not answered yet.
    """

    goal: str
    asked: int
    read: int
    agreed: int
    objected: int
    open: int
    lines: tuple[LedgerLine, ...]


def of_goal(actor: Actor, goal_id: str, at: datetime.datetime | None = None) -> Ledger:
    """Return the ledger of a goal, as it is or as it was `at` a moment.

    Raises:
        NotThere: where the goal is not for the actor to see, or was not there then.
    """
    goal = access.goal(actor, goal_id, Verb.SEE)
    proposed = proposals.of_goal(actor, goal_id, at)
    given = records(Acknowledgement, actor.organisation, at, "person", goal_id=goal.pk)
    said = list(of_voices(actor, goal, given, at))
    lines = [line for view in proposed for line in of_proposal(view)] + said
    asked = [view for view in proposed if not view.counters]
    ends = [end_of(view, proposed) for view in asked]
    answers = [row.answer for row in given]
    return Ledger(
        goal=goal.public_id,
        asked=len(asked) + len(answers),
        read=sum(v.read_at is not None for v in asked)
        + sum(a != Acknowledgement.Answer.ASKED for a in answers),
        agreed=sum(e.state == Proposal.State.ACCEPTED for e in ends)
        + answers.count(Acknowledgement.Answer.AGREE),
        objected=sum(v.state in {"countered", "declined"} for v in asked)
        + answers.count(Acknowledgement.Answer.CONCERN),
        open=sum(e.state == Proposal.State.OPEN for e in ends)
        + answers.count(Acknowledgement.Answer.ASKED),
        lines=tuple(sorted(lines, key=lambda line: line.at)),
    )


def end_of(view: ProposalView, among: list[ProposalView]) -> ProposalView:
    """Return the last of a chain of counter-proposals."""
    by_countered = {v.counters: v for v in among if v.counters}
    while view.id in by_countered:
        view = by_countered[view.id]
    return view


def of_proposal(view: ProposalView) -> Iterator[LedgerLine]:
    """Yield what happened to a proposal: it was made, read, answered."""
    shared = {"kind": view.kind, "unit": view.unit, "proposal": view.id}
    value = view.terms.value
    if not view.counters:
        yield LedgerLine(
            at=view.at,
            did="asked",
            who=view.proposed_by,
            other=view.asked,
            words=view.words,
            value=value,
            became="",
            **shared,
        )
    if view.answered_at is None:
        return
    accepted = view.state == Proposal.State.ACCEPTED
    yield LedgerLine(
        at=view.answered_at,
        did=ANSWERED[Proposal.State(view.state)],
        who=view.answered_by or view.proposed_by,
        other=view.proposed_by,
        words=view.answer,
        value=value if accepted else None,
        became=(view.made or view.goal) if accepted else "",
        **shared,
    )


def of_voices(
    actor: Actor, goal: Goal, given: Iterable[Acknowledgement], at: datetime.datetime | None
) -> Iterator[LedgerLine]:
    """Yield what was said of the goal itself, from the versions of each answer up to a moment."""
    rows = {row.pk: row for row in given}
    named = "change" in access.may(actor, goal)
    versions = Version.objects.filter(
        organisation=actor.organisation,
        kind=Acknowledgement.kind(),
        object_id__in=rows,
        body__isnull=False,
    ).order_by("pk")
    if at is not None:
        versions = versions.filter(recorded_from__lte=at)
    people = {p.pk: p for p in Person.objects.filter(organisation=actor.organisation)}
    for version in versions:
        body = version.body or {}
        row = rows[version.object_id]
        mine = actor.person is not None and row.person_id == actor.person.pk
        did = SAID.get(body.get("answer", ""), "asked")
        person = HolderView("person", row.person.public_id, row.person.name)
        asker = people.get(body.get("asked_by_id") or 0)
        by = HolderView("person", asker.public_id, asker.name) if asker else None
        told = named or mine
        yield LedgerLine(
            at=version.recorded_from,
            did=did,
            who=by if did == "asked" else person if told else None,
            other=(person if told else None) if did == "asked" else None,
            kind="voice",
            words=body.get("words", "") if did != "asked" else "",
            value=None,
            unit="",
            became="",
            proposal="",
        )
