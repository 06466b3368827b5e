"""The first tickets of a file as they would become, step by step."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from trigpoint.connectors.files import TicketSample
from trigpoint.tickets.beside import Call, Review, Stretch
from trigpoint.tickets.records import Change, Message, Rating, Record, Snapshot, TicketRow
from trigpoint.web import formats

CATEGORIES = {
    "new": pgettext_lazy("status of a ticket", "new"),
    "open": pgettext_lazy("status of a ticket", "open"),
    "pending": pgettext_lazy("status of a ticket", "waits for the customer"),
    "hold": pgettext_lazy("status of a ticket", "on hold"),
    "solved": pgettext_lazy("status of a ticket", "solved"),
    "closed": pgettext_lazy("status of a ticket", "closed"),
    "deleted": pgettext_lazy("status of a ticket", "deleted"),
    "spam": pgettext_lazy("status of a ticket", "spam"),
    "merged": pgettext_lazy("status of a ticket", "merged into another"),
}
FIELDS = {
    "status": gettext_lazy("State of the ticket"),
    "assignee": gettext_lazy("Account of the agent"),
    "queue": gettext_lazy("Queue"),
    "priority": gettext_lazy("Priority"),
    "channel": gettext_lazy("Channel"),
    "language": gettext_lazy("Language of the ticket"),
    "site": gettext_lazy("Site"),
    "tag_added": gettext_lazy("Tag added"),
    "tag_removed": gettext_lazy("Tag removed"),
    "created": gettext_lazy("The ticket was opened"),
}
"""The fields of a ticket that can be followed through its changes."""
DOINGS = {
    "handling": gettext_lazy("At work"),
    "available": gettext_lazy("Free, waiting"),
    "away": gettext_lazy("Away, on a break"),
    "shift": gettext_lazy("Shift, as planned"),
}
"""What somebody can do from when to when."""
SHOWN_STEPS = 6


@dataclass(frozen=True, slots=True)
class TicketPart:
    """One of the first tickets as it would become, step by step."""

    ticket: str
    lines: str
    steps: tuple[str, ...]
    more: int


def ticket(sample: TicketSample) -> TicketPart:
    """Return a ticket with its first steps in the order of time."""
    records = sorted(sample.records, key=lambda record: moment(record) or 0)
    steps = [step for record in records for step in steps_of(record)]
    lines = ", ".join(formats.number(n, 0) for n in sample.lines[:SHOWN_STEPS])
    return TicketPart(
        ticket=sample.ticket,
        lines=gettext("lines {lines}").format(lines=lines),
        steps=tuple(steps[:SHOWN_STEPS]),
        more=max(0, len(steps) - SHOWN_STEPS),
    )


def steps_of(record: Record) -> Iterator[str]:
    """Yield what a record says as steps: when, what, by whom."""
    if isinstance(record, TicketRow):
        yield told(record.created_at, gettext("opened"), record.queue, record.priority)
        yield from milestones(record)
        return
    yield told(moment(record), *happened(record))


def milestones(row: TicketRow) -> Iterator[str]:
    """Yield what became of a ticket that is told in one row."""
    if row.first_replied_at is not None:
        yield told(row.first_replied_at, gettext("first reply"), row.assignee)
    if row.solved_at is not None:
        yield told(row.solved_at, gettext("solved"), row.assignee)
    if row.closed_at is not None:
        yield told(row.closed_at, gettext("closed"))
    if row.solved_at is None and row.closed_at is None and row.category:
        yield told(row.seen_at, str(CATEGORIES[row.category]), row.assignee)


def told(at: int | None, *words: str | None) -> str:
    """Return a step: when, and what happened."""
    when = formats.when(datetime.datetime.fromtimestamp(at, datetime.UTC)) if at else ""
    return ", ".join(word for word in (when, *words) if word)


def moment(record: Record) -> int | None:
    """Return when a record speaks of."""
    names = ("at", "sent_at", "created_at", "started_at", "offered_at", "reviewed_at")
    found = next((at for name in names if (at := getattr(record, name, None))), None)
    return found if isinstance(found, int) else None


def happened(record: Record) -> tuple[str | None, ...]:
    """Return what a record says, in words."""
    match record:
        case Snapshot():
            return str(CATEGORIES[record.category]), record.queue, record.assignee
        case Change():
            value = CATEGORIES.get(record.value or "", record.value or gettext("nobody"))
            field = FIELDS.get(record.field.value, record.name or record.field.value)
            return f"{field}: {value}", record.actor
        case Message():
            seen = gettext("public message") if record.public else gettext("internal note")
            return seen, record.actor
        case Rating():
            score = "" if record.score is None else formats.number(record.score, 0)
            return gettext("answer to a survey"), score
        case Stretch():
            return str(DOINGS[record.doing]), until(record.ended_at)
        case Call():
            answer = (
                gettext("call answered") if record.answered_at else gettext("call not answered")
            )
            return answer, record.queue, record.account
        case Review():
            given = gettext("{points} of {possible} points").format(
                points=formats.number(record.points, 0), possible=formats.number(record.possible, 0)
            )
            return given, record.account
        case _:
            return ()


def until(at: int) -> str:
    """Return when something ended."""
    when = formats.when(datetime.datetime.fromtimestamp(at, datetime.UTC))
    return gettext("until {when}").format(when=when)
