"""Random help desks: small, dense in ties and corner cases, told in every shape of record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from random import Random

from trigpoint.tickets.beside import Call, Doing, Entry, EntryKind, Review, Stretch
from trigpoint.tickets.oracle.history import History, history
from trigpoint.tickets.oracle.hours import Hours
from trigpoint.tickets.oracle.kpis import Row, World
from trigpoint.tickets.outcomes import outcome
from trigpoint.tickets.records import (
    Account,
    Author,
    Category,
    Change,
    Field,
    Message,
    Opening,
    Promise,
    Queue,
    QueueHours,
    Rating,
    Record,
    Schedule,
    Snapshot,
    Step,
    SurveyKind,
    TicketRow,
)

SOURCE = "desk"
START = 1_711_500_000  # three days before the clocks change in Europe, 2024
AGENTS = (None, "ann", "bob", "cem", "robot")
QUEUES = (None, "first", "second", "night")
PRIORITIES = (None, "high", "low")
CHANNELS = (None, "mail", "chat")
LANGUAGES = (None, "de", "pt")
SITES = (None, "Porto", "Cork")
LABELS = (Field.TAG_ADDED, Field.TAG_REMOVED, Field.CUSTOM, Field.LANGUAGE, Field.SITE)
STATUSES = tuple(Category)[:6] * 4 + tuple(Category)[6:]


def schedules() -> list[Record]:
    week = tuple(Opening(weekday=d, opens=9 * 3600, closes=17 * 3600 + 600) for d in range(5))
    night = tuple(Opening(weekday=d, opens=20 * 3600, closes=86_400) for d in range(7))
    early = tuple(Opening(weekday=d, opens=0, closes=6 * 3600 + 60) for d in range(7))
    return [
        Schedule(schedule="week", name="Week", zone="Europe/Berlin", openings=week, seen_at=1,
                 holidays=("2024-04-01",)),
        Schedule(schedule="night", name="Night", zone="America/New_York", openings=night + early,
                 seen_at=1),
        QueueHours(queue=None, schedule="week", since=0),
        QueueHours(queue="night", schedule="week", since=0),
        QueueHours(queue="night", schedule="night", since=START + 5 * 86_400),
        QueueHours(queue="second", schedule=None, since=START + 9 * 86_400),
        QueueHours(queue="second", schedule="week", since=0),
        Account(account="robot", name="Robot", author=Author.BOT, seen_at=1),
        Account(account="ann", name="Ann", seen_at=1),
        Queue(queue="first", name="First line", seen_at=1),
    ]  # fmt: skip


def ticket(random: Random, number: int) -> list[Record]:
    """Return the records of one ticket, told as an event log, as snapshots or as one row."""
    name = f"T{number}"
    created = START + number * 7 + random.randrange(0, 12) * 86_400
    told = random.choice((_log, _log, _snapshots, _row))
    records = list(told(random, name, created))
    records += _promises(random, name, created)
    records += _ratings(random, name, created)
    records += _beside(random, number, created)
    return records


def _moment(random: Random, created: int) -> int:
    return created + random.choice((-60, 0, 0, 1, 60, 3600, 86_400, 90_000, 8 * 86_400)) * (
        random.randrange(0, 3)
    ) + random.choice((0, 0, 0, 1800, 40_000))  # fmt: skip


def _requester(random: Random) -> str | None:
    return random.choice((None, "c1", "c2", "c3", "c4", "c5", "c6"))


def _log(random: Random, name: str, created: int) -> Iterator[Record]:
    if random.random() < 0.9:
        yield TicketRow(
            ticket=name, created_at=created, seen_at=created + 10**6,
            category=random.choice((None, Category.OPEN)), queue=random.choice(QUEUES),
            assignee=random.choice(AGENTS), priority=random.choice(PRIORITIES),
            channel=random.choice(CHANNELS), requester=_requester(random),
            outbound=random.random() < 0.05, tags=("vip",) if random.random() < 0.3 else (),
            custom={"product": random.choice("xyz")}, language=random.choice(LANGUAGES),
            site=random.choice(SITES),
        )  # fmt: skip
    values = {
        Field.STATUS: STATUSES, Field.ASSIGNEE: AGENTS, Field.QUEUE: QUEUES,
        Field.PRIORITY: PRIORITIES, Field.CHANNEL: CHANNELS,
    }  # fmt: skip
    used: set[object] = set()
    for n in range(random.randrange(1, 14)):
        at, seq = _moment(random, created), random.choice((0, n))
        if random.random() < 0.35:
            place: object = (at, seq)
            record: Record = Message(
                ticket=name, at=at, seq=seq, author=random.choice(tuple(Author)),
                public=random.random() < 0.7, actor=random.choice(("ann", "bob", None)),
            )  # fmt: skip
        elif random.random() < 0.15:
            kind = random.choice(LABELS)
            place = (at, seq, "label")
            tag = kind in LABELS[:3]
            record = Change(
                ticket=name, at=at, seq=seq, field=kind,
                value=random.choice(("vip", "a") if tag else LANGUAGES),
                name="product" if kind is Field.CUSTOM else None,
            )  # fmt: skip
        else:
            kind = random.choice((Field.STATUS, *values))
            place = (at, seq, kind)
            record = Change(
                ticket=name, at=at, seq=seq, field=kind, value=random.choice(values[kind]),
                old=random.choice((None, values[kind][1])),
            )  # fmt: skip
            if record.value is None and kind is Field.STATUS:
                continue
        if place not in used:
            used.add(place)
            yield record


def _snapshots(random: Random, name: str, created: int) -> Iterator[Record]:
    requester = _requester(random)
    stated = random.choice((created, None))
    for seq in range(random.randrange(1, 8)):
        yield Snapshot(
            ticket=name, at=_moment(random, created), seq=seq, category=random.choice(STATUSES),
            created_at=stated, assignee=random.choice(AGENTS), queue=random.choice(QUEUES),
            priority=random.choice(PRIORITIES), channel=random.choice(CHANNELS),
            tags=random.choice(((), ("vip",), ("b", "a"))), custom={"product": "x"},
            requester=requester, language=random.choice(LANGUAGES), site=random.choice(SITES),
        )  # fmt: skip


def _row(random: Random, name: str, created: int) -> Iterator[Record]:
    later = sorted(_moment(random, created) + 61 for _ in range(3))
    yield TicketRow(
        ticket=name, created_at=created, seen_at=later[2], category=random.choice(STATUSES),
        assignee=random.choice(AGENTS), queue=random.choice(QUEUES),
        priority=random.choice(PRIORITIES), channel=random.choice(CHANNELS),
        language=random.choice(LANGUAGES), site=random.choice(SITES),
        requester=_requester(random), first_replied_at=random.choice((None, later[0])),
        solved_at=random.choice((None, later[1])), closed_at=random.choice((None, later[2])),
    )  # fmt: skip


def _promises(random: Random, name: str, created: int) -> Iterator[Record]:
    targets = ("first_reply", "next_reply", "resolution", "update")
    for target in random.sample(targets, random.randrange(0, 3)):
        due = created + random.choice((60, 3600, 86_400, 10**7))
        yield Promise(ticket=name, at=created, target=target, step=Step.APPLIED, due_at=due)
        for again in range(random.choice((0, 0, 0, 1, 2))):
            step = random.choice(tuple(Step)[again:])
            at = _moment(random, created) + (step is Step.APPLIED)
            later = due + 1800 if step is Step.APPLIED else None
            yield Promise(ticket=name, at=at, target=target, step=step, due_at=later)


def _ratings(random: Random, name: str, created: int) -> Iterator[Record]:
    if random.random() < 0.5:
        sent = _moment(random, created) + 100
        kind, lowest, highest = random.choice(
            (
                (SurveyKind.CSAT, 1, 5),
                (SurveyKind.CSAT, 0, 1),
                (SurveyKind.NPS, 0, 10),
                (SurveyKind.CES, 1, 7),
                (SurveyKind.CES, 1, 5),
                (SurveyKind.ENPS, 0, 10),
            )
        )
        for n in range(random.randrange(1, 3)):
            answered = random.choice((None, sent + 60 + n))
            score = None if answered is None else random.randrange(lowest, highest + 2)
            yield Rating(
                rating=f"R{name}", kind=kind, sent_at=sent, answered_at=answered, score=score,
                lowest=lowest, highest=highest, ticket=name,
            )  # fmt: skip


def _beside(random: Random, number: int, created: int) -> Iterator[Record]:
    """Yield calls, stretches of work, reviews and entries, some of them told twice."""
    at = _moment(random, created) + 200
    if random.random() < 0.5:
        for n in range(random.randrange(1, 3)):
            talk = random.choice((0, 60, 3600))
            answered = random.choice((None, at, at + 20, at + 21))
            yield Call(
                call=f"C{number}", offered_at=at, ended_at=at + random.choice((30, 5000)) + n,
                answered_at=answered, account=random.choice(AGENTS), queue=random.choice(QUEUES),
                talk=talk, hold=random.randrange(3), after=random.randrange(9),
                outbound=random.random() < 0.1, language=random.choice(LANGUAGES),
                site=random.choice(SITES),
            )  # fmt: skip
    for _n in range(random.randrange(4)):
        began = at + random.randrange(4) * 100
        yield Stretch(
            account=random.choice(AGENTS[1:]), doing=random.choice(tuple(Doing)),
            started_at=began, ended_at=began + random.choice((0, 50, 150, 4000)),
            ticket=random.choice((None, f"T{number}", f"T{max(0, number - 1)}", "elsewhere")),
        )  # fmt: skip
    if random.random() < 0.3:
        possible, of_ticket = random.choice((0, 3, 8, 200)), random.choice((None, f"T{number}"))
        for n in range(random.randrange(1, 4)):
            yield Review(
                review=f"Q{number}", reviewed_at=at + n, possible=possible,
                points=random.randrange(possible + 1), failed=random.random() < 0.1,
                account=random.choice(AGENTS), queue=random.choice(QUEUES),
                ticket=of_ticket, question=random.choice((None, "tone")),
                weight=random.randrange(1, 4),
            )  # fmt: skip
    if random.random() < 0.3:
        of = random.randrange(50)
        for n in range(random.randrange(1, 3)):
            yield Entry(
                entry=f"E{number}", kind=random.choice(tuple(EntryKind)), at=at, of=of,
                amount=random.randrange(of + 1), currency=random.choice(("EUR", "USD")),
                queue=random.choice(QUEUES), seen_at=n, language=random.choice(LANGUAGES),
                site=random.choice(SITES),
            )  # fmt: skip


def world(records: Iterable[Record], as_of: int) -> World:
    """Return the same help desk for the plain-Python twins."""
    found = list(records)
    by_ticket: dict[str, list[Record]] = {}
    for record in found:
        own = getattr(record, "ticket", None)
        if own is not None:
            by_ticket.setdefault(own, []).append(record)
    histories = [history(own) for own in by_ticket.values()]  # type: ignore[arg-type]  # changed by name, or of a kind that the test gives
    return World(
        histories=[h for h in histories if isinstance(h, History)],
        ratings=[r for r in found if isinstance(r, Rating)],
        hours=Hours(
            schedules={r.schedule: r for r in found if isinstance(r, Schedule)},
            queues=[r for r in found if isinstance(r, QueueHours)],
        ),
        bots=frozenset(
            r.account for r in found if isinstance(r, Account) and r.author is Author.BOT
        ),
        as_of=as_of,
        source=SOURCE,
        calls=[r for r in found if isinstance(r, Call)],
        stretches=[r for r in found if isinstance(r, Stretch)],
        reviews=[r for r in found if isinstance(r, Review)],
        entries=[r for r in found if isinstance(r, Entry)],
    )


def key(value: str | None) -> str | None:
    return None if value is None else f"{SOURCE}/{value}"


def comparable(kpi: str, row: Row) -> tuple[object, ...]:
    counts = row.reason == ""
    return (
        row.ticket or "", row.dated, key(row.account) or "", key(row.queue) or "",
        row.priority or "", row.channel or "", row.amount if counts else None, row.reason,
        outcome(kpi, row.amount, row.cause) if counts else "",
    )  # fmt: skip
