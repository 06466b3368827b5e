"""A KPI's query, set into the question: parameters, periods, filters, scopes and the cut.

Everything here builds syntax trees; no text of a user ever becomes SQL. Filters and scopes are
literals in the tree, periods and the roster are small tables that the engine is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlglot import column, condition, exp, select

from trigpoint.tickets.catalogue import definition
from trigpoint.tickets.definition import Definition, Statistic
from trigpoint.tickets.engines import Engine
from trigpoint.tickets.periods import Period, periods, pieces
from trigpoint.tickets.query import By, Dimension, Filter, Query
from trigpoint.tickets.roster import Holder, Roster, joined

_OWN = {Dimension.ACCOUNT, Dimension.QUEUE, Dimension.CHANNEL, Dimension.PRIORITY}
_ORIGIN = {Dimension.LANGUAGE, Dimension.SITE}
_LABELS = {Dimension.TAG: ("tag", "tag"), Dimension.CUSTOM: ("custom", "value")}
_HELD = ("account", "queue", "priority", "channel")
_ROSTER = {Dimension.UNIT, Dimension.EMPLOYER, Dimension.PERSON}


@dataclass(frozen=True, slots=True)
class Statement:
    """All that the SQL's text depends on; the same statement is always the same text."""

    kpi: str
    version: int
    params: tuple[tuple[str, str | int], ...]
    filters: tuple[Filter, ...]
    by: By | None
    as_of: int


@dataclass(frozen=True, slots=True)
class Question:
    """A statement, and the periods it is asked for."""

    statement: Statement
    periods: Sequence[Period]

    @property
    def definition(self) -> Definition:
        """Return the KPI asked for."""
        return definition(self.statement.kpi, self.statement.version)

    @property
    def params(self) -> dict[str, str | int]:
        """Return every parameter's value."""
        return dict(self.statement.params)


def ask(query: Query, as_of: int) -> Question:
    """Return the question that a query puts; raises ParameterError where it cannot be put."""
    found = definition(query.kpi, query.version)
    params = tuple(sorted(found.settled(query.params).items()))
    statement = Statement(found.key, found.version, params, query.filters, query.by, as_of)
    return Question(
        statement, periods(query.grain, query.start, query.end, query.zone, query.week_start)
    )


def prepare(engine: Engine, question: Question, roster: Roster) -> None:
    """Give the engine the small tables that the question's SQL joins."""
    found = list(pieces(question.periods))
    statement = question.statement
    engine.put(
        "piece_of_period",
        {
            "day": ("BIGINT", [p.day for p in found]),
            "started": ("BIGINT", [p.started for p in found]),
            "ended": ("BIGINT", [p.ended for p in found]),
            "period": ("BIGINT", [p.period for p in found]),
        },
    )
    if question.definition.by_period:
        known = [p for p in question.periods if p.start <= statement.as_of]
        engine.put(
            "instant",
            {
                "moment": ("BIGINT", [min(p.end, statement.as_of) for p in known]),
                "dated": ("BIGINT", [p.start for p in known]),
            },
        )
    if statement.by and statement.by.dimension in _ROSTER:
        _put_holders(engine, "holder", _holders(roster, statement.by.dimension))
    for n, item in enumerate(statement.filters):
        if item.dimension in _ROSTER:
            _put_holders(
                engine, f"scope_{n}", joined(_holders(roster, item.dimension), item.values)
            )


@lru_cache(maxsize=256)
def sums(statement: Statement, dialect: str) -> str:
    """Return the SQL of the sums for each member of the cut and period.

    Columns: cut, period, missing, n; then the total, and for a mean the total of the squares, for
    NPS how many lie below zero, for a ratio the total of the weights.
    """
    columns = _SUMS[definition(statement.kpi, statement.version).statistic]
    return _grouped(statement, ("COUNT(counted) AS n", *columns), dialect)


def sums_of(statistic: Statistic) -> int:
    """Return how many sums follow n."""
    return len(_SUMS[statistic])


@lru_cache(maxsize=256)
def samples(statement: Statement, dialect: str) -> str:
    """Return the SQL of cut, period, missing and the list of all counted amounts."""
    return _grouped(statement, (_SAMPLE,), dialect)


def rows(statement: Statement) -> exp.Select:
    """Return the query of all rows in the statement's scope and cut, counted or not.

    Columns: the KPI's own, `period`, and `cut` (the member of the cut, NULL without one). Parts of
    one ticket are one row, dated by the last of them, of whom and of what all of them are.
    """
    found = _placed(statement)
    if not definition(statement.kpi, statement.version).parts:
        return found
    query = select("cut", "period", "key", "reason", "MAX(dated) AS dated", *map(_shared, _HELD))
    query.select(f"{_added(statement, 'amount')} AS amount", copy=False)
    query.from_(found.subquery("part", copy=False), copy=False)
    return query.group_by("cut", "period", "key", "reason", copy=False)


def _added(statement: Statement, name: str) -> str:
    """Return what parts of a ticket come to: their sum; of a share, whether any has reached it."""
    share = definition(statement.kpi, statement.version).statistic is Statistic.SHARE
    return f"MAX({name})" if share else f"CAST(SUM({name}) AS BIGINT)"


def _shared(name: str) -> str:
    return f"CASE WHEN MIN({name}) = MAX({name}) THEN MIN({name}) END AS {name}"


def _placed(statement: Statement) -> exp.Select:
    """Return the query of all rows, parts apart."""
    query = select("kpi.*").from_("kpi", copy=False)
    if definition(statement.kpi, statement.version).snapshot:
        # Taken once a period and dated by its begin: there is nothing to look up.
        query.select("kpi.dated AS period", copy=False)
    else:
        query.select("piece_of_period.period", copy=False)
        query.join("piece_of_period", on=_IN_PERIOD.copy(), copy=False)
    _cut(query, statement.by)
    for n, item in enumerate(statement.filters):
        query.where(_condition(item, n), copy=False)
    return query.with_("kpi", as_=_kpi(statement), copy=False)


def _grouped(statement: Statement, columns: Sequence[str], dialect: str) -> str:
    found = _placed(statement)
    _standing(found, definition(statement.kpi, statement.version).missing)
    found.select("CASE WHEN kpi.standing = 0 THEN kpi.amount END AS counted", copy=False)
    if definition(statement.kpi, statement.version).has_weights:
        found.select("CASE WHEN kpi.standing = 0 THEN kpi.weight END AS weighed", copy=False)
    if definition(statement.kpi, statement.version).parts:
        found = _whole(statement, found)
    query = select("cut", "period", "COUNT(*) - COUNT(counted) AS missing", *columns)
    query.from_(found.subquery("found", copy=False), copy=False)
    return query.group_by("cut", "period", copy=False).sql(dialect)


def _whole(statement: Statement, found: exp.Select) -> exp.Select:
    """Return one row for each ticket of each group: all of its parts that count."""
    query = select("cut", "period", "key", f"{_added(statement, 'counted')} AS counted")
    query.from_(found.subquery("part", copy=False), copy=False)
    return query.group_by("cut", "period", "key", copy=False)


def _standing(query: exp.Select, missing: Sequence[str]) -> None:
    """Put numbers for the KPI's reasons: 0 counts, 1 is counted beside, 2 is neither.

    A reason in words would be made for every row only to be compared with others again. What is
    neither is left out as the facts are read, where the reason can be turned into a condition.
    """
    left = False
    for part in _parts(query.ctes[0].this):
        reason = part.selects[-1]
        number = _sifted(part, _number(reason.unalias().copy(), missing))
        left = left or any(literal.name == "2" for literal in number.find_all(exp.Literal))
        reason.replace(exp.alias_(number, "standing", copy=False))
    if left:
        query.where("kpi.standing < 2", copy=False)


def _sifted(part: exp.Select, number: exp.Expr) -> exp.Expr:
    """Make conditions of a part of the first branches that are neither; return what is left.

    A part that counts rows together keeps them all: a condition would come before the counting.
    """
    counting = any(each.find(exp.AggFunc, exp.Window) for each in part.selects)
    if counting or not isinstance(number, exp.Case):
        return number
    branches: list[exp.If] = number.args["ifs"]
    while branches and branches[0].args["true"] == exp.Literal.number(2):
        part.where(_untrue(branches.pop(0).this), copy=False)
    default: exp.Expr = number.args["default"]
    return number if branches else default


def _untrue(condition: exp.Expr) -> exp.Expr:
    """Return what is true of each row of which the condition is false or unknown."""
    if isinstance(condition, exp.NEQ) and condition.expression == exp.Literal.string(""):
        # Only `excluded` is compared so, and no fact leaves it unknown.
        return exp.EQ(this=condition.this.copy(), expression=condition.expression.copy())
    if isinstance(condition, exp.Not) and isinstance(condition.this, exp.Is):
        return condition.this.copy()
    return exp.Coalesce(
        this=exp.Not(this=exp.Paren(this=condition.copy())), expressions=[exp.true()]
    )


def _parts(query: exp.Expr) -> list[exp.Select]:
    """Return the queries whose rows a KPI puts together; one, where it is no union."""
    if isinstance(query, exp.Union):
        return [*_parts(query.this), *_parts(query.expression)]
    return [query] if isinstance(query, exp.Select) else []


def _number(reason: exp.Expr, missing: Sequence[str]) -> exp.Expr:
    if isinstance(reason, exp.Case):
        for branch in reason.args["ifs"]:
            # A reason of the fact itself, asked for only where it has one.
            own = branch.this == exp.NEQ(this=branch.args["true"], expression=_COUNTS)
            number = exp.convert(2) if own else _number(branch.args["true"], missing)
            branch.set("true", number)
        reason.set("default", _number(reason.args["default"], missing))
        return reason
    if isinstance(reason, exp.Literal):
        return exp.convert(0 if reason.name == "" else 1 if reason.name in missing else 2)
    own = exp.NEQ(this=reason.copy(), expression=_COUNTS.copy())
    return exp.case().when(own, "2").else_("0")


_COUNTS = exp.Literal.string("")
_IN_PERIOD = condition(
    "kpi.dated // 86400 = piece_of_period.day AND kpi.dated >= piece_of_period.started"
    " AND kpi.dated < piece_of_period.ended",
    dialect="duckdb",
)
_TOTAL = "COALESCE(SUM(counted), 0) AS total"
_WHOLE = "COALESCE(SUM(weighed), 0) AS whole"
_SUMS: dict[Statistic, tuple[str, ...]] = {
    Statistic.COUNT: (),
    Statistic.SHARE: (_TOTAL,),
    Statistic.MEAN: (_TOTAL, "COALESCE(SUM(counted * counted), 0) AS squares"),
    Statistic.SUM: (_TOTAL,),
    Statistic.RATIO: (_TOTAL, _WHOLE),
    Statistic.POOLED: (_TOTAL, _WHOLE),
    Statistic.NPS: (_TOTAL, "COUNT(CASE WHEN counted < 0 THEN 1 END) AS below"),
}
_SAMPLE = "ARRAY_AGG(counted) FILTER(WHERE NOT counted IS NULL) AS amounts"


def _kpi(statement: Statement) -> exp.Expr:
    values: dict[str, str | int] = {**dict(statement.params), "as_of": statement.as_of}
    return definition(statement.kpi, statement.version).sql.transform(
        lambda node: exp.convert(values[node.name]) if isinstance(node, exp.Placeholder) else node
    )


def _cut(query: exp.Select, by: By | None) -> None:
    if by is None:
        query.select(exp.Null().as_("cut"), copy=False)
    elif by.dimension in _OWN:
        query.select(column(by.dimension.value, "kpi").as_("cut"), copy=False)
    elif by.dimension in _ROSTER:
        query.select("holder.member AS cut", copy=False)
        query.join("holder", on=_held("holder"), copy=False)
    elif by.dimension in _ORIGIN:
        query.select(column(by.dimension.value, "origin").as_("cut"), copy=False)
        query.join("origin", on="origin.key = kpi.key", join_type="LEFT", copy=False)
    elif by.dimension is Dimension.TAG:
        query.select("tag.tag AS cut", copy=False).join("tag", on="tag.key = kpi.key", copy=False)
    else:
        name = exp.EQ(this=column("name", "custom"), expression=exp.convert(by.name or ""))
        query.select("custom.value AS cut", copy=False)
        query.join("custom", on=exp.and_("custom.key = kpi.key", name), copy=False)


def _condition(item: Filter, n: int) -> exp.Expr:
    found: exp.Expr
    if item.dimension in _OWN:
        found = _among(column(item.dimension.value, "kpi"), item.values)
    elif item.dimension in _ROSTER:
        scope = f"scope_{n}"
        found = exp.Exists(this=select("1").from_(scope).where(_held(scope)))
    else:
        found = _labelled(item)
    return exp.Not(this=exp.Paren(this=found)) if item.excluded else found


def _labelled(item: Filter) -> exp.Expr:
    table, field = _LABELS.get(item.dimension, ("origin", item.dimension.value))
    some = [value for value in item.values if value is not None]
    labelled = select("key").from_(table)
    if table == "custom":
        labelled = labelled.where(
            exp.EQ(this=column("name"), expression=exp.convert(item.name or ""))
        )
    elif table == "origin":
        labelled = labelled.where(column(field).is_(exp.Null()).not_())
    key = column("key", "kpi")
    found: exp.Expr = key.isin(query=labelled.where(_among(column(field), some)))
    if None in item.values:
        found = exp.or_(found, exp.Not(this=key.isin(query=labelled)))
    return exp.Paren(this=found)


def _among(place: exp.Column, values: Sequence[str | None]) -> exp.Expr:
    """Return a condition that is never unknown, so that its negation is its complement."""
    some = [exp.convert(value) for value in values if value is not None]
    listed = exp.and_(place.is_(exp.Null()).not_(), place.isin(*some)) if some else exp.false()
    return exp.Paren(this=exp.or_(listed, place.is_(exp.Null()))) if None in values else listed


def _held(table: str) -> exp.Expr:
    return exp.and_(
        f"{table}.account = kpi.account",
        f"kpi.dated >= {table}.started",
        f"kpi.dated < {table}.ended",
    )


def _holders(roster: Roster, dimension: Dimension) -> list[Holder]:
    match dimension:
        case Dimension.UNIT:
            return roster.units()
        case Dimension.EMPLOYER:
            return roster.employed()
        case _:
            return roster.persons()


def _put_holders(engine: Engine, name: str, holders: Sequence[Holder]) -> None:
    engine.put(
        name,
        {
            "member": ("VARCHAR", [h.member for h in holders]),
            "account": ("VARCHAR", [h.account for h in holders]),
            "started": ("BIGINT", [h.start for h in holders]),
            "ended": ("BIGINT", [h.end for h in holders]),
        },
    )
