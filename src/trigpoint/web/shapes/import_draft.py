"""What a file that nobody has described would become: columns, dates, the first tickets."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext_lazy

from trigpoint.connectors.files import MappingDraft, Shape, Sure, TicketSample
from trigpoint.core.text import Text
from trigpoint.tickets.records import Change, Message, Rating, Record, Snapshot, TicketRow
from trigpoint.web import formats
from trigpoint.web.components import StepMark
from trigpoint.web.shapes.imports import file_size, marks

SHAPES = {
    Shape.STATE: gettext_lazy("A row for each state of a ticket"),
    Shape.CHANGE: gettext_lazy("A row for each change of a field"),
    Shape.MESSAGE: gettext_lazy("A row for each message"),
    Shape.TICKET: gettext_lazy("A row for each ticket"),
    Shape.SURVEY: gettext_lazy("A row for each answer to a survey"),
}
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
CERTAINTY = {
    Sure.SURE: gettext_lazy("Sure"),
    Sure.LIKELY: gettext_lazy("Likely"),
    Sure.CHOOSE: gettext_lazy("Please choose"),
    Sure.DROPPED: gettext_lazy("Not needed"),
}
ROLE_WORDS = {
    "ticket": gettext_lazy("Ticket number"),
    "at": gettext_lazy("When it happened"),
    "seq": gettext_lazy("Order within a moment"),
    "status": gettext_lazy("State of the ticket"),
    "created_at": gettext_lazy("When it was opened"),
    "seen_at": gettext_lazy("When it was last changed"),
    "solved_at": gettext_lazy("When it was solved"),
    "closed_at": gettext_lazy("When it was closed"),
    "first_replied_at": gettext_lazy("First reply"),
    "answered_at": gettext_lazy("When the survey was answered"),
    "sent_at": gettext_lazy("When the survey was sent"),
    "rating": gettext_lazy("Number of the answer"),
    "score": gettext_lazy("Satisfaction answer"),
    "actor": gettext_lazy("Who did it"),
    "author": gettext_lazy("Customer, agent or machine"),
    "assignee": gettext_lazy("Account of the agent"),
    "queue": gettext_lazy("Queue"),
    "priority": gettext_lazy("Priority"),
    "channel": gettext_lazy("Channel"),
    "tags": gettext_lazy("Tags"),
    "requester": gettext_lazy("Customer, kept only as a salted hash"),
    "outbound": gettext_lazy("Whether we opened it"),
    "public": gettext_lazy("Whether the customer sees it"),
    "field": gettext_lazy("Which field changed"),
    "value": gettext_lazy("Its new value"),
    "old": gettext_lazy("Its old value"),
}
SHOWN_STEPS = 6


@dataclass(frozen=True, slots=True)
class ColumnPart:
    """A column of the file and what it becomes; `sure` names the mark beside it."""

    name: str
    values: str
    becomes: str
    sure: str
    sure_words: str
    why: Text


@dataclass(frozen=True, slots=True)
class TicketPart:
    """One of the first tickets as it would become, step by step."""

    ticket: str
    lines: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftPage:
    """What pages/import_draft.html reads."""

    file: str
    size: str
    marks: tuple[StepMark, ...]
    problem: Text | None
    cure: Text | None
    summary: str
    columns: tuple[ColumnPart, ...]
    facts: tuple[tuple[str, str, Text], ...]
    words: tuple[tuple[str, str], ...]
    tickets: tuple[TicketPart, ...]
    complete: bool


def page(draft: MappingDraft, name: str, size: int) -> DraftPage:
    """Return a guess as the page shows it."""
    return DraftPage(
        file=name,
        size=file_size(size),
        marks=marks("draft"),
        problem=draft.problem.what if draft.problem else None,
        cure=draft.problem.cure if draft.problem else None,
        summary=summary(draft),
        columns=tuple(columns(draft)),
        facts=facts(draft) if draft.problem is None else (),
        words=tuple(
            (guess.word, str(CATEGORIES[guess.category]) if guess.category else "")
            for guess in draft.statuses
        ),
        tickets=tuple(map(ticket, draft.first)),
        complete=draft.mapping is not None,
    )


def summary(draft: MappingDraft) -> str:
    """Return how many columns were guessed and how many a person has to name."""
    guessed = sum(column.role is not None for column in draft.columns)
    said = gettext("{guessed} of {all} columns guessed").format(
        guessed=formats.number(guessed, 0), all=formats.number(len(draft.columns), 0)
    )
    missing = len(draft.missing)
    if not missing:
        return said
    open_ = ngettext("{n} is missing", "{n} are missing", missing).format(n=missing)
    return f"{said}, {open_}: {', '.join(map(role, draft.missing))}"


def columns(draft: MappingDraft) -> Iterator[ColumnPart]:
    """Yield the columns in the order of the file."""
    for column in draft.columns:
        yield ColumnPart(
            name=column.name,
            values=", ".join(column.values) or gettext("(not shown)"),
            becomes=role(column.role),
            sure=column.sure.value,
            sure_words=str(CERTAINTY[column.sure]),
            why=column.why,
        )


def role(name: str | None) -> str:
    """Return what a column becomes, in words; custom fields keep their own name."""
    return str(ROLE_WORDS.get(name, name)) if name else gettext("left out")


def facts(draft: MappingDraft) -> tuple[tuple[str, str, Text], ...]:
    """Return what kind of file it is, each with the reason."""
    return (
        (gettext("Rows"), str(SHAPES[draft.shape]), draft.shape_why),
        (gettext("Dates"), ", ".join(draft.formats) or "\u2013", draft.formats_why),
        (gettext("Time zone"), draft.zone, draft.zone_why),
    )


def ticket(sample: TicketSample) -> TicketPart:
    """Return a ticket with its first steps in the order of time."""
    return TicketPart(
        ticket=sample.ticket,
        lines=gettext("lines {lines}").format(
            lines=", ".join(formats.number(n, 0) for n in sample.lines)
        ),
        steps=tuple(map(step, sample.records[:SHOWN_STEPS])),
    )


def step(record: Record) -> str:
    """Return one record as a step: when, what, by whom."""
    words = [at(record), *happened(record)]
    return ", ".join(word for word in words if word)


def at(record: Record) -> str:
    """Return when a record speaks of."""
    moment = getattr(record, "at", None) or getattr(record, "sent_at", None)
    moment = moment or getattr(record, "created_at", None)
    if not isinstance(moment, int):
        return ""
    return formats.when(datetime.datetime.fromtimestamp(moment, datetime.UTC))


def happened(record: Record) -> tuple[str, ...]:
    """Return what a record says, in words."""
    match record:
        case Snapshot() | TicketRow():
            state = str(CATEGORIES[record.category]) if record.category else ""
            return state, record.queue or "", record.assignee or ""
        case Change():
            return record.field.value, record.value or "", record.actor or ""
        case Message():
            seen = gettext("public message") if record.public else gettext("internal note")
            return seen, record.actor or ""
        case Rating():
            score = "" if record.score is None else formats.number(record.score, 0)
            return gettext("answer to a survey"), score
        case _:
            return ()
