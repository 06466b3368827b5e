"""Which columns hold times, and how they are written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from trigpoint.connectors.files.cells import Cell
from trigpoint.connectors.files.dates import Zone, readers
from trigpoint.connectors.files.guess.draft import Sure
from trigpoint.connectors.files.guess.vocabulary import plain
from trigpoint.core.text import Text, _

LOOKED_AT = 400
CLOCKS = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p", "T%H:%M:%S")
DAYS = ("%d{0}%m{0}%Y", "%m{0}%d{0}%Y", "%Y{0}%m{0}%d", "%d{0}%m{0}%y", "%m{0}%d{0}%y")
NAMED = ("%d %b %Y", "%d-%b-%Y", "%b %d, %Y", "%d %B %Y", "%d/%b/%y", "%d-%b-%y")
PATTERNS = (
    "iso",
    *(day.format(sign) + clock for day in DAYS for sign in "/-." for clock in CLOCKS),
    *(day + clock for day in NAMED for clock in CLOCKS),
)
TIMELY = re.compile(r"\b(at|on|time|timestamp|date|created|updated|opened|closed|solved)$")
OF_DAY = ("%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M:%S %p")
EPOCHS = {10: "epoch", 13: "epoch_ms"}


@dataclass(frozen=True, slots=True)
class TimeGuess:
    """How the times of one column are written. `others` read all of it as well."""

    format: str
    others: tuple[str, ...]
    proof: str
    """A value that only this format reads; empty where there is none."""


def time_guess(cells: Sequence[Cell], name: str) -> TimeGuess | None:
    """Return how a column's times are written, or None where it holds no times.

    Whole numbers are times only where the column's name says so: ids look just the same.
    """
    if not cells:
        return None
    looked_at = list(dict.fromkeys(cells))[:: max(1, len(cells) // (4 * LOOKED_AT))][:LOOKED_AT]
    texts = [cell for cell in looked_at if isinstance(cell, str)]
    if not texts:
        typed = all(isinstance(cell, date) for cell in looked_at)
        return TimeGuess("iso", (), "") if typed else None
    if len(texts) < len(looked_at):
        return None
    if all(text.isascii() and text.isdigit() for text in texts):
        lengths = {len(text) for text in texts}
        pattern = EPOCHS.get(lengths.pop()) if len(lengths) == 1 else None
        return TimeGuess(pattern, (), "") if pattern and TIMELY.search(plain(name)) else None
    return _written(texts)


def clock_guess(cells: Sequence[Cell]) -> str:
    """Return how a column of times of day is written, "" where it is none."""
    texts = [cell for cell in list(dict.fromkeys(cells))[:LOOKED_AT] if isinstance(cell, str)]
    return next((form for form in OF_DAY if texts and all(_reads(form, t) for t in texts)), "")


def _reads(form: str, text: str) -> bool:
    try:
        datetime.strptime(text, form)  # noqa: DTZ007 - a time of day has no zone
    except ValueError:
        return False
    return True


def at_clock(found: TimeGuess, clock: str, *, padded: bool) -> TimeGuess:
    """Return how days and times of day are written that stand in two columns.

    ISO times have two digits an hour and 24 hours a day: what is not `padded` like that is no ISO.
    """
    iso = "iso" if padded and "%I" not in clock else f"%Y-%m-%d {clock}"
    written = (found.format, *found.others)
    forms = [iso if form == "iso" else f"{form} {clock}" for form in written]
    return TimeGuess(forms[0], tuple(forms[1:]), found.proof)


def _written(texts: list[str]) -> TimeGuess | None:
    zone = Zone("Etc/UTC")
    spans: dict[str, int] = {}
    for pattern in PATTERNS:
        span = _span(pattern, texts, zone)
        if span is not None:
            spans[pattern] = span
    if not spans:
        return None
    best = min(spans, key=lambda pattern: (pattern != "iso", spans[pattern]))
    others = tuple(pattern for pattern in spans if pattern != best)
    return TimeGuess(best, others if best != "iso" else (), "" if others else _proof(texts))


def _span(pattern: str, texts: list[str], zone: Zone) -> int | None:
    """Return the seconds from first to last when read this way, or None where some cannot be.

    One bad stamp in fifty is forgiven: files hold typing errors.
    """
    [read] = readers((pattern,), zone)
    found, bad = [], 0
    for text in texts:
        try:
            found.append(read(text))
        except (ValueError, OverflowError, IndexError):
            bad += 1
            if bad * 50 > len(texts):
                return None
    return max(found) - min(found) if found and min(found) > 0 else None


def _proof(texts: list[str]) -> str:
    """Return a stamp whose first number can be no month."""
    firsts = ((text, text[:2]) for text in texts)
    return next((text for text, first in firsts if first.isdigit() and int(first) > 12), "")


def settle(guesses: Sequence[TimeGuess]) -> tuple[tuple[str, ...], Sure, Text]:
    """Return the formats of a whole file from those of its columns, with the reason.

    A column that allows one reading only decides for columns that allow several.
    """
    decided = list(dict.fromkeys(guess.format for guess in guesses if not guess.others))
    open_ones = [guess for guess in guesses if guess.others]
    undecided = [g for g in open_ones if not {g.format, *g.others} & set(decided)]
    formats = (*decided, *dict.fromkeys(guess.format for guess in undecided))
    if undecided:
        why = _("Day and month could be the other way round; look at a date.")
        return formats, Sure.LIKELY, why
    proof = next((guess.proof for guess in guesses if guess.proof), "")
    if proof:
        return formats, Sure.SURE, _("“{value}” can be read in no other way.", value=proof)
    return formats, Sure.SURE, _("Every time can be read in one way only.")
