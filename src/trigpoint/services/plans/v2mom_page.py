"""Everything about one V2MOM: what its page, its sheet and the API show."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from trigpoint.core.lenses.guide import Walked, walk
from trigpoint.core.lenses.v2mom.cadence import days_over
from trigpoint.core.lenses.v2mom.difference import Difference
from trigpoint.core.lenses.v2mom.gates import Gate
from trigpoint.core.lenses.v2mom.steps import STEPS, done
from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import Text
from trigpoint.services import access
from trigpoint.services.actor import Actor, local_day
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards, GoalCard, HolderView
from trigpoint.services.organisation.organisation import PeriodView, period_view
from trigpoint.services.plans import (
    edition_answers,
    editions,
    guides,
    plan_access,
    plan_people,
    plan_requests,
    plan_state,
    plan_text,
    v2mom_parts,
)
from trigpoint.services.plans.edition_answers import EditionVoices
from trigpoint.services.plans.editions import EditionView
from trigpoint.services.plans.plan_people import ParticipantView, SuggestionView, Wrote
from trigpoint.services.plans.plan_requests import RequestView
from trigpoint.services.plans.plan_state import PlanState
from trigpoint.services.plans.v2mom_parts import MethodView, ObstacleView, ValueView
from trigpoint.store.models import Plan, PlanRequest


@dataclass(frozen=True, slots=True)
class PlanRef:
    """Another plan in short; `vision` is its first words' worth."""

    id: str
    owner: HolderView
    vision: str


@dataclass(frozen=True, slots=True)
class Serves:
    """The plan above, and which of its methods this plan helps, by titles."""

    plan: PlanRef
    methods: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Touched:
    """Who changed the plan or one of its parts last, when, and by which command."""

    at: datetime.datetime
    by: HolderView | None


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often the plan is looked at again. `days_over` is for how long it has been stale."""

    cadence_days: int
    touched_on: datetime.date
    reviewed_on: datetime.date | None
    next_review: datetime.datetime | None
    days_over: int


@dataclass(frozen=True, slots=True)
class V2momPage:
    """A V2MOM: vision, values, methods, obstacles, measures, and everything people said of it.

    `leads` are those who lead the unit, `adrift` goals of the holder that serve nothing,
    `changes` what differs from the newest edition, `gates` what is missing before the next one.
    """

    id: str
    version: int
    lens: str
    state: str
    owner: HolderView
    leads: tuple[HolderView, ...]
    period: PeriodView
    vision: str
    above: Serves | None
    below: tuple[PlanRef, ...]
    values: tuple[ValueView, ...]
    methods: tuple[MethodView, ...]
    obstacles: tuple[ObstacleView, ...]
    adrift: tuple[GoalCard, ...]
    rhythm: Rhythm
    touched: Touched | None
    edition: EditionView | None
    voices: EditionVoices | None
    changes: tuple[Difference, ...]
    gates: tuple[Gate, ...]
    guide: tuple[Walked, ...]
    participants: tuple[ParticipantView, ...]
    areas: tuple[str, ...]
    unheard: tuple[str, ...]
    open_sections: tuple[str, ...]
    suggestions: tuple[SuggestionView, ...]
    requests: tuple[RequestView, ...]
    data_as_of: datetime.datetime | None
    who_can_see: tuple[Text, ...]
    may: frozenset[str]
    at: datetime.datetime | None


def show(actor: Actor, plan_id: str, at: datetime.datetime | None = None) -> V2momPage:
    """Return a V2MOM as it is, or as it stood at an earlier moment, under today's policy.

    Raises:
        NotThere: where it is not for the actor to see, or was not there then.
    """
    record = plan_access.plan(actor, plan_id, Verb.SEE)
    state = plan_state.load(actor, at)
    plan = plan_access.stood(actor, state, record)
    return whole(Cards(actor, graph.load(actor, at)), state, plan, record, at)


def whole(
    cards: Cards, state: PlanState, plan: Plan, record: Plan, at: datetime.datetime | None
) -> V2momPage:
    """Return everything about a plan; `record` is the plan of today, which the policy judges."""
    actor = cards.actor
    found = v2mom_parts.series(cards, state, plan)
    written = plan_people.wrote(state, plan, at)
    taking_part = plan_people.participants(cards, state, plan, written)
    unheard = plan_people.unheard(plan, taking_part)
    held = state.editions.get(plan.pk, ())
    touched = last_touch(cards, written)
    return V2momPage(
        id=plan.public_id,
        version=plan.version,
        lens=plan.lens,
        state=plan.state,
        owner=cards.holder(plan.owner_unit_id, plan.owner_person_id),
        leads=leads(cards, plan),
        period=period_view(cards.state.periods[plan.period_id]),
        vision=plan.vision,
        above=serves(cards, state, plan),
        below=below(cards, state, plan),
        values=v2mom_parts.values(state, plan),
        methods=v2mom_parts.methods(cards, state, plan, found),
        obstacles=v2mom_parts.obstacles(cards, state, plan, found),
        adrift=adrift(cards, state, plan),
        rhythm=rhythm(cards, plan, touched, at),
        touched=touched,
        edition=editions.view(cards, held[-1]) if held else None,
        voices=edition_answers.voices(actor, held[-1] if held else None),
        changes=editions.changed_since(cards, state, plan),
        gates=editions.gates_of(cards, state, plan, unheard),
        guide=guide(cards, state, plan),
        participants=taking_part,
        areas=tuple(plan.areas),
        unheard=unheard,
        open_sections=tuple(plan.open_sections),
        suggestions=plan_people.suggestions(cards, state, plan),
        requests=plan_requests.of_plan(cards, state, plan),
        data_as_of=cards.state.published.data_as_of,
        who_can_see=tuple(plan_access.who_can_see(actor, record)),
        may=frozenset() if at else plan_access.verbs(actor, record),
        at=at,
    )


def reference(cards: Cards, plan: Plan) -> PlanRef:
    """Return a plan in short."""
    return PlanRef(
        plan.public_id, cards.holder(plan.owner_unit_id, plan.owner_person_id), plan.vision
    )


def leads(cards: Cards, plan: Plan) -> tuple[HolderView, ...]:
    """Return who leads the unit of a plan; of a person's plan the person."""
    if plan.owner_unit_id is None:
        return (cards.holder(None, plan.owner_person_id),)
    drawn = access.viewer_of(cards.actor).chart
    home = str(plan.owner_unit_id)
    found = drawn.leads(home) if home in drawn.kinds else frozenset()
    return tuple(cards.holder(None, int(person)) for person in sorted(found, key=int))


def serves(cards: Cards, state: PlanState, plan: Plan) -> Serves | None:
    """Return the plan above with those of its methods that this plan helps."""
    above = state.plans.get(plan.above_id or 0)
    if above is None or not plan_access.may(cards.actor, above, Verb.SEE):
        return None
    theirs = {m.goal_id for m in state.methods.get(above.pk, ())}
    helped: set[int] = set()
    for method in state.methods.get(plan.pk, ()):
        helped |= carried(cards, method.goal_id) & theirs
    order = [m.goal_id for m in state.methods.get(above.pk, ()) if m.goal_id in helped]
    titles = (cards.state.goals[goal].title for goal in order if goal in cards.goals)
    return Serves(reference(cards, above), tuple(titles))


def carried(cards: Cards, goal: int) -> frozenset[int]:
    """Return the keys of the goals above a goal, however far, the goal itself among them."""
    found: set[int] = set()
    waiting = [goal]
    while waiting:
        at = waiting.pop()
        if at in found or at not in cards.state.goals:
            continue
        found.add(at)
        waiting.extend(c.parent_id for c in cards.state.up.get(at, ()) if c.parent_id)
    return frozenset(found)


def below(cards: Cards, state: PlanState, plan: Plan) -> tuple[PlanRef, ...]:
    """Return the plans that serve this one and that the actor may see."""
    found = [
        reference(cards, other)
        for other in state.plans.values()
        if other.above_id == plan.pk and plan_access.may(cards.actor, other, Verb.SEE)
    ]
    return tuple(sorted(found, key=lambda ref: (ref.owner.kind != "unit", ref.owner.name)))


def adrift(cards: Cards, state: PlanState, plan: Plan) -> tuple[GoalCard, ...]:
    """Return goals of the plan's holder, in its dates, that serve no goal and are no method."""
    mine = {method.goal_id for method in state.methods.get(plan.pk, ())}
    found = [
        goal
        for pk, goal in cards.state.goals.items()
        if (goal.owner_unit_id, goal.owner_person_id) == (plan.owner_unit_id, plan.owner_person_id)
        and goal.period_id == plan.period_id
        and goal.state != "retired"
        and pk not in mine
        and not cards.state.up.get(pk)
    ]
    return tuple(cards.all(found))


def last_touch(cards: Cards, written: Iterable[Wrote]) -> Touched | None:
    """Return who wrote last in a plan or one of its parts."""
    newest = max(written, key=lambda wrote: wrote.at, default=None)
    if newest is None:
        return None
    return Touched(newest.at, cards.holder(None, newest.person) if newest.person else None)


def rhythm(
    cards: Cards, plan: Plan, touched: Touched | None, at: datetime.datetime | None
) -> Rhythm:
    """Return how a plan keeps to its cadence; a plan whose dates are over is not called stale."""
    organisation = cards.actor.organisation
    today = local_day(at, organisation) if at else cards.actor.today
    period = cards.state.periods[plan.period_id]
    moments = [local_day(touched.at, organisation) if touched else period.starts]
    if plan.reviewed_on:
        moments.append(plan.reviewed_on)
    over = days_over(max(moments), plan.cadence_days, min(today, period.ends))
    return Rhythm(plan.cadence_days, max(moments), plan.reviewed_on, plan.next_review, over)


def guide(cards: Cards, state: PlanState, plan: Plan) -> tuple[Walked, ...]:
    """Return the guided steps with what is done, skipped and next, of any way of writing."""
    if plan.lens != Plan.Lens.V2MOM:
        return guides.steps(cards, state, plan)
    asked = state.requests.get(plan.pk, ())
    found = done(
        plan_text.written(cards.state, state, plan),
        participants=len(state.participants.get(plan.pk, ())),
        requests_open=sum(r.state == PlanRequest.State.ASKED for r in asked),
        editions=len(state.editions.get(plan.pk, ())),
        reviewed=plan.reviewed_on is not None,
    )
    return walk(STEPS, found, frozenset(plan.skipped))


def for_reader(actor: Actor, plan_id: str) -> V2momPage:
    """Return a V2MOM for somebody outside: what the actor may see, without figures of persons.

    Raises:
        NotThere: where it is not for the actor to see.
    """
    page = show(actor, plan_id)
    methods = tuple(
        replace(
            method,
            measures=tuple(
                line
                for line in method.measures
                if line.target.measure is None or line.target.measure.scope != "person"
            ),
        )
        for method in page.methods
    )
    return replace(page, methods=methods)
