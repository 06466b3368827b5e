"""Working time as a table: slots that cut time into stretches, each open or closed.

Seconds worked between two instants are the difference of two look-ups: a slot holds `before`, the
open seconds from the calendar's start up to the slot, and whether it is open. Slots never cross
the end of a UTC day, so that an equi-join on the day finds them; they are exact at DST changes,
because every opening is turned to UTC on its own local day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from trigpoint.tickets.records import Opening, Schedule

DAY = 86_400
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Slot:
    """Seconds since 1970 from `started` to `ended` (excluded), on the UTC day number `day`."""

    day: int
    started: int
    ended: int
    open: int
    before: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Which schedule holds from `since` to `until` (excluded); None: no hours are known."""

    since: int
    until: int
    schedule: Schedule | None


def stretches(
    history: Sequence[tuple[int, Schedule | None]], first: int, last: int
) -> list[Stretch]:
    """Cut `first`..`last` at each change of schedule; before the first one, none is known."""
    ordered = [(first, None), *sorted(history, key=lambda item: item[0]), (last, None)]
    found = []
    for (since, schedule), (until, _next) in pairwise(ordered):
        start, end = max(since, first), min(until, last)
        if start < end:
            found.append(Stretch(start, end, schedule))
    return found


def slots(history: Sequence[Stretch]) -> Iterator[Slot]:
    """Yield the slots of a calendar that follows one schedule after another."""
    before = 0
    for stretch in history:
        if stretch.schedule is None:
            continue
        edges = _edges(stretch)
        for start, end, is_open in edges:
            yield Slot(start // DAY, start, end, is_open, before)
            before += (end - start) * is_open


def _edges(stretch: Stretch) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, open) pieces that cover the stretch and do not cross a UTC day."""
    assert stretch.schedule is not None  # noqa: S101 - the caller has looked
    position = stretch.since
    for start, end in _merged(open_spans(stretch.schedule, stretch.since, stretch.until)):
        yield from _by_day(position, start, 0)
        yield from _by_day(start, end, 1)
        position = end
    yield from _by_day(position, stretch.until, 0)


def open_spans(schedule: Schedule, since: int, until: int) -> list[Span]:
    """Return the open spans of a schedule within [since, until), in order, holidays left out."""
    zone = ZoneInfo(schedule.zone)
    holidays = {date.fromisoformat(day) for day in schedule.holidays}
    day = datetime.fromtimestamp(since, zone).date() - timedelta(days=1)
    last = datetime.fromtimestamp(until, zone).date()
    found = []
    while day <= last:
        if day not in holidays:
            found += [_span(opening, day, zone) for opening in _on(schedule.openings, day)]
        day += timedelta(days=1)
    return sorted(
        (max(start, since), min(end, until))
        for start, end in found
        if max(start, since) < min(end, until)
    )


def instant(day: date, seconds: int, zone: ZoneInfo) -> int:
    """Return the UTC second at which the wall clock of `zone` shows that second of the day.

    Of a wall time that happens twice it is the first; a wall time that a change of the clock skips
    is reached at the change (PEP 495).
    """
    wall = datetime.combine(day, time()) + timedelta(seconds=seconds)
    found = int(wall.replace(tzinfo=zone).timestamp())
    if datetime.fromtimestamp(found, zone).replace(tzinfo=None) == wall:
        return found
    return _change(int(wall.replace(tzinfo=zone, fold=1).timestamp()), found, zone)


def _change(before: int, after: int, zone: ZoneInfo) -> int:
    """Return the first second in (before, after] with the offset of `after`."""
    offset = datetime.fromtimestamp(after, zone).utcoffset()
    while after - before > 1:
        middle = (before + after) // 2
        if datetime.fromtimestamp(middle, zone).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after


def _on(openings: Sequence[Opening], day: date) -> Iterator[Opening]:
    stamp = day.isoformat()
    for opening in openings:
        if (
            opening.weekday == day.weekday()
            and (opening.first is None or opening.first <= stamp)
            and (opening.last is None or stamp <= opening.last)
        ):
            yield opening


def _span(opening: Opening, day: date, zone: ZoneInfo) -> Span:
    return instant(day, opening.opens, zone), instant(day, opening.closes, zone)


def _merged(spans: Sequence[Span]) -> list[Span]:
    found: list[Span] = []
    for start, end in spans:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _by_day(start: int, end: int, is_open: int) -> Iterator[tuple[int, int, int]]:
    while start < end:
        cut = min(end, (start // DAY + 1) * DAY)
        yield start, cut, is_open
        start = cut
