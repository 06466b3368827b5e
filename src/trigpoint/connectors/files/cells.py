"""Cells to values: one converter a kind, each remembering what it has converted.

A cell is text without spaces around it, a date or a datetime where the file is typed, or a tuple
of texts where it holds lists. The empty text is "nothing here".
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from trigpoint.connectors.files.mapping import fold
from trigpoint.connectors.files.problems import Bad, Code, did_you_mean
from trigpoint.core.text import _

Cell = str | date | datetime | tuple[str, ...]

REMEMBERED = 20_000
MIDNIGHT = time()
MOST_KEY_LETTERS = 200

TRUE = frozenset({"true", "t", "yes", "y", "1"})
FALSE = frozenset({"false", "f", "no", "n", "0"})


class Memo(dict[Hashable, Any]):
    """A converter that remembers: `memo[cell]` converts once, then looks up."""

    def __init__(self, convert: Callable[[Any], Any]) -> None:
        super().__init__()
        self._convert = convert

    def __missing__(self, cell: Hashable) -> Any:
        result = self._convert(cell)
        if isinstance(cell, str) and len(cell) > MOST_KEY_LETTERS:
            return result
        if len(self) > REMEMBERED:
            self.clear()
        self[cell] = result
        return result


def words(cell: Cell) -> str:
    """Return the cell as text."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, tuple):
        return ",".join(cell)
    return cell.isoformat(" ") if isinstance(cell, datetime) else cell.isoformat()


def part(cell: Cell) -> str:
    """Return the cell as text to be joined with others: a typed midnight is its day alone."""
    if isinstance(cell, datetime) and cell.time() == MIDNIGHT:
        return words(cell.date())
    return words(cell)


def key(cell: Cell) -> str:
    """Return a key or a word as it stands. Raises Bad for broken letters and whole paragraphs."""
    text = words(cell)
    if len(text) > MOST_KEY_LETTERS:
        raise Bad(
            Code.UNKNOWN_WORD,
            _("This has {count} letters; a name or a number is expected.", count=len(text)),
            _("See whether the mapping names the right column, and whether a quote is missing."),
        )
    return unbroken(text)


def unbroken(text: str) -> str:
    """Return text whose bytes were of the file's encoding. Raises Bad for other text."""
    if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
        raise Bad(
            Code.ENCODING,
            _("Some letters are not of the file's encoding."),
            _("Say the right one in the mapping, as in “encoding: cp1252”, or export as UTF-8."),
        )
    return text


def whole(cell: Cell) -> int:
    """Return a whole number; 7.0 is one. Raises Bad."""
    text = words(cell)
    digits = text.removesuffix(".0")
    if len(digits) <= 18 and digits.removeprefix("-").isdecimal():
        return int(digits)
    raise Bad(Code.NUMBER, _("This is not a whole number."), _("Correct it in the source."))


def money(cell: Cell) -> int:
    """Return an amount of money in hundredths; half of one is rounded to even. Raises Bad."""
    try:
        found = Decimal(words(cell).replace(" ", ""))
        cents = found.quantize(Decimal("0.01")) * 100
    except InvalidOperation:
        raise Bad(
            Code.NUMBER,
            _("This is not an amount of money."),
            _("Write it as in 1234.50, with a point and without a currency."),
        ) from None
    return int(cents)


def truth(cell: Cell) -> bool:
    """Return yes or no, in the usual spellings. Raises Bad."""
    word = fold(words(cell))
    if word in TRUE:
        return True
    if word in FALSE:
        return False
    raise Bad(
        Code.TRUTH,
        _("This is neither yes nor no."),
        _("Write true or false, yes or no, 1 or 0 in the source."),
    )


def meaning(known: Mapping[str, Any], code: Code, section: str) -> Callable[[Cell], Any]:
    """Return the converter that looks a word up in a list of the mapping."""

    def convert(cell: Cell) -> Any:
        text = key(cell)
        try:
            return known[fold(text)]
        except KeyError:
            raise Bad(
                code,
                _("The mapping does not know this word."),
                _(
                    "Add it under “{section}” in the mapping, or correct it in the source. {hint}",
                    section=section,
                    hint=did_you_mean(text, known),
                ),
            ) from None

    return convert


def renamed(known: Mapping[str, str], code: Code, section: str) -> Callable[[Cell], str]:
    """Return `meaning` where the mapping lists the words, and the word as it stands where not."""
    return meaning(known, code, section) if known else key


def score(known: Mapping[str, int]) -> Callable[[Cell], int]:
    """Return the converter of a survey's answer: a listed word or a whole number."""

    def convert(cell: Cell) -> int:
        found = known.get(fold(words(cell)))
        return whole(cell) if found is None else found

    return convert


def tags(split: str) -> Callable[[Cell], tuple[str, ...]]:
    """Return the converter of a cell that holds several tags; order and repetition do not count."""

    def convert(cell: Cell) -> tuple[str, ...]:
        parts = cell if isinstance(cell, tuple) else words(cell).strip("[]").split(split)
        return tuple(sorted({key(part.strip().strip("\"'")) for part in parts} - {""}))

    return convert
