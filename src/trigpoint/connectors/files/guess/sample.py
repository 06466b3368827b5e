"""The first rows of a file, and what each column looks like."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from trigpoint.connectors.files.cells import Cell, words
from trigpoint.connectors.files.delimited import HEAD, likely_encoding
from trigpoint.connectors.files.limits import Limits
from trigpoint.connectors.files.mapping import Layout
from trigpoint.connectors.files.problems import Bad, FileRefused
from trigpoint.connectors.files.table import open_table

ROWS = 10_000
LETTERS = 120
"""Of a cell that are kept: enough to see what it is."""
NULLS = ("?", "-", "--", "n/a", "na", "null", "none", "nan", "nil", "#n/a", "(empty)", "\\n")


@dataclass(frozen=True, slots=True)
class Sample:
    """The rows looked at: `cells[i][j]` is row i, column j; nulls are empty already."""

    format: str
    layout: Layout
    header: tuple[str, ...]
    lines: tuple[int, ...]
    cells: tuple[tuple[Cell, ...], ...]
    nulls: frozenset[str]

    def column(self, index: int) -> list[Cell]:
        """Return the filled cells of a column."""
        return [row[index] for row in self.cells if row[index] != ""]


def take(path: Path, layout: Layout, limits: Limits) -> Sample:
    """Return the first rows of a file. Raises FileRefused."""
    lines: list[int] = []
    found: list[tuple[Cell, ...]] = []
    with open_table(path, _readable(path, layout), limits) as table:
        width = len(table.header)
        for line, row in table.rows:
            if len(found) >= ROWS:
                break
            if not isinstance(row, Bad) and len(row) == width:
                lines.append(line)
                found.append(tuple(_short(table.cell(raw)) for raw in row))
        nulls = _nulls(found)
        kept = tuple(tuple("" if cell in nulls else cell for cell in row) for row in found)
        stated = Layout(
            None if table.layout.encoding in {"utf-8", "utf-8-sig", "utf-16", None}
            else table.layout.encoding,
            table.layout.delimiter,
            table.layout.sheet,
        )  # fmt: skip
        return Sample(table.format, stated, table.header, tuple(lines), kept, nulls)


def _readable(path: Path, layout: Layout) -> Layout:
    """Return the layout with the encoding that the first bytes most likely are in."""
    if layout.encoding is not None:
        return layout
    with path.open("rb") as file:
        head = file.read(HEAD)
    likely = likely_encoding(head)
    return Layout(None if likely == "utf-8" else likely, layout.delimiter, layout.sheet)


def _short(cell: Cell) -> Cell:
    return cell[:LETTERS] if isinstance(cell, str) else cell


def _nulls(rows: list[tuple[Cell, ...]]) -> frozenset[str]:
    """Return the words that stand for "nothing here" in this file, as they are written."""
    seen: Counter[str] = Counter()
    for row in rows:
        seen.update(cell for cell in row if isinstance(cell, str) and len(cell) <= 7)
    return frozenset(word for word in seen if word.casefold() in NULLS)


def first_values(cells: list[Cell], most: int = 3) -> tuple[str, ...]:
    """Return the first different values."""
    return tuple(dict.fromkeys(map(words, cells)))[:most]


__all__ = ["FileRefused", "Sample", "first_values", "take"]
