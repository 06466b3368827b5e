"""The tickets behind a figure: which count, which do not, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from trigpoint.core.text import Text
from trigpoint.services.measures.behind import PAGE, Ticket, Tickets
from trigpoint.tickets.outcomes import REACHED
from trigpoint.web import addresses, formats
from trigpoint.web.components import Nothing, Pager, Pill
from trigpoint.web.shapes import paging

SORTS: Mapping[str, object] = {
    "newest": gettext_lazy("Newest first"),
    "oldest": gettext_lazy("Oldest first"),
    "largest": gettext_lazy("Largest first"),
    "smallest": gettext_lazy("Smallest first"),
}


MARKS: Mapping[str, object] = {
    "resolved": gettext_lazy("Counts, resolved"),
    "second_reply": gettext_lazy("Counts, not resolved"),
    "passed_on": gettext_lazy("Counts, not resolved"),
    "opened_again": gettext_lazy("Counts, not resolved"),
    "wrote_again": gettext_lazy("Counts, not resolved"),
    "stayed_solved": gettext_lazy("Counts, not opened again"),
    "came_back": gettext_lazy("Counts, opened again"),
    "kept": gettext_lazy("Counts, kept"),
    "broken": gettext_lazy("Counts, not kept"),
    "positive": gettext_lazy("Counts, positive"),
    "not_positive": gettext_lazy("Counts, not positive"),
    "promoter": gettext_lazy("Counts, would recommend us"),
    "passive": gettext_lazy("Counts, neither"),
    "detractor": gettext_lazy("Counts, would not recommend us"),
}
"""What stands beside a ticket that counts in a share; elsewhere it just counts."""


@dataclass(frozen=True, slots=True)
class TicketRow:
    """A ticket behind a figure. `counts` is yes, no (not reached) or out; `mark` says it."""

    key: str
    href: str
    queue: str
    when: str
    held_by: str
    amount: str
    counts: str
    mark: str
    why: Text


@dataclass(frozen=True, slots=True)
class TicketList:
    """The tickets behind one point, as far as the reader may see them."""

    title: str
    counts: tuple[tuple[Text, str], ...]
    sorts: tuple[Pill, ...]
    rows: tuple[TicketRow, ...]
    with_names: bool
    with_amounts: bool
    pager: Pager | None
    download: str
    note: str
    empty: Nothing | None


def tickets(found: Tickets, grain: str, sort: str, links: Mapping[str, str]) -> TicketList:
    """Return a page of tickets.

    `links` has, by source, the address of a ticket in the help desk with `{ticket}` in it.
    """
    measure = found.measure.id
    here = {"start": found.start.isoformat(), "grain": grain}

    def at(**more: str | int) -> str:
        return f"{addresses.measure(measure)}{addresses.query(**here, **more)}#tickets"

    rows = tuple(row(ticket, found.measure.unit, links) for ticket in found.rows)
    with_amounts = any(line.amount for line in rows)
    return TicketList(
        title=gettext("Behind {days}: {tickets}, {counted} count").format(
            days=days(found),
            tickets=formats.tickets(found.total),
            counted=formats.number(found.counted, 0),
        ),
        counts=tuple((tally.reason, formats.number(tally.n, 0)) for tally in found.counts)
        if len(found.counts) > 1
        else (),
        sorts=tuple(
            Pill(str(label), at(sort=key), on=key == sort)
            for key, label in SORTS.items()
            if with_amounts or key in {"newest", "oldest"}
        ),
        rows=rows,
        with_names=any(line.held_by for line in rows),
        with_amounts=with_amounts,
        pager=paging.pager(found.page, PAGE, found.total, lambda n: at(sort=sort, page=n)),
        download=reverse("measure_tickets_csv", args=[measure]) + addresses.query(**here),
        note=gettext("Ticket numbers open the help desk. No text of a customer is kept here.")
        if any(line.href for line in rows)
        else gettext("No text of a customer is kept here."),
        empty=None if found.rows else Nothing(gettext("No tickets behind this figure")),
    )


def days(found: Tickets) -> str:
    """Return the days that the figure covers."""
    figure = found.figure
    return formats.days(found.start, figure.last_day if figure else found.start)


def row(ticket: Ticket, unit: formats.Unit, links: Mapping[str, str]) -> TicketRow:
    """Return a ticket as a line."""
    pattern = links.get(ticket.source, "")
    return TicketRow(
        key=ticket.ticket,
        href=pattern.replace("{ticket}", ticket.ticket) if pattern else "",
        queue=ticket.queue,
        when=formats.when(ticket.dated),
        held_by=ticket.holder,
        amount=amount(ticket, unit),
        counts=standing(ticket),
        mark=mark(ticket),
        why=ticket.reason,
    )


def amount(ticket: Ticket, unit: formats.Unit) -> str:
    """Return the ticket's own value; none for a share, where counting says all."""
    if ticket.amount is None or unit in {"share", "tickets"}:
        return ""
    return formats.value(ticket.amount, unit, 0)


def standing(ticket: Ticket) -> str:
    """Return whether the ticket counts, counts without having reached it, or is left out."""
    if not ticket.counts:
        return "out"
    return "no" if ticket.outcome in MARKS and ticket.outcome not in REACHED else "yes"


def mark(ticket: Ticket) -> str:
    """Return whether and how the ticket counts, in words."""
    if not ticket.counts:
        return gettext("Left out")
    return str(MARKS.get(ticket.outcome) or gettext("Counts"))
