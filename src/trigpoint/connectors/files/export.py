"""Rows on their way out as a CSV file, written while they are read."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence

from trigpoint.connectors.files.report import harmless


class Echo:
    """A file that gives back what is written to it."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


def csv_lines(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a CSV file, none of whose cells a spreadsheet would run."""
    writer = csv.writer(Echo())
    yield "\ufeff"
    yield writer.writerow(head)
    for row in rows:
        yield writer.writerow([harmless(cell) for cell in row])
