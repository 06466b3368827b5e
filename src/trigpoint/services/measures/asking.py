"""From measures to questions that the KPI engine answers."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from trigpoint.services.helpdesks.roster import instant
from trigpoint.services.measures import catalogue
from trigpoint.store.models import Measure, Organisation
from trigpoint.tickets.query import By, Dimension, Filter, Grain, Query
from trigpoint.tickets.ratio import PART, RATIOS, WHOLE

SCOPES = {
    Measure.Scope.UNIT: Dimension.UNIT,
    Measure.Scope.QUEUE: Dimension.QUEUE,
    Measure.Scope.PERSON: Dimension.PERSON,
}
PERSONAL = {Dimension.PERSON, Dimension.ACCOUNT, Dimension.EMPLOYER}
"""What no filter asks for: it would be figures of few people by another name."""


def scope_key(measure: Measure) -> str | None:
    """Return what the engine calls the member of the measure's scope; None is everything."""
    match measure.scope:
        case Measure.Scope.UNIT if measure.unit:
            return measure.unit.public_id
        case Measure.Scope.PERSON if measure.person:
            return measure.person.public_id
        case Measure.Scope.QUEUE if measure.queue:
            return f"{measure.queue.source.key}/{measure.queue.external_id}"
        case _:
            return None


def filters_of(measure: Measure) -> tuple[Filter, ...]:
    """Return the measure's own filters."""
    return tuple(to_filter(row) for row in measure.filters)


def to_filter(row: Mapping[str, Any]) -> Filter:
    """Return a filter as the engine knows it, from its JSON."""
    return Filter(
        dimension=Dimension(row["dimension"]),
        values=tuple(row["values"]),
        excluded=bool(row.get("excluded", False)),
        name=row.get("name"),
    )


def to_json(found: Filter) -> dict[str, Any]:
    """Return a filter as the store keeps it."""
    return {
        "dimension": found.dimension.value,
        "values": list(found.values),
        "excluded": found.excluded,
        "name": found.name,
    }


def query(
    measure: Measure,
    organisation: Organisation,
    start: datetime.date,
    end: datetime.date,
    grain: Grain,
    *,
    by: By | None = None,
    only: Iterable[Filter] = (),
) -> Query:
    """Return the question for a measure over the days from `start` to `end` (not included).

    Of the two measures of a ratio the scopes do not matter: those of the ratio hold for both.
    """
    if measure.kpi in RATIOS:
        both = (*only, *filters_of(measure))
        part, whole = (
            query(one, organisation, start, end, grain, by=by, only=both) for one in parts(measure)
        )
        return replace(part, over=whole)
    zone = ZoneInfo(organisation.zone)
    return Query(
        kpi=measure.kpi,
        version=measure.kpi_version,
        params=measure.params,
        filters=(*filters_of(measure), *only),
        by=by,
        grain=grain,
        start=instant(start, zone),
        end=instant(end, zone),
        zone=organisation.zone,
        week_start=organisation.week_start,
    )


def parts(measure: Measure) -> tuple[Measure, ...]:
    """Return the two measures of a ratio, the upper one first; none for any other measure."""
    if measure.kpi not in RATIOS:
        return ()
    ids = [measure.params[PART], measure.params[WHOLE]]
    found = Measure.objects.filter(organisation=measure.organisation_id, public_id__in=ids)
    by_id = {one.public_id: one for one in found}
    return tuple(by_id[each] for each in ids)


def settles(measure: Measure) -> int:
    """Return how many days after a stretch its figure may still change as tickets come back."""
    counted = parts(measure) or (measure,)
    return max(catalogue.settles(one) for one in counted)


def settled(measure: Measure) -> dict[str, str | int]:
    """Return every setting of a measure, those too that came after it was set up."""
    return catalogue.settled(measure.kpi, measure.params, measure.kpi_version)


def scope_filter(measure: Measure) -> tuple[Filter, ...]:
    """Return the filter that holds a question to the measure's scope."""
    key = scope_key(measure)
    return () if key is None else (Filter(SCOPES[Measure.Scope(measure.scope)], (key,)),)


def week_begin(day: datetime.date, organisation: Organisation) -> datetime.date:
    """Return the first day of the week that a day is in, by the organisation's week."""
    return day - datetime.timedelta(days=(day.weekday() - organisation.week_start) % 7)
