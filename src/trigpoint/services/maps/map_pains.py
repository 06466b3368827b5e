"""What the tickets say of pain points: how many there are, and how satisfied their customers."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from trigpoint.services import access
from trigpoint.services.actor import local_day
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards
from trigpoint.services.helpdesks import roster
from trigpoint.services.helpdesks.imports import facts_folder
from trigpoint.services.maps.map_state import MapState
from trigpoint.services.measures import catalogue
from trigpoint.store.models import Objective, PainPoint, Plan
from trigpoint.tickets.facts import Facts
from trigpoint.tickets.query import Dimension, Filter, Query
from trigpoint.tickets.query import Figure as Computed

WEEKS = 4


@dataclass(frozen=True, slots=True)
class PainFigures:
    """Tickets of the last four whole weeks that show a pain point.

    `tickets` is how many were opened, `csat` the share of satisfied answers with its likely range
    and how many answers there are; None where there are too few.
    """

    start: datetime.date
    last: datetime.date
    tickets: int
    csat: float | None
    low: float | None
    high: float | None
    answers: int


@dataclass(frozen=True, slots=True)
class PainView:
    """A pain point: `serves` are public ids of objectives on the map, none where nobody serves it.

    `figures` is None without tags, without data, or where they are not for the actor to see.
    """

    id: str
    version: int
    title: str
    moment_of_truth: bool
    tags: tuple[str, ...]
    serves: tuple[str, ...]
    figures: PainFigures | None


@dataclass(frozen=True, slots=True)
class StageView:
    """A stage of the journey with its touchpoints and pain points."""

    id: str
    version: int
    title: str
    touchpoints: str
    pains: tuple[PainView, ...]


Found: TypeAlias = dict[tuple[str, ...], PainFigures]
_computed: graph.Cache[Found] = graph.Cache()


def of_map(
    cards: Cards, state: MapState, plan: Plan, held: Sequence[Objective]
) -> tuple[StageView, ...]:
    """Return the journey beneath a map; `held` are the objectives that the actor sees."""
    stages = state.stages.get(plan.pk, ())
    points = [point for stage in stages for point in state.pain_points.get(stage.pk, ())]
    found = computed(cards, points)
    seen = {objective.public_id for objective in held}
    return tuple(
        StageView(
            id=stage.public_id,
            version=stage.version,
            title=stage.title,
            touchpoints=stage.touchpoints,
            pains=tuple(view(point, seen, found) for point in state.pain_points.get(stage.pk, ())),
        )
        for stage in stages
    )


def view(point: PainPoint, seen: set[str], found: Found) -> PainView:
    """Return one pain point."""
    return PainView(
        id=point.public_id,
        version=point.version,
        title=point.title,
        moment_of_truth=point.moment_of_truth,
        tags=tuple(point.tags),
        serves=tuple(each for each in point.serves if each in seen),
        figures=found.get(tuple(point.tags)),
    )


def computed(cards: Cards, points: Iterable[PainPoint]) -> Found:
    """Return the figures of pain points by their tags, computed once for each generation."""
    wanted = sorted({tuple(point.tags) for point in points if point.tags})
    seen, organisation = cards.state.published, cards.actor.organisation
    if not wanted or not seen.number or not access.sees_whole(cards.actor):
        return {}
    key = (organisation.pk, seen.number, seen.revision, seen.data_as_of, *wanted)
    return _computed.found(key, lambda: compute(cards, wanted))


def compute(cards: Cards, wanted: Sequence[tuple[str, ...]]) -> Found:
    """Ask the published facts for the last four whole weeks up to the newest event."""
    organisation, seen = cards.actor.organisation, cards.state.published
    if seen.data_as_of is None:
        return {}
    day = local_day(seen.data_as_of, organisation)
    end = day - datetime.timedelta(days=(day.weekday() - organisation.week_start) % 7)
    start = end - datetime.timedelta(weeks=WEEKS)
    zone = zoneinfo.ZoneInfo(organisation.zone)
    span = (roster.instant(start, zone), roster.instant(end, zone))
    last = end - datetime.timedelta(days=1)
    try:
        with Facts.open(facts_folder(), seen.number, roster.of(organisation)) as facts:
            return {tags: figures(facts, span, start, last, tags) for tags in wanted}
    except FileNotFoundError:
        return {}


def figures(
    facts: Facts,
    span: tuple[int, int],
    start: datetime.date,
    last: datetime.date,
    tags: tuple[str, ...],
) -> PainFigures:
    """Return what the tickets with one of the tags say."""
    opened = asked(facts, "first_reply_time", span, tags)
    csat = asked(facts, "csat", span, tags)
    told = next((f for f in csat if "too_few" not in f.flags), None)
    return PainFigures(
        start=start,
        last=last,
        tickets=sum(f.n + f.missing for f in opened),
        csat=told.value if told else None,
        low=told.low if told else None,
        high=told.high if told else None,
        answers=sum(f.n for f in csat),
    )


def asked(facts: Facts, kpi: str, span: tuple[int, int], tags: tuple[str, ...]) -> list[Computed]:
    """Return a KPI's figure for tickets with one of the tags, and one value of each field named."""
    query = Query(
        kpi=kpi,
        start=span[0],
        end=span[1],
        params=catalogue.settled(kpi, {}),
        filters=filters_of(tags),
    )
    return list(facts.compute(query))


def filters_of(tags: tuple[str, ...]) -> tuple[Filter, ...]:
    """Return the filters for tickets with one of the tags, and one value of each field named."""
    plain = tuple(tag for tag in tags if "=" not in tag)
    fields: dict[str, list[str]] = {}
    for tag in tags:
        name, equals, value = tag.partition("=")
        if equals:
            fields.setdefault(name, []).append(value)
    filters = [Filter(Dimension.TAG, plain)] if plain else []
    filters += [
        Filter(Dimension.CUSTOM, tuple(values), name=name) for name, values in fields.items()
    ]
    return tuple(filters)
