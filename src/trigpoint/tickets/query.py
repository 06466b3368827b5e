"""What can be asked of the facts, and what comes back: typed all through, no SQL from outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Dimension(StrEnum):
    """By what figures can be cut and filtered."""

    UNIT = "unit"
    """Each unit with everything below it, by the memberships that held at the time."""
    EMPLOYER = "employer"
    """The unit that employs each person: ours, or an outsourcer."""
    PERSON = "person"
    ACCOUNT = "account"
    QUEUE = "queue"
    CHANNEL = "channel"
    PRIORITY = "priority"
    LANGUAGE = "language"
    SITE = "site"
    """A place of the customer's, or ours: a branch, a shop, a plant."""
    TAG = "tag"
    CUSTOM = "custom"
    """A custom field; `name` says which."""


class Grain(StrEnum):
    """How long the periods are; WHOLE is one period from start to end."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class By:
    """A cut by one dimension; `name` only for a custom field."""

    dimension: Dimension
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """Only rows whose dimension has one of `values` (None: has no value); or none of them."""

    dimension: Dimension
    values: tuple[str | None, ...]
    excluded: bool = False
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A KPI over a time, cut and filtered. Times are seconds since 1970 UTC, `end` excluded.

    `start` and `end` are cut to whole periods by the caller or not at all: the first and last
    period are then shorter, and say so by their own start and end. `week_start` 0 is Monday.
    """

    kpi: str
    start: int
    end: int
    version: int | None = None
    params: Mapping[str, str | int] = field(default_factory=dict)
    filters: tuple[Filter, ...] = ()
    by: By | None = None
    grain: Grain = Grain.WHOLE
    zone: str = "UTC"
    week_start: int = 0
    over: Query | None = None
    """What the figures are divided by, cell by cell, for a ratio of two measures."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One value for one member of the cut and one period, with all that explains it.

    `numerator` and `denominator` are counts (for NPS: promoters less detractors, and answers; for
    a quantile the numerator is None). `low` and `high` bound the value at 95 %, a count by itself;
    None where the data carry no interval. `missing` counts the rows that would belong here but have
    no value, such as tickets without an answer. `flags` are `too_few`, and `inferred:34` where 34
    of 100 events behind it were worked out and not told. Units of `value`: seconds, shares 0..1,
    points, counts.
    """

    key: str | None
    start: int
    end: int
    numerator: int | None
    denominator: int
    n: int
    value: float | None
    low: float | None
    high: float | None
    missing: int
    flags: tuple[str, ...] = ()
