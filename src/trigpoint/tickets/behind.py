"""From a figure to the tickets behind it, each with the reason why it counts or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlglot import exp, select

from trigpoint.core.text import Text
from trigpoint.tickets import compose
from trigpoint.tickets.compose import Question
from trigpoint.tickets.engines import Engine
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

    `amount` is in the KPI's own unit: seconds, 1 or 0, transfers, 1, 0 or -1 for NPS.
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
    reason: Text

    @property
    def counts(self) -> bool:
        """Say whether the ticket is in the figure."""
        return not self.code


@dataclass(frozen=True, slots=True)
class Behind:
    """A page of what lies behind a point; `total` and `counts` (by reason code) are over all."""

    rows: tuple[BehindRow, ...]
    total: int
    counts: Mapping[str, int]

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
    """Return one page; the engine has the question's tables already."""
    rows = compose.rows(question.statement).subquery("found")
    tally = select("reason", "COUNT(*) AS n").from_(rows.copy()).group_by("reason")
    counts = {str(reason): int(n) for reason, n in engine.rows(tally.sql(engine.dialect))}
    return Behind(tuple(_rows(engine, rows, page)), total=sum(counts.values()), counts=counts)


def _rows(engine: Engine, rows: exp.Subquery, page: Page) -> Iterator[BehindRow]:
    order = _ORDER[page.sort]
    query = (
        select(
            "ticket.source", "ticket.ticket", "found.dated", "ticket.created", "found.account",
            "found.queue", "found.priority", "found.channel", "found.amount", "found.reason",
        )
        .from_(rows)
        .join("ticket", on="ticket.key = found.key", join_type="left")
        .order_by("CASE WHEN found.reason = '' THEN 0 ELSE 1 END", *order, "found.key")
        .offset(page.offset)
    )  # fmt: skip
    if page.limit is not None:
        query = query.limit(page.limit)
    for row in engine.rows(query.sql(engine.dialect)):
        yield BehindRow(*(*row, REASONS[row[-1]]))


_ORDER = {
    Sort.OLDEST: ("found.dated",),
    Sort.NEWEST: ("found.dated DESC",),
    Sort.LARGEST: ("found.amount DESC NULLS LAST", "found.dated"),
    Sort.SMALLEST: ("found.amount NULLS LAST", "found.dated"),
}
