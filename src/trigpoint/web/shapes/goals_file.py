"""The difference of a file of goals as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from trigpoint.core.goal_file.difference import FileChange, FileLine, What
from trigpoint.core.goal_file.problem import FileProblem
from trigpoint.core.goal_file.words import heading, place, shown
from trigpoint.core.text import Text
from trigpoint.services.goal_files.goals_file import FilePlan
from trigpoint.web import formats
from trigpoint.web.forms.goals import KINDS
from trigpoint.web.templatetags.trigpoint import say


@dataclass(frozen=True, slots=True)
class LineRow:
    """A column that differs, with both its values as words."""

    place: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangePart:
    """An entry that differs; `href` is where it is, "" where it may not be there yet."""

    heading: str
    rows: tuple[LineRow, ...]
    new: bool
    href: str = ""


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """Something wrong, with its place and the cure."""

    line: int
    column: int
    what: str
    cure: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What a file would change, or what is wrong with it."""

    changes: tuple[ChangePart, ...]
    problems: tuple[ProblemRow, ...]
    needs_reason: bool


def difference(plan: FilePlan) -> Difference:
    """Return a plan as the page shows it."""
    return Difference(
        tuple(map(change_part, plan.changes)),
        tuple(map(problem, plan.problems)),
        plan.needs_reason,
    )


def change_part(change: FileChange, href: str = "") -> ChangePart:
    """Return an entry that differs."""
    rows = tuple(row(line) for line in change.lines if not only_names(line))
    return ChangePart(say(heading(change)), rows, change.what is What.NEW, href)


def only_names(line: FileLine) -> bool:
    """Whether a line says again what its place is called: on a day, the value by that day."""
    return bool(line.way) and line.way[-1][0] == "values" and line.column == "by"


def row(line: FileLine) -> LineRow:
    """Return a column that differs; what to do with a number is said as in its form."""
    said = aim if line.way and line.way[-1][0] == "targets" and line.column == "kind" else value
    return LineRow(say(place(line)), said(line.before), said(line.after))


def aim(kind: object) -> str:
    """Return the words for a kind of target, "" for none."""
    return next((str(words) for known, words in KINDS if known == kind), "")


def value(found: object) -> str:
    """Return a value in the reader's language, "" for none."""
    told = shown(found)
    if told is None:
        return ""
    return say(told) if isinstance(told, Text) else formats.shown(told)


def problem(found: FileProblem) -> ProblemRow:
    """Return something wrong."""
    return ProblemRow(found.line, found.column, say(found.what), say(found.cure))
