"""Publishing a plan: the gates, the editions, and what changed between two of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from trigpoint.core.lenses.v2mom.difference import Difference
from trigpoint.core.lenses.v2mom.gates import Gate, Voices
from trigpoint.core.people.kinds import Verb
from trigpoint.core.people.units import Role
from trigpoint.core.text import _, ngettext
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import as_read, command
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards, HolderView
from trigpoint.services.plans import plan_access, plan_people, plan_state, plan_writing
from trigpoint.services.plans.plan_state import PlanState
from trigpoint.services.wording import Wording
from trigpoint.store.models import (
    Edition,
    EditionAnswer,
    Plan,
    PlanRequest,
    Suggestion,
)

LONGEST = 2000


@dataclass(frozen=True, slots=True)
class EditionView:
    """A published version: its number, when, by whom and why, and what was passed over."""

    number: int
    at: datetime.datetime
    by: HolderView | None
    reason: str
    overridden: tuple[str, ...]
    override_reason: str


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """What changed between two editions; `new` None is the plan as it stands now."""

    plan: str
    old: EditionView
    new: EditionView | None
    changes: tuple[Difference, ...]


def missing(cards: Cards, state: PlanState, plan: Plan) -> tuple[Gate, ...]:
    """Return the gates that are shut: what a plan lacks before it is published."""
    taking_part = plan_people.participants(cards, state, plan, plan_people.wrote(state, plan))
    return gates_of(cards, state, plan, plan_people.unheard(plan, taking_part))


def lacking(actor: Actor, plan_id: str) -> tuple[Gate, ...]:
    """Return what a plan lacks before it is published."""
    plan = plan_access.plan(actor, plan_id, Verb.SEE)
    return missing(Cards(actor, graph.load(actor)), plan_state.load(actor), plan)


def gates_of(
    cards: Cards, state: PlanState, plan: Plan, unheard: tuple[str, ...]
) -> tuple[Gate, ...]:
    """Return the gates that are shut, where it is known who has not been heard."""
    asked = state.requests.get(plan.pk, ())
    open_ = state.suggestions.get(plan.pk, ())

    def units(wanted: str) -> tuple[str, ...]:
        return tuple(cards.holder(r.unit_id, None).name for r in asked if r.state == wanted)

    voices = Voices(
        unheard=unheard,
        waiting=units(PlanRequest.State.ASKED),
        refused=units(PlanRequest.State.REFUSED),
        open_suggestions=sum(s.state == Suggestion.State.OPEN for s in open_),
    )
    return plan_writing.shut(cards, state, plan, voices)


def publish(
    actor: Actor,
    plan_id: str,
    version: int,
    *,
    reason: str = "",
    override_reason: str = "",
) -> int:
    """Publish a plan as its next edition, and ask its readers; return the edition's number.

    Raises:
        Invalid: where something is missing and no reason is given to publish all the same, where
            nothing has changed, or for a second edition without a word on what changed.
        Stale: where somebody changed the plan since `version`.
    """
    plan = plan_access.plan(actor, plan_id, Verb.CHANGE)
    as_read(plan, version)
    cards = Cards(actor, graph.load(actor))
    state = plan_state.load(actor)
    shut = missing(cards, state, plan)
    refuse(state, plan, shut, reason, override_reason)
    earlier = state.editions.get(plan.pk, ())
    edition = Edition(
        organisation=actor.organisation,
        plan=plan,
        number=len(earlier) + 1,
        at=actor.now,
        person=actor.person,
        reason=reason.strip(),
        body=plan_writing.body(cards, state, plan),
        overridden=[gate.key for gate in shut],
        override_reason=override_reason.strip(),
    )
    plan.state = Plan.State.PUBLISHED
    with command(actor, "plan.publish", reason=reason) as journal:
        journal.save(plan, expected=version)
        journal.create(edition)
        journal.create_many(questions(actor, edition, readers(actor, state, plan)))
        journal.tell("plan.published", plan=plan.public_id, edition=edition.number)
    return edition.number


def refuse(
    state: PlanState, plan: Plan, shut: tuple[Gate, ...], reason: str, override_reason: str
) -> None:
    """Raise `Invalid` for an edition that cannot be published."""
    wording = Wording()
    text = ngettext(
        "Something is missing. Mend it, or say why it is published all the same.",
        "{count} things are missing. Mend them, or say why it is published all the same.",
        len(shut),
    )
    wording.text("override_reason", override_reason, LONGEST, text if shut else None)
    again = bool(state.editions.get(plan.pk))
    needed = _("Say what changed since the last version, so that nobody has to look for it.")
    wording.text("reason", reason, LONGEST, needed if again else None)
    wording.refuse()


def questions(actor: Actor, edition: Edition, people: Iterable[int]) -> list[EditionAnswer]:
    """Return the questions to the readers of an edition, not yet written."""
    return [
        EditionAnswer(
            organisation=actor.organisation, edition=edition, person_id=person, at=actor.now
        )
        for person in people
    ]


def readers(actor: Actor, state: PlanState, plan: Plan) -> list[int]:
    """Return whose word is asked: those whose plan it is, and who wrote along.

    For a unit these are its people and those below; for a person their leads.
    """
    drawn = access.viewer_of(actor).chart
    if plan.owner_unit_id:
        home = str(plan.owner_unit_id)
        found = set(drawn.everyone(home)) if home in drawn.kinds else set()
    else:
        homes = drawn.units_of(str(plan.owner_person_id), Role.MEMBER)
        found = {lead for home in homes for lead in drawn.leads(home)}
    found |= {str(p.person_id) for p in state.participants.get(plan.pk, ())}
    me = actor.person.pk if actor.person else None
    return sorted({int(person) for person in found} - {me, plan.owner_person_id})


def view(cards: Cards, edition: Edition) -> EditionView:
    """Return what a page says of an edition."""
    return EditionView(
        edition.number,
        edition.at,
        cards.holder(None, edition.person_id) if edition.person_id else None,
        edition.reason,
        tuple(edition.overridden),
        edition.override_reason,
    )


def editions(actor: Actor, plan_id: str) -> tuple[EditionView, ...]:
    """Return the editions of a plan, the newest first."""
    plan = plan_access.plan(actor, plan_id, Verb.SEE)
    cards = Cards(actor, graph.load(actor))
    held = plan_state.load(actor).editions.get(plan.pk, ())
    return tuple(view(cards, edition) for edition in reversed(held))


def compare(actor: Actor, plan_id: str, old: int, new: int | None = None) -> DifferenceView:
    """Return what changed from one edition to another one, or to the plan as it stands now.

    Raises:
        NotThere: where there is no edition of that number.
    """
    plan = plan_access.plan(actor, plan_id, Verb.SEE)
    cards = Cards(actor, graph.load(actor))
    state = plan_state.load(actor)
    held = {edition.number: edition for edition in state.editions.get(plan.pk, ())}
    if old not in held or (new is not None and new not in held):
        raise NotThere
    after = plan_writing.body(cards, state, plan) if new is None else held[new].body
    return DifferenceView(
        plan.public_id,
        view(cards, held[old]),
        view(cards, held[new]) if new is not None else None,
        plan_writing.changes(plan, held[old].body, after),
    )


def changed_since(cards: Cards, state: PlanState, plan: Plan) -> tuple[Difference, ...]:
    """Return what changed since the newest edition; nothing before there is one."""
    held = state.editions.get(plan.pk, ())
    if not held:
        return ()
    return plan_writing.changes(plan, held[-1].body, plan_writing.body(cards, state, plan))


def newest(state: PlanState, plan: Plan) -> Edition:
    """Return the newest edition of a plan, or raise `Invalid` before there is one."""
    held = state.editions.get(plan.pk, ())
    if not held:
        raise Invalid({"": _("It has not been published yet. Write a suggestion instead.")})
    return held[-1]
