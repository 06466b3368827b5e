"""The tickets behind a figure, each with the reason why it counts or not."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from trigpoint.core.people.kinds import Verb
from trigpoint.core.text import Text, _
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.helpdesks import roster
from trigpoint.services.helpdesks.imports import facts_folder
from trigpoint.services.measures import asking, catalogue, figures
from trigpoint.services.measures.catalogue import MeasureRef
from trigpoint.services.measures.figures import Figure, Published
from trigpoint.services.people.people import log_read
from trigpoint.store.models import Account, Measure, Organisation, Person, Queue, Reading
from trigpoint.tickets.behind import Behind, BehindRow, Page, Sort
from trigpoint.tickets.catalogue import counts_tickets
from trigpoint.tickets.facts import Facts
from trigpoint.tickets.outcomes import OUTCOMES
from trigpoint.tickets.query import Grain
from trigpoint.tickets.reasons import REASONS

PAGE = 50
CHUNK = 20_000
"""So many tickets at a time are read for an export."""
HEAD = ("ticket", "source", "queue", "dated", "held by", "amount", "counts", "why")
"""What an export says of each ticket."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """One ticket (or survey answer) behind a figure. `holder` is empty where not to be seen.

    `amount` is in the KPI's unit: seconds, 1 or 0, or a number of transfers. `reason` says in a
    sentence why it counts or not; `code` names the reason where it does not, and is empty where it
    counts, `outcome` the other way round.
    """

    source: str
    ticket: str
    dated: datetime.datetime
    created: datetime.datetime | None
    holder: str
    queue: str
    priority: str
    channel: str
    amount: int | None
    counts: bool
    code: str
    outcome: str
    reason: Text

    def cells(self, say: Callable[[Text], str] = str) -> tuple[str, ...]:
        """Return the ticket as a row of an export, under HEAD."""
        amount = "" if self.amount is None else str(self.amount)
        counts = "yes" if self.counts else "no"
        when = self.dated.isoformat()
        told = (self.ticket, self.source, self.queue, when, self.holder, amount, counts)
        return *told, say(self.reason)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many tickets have one reason, or count in one way."""

    code: str
    reason: Text
    counts: bool
    n: int


@dataclass(frozen=True, slots=True)
class Tickets:
    """A page of what lies behind one figure; `counts` has how many rows each reason has."""

    measure: MeasureRef
    figure: Figure | None
    start: datetime.date
    end: datetime.date
    rows: tuple[Ticket, ...]
    total: int
    counted: int
    counts: tuple[Tally, ...]
    page: int
    pages: int


def show(
    actor: Actor,
    measure_id: str,
    start: datetime.date,
    grain: str,
    *,
    page: int = 1,
    sort: str = Sort.NEWEST,
) -> Tickets:
    """Return the tickets behind the figure of a measure that starts on a day.

    Names of those who held a ticket are shown only where the policy says so.

    Raises:
        NotThere: where the actor may not see the tickets, or there is no such figure.
    """
    if sort not in set(Sort):
        raise Invalid({"sort": _("Choose newest, oldest, largest or smallest.")})
    point = find(actor, measure_id, start, grain)
    found = point.behind(Page((page - 1) * PAGE, PAGE, Sort(sort)))
    names = Names(actor, point.measure)
    return Tickets(
        measure=catalogue.reference(point.measure),
        figure=figures.figure(
            point.reading,
            point.measure,
            point.seen,
            actor.now,
            doubts=figures.disputed([point.measure], actor.now).get(point.measure.pk, ()),
        ),
        start=point.reading.start,
        end=point.reading.end,
        rows=tuple(names.ticket(row) for row in found.rows),
        total=found.total,
        counted=found.counted,
        counts=tuple(tallies(found)),
        page=page,
        pages=max(1, -(-found.total // PAGE)),
    )


def export(actor: Actor, measure_id: str, start: datetime.date, grain: str) -> Iterator[Ticket]:
    """Yield all tickets behind a figure, the newest first of those that count.

    Raises like `show`, before the first ticket.
    """
    point = find(actor, measure_id, start, grain)
    return every(point, Names(actor, point.measure))


def every(point: Point, names: Names) -> Iterator[Ticket]:
    """Yield all tickets behind a point, some thousands read at a time."""
    offset = 0
    while rows := point.behind(Page(offset, CHUNK)).rows:
        yield from map(names.ticket, rows)
        offset += CHUNK


def tallies(found: Behind) -> Iterator[Tally]:
    """Yield how many count in each way, the commonest first, then how many do not, and why."""
    for code, n in sorted(found.outcomes.items(), key=lambda item: -item[1]):
        yield Tally(code, OUTCOMES[code], counts=True, n=n)
    for code, n in sorted(found.counts.items(), key=lambda item: -item[1]):
        if code:
            yield Tally(code, REASONS[code], counts=False, n=n)


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of a measure, as its reading stands in the newest generation."""

    organisation: Organisation
    measure: Measure
    reading: Reading
    seen: Published

    def behind(self, page: Page) -> Behind:
        """Return one page of the tickets behind it."""
        question = asking.query(
            self.measure,
            self.organisation,
            self.reading.start,
            self.reading.end,
            Grain.WHOLE,
            only=asking.scope_filter(self.measure),
        )
        known = roster.of(self.organisation)
        with Facts.open(facts_folder(), self.seen.number, known) as facts:
            return facts.behind(question, page=page)


def find(actor: Actor, measure_id: str, start: datetime.date, grain: str) -> Point:
    """Return the point of a measure whose tickets are asked for, and keep who looked.

    Raises:
        NotThere: where the actor may not see the tickets, or there is no such figure.
    """
    measure = access.measure(actor, measure_id, Verb.SEE)
    if not open_to(actor, measure):
        raise NotThere
    seen = figures.published(actor.organisation)
    reading = figures.visible(seen.number).filter(measure=measure, grain=grain, start=start).first()
    if reading is None:
        raise NotThere
    if measure.person is not None:
        log_read(actor, measure.person, f"tickets behind measure {measure.public_id}")
    return Point(actor.organisation, measure, reading, seen)


def open_to(actor: Actor, measure: Measure) -> bool:
    """Whether the actor may see the tickets behind a measure's figures.

    Who may not see the figure, because it is of too few people, could count it from them. Behind a
    ratio are two measures, and the tickets behind each of these; behind what was typed in are none.
    """
    if not counts_tickets(measure.kpi):
        return False
    return all(measure.pk in access.visible_ids(actor, what) for what in ("figure", "tickets"))


class Names:
    """What accounts and queues are called, for one actor and one measure."""

    def __init__(self, actor: Actor, measure: Measure) -> None:
        organisation = actor.organisation
        self.zone = zoneinfo.ZoneInfo(organisation.zone)
        self.queues: Mapping[str, str] = {
            f"{source}/{key}": name or key
            for source, key, name in Queue.objects.filter(organisation=organisation).values_list(
                "source__key", "external_id", "name"
            )
        }
        allowed = measure.pk in access.visible_ids(actor, "tickets with names")
        self.accounts = account_names(actor) if allowed else {}
        self.ties = roster.of(actor.organisation).ties if allowed else ()
        self.people = person_names(actor) if allowed else {}

    def holder(self, row: BehindRow) -> str:
        """Return who held a ticket: the person the account was tied to then, else the account."""
        account = row.account or ""
        for tie in self.ties:
            if tie.account == account and tie.start <= row.dated < tie.end:
                return self.people.get(tie.person, "")
        return self.accounts.get(account, "")

    def ticket(self, row: BehindRow) -> Ticket:
        """Return a row with names instead of keys."""
        return Ticket(
            source=row.source or "",
            ticket=row.ticket or "",
            dated=datetime.datetime.fromtimestamp(row.dated, self.zone),
            created=datetime.datetime.fromtimestamp(row.created, self.zone)
            if row.created is not None
            else None,
            holder=self.holder(row),
            queue=self.queues.get(row.queue or "", ""),
            priority=row.priority or "",
            channel=row.channel or "",
            amount=row.amount,
            counts=row.counts,
            code=row.code,
            outcome=row.outcome,
            reason=row.reason,
        )


def account_names(actor: Actor) -> dict[str, str]:
    """Return what accounts are called, by the keys that the engine knows them by."""
    found = Account.objects.filter(organisation=actor.organisation)
    return {
        f"{source}/{key}": name or key
        for source, key, name in found.values_list("source__key", "external_id", "name")
    }


def person_names(actor: Actor) -> dict[str, str]:
    """Return the names of the organisation's people by public id."""
    found = Person.objects.filter(organisation=actor.organisation)
    return dict(found.values_list("public_id", "name"))
