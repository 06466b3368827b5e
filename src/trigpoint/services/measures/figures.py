"""Figures: a value that never comes without its range, its age and what is behind it."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from trigpoint.core.graph.reading import Reading as CoreReading
from trigpoint.core.text import Text
from trigpoint.services.measures import restating
from trigpoint.store.models import Dispute, Generation, Measure, Organisation, Reading
from trigpoint.tickets.by_hand import BY_HAND
from trigpoint.tickets.inferred import percent_of

A_DAY = datetime.timedelta(days=1)

OLD_AFTER_DAYS = 14
TYPED = "typed"
"""The flag of a figure that somebody typed in: its evidence is behind it, and no ticket."""
TYPED_OLD_AFTER_DAYS = 45
"""Values are typed in month by month, mostly: so long they are not old."""
DISPUTED = "disputed"
"""The flag of a figure that somebody says is wrong about them, until they have an answer."""
EXCEPTIONAL = "exceptional"
"""The flag of a week that is declared to be unlike others: nothing is learnt from it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One value of a measure over the days from `start` to `end` (not included).

    `value`, `low` and `high` are in the measure's unit; None where too few cases allow no figure.
    `as_of` is the newest event that the figure knows of, or the end of the day of what was typed
    in. `missing` counts those beside it that have no value, such as unanswered tickets. `was` is
    the value before a restatement after the stretch had ended and `why` what changed it, None
    where nothing was restated.
    """

    measure: str
    grain: str
    start: datetime.date
    end: datetime.date
    value: float | None
    low: float | None
    high: float | None
    n: int
    numerator: float | None
    denominator: float | None
    as_of: datetime.datetime | None
    is_old: bool
    flags: tuple[str, ...] = ()
    missing: int = 0
    was: float | None = None
    why: Text | None = None

    @property
    def last_day(self) -> datetime.date:
        """The last day that the figure covers."""
        return self.end - datetime.timedelta(days=1)

    @property
    def has_range(self) -> bool:
        """Whether there were enough cases for a value with its range."""
        return self.value is not None and self.low is not None and self.high is not None

    def to_core(self) -> CoreReading | None:
        """Return the reading that the goal graph reckons with, or None where there is none."""
        if self.value is None or self.low is None or self.high is None or self.as_of is None:
            return None
        as_of, inferred = int(self.as_of.timestamp()), percent_of(self.flags)
        return CoreReading(self.value, self.low, self.high, as_of, self.n, inferred)


@dataclass(frozen=True, slots=True)
class Published:
    """The generation of the warehouse that readings are seen at.

    `revision` grows when readings are computed anew from the same facts: for new measures, and
    after accounts were tied to people.
    """

    number: int = 0
    folder: str = ""
    published_at: datetime.datetime | None = None
    data_as_of: datetime.datetime | None = None
    revision: int = 0


def published(organisation: Organisation, at: datetime.datetime | None = None) -> Published:
    """Return the newest published generation, or the one in force `at` a moment."""
    found = Generation.objects.filter(organisation=organisation)
    if at is not None:
        found = found.filter(published_at__lte=at)
    newest = found.order_by("-number").first()
    if newest is None:
        return Published()
    return Published(
        newest.number, newest.folder, newest.published_at, newest.data_as_of, newest.revision
    )


def visible(generation: int) -> QuerySet[Reading]:
    """Return the readings that hold at a generation."""
    return Reading.objects.filter(
        Q(until__isnull=True) | Q(until__gt=generation), generation__lte=generation
    )


def standing(
    measures: Iterable[Measure], seen: Published, now: datetime.datetime
) -> dict[int, Figure]:
    """Return the standing figure of each measure, by its key.

    It is that over the measure's own window; of what is typed in, the newest day by then.
    """
    by_pk = {measure.pk: measure for measure in measures}
    doubts = disputed(by_pk.values(), now)
    held = Q(grain=Reading.Grain.WINDOW) | Q(
        grain=Reading.Grain.DAY, measure__kpi__in=BY_HAND, start__lte=now.date() + A_DAY
    )
    found = visible(seen.number).filter(held, measure__in=by_pk).order_by("start")
    return {
        reading.measure_id: figure(
            reading, by_pk[reading.measure_id], seen, now, doubts=doubts.get(reading.measure_id, ())
        )
        for reading in found
    }


def newest(
    measures: Iterable[Measure], seen: Published, now: datetime.datetime
) -> dict[int, Figure]:
    """Return each measure's standing figure, or that of the newest month where it has none yet."""
    listed = list(measures)
    months = visible(seen.number).filter(measure__in=listed, grain=Reading.Grain.MONTH)
    by_pk = {measure.pk: measure for measure in listed}
    found = {
        reading.measure_id: figure(reading, by_pk[reading.measure_id], seen, now)
        for reading in months.order_by("start")
    }
    return found | standing(listed, seen, now)


def series(measure: Measure, grain: str, seen: Published, now: datetime.datetime) -> list[Figure]:
    """Return a measure's figures stretch by stretch, the oldest first."""
    return many_series([measure], grain, seen, now)[measure.pk]


def many_series(
    measures: Iterable[Measure], grain: str, seen: Published, now: datetime.datetime
) -> dict[int, list[Figure]]:
    """Return the figures of several measures, by key, stretch by stretch, the oldest first.

    What a stretch said when it was closed, where it says something else now, stands in `was`.
    """
    by_pk = {measure.pk: measure for measure in measures}
    told: dict[int, dict[datetime.date, Reading]] = {pk: {} for pk in by_pk}
    closed: dict[int, dict[datetime.date, Reading]] = {pk: {} for pk in by_pk}
    rows = Reading.objects.filter(
        measure__in=by_pk,
        grain=grain,
        generation__lte=seen.number,
        start__lte=now.date() + A_DAY,
    )
    for row in rows.order_by("start", "-generation") if by_pk else ():
        if row.until is None or row.until > seen.number:
            told[row.measure_id][row.start] = row
        elif "open" not in row.flags:
            closed[row.measure_id][row.start] = row
    doubts = disputed(by_pk.values(), now)
    return {
        pk: [
            figure(r, measure, seen, now, was=closed[pk].get(day), doubts=doubts.get(pk, ()))
            for day, r in told[pk].items()
        ]
        for pk, measure in by_pk.items()
    }


def disputed(
    measures: Iterable[Measure], now: datetime.datetime
) -> dict[int, tuple[datetime.date, ...]]:
    """Return by a measure's key the days whose figures were disputed and not answered by `now`.

    Only figures about a person can be.
    """
    personal = [measure.pk for measure in measures if measure.person_id]
    if not personal:
        return {}
    found: dict[int, tuple[datetime.date, ...]] = {}
    for measure, day in Dispute.objects.filter(
        Q(answered_at__isnull=True) | Q(answered_at__gt=now),
        measure__in=personal,
        at__lte=now,
        retired=False,
    ).values_list("measure", "start"):
        found[measure] = (*found.get(measure, ()), day)
    return found


def is_exceptional(measure: Measure, grain: str, start: datetime.date) -> bool:
    """Whether a stretch of a measure is a week that was declared to be unlike others."""
    days = {day for day, _why in measure.exceptional}
    return grain == Reading.Grain.WEEK and start.isoformat() in days


def end_of(reading: Reading, now: datetime.datetime) -> datetime.datetime:
    """Return the end of a reading's stretch, or now where that is ahead."""
    midnight = datetime.time(tzinfo=datetime.UTC)
    return min(now, datetime.datetime.combine(reading.end, midnight))


def figure(
    reading: Reading,
    measure: Measure,
    seen: Published,
    now: datetime.datetime,
    was: Reading | None = None,
    doubts: Collection[datetime.date] = (),
) -> Figure:
    """Return a reading as a figure; disputed where one of the `doubts` falls into its stretch."""
    in_doubt = any(reading.start <= day < reading.end for day in doubts)
    typed = TYPED in reading.flags
    as_of = end_of(reading, now) if typed else seen.data_as_of
    fresh = datetime.timedelta(days=TYPED_OLD_AFTER_DAYS if typed else OLD_AFTER_DAYS)
    before = was if was is not None and was.value != reading.value else None
    return Figure(
        measure=measure.public_id,
        grain=reading.grain,
        start=reading.start,
        end=reading.end,
        value=reading.value,
        low=reading.low,
        high=reading.high,
        n=reading.n,
        numerator=reading.numerator,
        denominator=reading.denominator,
        as_of=as_of,
        is_old=as_of is None or now - as_of > fresh,
        flags=(
            *reading.flags,
            *([DISPUTED] if in_doubt else []),
            *([EXCEPTIONAL] if is_exceptional(measure, reading.grain, reading.start) else []),
        ),
        missing=reading.missing,
        was=before.value if before else None,
        why=restating.cause(measure.kpi, before, reading) if before else None,
    )
