"""Ours beside what help desks count under the same name: by the settings that come nearest."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import Text
from trigpoint.services import access
from trigpoint.services.actor import Actor, local_day
from trigpoint.services.errors import NotThere
from trigpoint.services.helpdesks import roster
from trigpoint.services.helpdesks.imports import facts_folder
from trigpoint.services.measures import asking, catalogue, figures, given, previewing
from trigpoint.services.measures.catalogue import MeasureRef
from trigpoint.services.measures.previewing import Week
from trigpoint.store.models import Measure
from trigpoint.tickets.by_hand import BY_HAND
from trigpoint.tickets.facts import Facts
from trigpoint.tickets.query import Grain, Query
from trigpoint.tickets.vendors import Elsewhere, elsewhere


@dataclass(frozen=True, slots=True)
class DeskNumber:
    """What a help desk would say, as near as our settings come to its rule.

    `differs` says what its rule does otherwise; `params` are the settings: its own, and of the
    measure's those that it leaves to its user. Where another KPI of ours comes nearer, `kpi` is its
    key and `title` its name; the figure is in its `unit`. `counted` is None where no tickets are in
    yet, or none counts by its rule.
    """

    desk: str
    differs: Text
    params: Mapping[str, str | int]
    kpi: str
    title: Text | None
    unit: str
    counted: Week | None


@dataclass(frozen=True, slots=True)
class NewerNumber:
    """What the newest version of the measure's definition says of the same tickets."""

    version: int
    meaning: Text
    counted: Week | None


@dataclass(frozen=True, slots=True)
class DeskNumbers:
    """Our figure over the last whole weeks, and beside it one for each help desk.

    `version` is that of the definition ours is counted by, `newer` stands beside it where that is
    not the newest.
    """

    measure: MeasureRef
    params: Mapping[str, str | int]
    start: datetime.date
    last_day: datetime.date
    member: str
    version: int
    ours: Week | None
    newer: NewerNumber | None
    desks: tuple[DeskNumber, ...]


def beside(actor: Actor, measure_id: str) -> DeskNumbers:
    """Return a measure's figure with its own settings and with those nearest to each help desk.

    Raises:
        NotThere: where the measure is not for the actor to see, or is typed in: no desk counts it.
        NotAllowed: where its figures are not.
    """
    measure = access.measure(actor, measure_id, Verb.SEE)
    if measure.kpi in BY_HAND:
        raise NotThere
    previewing.require_seen(actor, measure)
    given.give(actor, measure)
    organisation = actor.organisation
    seen = figures.published(organisation)
    as_of = local_day(seen.data_as_of or actor.now, organisation)
    end = asking.week_begin(as_of, organisation)
    start = end - datetime.timedelta(weeks=measure.window_weeks)
    only = asking.scope_filter(measure)
    query = asking.query(measure, organisation, start, end, Grain.WHOLE, only=only)
    desks = elsewhere(measure.kpi)
    asked = [query, newest(measure, query), *(nearest(measure, query, one) for one in desks)]
    found = compute(actor, asked, seen.number)
    member = measure.unit or measure.queue or measure.person
    return DeskNumbers(
        measure=catalogue.reference(measure),
        params=measure.params,
        start=start,
        last_day=end - datetime.timedelta(days=1),
        member=member.public_id if member else "",
        version=measure.kpi_version,
        ours=found[0],
        newer=newer(measure, found[1]),
        desks=tuple(
            number(measure, one, counted) for one, counted in zip(desks, found[2:], strict=True)
        ),
    )


def number(measure: Measure, one: Elsewhere, counted: Week | None) -> DeskNumber:
    """Return a help desk's number with what it is of."""
    kpi = catalogue.kpi(one.kpi or measure.kpi)
    title = kpi.title if one.kpi else None
    params = one.settings(measure.params)
    return DeskNumber(one.desk, one.differs, params, one.kpi, title, kpi.unit, counted)


def newest(measure: Measure, query: Query) -> Query:
    """Return the question by the newest version, with those settings that it still has."""
    if catalogue.newer(measure) is None:
        return query
    known = {setting.name for setting in catalogue.kpi(measure.kpi).settings}
    kept = {name: value for name, value in measure.params.items() if name in known}
    return replace(query, version=None, params=kept)


def newer(measure: Measure, counted: Week | None) -> NewerNumber | None:
    """Return what the newest version says, None where the measure is counted by it."""
    version = catalogue.newer(measure)
    if version is None:
        return None
    return NewerNumber(version, catalogue.kpi(measure.kpi).meaning, counted)


def nearest(measure: Measure, query: Query, one: Elsewhere) -> Query:
    """Return the question that comes nearest to a help desk's rule, by its settings, not ours."""
    params = one.settings(measure.params)
    return replace(query, kpi=one.kpi or query.kpi, params=params, version=None)


def compute(actor: Actor, asked: list[Query], generation: int) -> list[Week | None]:
    """Return the answer to each question; None where nothing is published or counts."""
    if not generation:
        return [None for _query in asked]
    zone = ZoneInfo(actor.organisation.zone)
    with Facts.open(facts_folder(), generation, roster.of(actor.organisation)) as facts:
        answers = [facts.compute(query) for query in asked]
    return [previewing.week(each[0], zone) if each else None for each in answers]
