"""What a later generation says of the past that an earlier one said otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from trigpoint.tickets.facts import Facts
from trigpoint.tickets.query import Figure, Query


@dataclass(frozen=True, slots=True)
class Restated:
    """A figure as it was and as it is now; `was` or `now` is None where there was, is, none.

    `more` is how many more (or fewer) rows are counted now: late answers, reopens, merges.
    """

    key: str | None
    start: int
    was: Figure | None
    now: Figure | None

    @property
    def more(self) -> int:
        """Return by how many the number of counted rows has grown."""
        return (self.now.n if self.now else 0) - (self.was.n if self.was else 0)


def restatements(before: Facts, after: Facts, query: Query) -> list[Restated]:
    """Return the figures of `query` that differ between two generations, in their order."""
    was = {(figure.key, figure.start): figure for figure in before.compute(query)}
    now = {(figure.key, figure.start): figure for figure in after.compute(query)}
    return [
        Restated(*cell, was.get(cell), now.get(cell))
        for cell in dict.fromkeys((*was, *now))
        if was.get(cell) != now.get(cell)
    ]
