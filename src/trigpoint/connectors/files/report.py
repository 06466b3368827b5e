"""What a check of a file found, and the rows that were refused as a CSV file to work through."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import IO

from trigpoint.connectors.files.mapping import Layout, Shape
from trigpoint.connectors.files.problems import Problem
from trigpoint.core.text import Text

FORMULA = re.compile(r"""["'\s]*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]""")
NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
COUNTED = {
    Shape.SURVEY: "answers", Shape.CALL: "calls", Shape.WORK: "stretches",
    Shape.REVIEW: "reviews", Shape.NUMBER: "entries",
}  # fmt: skip
"""What a file is about whose rows are no tickets."""


@dataclass(frozen=True, slots=True)
class Group:
    """Problems alike: the same column, reason and value. `first` is the first of them."""

    first: Problem
    times: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a file would bring. Nothing has been applied.

    `rows` = `fitting` + `refused`. `problems` are in file order, the first `KEPT` of them;
    `groups` count all, the commonest first. Times are seconds since 1970 UTC.
    """

    shape: Shape
    format: str
    layout: Layout
    rows: int
    fitting: int
    refused: int
    tickets: int
    records: int
    duplicates: int
    """Rows that say exactly what another row says; they change nothing."""
    out_of_order: int
    """Rows stamped before a row of the same ticket that stands above; they change nothing."""
    accounts: tuple[tuple[str, int], ...]
    """Accounts of agents that the file names, with how often, the commonest first."""
    queues: tuple[tuple[str, int], ...]
    first_at: int | None
    last_at: int | None
    dropped_columns: tuple[str, ...]
    """Columns that the mapping does not name: nothing of them is read."""
    left_out: tuple[tuple[str, int], ...]
    """Words of fields that the mapping does not follow, and how many changes they have."""
    problems: tuple[Problem, ...]
    problem_count: int
    groups: tuple[Group, ...]

    @property
    def about(self) -> tuple[str, int]:
        """What the file is about, such as tickets or calls, and how many different ones."""
        counted = COUNTED.get(self.shape)
        return (counted, self.fitting - self.duplicates) if counted else ("tickets", self.tickets)

    @property
    def fits(self) -> bool:
        """Whether every row can be brought in."""
        return self.problem_count == 0


def write_report(
    problems: Iterable[Problem], file: IO[str], say: Callable[[Text], str] = str
) -> None:
    """Write problems as CSV: line, column, value, what is wrong, cure.

    `file` is opened with `newline=""`. Values come from strangers, so none is left that a
    spreadsheet would run as a formula.
    """
    file.write("\ufeff")
    writer = csv.writer(file)
    writer.writerow(["line", "column", "value", "what", "cure"])
    for problem in problems:
        writer.writerow(
            [
                problem.line,
                harmless(problem.column or ""),
                harmless(problem.value or ""),
                harmless(say(problem.what)),
                harmless(say(problem.cure)),
            ]
        )


def harmless(text: str) -> str:
    """Return the text so that a spreadsheet shows it and never runs it; numbers stay numbers."""
    if FORMULA.match(text) and not NUMBER.fullmatch(text):
        return "'" + text
    return text
