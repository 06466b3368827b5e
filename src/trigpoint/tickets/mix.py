"""How many tickets of which kind each member of a cut had, and what came of them.

A kind is a channel, a priority and a topic; the topic is a custom field, where the source has one.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlglot import exp, select

from trigpoint.tickets import compose
from trigpoint.tickets.compose import Question, Statement
from trigpoint.tickets.engines import Engine

KIND = ("channel", "priority", "topic")


class Kind(NamedTuple):
    """What similar tickets have in common; None where a ticket has no such word."""

    channel: str | None
    priority: str | None
    topic: str | None


class Share(NamedTuple):
    """What one member of the cut had of one kind: how many counted, and the sums of their amounts.

    `total` and `squares` are sums of the amounts and of their squares; of durations, where `logs`
    was asked for, of the logarithm of their seconds (those under one count as one).
    """

    member: str
    kind: Kind
    n: int
    total: float
    squares: float


def shares(engine: Engine, question: Question, topic: str | None, *, logs: bool) -> list[Share]:
    """Return the shares of all members that are named; the question has been prepared."""
    sql = statement_of(question.statement, topic, logs=logs).sql(engine.dialect)
    return [
        Share(str(member), Kind(channel, priority, word), int(n), float(total), float(squares))
        for member, channel, priority, word, n, total, squares in engine.rows(sql)
        if member is not None
    ]


def statement_of(statement: Statement, topic: str | None, *, logs: bool) -> exp.Select:
    """Return the query of the counted rows by member and kind."""
    found = compose.rows(statement)
    if topic is None:
        found.select("CAST(NULL AS TEXT) AS topic", copy=False)
    else:
        name = exp.EQ(this=exp.column("name", "worded"), expression=exp.Literal.string(topic))
        found.join(
            exp.alias_(exp.to_table("custom"), "worded", table=True),
            on=exp.and_("worded.key = kpi.key", name),
            join_type="LEFT",
            copy=False,
        )
        found.select("worded.value AS topic", copy=False)
    found.where("kpi.reason = ''", copy=False)
    amount = "LN(GREATEST(amount, 1))" if logs else "amount"
    query = select("cut", *KIND, "COUNT(*)", f"SUM({amount})", f"SUM({amount} * {amount})").from_(
        found.subquery("found", copy=False), copy=False
    )
    return query.group_by("cut", *KIND, copy=False)
