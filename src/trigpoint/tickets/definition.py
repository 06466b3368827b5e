"""A KPI's definition as its SQL file states it: the header, checked, and the query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import yaml
from sqlglot import exp, parse_one

from trigpoint.core.text import Text, _
from trigpoint.tickets.beside_words import BESIDE_WORDS
from trigpoint.tickets.more_words import MORE_WORDS
from trigpoint.tickets.words import WORDS, Words


class Statistic(StrEnum):
    """How rows become a figure."""

    QUANTILE = "quantile"
    SHARE = "share"
    MEAN = "mean"
    COUNT = "count"
    NPS = "nps"
    SUM = "sum"
    """Of amounts that may be below zero."""
    RATIO = "ratio"
    """Of two sums, both of all there was."""
    POOLED = "pooled"
    """A share whose two counts come ready in each row."""


class ParameterError(ValueError):
    """A parameter that the definition does not have, or a value that it does not allow."""

    def __init__(self, text: Text) -> None:
        super().__init__(str(text))
        self.text = text


@dataclass(frozen=True, slots=True)
class Choice:
    """A parameter that is one of some words; the first is the default."""

    options: tuple[str, ...]

    @property
    def default(self) -> str:
        """Return what holds where nothing is said."""
        return self.options[0]

    def allows(self, value: str | int) -> bool:
        """Say whether the value may be used."""
        return value in self.options

    def may_be(self) -> Text:
        """Return what there is to choose from."""
        return _("It may be: {options}.", options=", ".join(self.options))


@dataclass(frozen=True, slots=True)
class Span:
    """A parameter that is a whole number within bounds, both included."""

    default: int
    least: int
    most: int

    def allows(self, value: str | int) -> bool:
        """Say whether the value may be used."""
        return isinstance(value, int) and self.least <= value <= self.most

    def may_be(self) -> Text:
        """Return between which numbers it lies."""
        return _(
            "It may be a whole number from {least} to {most}.", least=self.least, most=self.most
        )


@dataclass(frozen=True, slots=True)
class Named:
    """A parameter that names something: a record by its public id, or in words; no default."""

    default: str = ""

    def allows(self, value: str | int) -> bool:
        """Say whether the value may be used."""
        return isinstance(value, str) and bool(value)

    def may_be(self) -> Text:
        """Return what is wanted."""
        return _("It names something.")


Parameter = Choice | Span | Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """One KPI: what it is, in words and in technical terms, and its SQL.

    `minimum` is the n below which a figure is flagged as too few. `missing` names the reasons
    whose rows are counted beside the figure. `snapshot` KPIs are taken at the end of each period.
    With `parts` the rows of one ticket in one group are parts of one amount, which is their sum; of
    a share, the largest.
    Below `floor` answers there is no figure, and there is never a list of who is behind it.
    """

    key: str
    version: int
    words: Words
    unit: str
    direction: str
    statistic: Statistic
    clock: str
    population: str
    date: str
    owner: str
    minimum: int
    missing: tuple[str, ...]
    parameters: Mapping[str, Parameter]
    snapshot: bool = False
    parts: bool = False
    floor: int = 0
    sql: exp.Query = field(repr=False, compare=False)

    @property
    def has_weights(self) -> bool:
        """Whether the figure is one of two sums: of the amounts, and of the weights."""
        return self.statistic in {Statistic.RATIO, Statistic.POOLED}

    @property
    def by_period(self) -> bool:
        """Whether the query asks for the periods themselves, to cut what crosses their ends."""
        return any(table.name == "instant" for table in self.sql.find_all(exp.Table))

    @property
    def has_causes(self) -> bool:
        """Whether the query says for each row why it counts without having reached it."""
        return "cause" in self.sql.named_selects

    def settles(self, params: Mapping[str, str | int]) -> int:
        """Return how many days after a stretch has ended its tickets may still turn out otherwise.

        They are those of the KPI that waits some days to see whether a customer comes back.
        """
        return int(self.settled(params).get("days", 0))

    def settled(self, given: Mapping[str, str | int]) -> dict[str, str | int]:
        """Return every parameter's value; raises ParameterError for what the KPI does not know."""
        for name, value in given.items():
            if name not in self.parameters:
                raise ParameterError(_("{kpi} has no setting {name}.", kpi=self.key, name=name))
            known = self.parameters[name]
            if not known.allows(value):
                text = _("{name} cannot be {value} in {kpi}.", name=name, value=value, kpi=self.key)
                raise ParameterError(Text("{why} {cure}", {"why": text, "cure": known.may_be()}))
        for name, parameter in self.parameters.items():
            if name not in given and isinstance(parameter, Named):
                raise ParameterError(_("{kpi} needs the setting {name}.", kpi=self.key, name=name))
        return {name: given.get(name, p.default) for name, p in self.parameters.items()}


def parse(text: str, queries: Mapping[str, str]) -> Definition:
    """Return the definition that a KPI's file states; raises KeyError, ValueError on a bad one.

    Below its header stands its query; or the header names one of `queries`, which several KPIs
    ask, with what this one says where the query leaves it open.
    """
    head, body = text.removeprefix("/*\n").split("*/\n", 1)
    title, fields = head.split("\n", 1)
    header: dict[str, Any] = yaml.safe_load(fields)
    known = {**WORDS, **MORE_WORDS, **BESIDE_WORDS}
    # A later version may have words of its own; one that means the same has those it had.
    words = known.get(f"{header['key']}.{header['version']}") or known[header["key"]]
    if title != words.title.msgid:
        raise ValueError(f"{title} is called {words.title} in words.py")
    header["statistic"] = Statistic(header["statistic"])
    header["missing"] = tuple(header["missing"])
    header["parameters"] = {n: _parameter(p) for n, p in header["parameters"].items()}
    shared, said = header.pop("query", None), header.pop("says", {})
    sql = parse_one(queries[shared] if shared else body, read="duckdb")
    if not isinstance(sql, exp.Query):
        raise ValueError(f"{title} is no query")
    return Definition(words=words, sql=filled(sql, said), **header)


def filled(sql: exp.Query, said: Mapping[str, str | int | list[str]]) -> exp.Query:
    """Return a query with what is said for its placeholders: a word, a number, words of a list."""
    for place in list(sql.find_all(exp.Placeholder)):
        match said.get(place.name):
            case str() | int() as known:
                place.replace(exp.convert(known))
            case list() as words if place.parent is not None:
                place.parent.set("expressions", [exp.convert(word) for word in words])
    return sql


def _parameter(stated: Any) -> Parameter:
    return Choice(tuple(stated)) if isinstance(stated, list) else Span(**stated)
