"""Home: why my work matters, and what to do today."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards, GoalCard, HolderView
from trigpoint.services.goals.rights import Rights
from trigpoint.services.goals.sight import SightStep, way_up
from trigpoint.services.ladders import ladder_page
from trigpoint.services.ladders.ladder_views import LadderLine
from trigpoint.services.loop import cadence, check_ins, needs, reviews, thanks
from trigpoint.services.loop.cadence import LIVE
from trigpoint.services.loop.check_ins import HurdleView
from trigpoint.services.loop.thanks import ThanksView
from trigpoint.services.measures import glance
from trigpoint.store.models import Acknowledgement, CheckIn, Goal, Step
from trigpoint.store.state import records

LATELY = datetime.timedelta(days=7)
FEW = 4
"""Lines of what changed: it is read on a phone, before the first ticket."""
NO_GOAL = (0,)
"""Asked about where nothing is around: the page asks as often with no goal as with thousands."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do next for a goal: the first step that is not done."""

    id: str
    version: int
    goal: str
    title: str
    due: datetime.date | None


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of my goal, done or yet to come."""

    title: str
    due: datetime.date | None
    done_on: datetime.date | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A goal that somebody wants my word on."""

    goal: GoalCard
    by: HolderView | None
    sentence: str
    at: datetime.datetime


@dataclass(frozen=True, slots=True)
class LastCheckIn:
    """What I said last."""

    at: datetime.datetime
    status: str
    note: str


@dataclass(frozen=True, slots=True)
class Word:
    """The last word on a goal, and whether another one is due."""

    last: LastCheckIn | None
    due: bool


@dataclass(frozen=True, slots=True)
class Changed:
    """What was said, in the last days, of a goal that mine carries or that my team holds."""

    goal: str
    title: str
    owner: HolderView
    status: str
    note: str
    at: datetime.datetime


@dataclass(frozen=True, slots=True)
class Home:
    """One person's day.

    `main` is the goal whose line of sight is drawn, `up` its way to the top, nearest first.
    `is_mine` is False where the person has no goal yet and a team's stands in. `ladders` are those
    that the person climbs, `thanks` what they were thanked for lately, `changed` what was said in
    the last week of the goals around theirs, the newest first. `begin` is where whoever may bring
    tickets in begins while nobody has a goal: with `tickets`, then with their `figures`.
    """

    name: str
    main: GoalCard | None
    is_mine: bool
    up: tuple[SightStep, ...]
    others: tuple[GoalCard, ...]
    next_step: NextStep | None
    steps: tuple[StepLine, ...]
    asked: tuple[Asked, ...]
    check_in_due: bool
    last_check_in: LastCheckIn | None
    vision: str
    hurdles: tuple[HurdleView, ...] = ()
    leaders: tuple[HolderView, ...] = ()
    ladders: tuple[LadderLine, ...] = ()
    thanks: tuple[ThanksView, ...] = ()
    changed: tuple[Changed, ...] = ()
    begin: Literal["", "tickets", "figures"] = ""
    at: datetime.datetime | None = None


def show(actor: Actor, at: datetime.datetime | None = None) -> Home:
    """Return the actor's day, or how it stood `at` a moment; nothing is due in the past.

    Somebody without a person behind the log-in sees the vision.
    """
    state = graph.load(actor, at)
    cards = Cards(actor, state)
    vision = next(
        (d.text for d in state.directions.values() if d.kind_of_direction == "vision"), ""
    )
    mine = my_goals(actor, state)
    teams = [] if mine else unit_goals(actor, state)
    shown = [g for g in (mine or teams) if g.pk in cards.goals]
    main = shown[0] if shown else None
    up = tuple(way_up(cards, main)) if main else ()
    near = around(cards, up, mine) if main and at is None else []
    own = main if mine else None
    asked = [goal.pk for goal in (own, *near) if goal is not None]
    words = cadence.stood(actor, asked, at) if at else cadence.newest(asked or NO_GOAL, actor.now)
    said = word_on(actor, state, own, words, at) if own else Word(None, due=False)
    return Home(
        name=cards.holder(None, actor.person.pk).name if actor.person else "",
        main=cards.card(main) if main else None,
        is_mine=bool(mine),
        up=up,
        others=tuple(cards.all(shown[1:])),
        next_step=next_step(state, shown),
        steps=tuple(steps_of(state, main)) if main and mine else (),
        asked=tuple(asked_of(cards, at)),
        check_in_due=said.due,
        last_check_in=said.last,
        vision=vision,
        hurdles=check_ins.hurdles_of(actor, main) if said.due and main else (),
        leaders=tuple(needs.leaders(actor)) if said.due else (),
        ladders=ladder_page.under_way(cards) if at is None else (),
        thanks=tuple(thanks.lately(actor)) if at is None else (),
        changed=tuple(changes(cards, near, words)),
        begin=begin(actor, state),
        at=at,
    )


def begin(actor: Actor, state: graph.State) -> Literal["", "tickets", "figures"]:
    """Return with what a new installation begins; "" for whoever cannot, and once goals exist."""
    if state.goals or not glance.may_bring(actor):
        return ""
    return "figures" if state.published.number else "tickets"


def my_goals(actor: Actor, state: graph.State) -> list[Goal]:
    """Return the person's own goals: those that carry most and are in force come first."""
    if actor.person is None:
        return []
    mine = [g for g in state.goals.values() if g.owner_person_id == actor.person.pk]

    def order(goal: Goal) -> tuple[bool, bool, bool, datetime.date]:
        measured = any(t.measure_id for t in state.targets.get(goal.pk, ()))
        return (
            goal.private,
            goal.state not in LIVE,
            not (measured and state.up.get(goal.pk)),
            state.periods[goal.period_id].ends,
        )

    return sorted((g for g in mine if g.state not in {"retired", "missed"}), key=order)


def unit_goals(actor: Actor, state: graph.State) -> list[Goal]:
    """Return the goals of the units the person is in today."""
    if actor.person is None:
        return [g for g in state.goals.values() if not state.up.get(g.pk)]
    units = {int(name) for name in access.viewer_of(actor).facts.units}
    return [g for g in state.goals.values() if g.owner_unit_id in units and g.state in LIVE]


def steps_of(state: graph.State, goal: Goal) -> list[StepLine]:
    """Return a goal's steps: those that are done by their day, then the open ones in order."""
    held = state.steps.get(goal.pk, ())
    done = sorted((s for s in held if s.done_on), key=lambda s: s.done_on or datetime.date.min)
    return [
        StepLine(s.title, s.due, s.done_on) for s in (*done, *(s for s in held if not s.done_on))
    ]


def next_step(state: graph.State, goals: list[Goal]) -> NextStep | None:
    """Return the first open step over the goals, in their order."""
    steps: list[Step] = [s for g in goals for s in state.steps.get(g.pk, ()) if s.done_on is None]
    if not steps:
        return None
    step = steps[0]
    goal = state.goals[step.goal_id]
    return NextStep(step.public_id, step.version, goal.public_id, step.title, step.due)


def asked_of(cards: Cards, at: datetime.datetime | None = None) -> list[Asked]:
    """Return the goals that wait for the actor's word, or waited `at` a moment; oldest first."""
    found = []
    for question in waiting(cards.actor, at):
        goal = cards.state.goals.get(question.goal_id)
        if goal is None or goal.pk not in cards.goals:
            continue
        way = way_up(cards, goal)
        by = cards.holder(None, question.asked_by_id) if question.asked_by_id else None
        found.append(Asked(cards.card(goal), by, way[0].link.sentence if way else "", question.at))
    return found


def waiting(actor: Actor, at: datetime.datetime | None) -> list[Acknowledgement]:
    """Return what the actor was asked about goals and has not answered, the oldest first."""
    if actor.person is None:
        return []
    asked = Acknowledgement.Answer.ASKED
    if at is None:
        mine = Acknowledgement.objects.filter(person=actor.person, answer=asked, retired=False)
        return list(mine.order_by("at"))
    then = records(Acknowledgement, actor.organisation, at)
    mine_then = [a for a in then if a.person_id == actor.person.pk and a.answer == asked]
    return sorted(mine_then, key=lambda question: question.at)


def around(cards: Cards, up: tuple[SightStep, ...], mine: list[Goal]) -> list[Goal]:
    """Return the goals of units that mine carry or that my units hold, where I read what is said.

    They are asked about together with my own, so that the page costs no query more.
    """
    actor, own = cards.actor, {goal.pk for goal in mine}
    rights = Rights(actor, cards.state)
    above = {step.goal.id for step in up if step.goal is not None}
    units = {int(name) for name in access.viewer_of(actor).facts.units} if actor.person else set()
    return [
        goal
        for goal in cards.state.goals.values()
        if goal.pk in cards.goals
        and goal.pk not in own
        and (goal.public_id in above or goal.owner_unit_id in units)
        and reviews.is_open(cards, goal)
        and rights.hear(goal)
    ]


def changes(cards: Cards, near: list[Goal], words: Mapping[int, CheckIn]) -> list[Changed]:
    """Return what others said of the goals around mine in the last week, the newest first."""
    actor = cards.actor
    me = actor.person.pk if actor.person else 0
    found = []
    for goal in near:
        last = words.get(goal.pk)
        if last is not None and last.person_id != me and last.at > actor.now - LATELY:
            owner = cards.owner(goal)
            found.append(
                Changed(goal.public_id, goal.title, owner, last.status, last.note, last.at)
            )
    return sorted(found, key=lambda one: one.at, reverse=True)[:FEW]


def word_on(
    actor: Actor,
    state: graph.State,
    goal: Goal,
    words: Mapping[int, CheckIn],
    at: datetime.datetime | None,
) -> Word:
    """Return what was said last of a goal up to a moment; a word is due today alone."""
    found = cadence.of_goals(actor, state, [goal], words).get(goal.pk) if at is None else None
    due = found is not None and found.due <= actor.today
    return Word(last_of(words.get(goal.pk)), due=due)


def last_of(check: CheckIn | None) -> LastCheckIn | None:
    """Return a check-in as what was said last."""
    return LastCheckIn(check.at, check.status, check.note) if check else None


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page: who is here, their units, and the measures about them."""

    name: str
    detail: str
    units: tuple[tuple[str, str], ...]
    measures: frozenset[str] = frozenset()


def frame(actor: Actor) -> Frame:
    """Return what stands around the actor's pages."""
    if actor.person is None:
        return Frame(actor.user.email if actor.user else "", "", ())
    held = access.viewer_of(actor).facts.units
    state = graph.load(actor)
    known, me = state.units, actor.person.pk
    units = sorted((known[int(n)] for n in held if int(n) in known), key=lambda unit: unit.name)
    return Frame(
        actor.person.name,
        actor.person.title,
        tuple((unit.public_id, unit.name) for unit in units),
        frozenset(m.public_id for m in state.measures.values() if m.person_id == me),
    )
