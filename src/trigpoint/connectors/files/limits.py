"""How much of a file is read at all: checked before anything is parsed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from trigpoint.connectors.files.problems import Code, refuse
from trigpoint.core.text import _

MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds for one file; sizes in bytes.

    CSV and Parquet are streamed, so theirs are bounds of patience; a sheet is held in memory,
    so its bounds are those of a worker's memory.
    """

    file_bytes: int = 4_000 * MB
    columns: int = 2_000
    line_letters: int = 2_000_000
    """Of one line of a CSV file, so that a file without line ends is not read as one."""
    sheet_file_bytes: int = 50 * MB
    sheet_unpacked_bytes: int = 400 * MB
    sheet_ratio: int = 100
    """Unpacked over packed size, from `sheet_ratio_from_bytes` unpacked on."""
    sheet_ratio_from_bytes: int = 10 * MB
    sheet_parts: int = 1_000
    sheet_cells: int = 6_000_000
    sheet_area: int = 8_000_000
    """Rows times columns between the first and the last cell, empty ones included."""
    parquet_bytes: int = 2_000 * MB
    parquet_unpacked_bytes: int = 20_000 * MB


def check_size(path: Path, most: int) -> None:
    """Refuse a file of more than `most` bytes, or of none. Raises FileRefused."""
    size = path.stat().st_size
    if size == 0:
        raise refuse(
            Code.EMPTY,
            _("The file is empty."),
            _("Export it again, and look whether the export had finished."),
        )
    if size > most:
        raise refuse(
            Code.TOO_LARGE,
            _("The file has {size} MB; {most} MB are allowed.", size=size // MB, most=most // MB),
            _("Export a shorter time span, or several files one after the other."),
        )


def check_columns(count: int, limits: Limits) -> None:
    """Refuse a table of too many columns. Raises FileRefused."""
    if count > limits.columns:
        raise refuse(
            Code.TOO_LARGE,
            _(
                "The table has {count} columns; {most} are allowed.",
                count=count,
                most=limits.columns,
            ),
            _("Export only the columns that the mapping names."),
        )
