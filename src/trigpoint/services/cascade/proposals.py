"""Proposing goals and changes to them, and answering: nothing is imposed on anybody.

`ask` proposes something to one unit or person, `propose_change` a change to the owner of a goal,
`adopt` takes a part of a goal of one's own accord. Answers are `accept`, `decline` and `counter`;
`services.agreeing` does what was agreed to.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet

from trigpoint.core.people.kinds import Kind, Verb
from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.cascade import agreeing
from trigpoint.services.cascade.proposal_terms import NOTHING, Terms, fill
from trigpoint.services.cascade.proposal_views import MENTIONED, ProposalView, views
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards
from trigpoint.store import chart
from trigpoint.store.journal import Journal
from trigpoint.store.models import Goal, Person, Proposal, Unit
from trigpoint.store.state import records

GIVEN_AWAY = {Proposal.Kind.SHARE, Proposal.Kind.TAKE}
"""What only those may propose who may change the goal: it is theirs to give."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What to propose to whom: a unit or a person, by public id."""

    kind: str
    goal: str
    holder: str
    terms: Terms = NOTHING
    words: str = ""


def ask(actor: Actor, question: Question) -> str:
    """Propose to a unit or a person to carry, share or take over a goal; return the public id.

    Raises:
        Invalid: for terms that nobody could answer.
        NotThere: where the goal is not for the actor to see.
        NotAllowed: where the actor may not propose it.
    """
    return ask_many(actor, [question])[0]


def ask_many(actor: Actor, questions: Iterable[Question], *, reason: str = "") -> list[str]:
    """Ask several, each separately, in one transaction; return the public ids."""
    made = [build(actor, question) for question in questions]
    with command(actor, "proposal.make", reason=reason) as journal:
        for proposal in made:
            agreeing.prepare(actor, journal, proposal)
            journal.create(proposal)
            tell(journal, "proposal.made", proposal)
    return [proposal.public_id for proposal in made]


def build(actor: Actor, question: Question) -> Proposal:
    """Return a proposal, not yet written."""
    kinds = {Proposal.Kind.CARRY, Proposal.Kind.SHARE, Proposal.Kind.TAKE}
    if question.kind not in kinds:
        raise Invalid({"kind": _("Propose to carry, to share or to take over a goal.")})
    verb = Verb.CHANGE if question.kind in GIVEN_AWAY else Verb.PROPOSE
    goal = access.goal(actor, question.goal, verb)
    unit, person = access.holder(actor, question.holder, sets_goals=False)
    refuse_asking(actor, unit, person)
    return drafted(actor, question.kind, goal, (unit, person), question.terms, question.words)


def refuse_asking(actor: Actor, unit: Unit | None, person: Person | None) -> None:
    """Raise unless something may be proposed to the unit or the person."""
    kind = Kind.GOAL if unit else Kind.GOAL_OF_PERSON
    drawn = access.viewer_of(actor).chart
    holder = unit.pk if unit else None, person.pk if person else None
    thing = chart.thing_of_holder(drawn, actor.organisation, *holder)
    if not access.decision(actor, Verb.PROPOSE, kind, thing):
        raise NotAllowed(_("You cannot propose goals to them."))
    if unit is not None and not drawn.leads(str(unit.pk)):
        raise Invalid({"holder": _("Nobody leads {unit}, so nobody could answer.", unit=unit.name)})


def drafted(
    actor: Actor,
    kind: str,
    goal: Goal,
    asked: tuple[Unit | None, Person | None],
    terms: Terms,
    words: str,
) -> Proposal:
    """Return a proposal with its terms, not yet written."""
    if actor.person is None:
        raise NotAllowed(_("Only a person can propose something."))
    proposal = Proposal(
        organisation=actor.organisation,
        kind_of_proposal=kind,
        goal=goal,
        proposed_by=actor.person,
        unit=asked[0],
        person=asked[1],
        at=actor.now,
        words=words.strip()[:2000],
    )
    return fill(actor, proposal, terms)


def propose_change(actor: Actor, goal_id: str, terms: Terms, words: str) -> str:
    """Propose a change to a goal to whoever owns it; return the proposal's public id.

    Raises:
        Invalid: without words, or where nothing would change.
    """
    goal = access.goal(actor, goal_id, Verb.PROPOSE)
    if not words.strip():
        raise Invalid({"words": _("Say why: the owner decides by your reason.")})
    asked = (goal.owner_unit, goal.owner_person)
    proposal = drafted(actor, Proposal.Kind.CHANGE, goal, asked, terms, words)
    with command(actor, "proposal.make") as journal:
        journal.create(proposal)
        tell(journal, "proposal.made", proposal)
    return proposal.public_id


def adopt(actor: Actor, goal_id: str, holder: str, terms: Terms) -> str:
    """Carry a part of a goal of one's own accord; return the public id of the new goal.

    It is kept as a proposal that was agreed to at once: who took it up stays on record.

    Raises:
        NotAllowed: where the actor may not set goals for the holder.
    """
    goal = access.goal(actor, goal_id, Verb.PROPOSE)
    asked = access.holder(actor, holder, sets_goals=True)
    proposal = drafted(actor, Proposal.Kind.CARRY, goal, asked, terms, "")
    with command(actor, "proposal.adopt") as journal:
        agreeing.prepare(actor, journal, proposal)
        settle(actor, proposal, Proposal.State.ACCEPTED, "")
        proposal.seen_at = actor.now
        agreeing.carry_out(actor, journal, proposal)
        journal.create(proposal)
        tell(journal, "proposal.answered", proposal)
    return proposal.made.public_id if proposal.made else ""


def accept(actor: Actor, proposal_id: str, words: str = "", *, version: int | None = None) -> None:
    """Agree; what was proposed is done in the same transaction.

    Raises:
        Invalid: where it was answered already, or cannot be done any more.
    """
    proposal = open_one(actor, proposal_id, Verb.CHANGE)
    with command(actor, "proposal.accept", reason=words) as journal:
        settle(actor, proposal, Proposal.State.ACCEPTED, words)
        agreeing.carry_out(actor, journal, proposal)
        journal.save(proposal, expected=version)
        tell(journal, "proposal.answered", proposal)


def decline(actor: Actor, proposal_id: str, words: str, *, version: int | None = None) -> None:
    """Say no, with a word that the asker can go on from.

    Raises:
        Invalid: without a word, or where it was answered already.
    """
    proposal = open_one(actor, proposal_id, Verb.CHANGE)
    if not words.strip():
        raise Invalid({"words": _("Say why not, in a sentence: they will want to understand.")})
    with command(actor, "proposal.decline", reason=words) as journal:
        settle(actor, proposal, Proposal.State.DECLINED, words)
        agreeing.give_up(journal, proposal)
        journal.save(proposal, expected=version)
        tell(journal, "proposal.answered", proposal)


def counter(
    actor: Actor, proposal_id: str, terms: Terms, words: str, *, version: int | None = None
) -> str:
    """Propose other terms to the one who asked; return the public id of the counter-proposal.

    Raises:
        Invalid: without words, or where it was answered already.
    """
    old = open_one(actor, proposal_id, Verb.CHANGE)
    if not words.strip():
        raise Invalid({"words": _("Say why: the other one decides by your reason.")})
    asked = (None, old.proposed_by)
    new = drafted(actor, old.kind_of_proposal, old.goal, asked, terms, words)
    new.counters, new.made = old, old.made
    with command(actor, "proposal.counter", reason=words) as journal:
        settle(actor, old, Proposal.State.COUNTERED, words)
        old.seen_at = None
        journal.save(old, expected=version)
        journal.create(new)
        tell(journal, "proposal.made", new)
    return new.public_id


def withdraw(actor: Actor, proposal_id: str, words: str = "") -> None:
    """Take a proposal back that nobody has answered yet."""
    proposal = open_one(actor, proposal_id, Verb.RETIRE)
    with command(actor, "proposal.withdraw", reason=words) as journal:
        proposal.state, proposal.answer = Proposal.State.WITHDRAWN, words.strip()
        proposal.answered_at, proposal.seen_at = actor.now, actor.now
        agreeing.give_up(journal, proposal)
        journal.save(proposal)
        tell(journal, "proposal.withdrawn", proposal)


def mark_read(actor: Actor, proposal_id: str) -> None:
    """Say that I have read what I am asked, without answering yet."""
    proposal = open_one(actor, proposal_id, Verb.CHANGE)
    if proposal.read_at is None:
        proposal.read_at = actor.now
        with command(actor, "proposal.read") as journal:
            journal.save(proposal)


def mark_seen(actor: Actor, proposal_id: str) -> None:
    """Say that I have seen the answer to what I proposed."""
    proposal = access.proposal(actor, proposal_id, Verb.RETIRE)
    if proposal.state != Proposal.State.OPEN and proposal.seen_at is None:
        proposal.seen_at = actor.now
        with command(actor, "proposal.seen") as journal:
            journal.save(proposal)


def open_one(actor: Actor, proposal_id: str, verb: Verb) -> Proposal:
    """Return a proposal that waits for its answer; raise `Invalid` for one that does not."""
    proposal = access.proposal(actor, proposal_id, verb)
    if proposal.state != Proposal.State.OPEN:
        raise Invalid({"": _("This was answered already.")})
    if actor.person is None:
        raise NotAllowed(_("Only a person can answer."))
    return proposal


def settle(actor: Actor, proposal: Proposal, state: str, words: str) -> None:
    """Write the answer into a proposal that is not saved yet."""
    proposal.state, proposal.answer = state, words.strip()[:2000]
    proposal.answered_by, proposal.answered_at = actor.person, actor.now
    proposal.read_at = proposal.read_at or actor.now


def tell(journal: Journal, topic: str, proposal: Proposal) -> None:
    """Owe a message about a proposal to those whom it concerns."""
    journal.tell(
        topic,
        proposal=proposal.public_id,
        goal=proposal.goal.public_id,
        kind=proposal.kind_of_proposal,
        by=proposal.proposed_by.public_id,
        unit=proposal.unit.public_id if proposal.unit else "",
        person=proposal.person.public_id if proposal.person else "",
    )


def show(actor: Actor, proposal_id: str, at: datetime.datetime | None = None) -> ProposalView:
    """Return one proposal, as it is or as it stood `at` a moment.

    Raises:
        NotThere: where it is not for the actor to see, or was not there then.
    """
    found = views(actor, rows(actor).filter(public_id=proposal_id))
    then = found if at is None else past(actor, found, at)
    if not then:
        raise NotThere
    return then[0]


def of_goal(actor: Actor, goal_id: str, at: datetime.datetime | None = None) -> list[ProposalView]:
    """Return what was proposed about a goal, and as what it was itself proposed, oldest first.

    As it stood `at` a moment, of a goal that was there then.
    """
    goal = access.goal(actor, goal_id, Verb.SEE)
    found = views(actor, rows(actor).filter(Q(goal=goal) | Q(made=goal)))
    if at is None:
        return found
    Cards(actor, graph.load(actor, at)).stood(goal)
    return past(actor, found, at)


def past(actor: Actor, seen: Iterable[ProposalView], at: datetime.datetime) -> list[ProposalView]:
    """Return proposals that the actor sees today as they stood `at` a moment, in their order.

    Nobody answers a question of a past day.
    """
    ids = [view.id for view in seen]
    then = records(Proposal, actor.organisation, at, *MENTIONED, public_id__in=ids)
    found = views(actor, sorted(then, key=lambda row: (row.at, row.pk)))
    return [replace(view, may=frozenset()) for view in found]


def waiting(actor: Actor) -> list[ProposalView]:
    """Return what waits for the actor's answer, the oldest first."""
    return views(actor, rows(actor).filter(asked(actor), state=Proposal.State.OPEN))


def told(actor: Actor) -> list[ProposalView]:
    """Return what waits for the actor, and the answers they have not seen yet, oldest first.

    A counter-proposal is an answer that asks for one itself: it waits in its own place.
    """
    waits = asked(actor) & Q(state=Proposal.State.OPEN)
    return views(actor, rows(actor).filter(waits | unseen(actor)))


def unseen(actor: Actor) -> Q:
    """Proposals of the actor's that were answered since they last looked."""
    if actor.person is None:
        return Q(pk__in=())
    states = (Proposal.State.ACCEPTED, Proposal.State.DECLINED)
    return Q(proposed_by=actor.person, state__in=states, seen_at=None)


def mine(actor: Actor, at: datetime.datetime | None = None) -> list[ProposalView]:
    """Return what the actor has proposed, or had `at` a moment, the newest first."""
    if actor.person is None:
        return []
    found = views(actor, rows(actor).filter(proposed_by=actor.person).order_by("-at", "-pk"))
    return found if at is None else past(actor, found, at)[::-1]


def asked(actor: Actor) -> Q:
    """Proposals that the actor is to answer: as a person, or as the lead of a unit."""
    led = [int(unit) for unit in access.viewer_of(actor).facts.leads]
    mine_ = Q(person=actor.person) if actor.person else Q(pk__in=())
    return mine_ | Q(unit__in=led)


def rows(actor: Actor) -> QuerySet[Proposal]:
    """Return the organisation's proposals with what a view mentions, the oldest first."""
    found = Proposal.objects.filter(organisation=actor.organisation, retired=False)
    return found.select_related(*MENTIONED).order_by("at", "pk")
