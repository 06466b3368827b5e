"""What each column looks like, and how well that fits what a role asks for."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from trigpoint.connectors.files.cells import FALSE, TRUE, Cell, words
from trigpoint.connectors.files.guess.sample import Sample
from trigpoint.connectors.files.guess.times import TimeGuess, clock_guess, time_guess
from trigpoint.connectors.files.guess.vocabulary import PRIVATE, plain
from trigpoint.connectors.files.mapping import Kind

WHOLE = re.compile(r"-?[0-9]{1,18}(\.0)?")
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)
CLOCK = re.compile(r"%[HI]")
MIDNIGHT = " 00:00:00"
"""What typed cells of a day without a time of day end with."""
MOST_WORDS = 200
"""Different values of a column that is a list of words."""


@dataclass(frozen=True, slots=True)
class Look:
    """A column of the sample, summed up."""

    index: int
    name: str
    filled: int
    different: int
    common: tuple[tuple[str, int], ...]
    """The commonest values, at most MOST_WORDS, with how often they occur."""
    whole: bool
    truth: bool
    prose: bool
    """Sentences, addresses, or a name that says whom it is about: never shown, never mapped."""
    time: TimeGuess | None
    clock: str = ""
    """How its times of day are written, where it holds those alone."""
    day: str = ""
    """The column with the day of its times, where several share one."""

    @property
    def bare_days(self) -> bool:
        """Whether it holds days without a time of day."""
        if self.time is None or CLOCK.search(self.time.format):
            return False
        return not any(":" in word.removesuffix(MIDNIGHT) for word, _rows in self.common)

    @property
    def padded(self) -> bool:
        """Whether the hours of its times of day have two digits."""
        return all(word[1:2] != ":" for word, _rows in self.common)

    def fits(self, kind: Kind) -> bool:
        """Return whether the column can hold what a role asks for."""
        if kind is Kind.TIME:
            return self.time is not None
        if kind is Kind.COMMENT:
            return self.prose and self.filled > 0
        if self.time is not None or (self.prose and kind is not Kind.VALUE):
            return False
        few = 0 < self.different <= MOST_WORDS
        asked: dict[Kind, bool] = {
            Kind.WHOLE: self.whole,
            Kind.TRUTH: self.truth,
            Kind.STATUS: few and not self.truth and self.different <= 60,
            Kind.FIELD: few and not self.whole,
            Kind.AUTHOR: few and self.different <= 20 and not self.whole,
            Kind.SCORE: few and not self.truth and self.different <= 30,
            Kind.QUEUE: self.filled > 0,
            Kind.CHANNEL: few and self.different <= 60,
            Kind.PRIORITY: few and self.different <= 20,
            Kind.DOING: few and not self.whole and self.different <= 60,
        }
        return asked.get(kind, self.filled > 0)


def look(sample: Sample, index: int) -> Look:
    """Return what one column of the sample looks like."""
    name = sample.header[index]
    cells = sample.column(index)
    counts = Counter(map(words, cells))
    values = list(counts)
    head = values[:500]
    return Look(
        index=index,
        name=name,
        filled=len(cells),
        different=len(counts),
        common=tuple(counts.most_common(MOST_WORDS)),
        whole=bool(head) and all(WHOLE.fullmatch(value) for value in head),
        truth=0 < len(counts) <= 4 and all(v.casefold() in TRUE | FALSE for v in values),
        prose=_prose(name, cells, head),
        time=time_guess(cells, name),
        clock=clock_guess(cells),
    )


def _prose(name: str, cells: list[Cell], values: list[str]) -> bool:
    if plain(name) in PRIVATE:
        return True
    if not values or not isinstance(cells[0], str):
        return False
    long = sum(len(value) > 60 or value.count(" ") > 7 for value in values)
    addresses = sum(ADDRESS.search(value) is not None for value in values)
    return max(long, addresses) * 5 > len(values)
