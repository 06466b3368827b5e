"""A plan's own report: did what it was made for move since it came into force?

Six sides of the service are asked. A measure stands for each: one that was chosen, else the first
of the plan's own goals that fits, else one of its owner. Alignment and engagement are counted from
the goals themselves where no measure stands for them; those are counts, not effects.
"""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor, local_day
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid
from trigpoint.services.goals import graph, scope
from trigpoint.services.goals.cards import Cards, HolderView
from trigpoint.services.insight import effects
from trigpoint.services.insight.effects import MeasuredEffect
from trigpoint.services.maps import map_state
from trigpoint.services.plans import plan_access, plan_state
from trigpoint.store.models import CheckIn, Goal, Measure, Plan, ReportMeasure

Side = ReportMeasure.Side
KPIS: dict[str, tuple[str, ...]] = {
    Side.SATISFACTION: ("csat", "nps", "ces", "ces_mean", "dsat"),
    Side.RESOLUTION: ("full_resolution_time", "first_resolution_time", "customer_wait_time"),
    Side.RETENTION: ("retention",),
    Side.ENGAGEMENT: ("enps",),
    Side.EFFICIENCY: (
        "cost_per_ticket",
        "handle_time",
        "agent_work_time",
        "replies_per_ticket",
        "one_touch",
        "transfers",
    ),
}
"""Which KPIs say something of a side, the plainest first."""
CURES = {
    Side.SATISFACTION: _("No measure of satisfaction. Choose one that stands for it."),
    Side.RESOLUTION: _("No measure of resolution time. Choose one that stands for it."),
    Side.RETENTION: _(
        "No measure of who stays. Bring in which customers stayed, or choose one that stands for "
        "it."
    ),
    Side.EFFICIENCY: _("No measure of effort. Choose one, such as replies per ticket."),
}
RUNNING = {Goal.State.AGREED, Goal.State.ACTIVE, Goal.State.ACHIEVED}
FOUR_WEEKS = datetime.timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class ReportSide:
    """One side of the service.

    `effect` is what its measure did, None where none stands for it; `counted` says what the goals
    themselves say instead, and `missing` what would cure it. `chosen` is whether somebody chose the
    measure.
    """

    side: str
    measure: str
    chosen: bool
    effect: MeasuredEffect | None
    counted: Text | None
    missing: Text | None


@dataclass(frozen=True, slots=True)
class MeasureChoice:
    """A measure that may stand for a side."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class PlanReport:
    """What moved since a plan came into force; `why_then` says why that day is taken."""

    plan: str
    lens: str
    owner: HolderView
    since: datetime.date
    why_then: Text
    sides: tuple[ReportSide, ...]
    choices: tuple[MeasureChoice, ...]
    may_choose: bool


_before: graph.Cache[Mapping[int, bool]] = graph.Cache()


def show(actor: Actor, plan_id: str) -> PlanReport:
    """Return the report of a plan in any view.

    Raises:
        NotThere: where the plan is not for the actor to see.
    """
    plan = plan_access.plan(actor, plan_id, Verb.SEE)
    cards = Cards(actor, graph.load(actor))
    since, why = came_into_force(cards, plan)
    chosen = {
        row.side: row.measure_id
        for row in ReportMeasure.objects.filter(plan=plan.pk, retired=False)
        if row.measure_id in cards.measures
    }
    return PlanReport(
        plan=plan.public_id,
        lens=plan.lens,
        owner=cards.holder(plan.owner_unit_id, plan.owner_person_id),
        since=since,
        why_then=why,
        sides=tuple(side_of(cards, plan, side, chosen.get(side), since) for side in Side.values),
        choices=tuple(choices(cards)),
        may_choose=plan_access.may(actor, plan, Verb.CHANGE),
    )


def choices(cards: Cards) -> Iterable[MeasureChoice]:
    """Yield the measures that the actor may see and that are about no single person."""
    for pk, measure in cards.state.measures.items():
        if pk in cards.measures and measure.person_id is None:
            yield MeasureChoice(measure.public_id, cards.named(measure).title)


def came_into_force(cards: Cards, plan: Plan) -> tuple[datetime.date, Text]:
    """Return the day on which a plan came into force, and why that one."""
    starts = cards.state.periods[plan.period_id].starts
    known = plan_state.load(cards.actor).editions.get(plan.pk, ())
    if not known:
        return starts, _("It was never published, so the first day of its dates is taken.")
    first = min(local_day(edition.at, cards.actor.organisation) for edition in known)
    if first < starts:
        return starts, _("It was published before; its dates begin then.")
    return first, _("Its first version was published.")


def side_of(
    cards: Cards, plan: Plan, side: str, chosen: int | None, since: datetime.date
) -> ReportSide:
    """Return one side of the service since a day."""
    measure = cards.state.measures.get(chosen) if chosen else usual(cards, plan, side)
    if measure is not None:
        effect = effects.effect_on(cards, "", measure, since)
        return ReportSide(
            side=side,
            measure=measure.public_id,
            chosen=chosen is not None,
            effect=effects.with_weeks(cards, measure, effect),
            counted=None,
            missing=None,
        )
    counted = None
    if side == Side.ALIGNMENT:
        counted = alignment(cards, plan, since)
    elif side == Side.ENGAGEMENT:
        counted = engagement(cards, plan, since)
    return ReportSide(
        side=side,
        measure="",
        chosen=False,
        effect=None,
        counted=counted,
        missing=CURES.get(Side(side)),
    )


def usual(cards: Cards, plan: Plan, side: str) -> Measure | None:
    """Return the measure that stands for a side without being chosen: the plan's own one first."""
    wanted = KPIS.get(side, ())
    state = cards.state
    held = [t.measure_id for goal in goals_of(cards, plan) for t in state.targets.get(goal, ())]
    mine = [state.measures[pk] for pk in held if pk in cards.measures and pk in state.measures]
    scoped = [
        measure
        for pk, measure in state.measures.items()
        if pk in cards.measures
        and measure.person_id is None
        and measure.queue_id is None
        and measure.unit_id in {None, plan.owner_unit_id}
    ]
    ranked = ((kpi, m) for kpi in wanted for m in (*mine, *scoped) if m.kpi == kpi)
    return next((measure for _kpi, measure in ranked), None)


def goals_of(cards: Cards, plan: Plan) -> list[int]:
    """Return the goals of a plan: its objectives, its methods, or all of its owner and dates."""
    actor = cards.actor
    held = [o.goal_id for o in map_state.load(actor).objectives.get(plan.pk, ())]
    held += [m.goal_id for m in plan_state.load(actor).methods.get(plan.pk, ())]
    if held:
        return [goal for goal in held if goal in cards.goals]
    return [
        pk
        for pk, goal in cards.state.goals.items()
        if pk in cards.goals
        and goal.period_id == plan.period_id
        and (goal.owner_unit_id, goal.owner_person_id) == (plan.owner_unit_id, plan.owner_person_id)
    ]


def running(cards: Cards, plan: Plan) -> list[Goal]:
    """Return the goals in force of the plan's owner, with everything below, in its dates."""
    owner = cards.holder(plan.owner_unit_id, plan.owner_person_id)
    period = cards.state.periods[plan.period_id].public_id
    found = scope.find(cards.actor, owner.id, period)
    return [goal for goal in scope.goals(cards, found) if goal.state in RUNNING]


def alignment(cards: Cards, plan: Plan, since: datetime.date) -> Text:
    """Return how many goals carry another one or a direction, now and on the day."""
    now, then = running(cards, plan), as_it_stood(cards.actor, since)
    held = [goal.pk for goal in now if goal.pk in then]
    return _(
        "{now} of {all} goals carry another one; when it came into force, {then} of {before} did.",
        now=sum(goal.pk in cards.state.main or bool(cards.state.up.get(goal.pk)) for goal in now),
        all=len(now),
        then=sum(then[goal] for goal in held),
        before=len(held),
    )


def as_it_stood(actor: Actor, day: datetime.date) -> Mapping[int, bool]:
    """Return the goals that were in force on a day, by key, and whether each carried another.

    Read once for a state of the organisation: what was does not change with every look.
    """
    key = (actor.organisation.pk, access.head_of(actor), day)
    return _before.found(key, lambda: in_force(graph.load(actor, end_of(actor, day))))


def in_force(then: graph.State) -> dict[int, bool]:
    """Return the goals in force in a state, by key, and whether each carried another."""
    running = (pk for pk, goal in then.goals.items() if goal.state in RUNNING)
    return {pk: bool(then.up.get(pk)) for pk in running}


def forget() -> None:
    """Let go of what was read: for a database that began anew under this process."""
    _before.clear()


def engagement(cards: Cards, plan: Plan, since: datetime.date) -> Text:
    """Return how many goals were checked in on in four weeks, now and from the day on."""
    goals = {goal.pk for goal in running(cards, plan)}
    now, start = cards.actor.now, end_of(cards.actor, since)
    found = CheckIn.objects.filter(goal__in=goals, retired=False, at__gte=start)
    said = list(found.values_list("goal", "at"))
    return _(
        "{now} of {all} goals were checked in on in the last four weeks, {then} in the first four.",
        now=len({goal for goal, at in said if at > now - FOUR_WEEKS}),
        all=len(goals),
        then=len({goal for goal, at in said if at < start + FOUR_WEEKS}),
    )


def end_of(actor: Actor, day: datetime.date) -> datetime.datetime:
    """Return the first moment after a local day."""
    zone = zoneinfo.ZoneInfo(actor.organisation.zone)
    after = day + datetime.timedelta(days=1)
    return min(datetime.datetime.combine(after, datetime.time.min, zone), actor.now)


def choose(actor: Actor, plan_id: str, side: str, measure_id: str) -> None:
    """Let a measure stand for a side; "" takes the usual one again.

    Raises:
        NotThere: where the plan is not for the actor to see.
        NotAllowed: where they may not change it.
        Invalid: for a side that is none, or a measure they do not see or that is about a person.
    """
    plan = plan_access.plan(actor, plan_id, Verb.CHANGE)
    if side not in Side.values:
        raise Invalid({"side": _("Choose a side of the service.")})
    row = ReportMeasure.objects.filter(plan=plan, side=side, retired=False).first()
    with command(actor, "report.choose") as journal:
        if not measure_id:
            if row is not None:
                journal.retire(row)
            return
        measure = seen_measure(actor, measure_id)
        if row is None:
            made = ReportMeasure(
                organisation=actor.organisation, plan=plan, side=side, measure=measure
            )
            journal.create(made)
        elif row.measure_id != measure.pk:
            row.measure = measure
            journal.save(row)
        journal.tell("plan.changed", plan=plan.public_id)


def seen_measure(actor: Actor, measure_id: str) -> Measure:
    """Return a measure that may stand for a side, or raise `Invalid`."""
    cards = Cards(actor, graph.load(actor))
    found = next((m for m in cards.state.measures.values() if m.public_id == measure_id), None)
    if found is None or found.pk not in cards.measures or found.person_id is not None:
        raise Invalid({"measure": _("Choose a measure that you see and that is of no person.")})
    return found
