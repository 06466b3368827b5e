"""Short lists that people paste or upload: CSV with a heading, read by the names of its columns."""

from __future__ import annotations

import csv
import datetime
import io
import math
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from trigpoint.core.text import Text, _
from trigpoint.services.errors import Invalid

Row = TypeVar("Row")
Numbered = tuple[int, dict[str, str]]
"""Which row of the list it is (the heading is row 1), and its cells by column."""

LONGEST = 400_000
"""How many characters a list may have."""
LARGEST = 1e15
"""What a number in a list may come to at most, in either direction."""
TOO_LARGE = _("That number is too large.")


@dataclass(frozen=True, slots=True)
class ListProblem:
    """A row of a list that was left out, counted as in the file, and what cures it."""

    row: int
    words: Text


@dataclass(frozen=True, slots=True)
class ListTaken:
    """How many rows of a list were taken, how many were known, and the rows that were not."""

    added: int
    known: int
    problems: tuple[ListProblem, ...]


@dataclass(frozen=True, slots=True)
class Sifted(Generic[Row]):
    """The rows of a list that are new, and what became of it if they are taken."""

    made: list[Row]
    taken: ListTaken


def sifted(
    cells: Sequence[Numbered],
    build: Callable[[dict[str, str]], Row],
    key: Callable[[Row], Hashable],
    there: set[Hashable],
) -> Sifted[Row]:
    """Sift rows: those `build` refuses are named, those whose key is in `there` are known."""
    made: dict[Hashable, Row] = {}
    problems: list[ListProblem] = []
    for number, row in cells:
        try:
            built = build(row)
        except Invalid as error:
            problems.append(ListProblem(number, error.text))
        else:
            if key(built) not in there:
                made.setdefault(key(built), built)
    known = len(cells) - len(made) - len(problems)
    return Sifted(list(made.values()), ListTaken(len(made), known, tuple(problems)))


def rows(text: str, columns: Sequence[str], most: int) -> list[Numbered]:
    """Return the rows below the heading by column, "" where a row has no such cell.

    Empty rows are left out, and counted: a problem is named by the row that an editor shows.

    Commas or semicolons part the cells; the columns stand in any order, and others are left out.

    Raises:
        Invalid: at `list`, for a text that is no CSV, names none of the columns, or is too long.
    """
    plain = text.removeprefix("\ufeff")
    mark = ";" if ";" in plain.split("\n", 1)[0] else ","
    try:
        lines = list(csv.reader(io.StringIO(plain, newline=""), delimiter=mark, strict=True))
    except csv.Error as error:
        raise refusal(_("This is no CSV: {why}.", why=str(error))) from error
    head, *body = lines or [[]]
    places = {name.strip().casefold(): place for place, name in enumerate(head)}
    if not places.keys() & set(columns):
        known = ", ".join(columns)
        raise refusal(_("The first row has to name the columns: {known}.", known=known))
    filled = [(n, line) for n, line in enumerate(body, 2) if any(cell.strip() for cell in line)]
    if len(filled) > most or len(plain) > LONGEST:
        raise refusal(_("Take a list of at most {most} rows.", most=most))
    return [(n, {name: cell(line, places.get(name)) for name in columns}) for n, line in filled]


def cell(line: Sequence[str], place: int | None) -> str:
    """Return a cell of a row without blanks around it, "" where it has none."""
    return line[place].strip() if place is not None and place < len(line) else ""


def number_of(cells: dict[str, str], column: str) -> float:
    """Return the number of a cell, or raise `Invalid` at its column."""
    try:
        number = float(cells[column])
    except ValueError as error:
        said = _("“{typed}” is no number. Write it like 0.8.", typed=cells[column][:40])
        raise Invalid({column: said}) from error
    if not (math.isfinite(number) and abs(number) <= LARGEST):
        raise Invalid({column: TOO_LARGE})
    return number


def day_of(cells: dict[str, str], column: str) -> datetime.date:
    """Return the ISO day of a cell, or raise `Invalid` at its column."""
    try:
        return datetime.date.fromisoformat(cells[column])
    except ValueError as error:
        raise Invalid({column: _("Write the day as 2026-04-30.")}) from error


def refusal(text: Text) -> Invalid:
    """Return why a list is not taken."""
    return Invalid({"list": text})
