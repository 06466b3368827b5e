"""Writing a plan together: who is invited, what they suggest, and which areas were not heard."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Max, Q

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.goals.cards import Cards, HolderView
from trigpoint.services.people import people
from trigpoint.services.plans import plan_access
from trigpoint.services.plans.plan_state import PlanState
from trigpoint.services.plans.plans import SECTIONS
from trigpoint.services.wording import Wording
from trigpoint.store.models import Objective, Participant, Person, Plan, Suggestion, Version

LONGEST = 2000
PARTS = {
    "plan": "vision",
    "planvalue": "values",
    "behaviour": "values",
    "method": "methods",
    "objective": "methods",
    "obstacle": "obstacles",
}
"""By the kind of record: to which part of the plan a change of it belongs."""


@dataclass(frozen=True, slots=True)
class ParticipantView:
    """Somebody who writes along, and in how many ways they did.

    `sections` are the parts to which they gave something: suggestions, or their own writing.
    """

    id: str
    version: int
    person: HolderView
    area: str
    writes: bool
    suggested: int
    taken: int
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wrote:
    """Somebody, by primary key, wrote in a part of a plan, and when last; None is the program."""

    section: str
    person: int | None
    at: datetime.datetime


@dataclass(frozen=True, slots=True)
class SuggestionView:
    """What somebody would write, and what became of it."""

    id: str
    version: int
    section: str
    by: HolderView
    text: str
    state: str
    answer: str


def invite(
    actor: Actor,
    plan_id: str,
    person_id: str,
    *,
    area: str = "",
    writes: bool,
    version: int | None = None,
) -> str:
    """Invite somebody to write along, for a functional area; return the invitation's public id.

    Whoever is invited already is invited anew: for another area, or to write.

    Raises:
        Invalid: for a person whom the actor cannot see.
        Stale: where somebody changed the invitation since `version`.
    """
    plan = plan_access.plan(actor, plan_id, Verb.CHANGE)
    person = access.person(actor, person_id, Verb.SEE)
    found = Participant.objects.filter(plan=plan, person=person, retired=False).first()
    record = found or Participant(organisation=actor.organisation, plan=plan, person=person)
    record.area = (area or person.functional_area).strip()[:80]
    record.writes = writes
    with command(actor, "participant.invite") as journal:
        if found is None:
            journal.create(record)
        else:
            journal.save(record, expected=version)
        journal.tell("plan.invited", plan=plan.public_id, person=person.public_id)
    return record.public_id


def invite_area(actor: Actor, plan_id: str, area: str) -> int:
    """Invite everybody of a functional area whom the actor knows; return how many are new.

    Raises:
        Invalid: where nobody is of that area.
    """
    plan = plan_access.plan(actor, plan_id, Verb.CHANGE)
    there = set(plan.participants.filter(retired=False).values_list("person", flat=True))
    known = access.visible_ids(actor, "person")
    wanted = Person.objects.filter(pk__in=known, functional_area__iexact=area.strip())
    if not wanted:
        raise Invalid({"area": _("Nobody is of the area “{area}”.", area=area)})
    new = [person for person in wanted if person.pk not in there]
    with command(actor, "participant.invite") as journal:
        if area.strip() not in plan.areas:
            plan.areas = [*plan.areas, area.strip()]
            journal.save(plan)
        for person in new:
            journal.create(
                Participant(
                    organisation=actor.organisation, plan=plan, person=person, area=area.strip()
                )
            )
            journal.tell("plan.invited", plan=plan.public_id, person=person.public_id)
    return len(new)


def uninvite(actor: Actor, participant_id: str, version: int) -> None:
    """Take an invitation back; what they gave stays.

    Raises:
        Stale: where somebody changed it since `version`.
    """
    record = plan_access.part(actor, Participant, participant_id, Verb.CHANGE)
    with command(actor, "participant.uninvite") as journal:
        journal.retire(record, expected=version)
        journal.tell("plan.changed", plan=record.plan.public_id)


def leave(actor: Actor, plan_id: str) -> None:
    """Leave the writing of a plan to the others.

    Raises:
        NotThere: for whoever is not invited.
    """
    plan = plan_access.plan(actor, plan_id, Verb.SEE)
    mine = plan.participants.filter(person=actor.person, retired=False).first()
    if mine is None or actor.person is None:
        raise NotThere
    with command(actor, "participant.leave") as journal:
        journal.retire(mine)
        journal.tell("plan.changed", plan=plan.public_id)


def waiting(actor: Actor, state: PlanState) -> tuple[Participant, ...]:
    """Return the invitations by which the actor can still say something, and has not.

    Only what is not published yet and open for suggestions is asked for.
    """
    found = []
    for plan in state.plans.values():
        if plan.state == Plan.State.PUBLISHED or not plan.open_sections:
            continue
        said = {s.person_id for s in state.suggestions.get(plan.pk, ())}
        if actor.person is None or actor.person.pk in said:
            continue
        invited = state.participants.get(plan.pk, ())
        found += [p for p in invited if p.person_id == actor.person.pk]
    return tuple(found)


def suggest(actor: Actor, plan_id: str, section: str, text: str) -> str:
    """Suggest something for a part of a plan that is open; return the suggestion's public id.

    Raises:
        Invalid: without words, or for a part that is not open for suggestions.
    """
    plan = plan_access.plan(actor, plan_id, Verb.PROPOSE)
    if actor.person is None:
        raise NotAllowed(_("Only a person can suggest something."))
    wording = Wording()
    open_ = section in SECTIONS and section in plan.open_sections
    shut = _("This part is not open for suggestions now.")
    wording.check("section", holds=open_, otherwise=shut)
    needed = _("Write what you would say there.")
    said = wording.text("text", text, LONGEST, needed)
    wording.refuse()
    with command(actor, "suggestion.add") as journal:
        made = journal.create(
            Suggestion(
                organisation=actor.organisation,
                plan=plan,
                section=section,
                person=actor.person,
                text=said,
                at=actor.now,
            )
        )
        journal.tell("plan.suggested", plan=plan.public_id)
    return made.public_id


def answer(actor: Actor, suggestion_id: str, version: int, *, taken: bool, words: str = "") -> None:
    """Say what became of a suggestion: taken, or declined with the reason.

    Raises:
        Invalid: for one that is declined without a word.
        Stale: where somebody answered it since `version`.
    """
    record = plan_access.part(actor, Suggestion, suggestion_id, Verb.CHANGE)
    wording = Wording()
    needed = None if taken else _("Say why not, so that they can follow it.")
    record.answer = wording.text("answer", words, LONGEST, needed)
    wording.refuse()
    record.state = Suggestion.State.TAKEN if taken else Suggestion.State.DECLINED
    record.answered_by = actor.person
    with command(actor, "suggestion.answer") as journal:
        journal.save(record, expected=version)
        journal.tell(
            "plan.suggestion_answered",
            plan=record.plan.public_id,
            person=record.person.public_id,
        )


def wrote(state: PlanState, plan: Plan, at: datetime.datetime | None = None) -> tuple[Wrote, ...]:
    """Return who wrote in which part of a plan, and when last, up to a moment where one is given.

    All of it is asked in one query: a page says who gave what, and who wrote last.
    """
    kinds = {
        "plan": [plan.pk],
        "planvalue": [v.pk for v in state.values.get(plan.pk, ())],
        "method": [m.pk for m in state.methods.get(plan.pk, ())],
        "obstacle": [o.pk for o in state.obstacles.get(plan.pk, ())],
    }
    if plan.lens == Plan.Lens.MAP:
        drawn = Objective.objects.filter(plan=plan, retired=False)
        kinds["objective"] = list(drawn.values_list("pk", flat=True))
    wanted = reduce(or_, (Q(kind=kind, object_id__in=keys) for kind, keys in kinds.items()))
    rows = Version.objects.filter(wanted, organisation=plan.organisation)
    if at is not None:
        rows = rows.filter(recorded_from__lte=at)
    found = rows.values_list("kind", "entry__user__person").annotate(Max("recorded_from"))
    return tuple(Wrote(PARTS[kind], person, moment) for kind, person, moment in found)


def participants(
    cards: Cards, state: PlanState, plan: Plan, written: Iterable[Wrote]
) -> tuple[ParticipantView, ...]:
    """Return who was invited, with what each of them gave."""
    said = state.suggestions.get(plan.pk, ())
    suggested = Counter(s.person_id for s in said)
    taken = Counter(s.person_id for s in said if s.state == Suggestion.State.TAKEN)
    gave = {(w.person, w.section) for w in written} | {(s.person_id, s.section) for s in said}
    return tuple(
        ParticipantView(
            p.public_id,
            p.version,
            cards.holder(None, p.person_id),
            p.area,
            p.writes,
            suggested[p.person_id],
            taken[p.person_id],
            tuple(s for s in SECTIONS if (p.person_id, s) in gave),
        )
        for p in state.participants.get(plan.pk, ())
    )


def suggestions(cards: Cards, state: PlanState, plan: Plan) -> tuple[SuggestionView, ...]:
    """Return the suggestions, those that wait for an answer first."""
    rows = state.suggestions.get(plan.pk, ())
    return tuple(
        SuggestionView(
            s.public_id,
            s.version,
            s.section,
            cards.holder(None, s.person_id),
            s.text,
            s.state,
            s.answer,
        )
        for s in sorted(rows, key=lambda s: s.state != Suggestion.State.OPEN)
    )


def unheard(plan: Plan, taking_part: Iterable[ParticipantView]) -> tuple[str, ...]:
    """Return the functional areas from which nothing has come yet, in the order of the plan."""
    wanted = dict.fromkeys(plan.areas)
    heard = set()
    for view in taking_part:
        wanted.setdefault(view.area)
        if view.sections:
            heard.add(view.area)
    return tuple(area for area in wanted if area and area not in heard)


def areas(actor: Actor) -> list[str]:
    """Return the functional areas that people of the organisation are of."""
    return sorted({p.functional_area for p in people.people(actor) if p.functional_area})
