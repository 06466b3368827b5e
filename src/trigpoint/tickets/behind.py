"""From a figure to the tickets behind it, each with the reason why it counts or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlglot import column, exp, select

from trigpoint.core.text import Text
from trigpoint.tickets import compose
from trigpoint.tickets.compose import Question
from trigpoint.tickets.engines import Engine
from trigpoint.tickets.outcomes import OUTCOMES, depends_on_amount, outcome
from trigpoint.tickets.query import Filter
from trigpoint.tickets.reasons import REASONS


class Sort(StrEnum):
    """In which order the tickets come, after those that count."""

    OLDEST = "oldest"
    NEWEST = "newest"
    LARGEST = "largest"
    SMALLEST = "smallest"


@dataclass(frozen=True, slots=True)
class Page:
    """Which of the tickets to return: `limit` None is all of them, for an export."""

    offset: int = 0
    limit: int | None = 50
    sort: Sort = Sort.NEWEST


FIRST = Page()


@dataclass(frozen=True, slots=True)
class BehindRow:
    """One ticket (or answer) behind a point, and why it counts or not.

    `amount` is in the KPI's own unit: seconds, 1 or 0, transfers, 1, 0 or -1 for NPS. `code` is
    empty where it counts; `outcome` then says how, else it is empty.
    """

    source: str | None
    ticket: str | None
    dated: int
    created: int | None
    account: str | None
    queue: str | None
    priority: str | None
    channel: str | None
    amount: int | None
    code: str
    outcome: str
    reason: Text

    @property
    def counts(self) -> bool:
        """Say whether the ticket is in the figure."""
        return not self.code


@dataclass(frozen=True, slots=True)
class Behind:
    """A page of what lies behind a point.

    `total`, `counts` (by reason code) and `outcomes` (of those that count) are over all.
    """

    rows: tuple[BehindRow, ...]
    total: int
    counts: Mapping[str, int]
    outcomes: Mapping[str, int]

    @property
    def counted(self) -> int:
        """How many are in the figure: its n."""
        return self.counts.get("", 0)


def narrowed(question: Question, key: str | None, start: int | None) -> Question:
    """Return the question restricted to one member of its cut and one of its periods."""
    statement = question.statement
    if statement.by is not None:
        own = Filter(statement.by.dimension, (key,), name=statement.by.name)
        statement = replace(statement, filters=(*statement.filters, own), by=None)
    return Question(statement, [p for p in question.periods if start in {None, p.start}])


def behind(engine: Engine, question: Question, page: Page) -> Behind:
    """Return one page; the engine has the question's tables already.

    Nobody is told who is behind a figure that was promised to be without names.
    """
    if question.definition.floor:
        return Behind((), 0, {}, {})
    rows = compose.rows(question.statement).subquery("found")
    counts: Counter[str] = Counter()
    outcomes: Counter[str] = Counter()
    for reason, amount, cause, n in engine.rows(_tally(question, rows.copy(), engine.dialect)):
        counts[reason] += n
        if not reason:
            outcomes[outcome(question.definition.key, amount, cause)] += n
    found = tuple(_rows(engine, question, rows, page))
    return Behind(found, total=counts.total(), counts=counts, outcomes=outcomes)


def _tally(question: Question, rows: exp.Subquery, dialect: str) -> str:
    amount = "amount" if depends_on_amount(question.definition.key) else "NULL AS amount"
    by = ("reason", "amount", "cause")
    parts = select("reason", amount, f"{_cause(question)} AS cause").from_(rows)
    query = select(*by, "COUNT(*) AS n").from_(parts.subquery("parts"))
    return query.group_by(*by).sql(dialect)


def _cause(question: Question) -> str:
    return "found.cause" if question.definition.has_causes else "''"


def of_ticket(engine: Engine, question: Question, ticket: str) -> list[BehindRow]:
    """Return the rows of one ticket, by the number that its help desk shows.

    More than one where several help desks have that number, or it has several answers.
    """
    if question.definition.floor:
        return []
    rows = compose.rows(question.statement).subquery("found")
    query = _query(question, rows).where(column("ticket", table="ticket").eq(ticket))
    return list(_read(engine, question, query.order_by("found.dated", "found.key")))


def _rows(
    engine: Engine, question: Question, rows: exp.Subquery, page: Page
) -> Iterator[BehindRow]:
    order = ("CASE WHEN found.reason = '' THEN 0 ELSE 1 END", *_ORDER[page.sort], "found.key")
    query = _query(question, rows).order_by(*order).offset(page.offset)
    if page.limit is not None:
        query = query.limit(page.limit)
    yield from _read(engine, question, query)


def _query(question: Question, rows: exp.Subquery) -> exp.Select:
    return (
        select(
            "ticket.source", "ticket.ticket", "found.dated", "ticket.created", "found.account",
            "found.queue", "found.priority", "found.channel", "found.amount", "found.reason",
            f"{_cause(question)} AS cause",
        )
        .from_(rows)
        .join("ticket", on="ticket.key = found.key", join_type="left")
    )  # fmt: skip


def _read(engine: Engine, question: Question, query: exp.Select) -> Iterator[BehindRow]:
    for *told, amount, code, cause in engine.rows(query.sql(engine.dialect)):
        how = "" if code else outcome(question.definition.key, amount, cause)
        reason = OUTCOMES[how] if how else REASONS[code]
        yield BehindRow(*(*told, amount, code, how, reason))


_ORDER = {
    Sort.OLDEST: ("found.dated",),
    Sort.NEWEST: ("found.dated DESC",),
    Sort.LARGEST: ("found.amount DESC NULLS LAST", "found.dated"),
    Sort.SMALLEST: ("found.amount NULLS LAST", "found.dated"),
}
