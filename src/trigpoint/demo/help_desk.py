"""What the simulated help desk says of itself: its accounts, its queues and their opening hours."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from trigpoint.demo.calendars import Hours, Span
from trigpoint.demo.files import BOT
from trigpoint.demo.opening import DESK_HOURS, opening_hours
from trigpoint.demo.people import AGENTS
from trigpoint.demo.timeline import Timeline
from trigpoint.demo.topics import DESK_NAMES, Desk
from trigpoint.tickets.records import (
    Account,
    Author,
    Opening,
    Queue,
    QueueHours,
    Record,
    Schedule,
)

HOUR = 3600
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def reference(timeline: Timeline) -> Iterator[Record]:
    """Yield accounts, queues, schedules and which queue works by which, as of the end.

    The files of tickets name accounts and queues, but cannot say when a queue is open; these can.
    """
    for agent in AGENTS:
        yield Account(
            account=agent.key,
            name=agent.name,
            seen_at=timeline.end,
            email=agent.email,
            active=agent.left is None,
        )
    yield Account(account=BOT, name="Automatic reply", seen_at=timeline.end, author=Author.BOT)
    for name in DESK_NAMES:
        yield Queue(queue=name, name=name, seen_at=timeline.end)
    for hours in opening_hours(timeline):
        yield _schedule(hours, timeline.end)
    for desk in Desk:
        since = int(timeline.midnights[0])
        yield QueueHours(queue=DESK_NAMES[desk], schedule=DESK_HOURS[desk], since=since)


def hours_file(timeline: Timeline) -> str:
    """Return the opening hours of all queues as a file that can be brought in (YAML)."""
    told = {
        "schedules": {hours.key: _written(hours) for hours in opening_hours(timeline)},
        "queues": {DESK_NAMES[desk]: DESK_HOURS[desk] for desk in Desk},
    }
    return yaml.safe_dump(told, allow_unicode=True, sort_keys=False)


def _written(hours: Hours) -> dict[str, object]:
    openings: dict[str, list[dict[str, str]]] = {}
    for span in hours.spans:
        row = {"hours": f"{span.opens:02}:00-{span.closes:02}:00"}
        if span.first:
            row["from"] = span.first.isoformat()
        if span.last:
            row["to"] = span.last.isoformat()
        openings.setdefault(WEEKDAYS[span.weekday], []).append(row)
    holidays = [day.isoformat() for day in sorted(hours.holidays)]
    return {
        "name": hours.name,
        "zone": hours.zone,
        "openings": openings,
        "holidays": holidays,
    }


def _schedule(hours: Hours, seen_at: int) -> Schedule:
    return Schedule(
        schedule=hours.key,
        name=hours.name,
        zone=hours.zone,
        openings=tuple(_opening(span) for span in hours.spans),
        seen_at=seen_at,
        holidays=tuple(sorted(day.isoformat() for day in hours.holidays)),
    )


def _opening(span: Span) -> Opening:
    return Opening(
        weekday=span.weekday,
        opens=span.opens * HOUR,
        closes=span.closes * HOUR,
        first=span.first.isoformat() if span.first else None,
        last=span.last.isoformat() if span.last else None,
    )
