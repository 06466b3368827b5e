"""What is wrong with a file: where, what stands there, why that does not do, and the cure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import reduce

from trigpoint.core.text import Text, _

SHOWN = 40
"""Letters of a value that a message shows at most."""


class Code(StrEnum):
    """The stable word for a reason, for programs and for grouping."""

    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    EMPTY = "empty"
    ENCODING = "encoding"
    MISSING_COLUMN = "missing_column"
    DOUBLE_COLUMN = "double_column"
    RAGGED = "ragged"
    QUOTE = "quote"
    MISSING_VALUE = "missing_value"
    DATE = "date"
    NUMBER = "number"
    TRUTH = "truth"
    UNKNOWN_STATUS = "unknown_status"
    UNKNOWN_QUEUE = "unknown_queue"
    UNKNOWN_WORD = "unknown_word"
    BEFORE_OPENING = "before_opening"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong. `line` counts from 1 as an editor does; 0 is the file as a whole.

    `value` is what stands in the cell, shortened; None where it must not be shown or where the
    problem is not a value's.
    """

    line: int
    column: str | None
    value: str | None
    code: Code
    what: Text
    cure: Text

    def to_json(self) -> dict[str, object]:
        """Return the problem as JSON, its sentences still to be translated."""
        return {
            "line": self.line,
            "column": self.column,
            "value": self.value,
            "code": self.code.value,
            "what": self.what.to_json(),
            "cure": self.cure.to_json(),
        }


class FileRefused(Exception):  # noqa: N818  it names what happened, as its message does
    """The file as a whole cannot be read; `problems` say why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(str(problem.what) for problem in problems))
        self.problems = problems


class RowRefused(Exception):  # noqa: N818 - reads as what it is
    """A row that becomes no record; `problems` say why, one for each bad cell."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(str(problem.what) for problem in problems))
        self.problems = problems


class Bad(Exception):  # noqa: N818  raised by a converter, always caught by the row
    """A cell that a converter cannot take; `role` where one of several cells is meant."""

    def __init__(self, code: Code, what: Text, cure: Text, role: str | None = None) -> None:
        super().__init__(str(what))
        self.code, self.what, self.cure, self.role = code, what, cure, role


def refuse(code: Code, what: Text, cure: Text, *, line: int = 0) -> FileRefused:
    """Return the refusal of a whole file, to be raised."""
    return FileRefused(Problem(line, None, None, code, what, cure))


def put_together(problems: Iterable[Problem]) -> Text:
    """Return what is wrong with a row as one sentence, each cell's column before it."""
    told = [
        _("{column}: {what}", column=p.column, what=p.what) if p.column else p.what
        for p in problems
    ]
    return reduce(lambda first, then: _("{first}; {then}", first=first, then=then), told)


def shorten(value: object) -> str:
    """Return the value as a message may show it: one line, printable, at most SHOWN letters."""
    text = "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}"
        for letter in str(value)[: SHOWN + 1]
    )
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word most like this one, whatever the case, or None."""
    by_fold = {name.casefold(): name for name in known}
    found = get_close_matches(word.casefold(), by_fold, n=1, cutoff=0.6)
    return by_fold[found[0]] if found else None


def listed(words: Iterable[str], most: int = 8) -> str:
    """Return the first words with commas between them, and an ellipsis where there are more."""
    all_words = [shorten(word) for word in words]
    return ", ".join(all_words[:most]) + (", …" if len(all_words) > most else "")


def did_you_mean(word: str, known: Iterable[str]) -> Text:
    """Return "Did you mean …?", or the words there are where none is near."""
    names = list(known)
    near = nearest(word, names)
    if near is not None:
        return _("Did you mean “{near}”?", near=shorten(near))
    return _("There are: {words}.", words=listed(names))
