"""Readings of the measures that goals hang on: computed at each generation, shown all at once.

Rows of a new generation are written in batches and stay unseen until its one row in the table of
generations is there. A worker that dies in between leaves rows that the next one clears away.
"""

from __future__ import annotations

import datetime
import zoneinfo
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.db.models import F, Q

from trigpoint.services.helpdesks import accounts, roster
from trigpoint.services.measures import asking
from trigpoint.services.measures.figures import published
from trigpoint.services.measures.nothing import Since, is_count, zeros
from trigpoint.services.work import restate_soon
from trigpoint.store.models import Generation, Measure, Organisation, Reading
from trigpoint.tickets.by_hand import BY_HAND
from trigpoint.tickets.facts import Facts
from trigpoint.tickets.publish import Publication
from trigpoint.tickets.query import By, Figure, Grain

FIELDS = ("end", "numerator", "denominator", "n", "missing", "value", "low", "high", "flags")

WATCHED = Q(signs__retired=False)
"""Measures that are a warning sign: of these the days are kept as well."""
CLIMBED = Q(criteria__retired=False) | Q(rung_guards__retired=False)
"""Measures that count on a step of a ladder, or must not get worse on it."""
KEPT = Q(targets__retired=False) | Q(guards__retired=False) | Q(pinned=True) | WATCHED | CLIMBED
"""Which measures have readings: of targets, guards, warning signs and ladders; pinned ones."""
WATCHED_DAYS = datetime.timedelta(days=60)

Key = tuple[int, str, datetime.date]


@dataclass(frozen=True, slots=True)
class Asked:
    """Measures that one question answers, by the member of the cut that each of them is."""

    example: Measure
    members: dict[str | None, Measure]


def bound(organisation: Organisation) -> list[Measure]:
    """Return the measures whose readings are kept and come from tickets."""
    found = Measure.objects.filter(KEPT, organisation=organisation, retired=False)
    found = found.exclude(kpi__in=BY_HAND)
    return list(found.select_related("unit", "person", "queue__source").distinct())


def bound_among(organisation: Organisation, wanted: Iterable[str]) -> list[Measure]:
    """Return those of the measures with readings that have one of the public ids."""
    chosen = set(wanted)
    return [measure for measure in bound(organisation) if measure.public_id in chosen]


def keep(organisation: Organisation, measures: Iterable[Measure | None]) -> None:
    """Put down the work of computing readings for what a target is about to hold to.

    Call it before the target is written; measures that have readings already ask for nothing.
    """
    wanted = {measure.pk for measure in measures if measure is not None}
    kept = Measure.objects.filter(KEPT, pk__in=wanted).values_list("pk", flat=True)
    if wanted - set(kept):
        restate_soon(organisation)


def watch(organisation: Organisation, measure: Measure | None) -> None:
    """Put down the work of computing the days of what a warning sign is about to watch.

    Call it before the sign is written; a measure that is watched already asks for nothing.
    """
    if measure is None:
        return
    if not Measure.objects.filter(WATCHED, pk=measure.pk).exists():
        restate_soon(organisation)


def publish(organisation: Organisation, publication: Publication, now: datetime.datetime) -> int:
    """Bring the app up to a published generation; return how many readings are new.

    Safe to be called again for the same generation, after a kill at any moment.
    """
    clear_unfinished(organisation)
    if published(organisation).number == publication.generation:
        return 0
    with Facts.open(publication.path.parent, publication.generation) as plain:
        accounts.take_over(organisation, plain)
    with Facts.open(
        publication.path.parent, publication.generation, roster.of(organisation)
    ) as facts:
        count = write(organisation, bound(organisation), facts, publication.generation)
        as_of = datetime.datetime.fromtimestamp(facts.as_of, datetime.UTC) if facts.as_of else None
    with transaction.atomic(durable=True):
        Generation.objects.create(
            organisation=organisation,
            number=publication.generation,
            folder=publication.path.name,
            published_at=now,
            data_as_of=as_of,
        )
    return count


def refresh(organisation: Organisation, folder: Path, measures: Iterable[Measure]) -> int:
    """Compute readings of measures that were bound, or restated by ties, since the publication.

    They become visible in the transaction that writes them. What a publication left that failed is
    cleared first: its rows would be taken for those that hold.
    """
    clear_unfinished(organisation)
    seen = published(organisation)
    if not seen.number:
        return 0
    with (
        Facts.open(folder, seen.number, roster.of(organisation)) as facts,
        transaction.atomic(durable=True),
    ):
        written = write(organisation, list(measures), facts, seen.number)
        mine = Generation.objects.filter(organisation=organisation, number=seen.number)
        mine.update(revision=F("revision") + 1)
    return written


def clear_unfinished(organisation: Organisation) -> None:
    """Take away what a publication left that was killed before it became visible."""
    number = published(organisation).number
    mine = Reading.objects.filter(measure__organisation=organisation)
    with transaction.atomic(durable=True):
        mine.filter(generation__gt=number).delete()
        mine.filter(until__gt=number).update(until=None)


def write(
    organisation: Organisation, measures: list[Measure], facts: Facts, generation: int
) -> int:
    """Write the readings that differ from those that hold, and say until when the old ones did."""
    as_of = datetime.datetime.fromtimestamp(facts.as_of, datetime.UTC)
    today = as_of.astimezone(zoneinfo.ZoneInfo(organisation.zone)).date()
    written = 0
    for asked in questions(measures):
        with transaction.atomic():
            new = dict(computed(asked, organisation, facts, today))
            written += replace(list(asked.members.values()), new, generation)
    return written


def questions(measures: list[Measure]) -> list[Asked]:
    """Group measures that differ only in the member of their scope: one question for all."""
    groups: dict[tuple[object, ...], dict[str | None, Measure]] = defaultdict(dict)
    for measure in measures:
        key = (
            measure.kpi,
            measure.kpi_version,
            tuple(sorted(measure.params.items())),
            repr(measure.filters),
            measure.scope,
            measure.window_weeks,
        )
        groups[key][asking.scope_key(measure)] = measure
    return [Asked(next(iter(members.values())), members) for members in groups.values()]


def computed(
    asked: Asked, organisation: Organisation, facts: Facts, today: datetime.date
) -> Iterator[tuple[Key, Reading]]:
    """Yield the readings of a group of measures, by measure, grain and first day."""
    example = asked.example
    began = facts.began()
    if began is None:
        return
    first = datetime.datetime.fromtimestamp(began, datetime.UTC).date() - datetime.timedelta(days=1)
    scope = asking.SCOPES.get(Measure.Scope(example.scope))
    by = By(scope) if scope else None
    whole_weeks = asking.week_begin(today, organisation)
    window = whole_weeks - datetime.timedelta(weeks=example.window_weeks)
    tomorrow = today + datetime.timedelta(days=1)
    still_open = tomorrow - datetime.timedelta(days=asking.settles(example))
    spans = [
        (Reading.Grain.WEEK, Grain.WEEK, asking.week_begin(first, organisation), tomorrow),
        (Reading.Grain.MONTH, Grain.MONTH, first.replace(day=1), tomorrow),
        (Reading.Grain.WINDOW, Grain.WHOLE, window, whole_weeks),
    ]
    watched = watched_among(asked.members.values())
    if watched:
        first_day = max(first, today - WATCHED_DAYS)
        spans.append((Reading.Grain.DAY, Grain.DAY, first_day, tomorrow))
    since: Since = {}
    for kept, grain, start, end in spans:
        query = asking.query(example, organisation, start, end, grain, by=by)
        known = facts.quality(query, facts.compute(query))
        # Of the window also what is empty: nothing was there is said, too.
        found = [f for f in known if kept == Reading.Grain.WINDOW or f.n or f.missing]
        if is_count(example):
            for figure in found:
                since.setdefault(figure.key, figure.start)
            found += zeros(found, query, facts.as_of, since)
        for figure in found:
            measure = asked.members.get(figure.key)
            if measure is not None and (kept != Reading.Grain.DAY or measure.pk in watched):
                reading = to_reading(measure, kept, figure, organisation, still_open)
                yield (measure.pk, kept, reading.start), reading


def watched_among(measures: Iterable[Measure]) -> frozenset[int]:
    """Return the keys of those measures that a warning sign watches."""
    found = Measure.objects.filter(WATCHED, pk__in=[m.pk for m in measures])
    return frozenset(found.values_list("pk", flat=True))


def to_reading(
    measure: Measure,
    grain: str,
    figure: Figure,
    organisation: Organisation,
    still_open: datetime.date,
) -> Reading:
    """Return a figure as a reading, with the flag `open` while its tickets may still come back.

    They may where the stretch ends on the day `still_open` or after it.
    """
    zone = zoneinfo.ZoneInfo(organisation.zone)
    start = datetime.datetime.fromtimestamp(figure.start, zone).date()
    end = datetime.datetime.fromtimestamp(figure.end, zone).date()
    flags = list(figure.flags)
    if grain != Reading.Grain.WINDOW and end >= still_open:
        flags.append("open")
    return Reading(
        measure=measure,
        grain=grain,
        start=start,
        end=end,
        numerator=figure.numerator,
        denominator=figure.denominator,
        n=figure.n,
        missing=figure.missing,
        value=figure.value,
        low=figure.low,
        high=figure.high,
        flags=flags,
    )


def replace(measures: list[Measure], new: dict[Key, Reading], generation: int) -> int:
    """Write what is new or different, end what no longer holds, and return how many were written.

    A measure's window is one reading: a later one takes the place of the one before it.
    """
    held = Reading.objects.filter(measure__in=measures, until__isnull=True)
    old = {(r.measure_id, r.grain, r.start): r for r in held}
    same = {key for key, row in new.items() if key in old and alike(old[key], row)}
    ended = [row.pk for key, row in old.items() if key not in same]
    fresh = [row for key, row in new.items() if key not in same]
    for row in fresh:
        row.generation = generation
    replaced_here = Reading.objects.filter(pk__in=ended, generation=generation)
    replaced_here.delete()
    Reading.objects.filter(pk__in=ended).update(until=generation)
    Reading.objects.bulk_create(fresh, batch_size=500)
    return len(fresh)


def alike(one: Reading, other: Reading) -> bool:
    """Whether two readings of a stretch say the same."""
    return all(getattr(one, name) == getattr(other, name) for name in FIELDS)
