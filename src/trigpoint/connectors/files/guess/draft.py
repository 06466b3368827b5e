"""What a guess says: a mapping to start from, and how sure each part of it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from trigpoint.connectors.files.mapping import FileMapping, Layout, Shape, Survey
from trigpoint.connectors.files.problems import Problem
from trigpoint.core.text import Text
from trigpoint.tickets.beside import Doing
from trigpoint.tickets.records import Category, Record


class Sure(StrEnum):
    """How sure a guess is."""

    SURE = "sure"
    LIKELY = "likely"
    CHOOSE = "choose"
    """Nothing was decided: a person has to."""
    DROPPED = "dropped"
    """Not read, and no need to decide anything."""


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """What a column would become: `role` as in the mapping, None where it is not read.

    `values` are its first different ones, none for a column that holds text of customers.
    """

    name: str
    values: tuple[str, ...]
    role: str | None
    sure: Sure
    why: Text


@dataclass(frozen=True, slots=True)
class WordGuess:
    """What a status word would mean, and how many rows of the sample have it."""

    word: str
    rows: int
    category: Category | None
    sure: Sure


@dataclass(frozen=True, slots=True)
class TicketSample:
    """One ticket as it would become: the lines of the file it stands in, and its records.

    Where rows are no tickets, `ticket` is the account, or the number of the call or review.
    """

    ticket: str
    lines: tuple[int, ...]
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class MappingDraft:
    """A guess about a file. `mapping` is None where what a shape needs was not found.

    `missing` names the roles without which the mapping cannot be used. `doing` is what every row
    counts as, in a file of shifts that has no column for it. `problem` is set, and
    all else empty, for a file that cannot be read.
    """

    problem: Problem | None
    format: str
    layout: Layout
    rows_looked_at: int
    shape: Shape
    shape_sure: Sure
    shape_why: Text
    formats: tuple[str, ...]
    formats_sure: Sure
    formats_why: Text
    formats_open: tuple[str, ...]
    zone: str
    zone_sure: Sure
    zone_why: Text
    columns: tuple[ColumnGuess, ...]
    statuses: tuple[WordGuess, ...]
    fields: Mapping[str, str]
    authors: Mapping[str, str]
    doings: Mapping[str, str]
    doing: Doing | None
    survey: Survey | None
    missing: tuple[str, ...]
    twice: tuple[str, ...]
    mapping: FileMapping | None
    first: tuple[TicketSample, ...]
