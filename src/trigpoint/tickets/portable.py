"""The subset of SQL that KPI files may use: what every engine computes alike, to the digit.

Times are integers, so there is no date function; there is no function but COALESCE, LEAD, LAG and
a SUM of integers, cast to BIGINT since engines widen it each in their way; no division but of
integers by the engine's composer, no random, no engine's own type. A KPI that needs more needs a
fact.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlglot import exp

ALLOWED: frozenset[type[exp.Expr]] = frozenset(
    {
        exp.Select, exp.From, exp.Table, exp.TableAlias, exp.Alias, exp.Column, exp.Identifier,
        exp.Where, exp.Join, exp.With, exp.CTE, exp.Union,
        exp.Case, exp.If, exp.Coalesce, exp.Literal, exp.Null, exp.Boolean, exp.Neg, exp.Paren,
        exp.Placeholder,
        exp.Add, exp.Sub, exp.Mul,
        exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE, exp.Is, exp.In, exp.And, exp.Or, exp.Not,
        exp.Window, exp.Lead, exp.Lag, exp.Order, exp.Ordered,
        exp.Group, exp.Sum, exp.Cast, exp.DataType,
    }
)  # fmt: skip

COLUMNS = ("key", "dated", "account", "queue", "priority", "channel", "amount", "reason")
"""What every KPI's query returns, in this order."""

WEIGHT = "weight"
"""After the amount, where a figure is a ratio of two sums."""

CAUSE = "cause"
"""Before the reason, where a row may count without having reached it for several causes."""

TABLES = frozenset(
    {
        "ticket_event", "ticket", "solve", "clock", "handover", "active", "promise", "rating",
        "instant", "call", "stretch", "spell", "review", "entry",
    }
)  # fmt: skip


def complaints(sql: exp.Expr, parameters: set[str]) -> Iterator[str]:
    """Yield what in a KPI's query is outside the subset."""
    for node in sql.walk():
        if type(node) not in ALLOWED:
            yield f"{type(node).__name__} is not portable: {node.sql()}"
    for literal in sql.find_all(exp.Literal):
        if not literal.is_string and not literal.is_int:
            yield f"only whole numbers: {literal.sql()}"
    ctes = {cte.alias for cte in sql.find_all(exp.CTE)}
    for found in sql.find_all(exp.Table):
        if found.name not in TABLES | ctes:
            yield f"no such fact: {found.name}"
    used = {place.name for place in sql.find_all(exp.Placeholder)} - {"as_of"}
    if not used <= parameters:
        yield f"undeclared parameters: {sorted(used - parameters)}"
    named = [] if not isinstance(sql, exp.Query) else sql.named_selects
    if (
        tuple(name for name in named if name not in {CAUSE, WEIGHT}) != COLUMNS
        or CAUSE in named[-1:]
    ):
        yield f"returns {named}, not {COLUMNS}"
