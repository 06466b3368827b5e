"""Contact reasons that rise: those that the journeys of maps watch, week by week.

A reason is what shows a pain point in the tickets. Its newest twelve weeks are held against all
before them, with the same limits as every real change, so that false ones are counted.
"""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from trigpoint.core.people.kinds import Verb
from trigpoint.core.stats.alerts import YEAR
from trigpoint.core.text import Text
from trigpoint.services import access
from trigpoint.services.actor import Actor, local_day
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards
from trigpoint.services.helpdesks import roster
from trigpoint.services.helpdesks.imports import facts_folder
from trigpoint.services.insight import alerts, outlook, pasts
from trigpoint.services.insight.outlook import WATCHED
from trigpoint.services.insight.pasts import Past, Week
from trigpoint.services.maps import map_pains, map_state
from trigpoint.services.measures import asking, catalogue
from trigpoint.services.outside import signals
from trigpoint.services.outside.signals import QuestionedGoal, SignalView
from trigpoint.services.plans import plan_access, plan_state
from trigpoint.store.models import PainPoint, Signal
from trigpoint.tickets.facts import Facts
from trigpoint.tickets.query import Grain, Query

KPI, UNIT = "new_tickets", "tickets"
WEEKS = 130
"""How many of the newest weeks are looked at: two years, and those that are watched."""
Tags: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RisingReason:
    """A contact reason that rises: where it hurts, since when, in words, and who was to heal it.

    `goals` are those behind the objectives that serve the pain point, as far as the actor sees
    them; none where nobody serves it. `signal` is the public id of the newest signal of the weeks
    watched that was logged of it, "" for none; `decided` is whether somebody said what follows.
    """

    pain: str
    title: str
    tags: tuple[str, ...]
    since: datetime.date
    words: Text
    goals: tuple[QuestionedGoal, ...]
    signal: str = ""
    decided: bool = False


@dataclass(frozen=True, slots=True)
class RisingReasons:
    """What rises among the reasons that are watched.

    `watched` is how many have history enough, `too_short` how many have not yet. `false_a_year` is
    how many false ones among them all are to be expected in a year, at most.
    """

    reasons: tuple[RisingReason, ...]
    watched: int
    too_short: int
    false_a_year: float


_pasts: graph.Cache[dict[Tags, Past]] = graph.Cache()


def forget() -> None:
    """Let go of what was counted: for a database that began anew under this process."""
    _pasts.clear()


def show(actor: Actor) -> RisingReasons:
    """Return the contact reasons that rise, of the maps that the actor sees.

    Nothing for who may not see figures over all tickets.
    """
    cards = Cards(actor, graph.load(actor))
    points = watched_points(actor) if access.sees_whole(actor) else []
    past = counted(cards, sorted({tuple(point.tags) for point in points}))
    weeks = {tags: each.history.trimmed().values.size - WATCHED for tags, each in past.items()}
    long = [count for count in weeks.values() if count >= YEAR]
    found = [
        (each, past[tags].last_day)
        for point in points
        if (tags := tuple(point.tags)) in past and weeks[tags] >= YEAR
        if (each := reason(cards, point, past[tags])) is not None
    ]
    known = signals.everything(actor) if found else ()
    return RisingReasons(
        reasons=tuple(tied(each, last_day, known) for each, last_day in found),
        watched=len(long),
        too_short=len(past) - len(long),
        false_a_year=sum(
            alerts.FALSE_LONG if count >= alerts.LONG else alerts.FALSE_SHORT for count in long
        ),
    )


def watched_points(actor: Actor) -> list[PainPoint]:
    """Return the pain points with tags of all maps that the actor sees."""
    state, maps = plan_state.load(actor), map_state.load(actor)
    return [
        point
        for plan, stages in maps.stages.items()
        if plan in state.plans and plan_access.may(actor, state.plans[plan], Verb.SEE)
        for stage in stages
        for point in maps.pain_points.get(stage.pk, ())
        if point.tags
    ]


def reason(cards: Cards, point: PainPoint, past: Past) -> RisingReason | None:
    """Return a contact reason where it really rose, else None."""
    change = outlook.change_of(past, UNIT)
    if not change.found or change.since is None or not rose(past, change.since):
        return None
    return RisingReason(
        pain=point.public_id,
        title=point.title,
        tags=tuple(point.tags),
        since=change.since,
        words=change.words,
        goals=serving(cards, point),
    )


def tied(found: RisingReason, last_day: datetime.date, known: Sequence[SignalView]) -> RisingReason:
    """Return a reason with what was logged of it: in the weeks watched, under its own title."""
    first = last_day - datetime.timedelta(weeks=WATCHED)
    for each in known:
        if each.kind == Signal.Kind.REASON and each.title == found.title and each.day >= first:
            return replace(found, signal=each.id, decided=not each.open)
    return found


def rose(past: Past, since: datetime.date) -> bool:
    """Whether the weeks since a day lie above those before it."""
    values = past.history.values
    place = max(1, values.size - ((past.last_day - since).days // 7 + 1))
    return bool(np.nanmean(values[place:]) > np.nanmean(values[:place]))


def serving(cards: Cards, point: PainPoint) -> tuple[QuestionedGoal, ...]:
    """Return the goals behind the objectives that serve a pain point, as far as they are seen."""
    held = map_state.load(cards.actor).objectives.values()
    keys = {o.public_id: o.goal_id for each in held for o in each}
    wanted = (keys.get(each) for each in point.serves)
    goals = (cards.state.goals.get(pk) for pk in wanted if pk in cards.goals)
    return tuple(QuestionedGoal(g.public_id, g.title) for g in goals if g is not None)


def counted(cards: Cards, wanted: Sequence[Tags]) -> dict[Tags, Past]:
    """Return the weekly numbers of new tickets by tags, counted once for a generation and a day."""
    seen, organisation = cards.state.published, cards.actor.organisation
    if not wanted or not seen.number or seen.data_as_of is None:
        return {}
    key = (organisation.pk, seen.number, seen.revision, seen.data_as_of, *wanted)
    return _pasts.found(key, lambda: count(cards, wanted))


def count(cards: Cards, wanted: Sequence[Tags]) -> dict[Tags, Past]:
    """Ask the facts, week by week up to the newest event; a week without a ticket counts nought."""
    organisation, seen = cards.actor.organisation, cards.state.published
    if seen.data_as_of is None:
        return {}
    end = asking.week_begin(local_day(seen.data_as_of, organisation), organisation)
    start = end - datetime.timedelta(weeks=WEEKS)
    zone = zoneinfo.ZoneInfo(organisation.zone)
    found = {}
    try:
        with Facts.open(facts_folder(), seen.number, roster.of(organisation)) as facts:
            for tags in wanted:
                query = Query(
                    kpi=KPI,
                    start=roster.instant(start, zone),
                    end=roster.instant(end, zone),
                    params=catalogue.settled(KPI, {}),
                    filters=map_pains.filters_of(tags),
                    grain=Grain.WEEK,
                    zone=organisation.zone,
                    week_start=organisation.week_start,
                )
                weeks = {day_of(f.start, zone): f.value or 0.0 for f in facts.compute(query)}
                past = past_of(weeks, end)
                if past is not None:
                    found[tags] = past
    except FileNotFoundError:
        return {}
    return found


def day_of(moment: int, zone: zoneinfo.ZoneInfo) -> datetime.date:
    """Return the local day of a moment."""
    return datetime.datetime.fromtimestamp(moment, zone).date()


def past_of(weeks: dict[datetime.date, float], end: datetime.date) -> Past | None:
    """Return whole weeks from the first one with a ticket up to a day; None without a ticket."""
    if not weeks:
        return None
    day, found = min(weeks), []
    while day < end:
        found.append(Week(day, weeks.get(day, 0.0), 0))
        day += datetime.timedelta(weeks=1)
    return pasts.of_weeks(found, UNIT, end)
