"""Everything about one goal."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace

from trigpoint.core.graph.confidence import Confidences
from trigpoint.core.loop.cadence import USUAL_DAYS
from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import Text
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.goals import confidences, drives, explaining, graph
from trigpoint.services.goals.cards import Cards, GoalCard, HolderView, TargetView
from trigpoint.services.goals.drives import DriveView
from trigpoint.services.goals.sight import LinkView, SightStep, link_view, way_up
from trigpoint.services.history import history
from trigpoint.services.history.history import Change
from trigpoint.services.insight import conflicts, effects, outlook
from trigpoint.services.insight.conflicts import ConflictView
from trigpoint.services.insight.effects import GoalEffect
from trigpoint.services.insight.outlook import Outlook
from trigpoint.services.ladders import goal_ladders
from trigpoint.services.ladders.goal_ladders import GoalLadder
from trigpoint.services.measures import figures, given, proposed
from trigpoint.services.measures.figures import Figure
from trigpoint.services.measures.proposed import ProposedMeasure
from trigpoint.store.models import Acknowledgement, CheckIn, Goal, Measure, Reading, Target
from trigpoint.store.state import records

SHOWN_CHECK_INS = 10
BEGUN = {Goal.State.ACTIVE, Goal.State.ACHIEVED, Goal.State.MISSED}
KEPT_OUTLOOKS = 512

_expected: graph.Cache[Outlook] = graph.Cache(KEPT_OUTLOOKS)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A goal above or below, with the link to it; above may be a direction instead."""

    link: LinkView
    goal: GoalCard | None
    direction: str


@dataclass(frozen=True, slots=True)
class CoOwnerView:
    """Who shares the goal, and what they answer for."""

    id: str
    version: int
    holder: HolderView
    answers_for: str


@dataclass(frozen=True, slots=True)
class StepView:
    """A piece of the work; `expected` is how much it should bring: 1 little, 2 some, 3 much."""

    id: str
    version: int
    title: str
    person: HolderView | None
    due: datetime.date | None
    done_on: datetime.date | None
    result: str
    expected: int


@dataclass(frozen=True, slots=True)
class CheckInView:
    """What somebody said on a day, beside the figure as it stood then."""

    id: str
    at: datetime.datetime
    by: HolderView
    status: str
    confidence: int | None
    note: str
    value: float | None
    n: int | None


@dataclass(frozen=True, slots=True)
class Voices:
    """How many were asked, agreed and had concerns, and what the actor said."""

    asked: int
    agree: int
    concern: int
    mine: str
    concerns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoalPage:
    """One goal: what, why, how, how measured, who, what it carries, and what was said.

    `confidences` are those stated below it, None where none may be read. `rhythm` is how many days
    lie between two check-ins. `proposed` is the measure that a template
    proposed for a goal without a target, and `guard` the one beside it.
    """

    card: GoalCard
    how: str
    proposed: ProposedMeasure | None
    guard: ProposedMeasure | None
    stated_at: datetime.datetime | None
    targets: tuple[TargetView, ...]
    outlooks: tuple[Outlook, ...]
    effect: GoalEffect | None
    conflicts: tuple[ConflictView, ...]
    parents: tuple[Neighbour, ...]
    children: tuple[Neighbour, ...]
    up: tuple[SightStep, ...]
    drives: tuple[DriveView, ...]
    ladders: tuple[GoalLadder, ...]
    co_owners: tuple[CoOwnerView, ...]
    steps: tuple[StepView, ...]
    arithmetic: tuple[tuple[int, Text], ...]
    check_ins: tuple[CheckInView, ...]
    confidences: Confidences | None
    voices: Voices
    rhythm: int
    changes: tuple[Change, ...]
    who_can_see: tuple[Text, ...]
    may: frozenset[str]
    at: datetime.datetime | None


def show(
    actor: Actor, goal_id: str, at: datetime.datetime | None = None, *, changes: int = history.SHOWN
) -> GoalPage:
    """Return a goal as it is, or as it stood at an earlier moment, under today's policy.

    `changes` is how many of its changes come along, the newest first.

    Raises:
        NotThere: where it is not for the actor to see, or was not there then.
    """
    record = access.goal(actor, goal_id, Verb.SEE)
    cards = Cards(actor, graph.load(actor, at))
    goal = cards.stood(record)
    seen = access.sees_check_ins(actor, record)
    check_ins = said(cards, goal) if seen else ()
    page = whole(cards, goal, record, check_ins, at, changes)
    return without_words(page) if cards.is_partly_shown(goal) else page


def without_words(page: GoalPage) -> GoalPage:
    """Return the page for somebody to whom the policy leaves neither owner nor words of a goal."""
    return replace(
        page,
        how="",
        proposed=None,
        guard=None,
        co_owners=(),
        steps=(),
        arithmetic=(),
        check_ins=(),
        confidences=None,
        voices=replace(page.voices, concerns=()),
        changes=(),
    )


def whole(
    cards: Cards,
    goal: Goal,
    record: Goal,
    check_ins: tuple[CheckInView, ...],
    at: datetime.datetime | None,
    changes: int,
) -> GoalPage:
    """Return everything about a goal; `record` is the goal of today, which the policy judges."""
    actor, state = cards.actor, cards.state
    return GoalPage(
        card=cards.card(goal),
        how=goal.how,
        proposed=proposal(cards, goal, goal.proposed_kpi),
        guard=proposal(cards, goal, goal.proposed_guard),
        stated_at=check_ins[0].at if check_ins else None,
        targets=tuple(cards.target(t) for t in state.targets.get(goal.pk, ())),
        outlooks=tuple(outlooks(cards, goal, at)),
        effect=effect(cards, goal),
        conflicts=conflicts.of_goal(cards, goal),
        parents=tuple(above(cards, goal)),
        children=tuple(below(cards, goal)),
        up=tuple(way_up(cards, goal)),
        drives=tuple(drives.of_goal(cards, goal)),
        ladders=goal_ladders.of_goal(cards, goal, at),
        co_owners=tuple(
            CoOwnerView(c.public_id, c.version, cards.holder(c.unit_id, c.person_id), c.answers_for)
            for c in state.co_owners.get(goal.pk, ())
        ),
        steps=tuple(steps_of(cards, goal)),
        arithmetic=explaining.lines(cards, goal),
        check_ins=check_ins,
        confidences=confidences.of_goal(cards, goal),
        voices=voices(actor, record, at),
        rhythm=state.rhythms.get(goal.pk, USUAL_DAYS),
        changes=tuple(history.of_goal(cards, record, changes)),
        who_can_see=tuple(access.who_can_see(actor, record)),
        may=frozenset() if at else access.may(actor, record),
        at=at,
    )


def proposal(cards: Cards, goal: Goal, kpi: str) -> ProposedMeasure | None:
    """Return the measure that a template proposed, as long as the goal has no target."""
    if cards.state.targets.get(goal.pk):
        return None
    return proposed.of(cards, kpi, goal.owner_unit_id, goal.owner_person_id)


def outlooks(cards: Cards, goal: Goal, at: datetime.datetime | None) -> list[Outlook]:
    """Return what is to be expected of the goal's measured targets that may be seen."""
    state, now = cards.state, at or cards.actor.now
    found: list[Outlook | None] = []
    held = {
        t: state.measures[t.measure_id]
        for t in state.targets.get(goal.pk, ())
        if t.measure_id in state.measures and t.measure_id in cards.measures
    }
    weeks = figures.many_series(held.values(), Reading.Grain.WEEK, state.published, now)
    for target, measure in held.items():
        found.append(expected(cards, target, weeks[measure.pk], kept=at is None))
    return [outlook for outlook in found if outlook is not None]


def expected(
    cards: Cards, target: Target, weeks: Sequence[Figure], *, kept: bool
) -> Outlook | None:
    """Return the outlook of a target; of today it is worked out once for each state."""
    view = cards.target(target)
    key = (*graph.key_of(cards.actor), target.pk, view.hidden)
    known = _expected.get(key) if kept else None
    if known is None:
        known = outlook.of_target(view, weeks, cards.state.known.day)
        if kept and known is not None:
            _expected.keep(key, known)
    return known


def effect(cards: Cards, goal: Goal) -> GoalEffect | None:
    """Return whether it worked, for a goal that has begun and whose figures may be seen."""
    begun = cards.state.periods[goal.period_id].starts <= cards.state.known.day
    if goal.state not in BEGUN or not begun:
        return None
    found = effects.of_goal(cards, goal)
    return found if found.effects else None


def above(cards: Cards, goal: Goal) -> list[Neighbour]:
    """Return what the goal carries, the primary one first."""
    state = cards.state
    found = []
    for link in sorted(state.up.get(goal.pk, ()), key=lambda c: not c.primary):
        parent = state.goals.get(link.parent_id or 0)
        direction = state.directions.get(link.direction_id or 0)
        if direction is None and (parent is None or parent.pk not in cards.goals):
            continue
        found.append(
            Neighbour(
                link_view(state, link),
                cards.card(parent) if parent else None,
                direction.text if direction else "",
            )
        )
    return found


def below(cards: Cards, goal: Goal) -> list[Neighbour]:
    """Return what carries the goal, the heaviest first."""
    state = cards.state
    found = [
        Neighbour(link_view(state, link), cards.card(state.goals[link.child_id]), "")
        for link in state.down.get(goal.pk, ())
        if link.child_id in cards.goals
    ]
    return sorted(found, key=lambda n: -n.link.weight)


def steps_of(cards: Cards, goal: Goal) -> list[StepView]:
    """Return the goal's steps in their order."""
    return [
        StepView(
            step.public_id,
            step.version,
            step.title,
            cards.holder(None, step.person_id) if step.person_id else None,
            step.due,
            step.done_on,
            step.result,
            step.expected,
        )
        for step in cards.state.steps.get(goal.pk, ())
    ]


def said(cards: Cards, goal: Goal) -> tuple[CheckInView, ...]:
    """Return the newest check-ins first; the figures beside them where the actor may see those."""
    found = newest(cards, goal)
    measured = ever_measured_by(goal) if any(c.value is not None for c in found) else []
    told = {measure.pk for measure in measured} <= cards.measures
    for measure in measured if told else ():
        given.give(cards.actor, measure)
    return tuple(
        CheckInView(
            c.public_id,
            c.at,
            cards.holder(None, c.person_id),
            c.status,
            c.confidence,
            c.note,
            c.value if told else None,
            c.n if told else None,
        )
        for c in found
    )


def newest(cards: Cards, goal: Goal) -> list[CheckIn]:
    """Return the newest check-ins of a goal, as they stand or stood in the state."""
    at = cards.state.at
    if at is not None:
        then = records(CheckIn, cards.actor.organisation, at, goal_id=goal.pk)
        return sorted(then, key=lambda c: c.at, reverse=True)[:SHOWN_CHECK_INS]
    rows = CheckIn.objects.filter(goal_id=goal.pk, at__lte=cards.actor.now, retired=False)
    return list(rows.order_by("-at")[:SHOWN_CHECK_INS])


def ever_measured_by(goal: Goal) -> list[Measure]:
    """Return the measures of the goal's targets, of those taken away as well."""
    return list(Measure.objects.filter(targets__goal_id=goal.pk).distinct())


def voices(actor: Actor, record: Goal, at: datetime.datetime | None) -> Voices:
    """Return what people think of the goal: counts, and the concerns without names."""
    given = (
        records(Acknowledgement, actor.organisation, at, goal_id=record.pk)
        if at
        else [a for a in access.voices(actor, record) if a.at <= actor.now]
    )
    mine = [a.answer for a in given if actor.person and a.person_id == actor.person.pk]
    return Voices(
        asked=len(given),
        agree=sum(a.answer == Acknowledgement.Answer.AGREE for a in given),
        concern=sum(a.answer == Acknowledgement.Answer.CONCERN for a in given),
        mine=mine[0] if mine else "",
        concerns=tuple(a.words for a in given if a.answer == Acknowledgement.Answer.CONCERN),
    )
