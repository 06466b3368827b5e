"""Measures: binding a KPI to a scope, and the page of one."""

from __future__ import annotations

import datetime
import json
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor, local_day
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid, NotAllowed
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards, TargetView
from trigpoint.services.insight import outlook
from trigpoint.services.insight.outlook import Outlook, RealChange
from trigpoint.services.measures import asking, behind, catalogue, disputes, figures, ratios, stood
from trigpoint.services.measures.catalogue import KPI, MeasureRef
from trigpoint.services.measures.disputes import DisputeView
from trigpoint.services.measures.figures import Figure, Published
from trigpoint.services.people.people import log_read
from trigpoint.services.work import restate_soon
from trigpoint.store.models import Measure, Queue, Reading
from trigpoint.tickets.by_hand import BY_HAND, NAME
from trigpoint.tickets.query import Filter

LONGEST_NAME = 150
"""So long is the name of what is typed in at most: a member's name comes behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureDraft:
    """A measure as somebody sets it up. `member` is the unit, queue or person of the scope."""

    kpi: str
    scope: str = Measure.Scope.ORGANISATION
    member: str = ""
    params: Mapping[str, str | int] | None = None
    filters: tuple[Filter, ...] = ()
    title: str = ""
    window_weeks: int = 4
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class UsedBy:
    """A goal that holds a target on the measure."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class GoalOutlook:
    """What is to be expected of the measure until the day of a goal's target."""

    goal: UsedBy
    due: datetime.date
    outlook: Outlook


@dataclass(frozen=True, slots=True)
class ExceptionalWeek:
    """A week that is declared to be unlike others, by its first day, and why."""

    day: datetime.date
    why: str


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """A measure with its definition, its figures and who uses it.

    `series` is the oldest first; `changes` are those of it that were restated. A stretch is settled
    `settles` days after it has ended; `newer` is the newest version of its definition, where it is
    counted by an older one; `made_of` are the two measures of a ratio, as far as the actor may know
    them; `beside` says what has no value and is counted beside it.
    """

    measure: MeasureRef
    version: int
    member: str
    member_name: str
    filters: tuple[Filter, ...]
    window_weeks: int
    pinned: bool
    exceptional: tuple[ExceptionalWeek, ...]
    kpi: KPI
    newer: int | None
    made_of: tuple[MeasureRef, ...]
    settles: int
    beside: tuple[Text, ...]
    grain: str
    standing: Figure | None
    series: tuple[Figure, ...]
    changes: tuple[Figure, ...]
    real_change: RealChange | None
    outlooks: tuple[GoalOutlook, ...]
    used_by: tuple[UsedBy, ...]
    disputes: tuple[DisputeView, ...]
    as_of: datetime.datetime | None
    published_at: datetime.datetime | None
    about_me: bool
    tickets_visible: bool
    who_can_see: tuple[Text, ...]
    may: frozenset[str]


def add(actor: Actor, draft: MeasureDraft) -> str:
    """Set up a measure; return its public id. One that is there already is returned.

    Raises:
        Invalid: for a KPI, a setting, a scope or a filter that cannot be.
        NotAllowed: where the actor may not measure that person or set measures up.
    """
    return add_many(actor, [draft])[0]


def add_many(actor: Actor, drafts: Iterable[MeasureDraft]) -> list[str]:
    """Set up measures in one transaction; return their public ids in order. Raises like `add`."""
    wanted = [build(actor, draft) for draft in drafts]
    kpis = {measure.kpi for measure in wanted}
    known = {identity(measure): measure for measure in current(actor).filter(kpi__in=kpis)}
    new: dict[Hashable, Measure] = {}
    for measure in wanted:
        if identity(measure) not in known:
            new.setdefault(identity(measure), measure)
    if new:
        with command(actor, "measure.add") as journal:
            for measure in journal.create_many(new.values()):
                journal.tell("measure.added", measure=measure.public_id)
            restate_soon(actor.organisation)
    return [(known | new)[identity(measure)].public_id for measure in wanted]


def current(actor: Actor) -> QuerySet[Measure]:
    """Return the measures of the organisation that are in use."""
    return Measure.objects.filter(organisation=actor.organisation, retired=False)


def identity(measure: Measure) -> Hashable:
    """Return what two measures that are the same have in common."""
    return (
        measure.kpi,
        measure.kpi_version,
        tuple(sorted(asking.settled(measure).items())),
        json.dumps(measure.filters, sort_keys=True),
        measure.scope,
        measure.unit_id or measure.queue_id or measure.person_id,
        measure.window_weeks,
    )


def narrowed(title: str, filters: tuple[Filter, ...]) -> str:
    """Return a title with what narrows its tickets, so that it is not taken for that of all."""
    words = [
        str(_("not {value}", value=value)) if one.excluded else value
        for one in filters
        for value in one.values
        if value
    ]
    return f"{title} ({', '.join(words)})"[:LONGEST_NAME] if words else title


def build(actor: Actor, draft: MeasureDraft) -> Measure:
    """Return the measure of a draft, not yet written."""
    params = catalogue.settled(draft.kpi, draft.params or {})
    if any(f.dimension in asking.PERSONAL for f in draft.filters):
        raise Invalid({"filters": _("Choose the person or unit as the scope, not as a filter.")})
    if not 1 <= draft.window_weeks <= 52:
        raise Invalid({"window_weeks": _("Choose between 1 and 52 weeks.")})
    if draft.kpi in BY_HAND and draft.filters:
        raise Invalid({"filters": _("No ticket is behind what is typed in: leave the filter out.")})
    named = ratios.title(actor, draft.kpi, params) or str(params.get(NAME, ""))[:LONGEST_NAME]
    usual = narrowed(named or str(catalogue.default_title(draft.kpi, params)), draft.filters)
    measure = Measure(
        organisation=actor.organisation,
        kpi=draft.kpi,
        kpi_version=catalogue.kpi(draft.kpi).version,
        params=params,
        filters=[asking.to_json(f) for f in draft.filters],
        scope=draft.scope,
        window_weeks=draft.window_weeks,
        pinned=draft.pinned,
    )
    member = set_scope(actor, measure, draft.member)
    title = draft.title.strip() or usual
    measure.title = title if draft.title.strip() or not member else f"{title}, {member}"
    return measure


def set_scope(actor: Actor, measure: Measure, member: str) -> str:
    """Set whose tickets count, and return the member's name."""
    match measure.scope:
        case Measure.Scope.ORGANISATION:
            require_setting_up(actor)
            return ""
        case Measure.Scope.UNIT:
            measure.unit = access.unit(actor, member, Verb.SEE)
            require_setting_up(actor)
            return measure.unit.name
        case Measure.Scope.QUEUE:
            found = Queue.objects.filter(organisation=actor.organisation, public_id=member)
            measure.queue = found.select_related("source").first()
            require_setting_up(actor)
            if measure.queue is None:
                raise Invalid({"member": _("There is no such queue.")})
            return measure.queue.name
        case Measure.Scope.PERSON:
            measure.person = access.person(actor, member, Verb.SEE)
            if not access.may_see_figures_of(actor, measure.person):
                raise NotAllowed(_("Figures about a person are theirs to set up."))
            return measure.person.name
        case _:
            raise Invalid({"scope": _("Choose organisation, unit, queue or person.")})


def may_add(actor: Actor) -> bool:
    """Whether the actor leads people or is an administrator."""
    facts = access.viewer_of(actor).facts
    return bool(facts.leads) or facts.is_administrator


def require_setting_up(actor: Actor) -> None:
    """Raise `NotAllowed` unless the actor may set measures up."""
    if not may_add(actor):
        raise NotAllowed(_("Leads and administrators set measures up."))


def show(
    actor: Actor,
    measure_id: str,
    grain: str = Reading.Grain.WEEK,
    at: datetime.datetime | None = None,
) -> MeasurePage:
    """Return a measure with its figures, now or as it stood and they were published `at` a moment.

    Raises:
        NotThere: where the actor may not see its definition, or it was not there then.
    """
    measure = stood.of(actor, access.measure(actor, measure_id, Verb.SEE), at)
    if grain not in {Reading.Grain.WEEK, Reading.Grain.MONTH}:
        raise Invalid({"grain": _("Choose week or month.")})
    seen = graph.published(actor) if at is None else figures.published(actor.organisation, at)
    open_to = measure.pk in access.visible_ids(actor, "figure")
    now = at or actor.now
    series = figures.series(measure, grain, seen, now) if open_to else []
    standing = figures.standing([measure], seen, now) if open_to else {}
    if open_to and measure.person is not None:
        log_read(actor, measure.person, f"measure {measure.public_id}")
    member, name = member_of(measure)
    unit, today = catalogue.reference(measure).unit, local_day(now, actor.organisation)
    weeks = weekly(measure, grain, series, seen, now)
    return MeasurePage(
        measure=catalogue.reference(measure),
        version=measure.version,
        member=member,
        member_name=name,
        filters=asking.filters_of(measure),
        window_weeks=measure.window_weeks,
        pinned=measure.pinned,
        exceptional=tuple(
            ExceptionalWeek(datetime.date.fromisoformat(day), why)
            for day, why in measure.exceptional
        ),
        kpi=catalogue.kpi(measure.kpi, measure.kpi_version),
        newer=catalogue.newer(measure),
        made_of=ratios.made_of(actor, measure),
        settles=asking.settles(measure),
        beside=catalogue.beside(measure),
        grain=grain,
        standing=standing.get(measure.pk),
        series=tuple(series),
        changes=tuple(f for f in series if f.was is not None),
        real_change=outlook.real_change(weeks, unit, today),
        outlooks=tuple(outlooks(actor, measure, weeks, at)),
        used_by=tuple(used_by(actor, measure, at)),
        disputes=tuple(disputes.of_measure(actor, measure, at)),
        as_of=seen.data_as_of,
        published_at=seen.published_at,
        about_me=actor.person is not None and measure.person_id == actor.person.pk,
        tickets_visible=behind.open_to(actor, measure),
        who_can_see=tuple(access.who_can_see_measure(actor, measure)),
        may=frozenset() if at else access.may_with_measure(actor, measure),
    )


def weekly(
    measure: Measure, grain: str, series: list[Figure], seen: Published, now: datetime.datetime
) -> list[Figure]:
    """Return the measure's weeks, whatever is shown; none where nothing may be shown."""
    if grain == Reading.Grain.WEEK or not series:
        return series
    return figures.series(measure, Reading.Grain.WEEK, seen, now)


def member_of(measure: Measure) -> tuple[str, str]:
    """Return public id and name of the unit, queue or person of a measure; empty for all."""
    member = measure.unit or measure.queue or measure.person
    return (member.public_id, member.name) if member else ("", "")


def targets(actor: Actor, measure_id: str, at: datetime.datetime | None = None) -> list[TargetView]:
    """Return the targets on a measure, of goals that the actor may see, for its chart."""
    state = graph.load(actor, at)
    cards = Cards(actor, state)
    measure = access.measure(actor, measure_id, Verb.SEE)
    return [
        cards.target(target)
        for goal, held in state.targets.items()
        for target in held
        if goal in cards.goals and target.measure_id == measure.pk
    ]


def outlooks(
    actor: Actor, measure: Measure, weeks: list[Figure], at: datetime.datetime | None = None
) -> Iterator[GoalOutlook]:
    """Yield what is to be expected of each target on the measure whose day is to come."""
    state = graph.load(actor, at)
    cards = Cards(actor, state)
    for pk, held in state.targets.items():
        for target in held if pk in cards.goals else ():
            if target.measure_id != measure.pk or target.due < state.known.day:
                continue
            goal = state.goals[pk]
            found = outlook.of_target(cards.target(target), weeks, state.known.day)
            if found is not None:
                yield GoalOutlook(UsedBy(goal.public_id, goal.title), target.due, found)


def used_by(actor: Actor, measure: Measure, at: datetime.datetime | None = None) -> list[UsedBy]:
    """Return the goals with a target on the measure that the actor may see."""
    cards = Cards(actor, graph.load(actor, at))
    state = cards.state
    return [
        UsedBy(goal.public_id, goal.title)
        for pk, goal in state.goals.items()
        if pk in cards.goals and any(t.measure_id == measure.pk for t in state.targets.get(pk, ()))
    ]
