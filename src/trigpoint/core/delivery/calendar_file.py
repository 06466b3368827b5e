"""Calendar files as RFC 5545 has them: what stands in somebody's calendar, in text for programs."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

STAMP = "%Y%m%dT%H%M%SZ"
MOST_BYTES = 74
"""Of a line, which is broken off after 75 bytes with its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """Something in a calendar: from a moment to another, or on a whole day without `ends`.

    `sequence` grows with each change; `address` is the page that it leads to, or "".
    """

    id: str
    summary: str
    begins: datetime.datetime | datetime.date
    ends: datetime.datetime | None = None
    sequence: int = 0
    address: str = ""


def calendar_file(title: str, events: Iterable[CalendarEvent], now: datetime.datetime) -> str:
    """Return a calendar called `title` with these events, each of them marked as private."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Trigpoint//Calendar//EN",
        f"X-WR-CALNAME:{escaped(title)}",
        *(line for event in events for line in lines_of(event, now)),
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def lines_of(event: CalendarEvent, now: datetime.datetime) -> Iterator[str]:
    """Yield the lines of one event."""
    yield "BEGIN:VEVENT"
    yield f"UID:{event.id}@trigpoint"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTAMP:{stamp(now)}"
    if isinstance(event.begins, datetime.datetime):
        yield f"DTSTART:{stamp(event.begins)}"
        yield f"DTEND:{stamp(event.ends or event.begins)}"
    else:
        yield f"DTSTART;VALUE=DATE:{event.begins:%Y%m%d}"
        yield "TRANSP:TRANSPARENT"
    yield f"SUMMARY:{escaped(event.summary)}"
    if event.address:
        yield f"URL:{event.address}"
    yield "CLASS:PRIVATE"
    yield "END:VEVENT"


def stamp(moment: datetime.datetime) -> str:
    """Return a moment as calendars write it, in UTC."""
    return moment.astimezone(datetime.UTC).strftime(STAMP)


def escaped(text: str) -> str:
    """Return a text with what calendars read as signs of their own marked."""
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())


def folded(line: str, most: int = MOST_BYTES) -> list[str]:
    """Return a line in pieces of at most 75 bytes, those after the first begun by a blank."""
    pieces, piece = [], ""
    for letter in line:
        if len((piece + letter).encode()) > most:
            pieces.append(piece)
            piece = " "
        piece += letter
    return [*pieces, piece]
