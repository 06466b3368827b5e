"""A table of a file, whatever its format: a header, and rows that are streamed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trigpoint.connectors.files.cells import Cell
from trigpoint.connectors.files.limits import Limits, check_size
from trigpoint.connectors.files.mapping import Layout
from trigpoint.connectors.files.problems import Bad, Code, refuse
from trigpoint.core.text import Text, _

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Table:
    """An open table.

    `rows` yields each row's first line (from 1, the header's included) with its raw cells, or
    with what makes it unreadable. `cell` turns a raw cell into a `Cell`; it is called for mapped
    columns only. `done` and `total` measure progress, in bytes or rows.
    """

    format: str
    header: tuple[str, ...]
    rows: Iterator[tuple[int, Row | Bad]]
    cell: Callable[[Any], Cell]
    done: Callable[[], int]
    total: int
    layout: Layout
    """How it was opened: with the encoding, delimiter and sheet that were found."""


Opened = AbstractContextManager[Table]


def open_table(
    path: Path, layout: Layout, limits: Limits, wanted: Collection[str] | None = None
) -> Opened:
    """Open a file by what it is, not by its name. Raises FileRefused, also when entered.

    Where the format allows it, only the `wanted` columns are read, and the others seem empty.
    """
    from trigpoint.connectors.files.columnar import open_parquet  # noqa: PLC0415 - only where used
    from trigpoint.connectors.files.delimited import open_delimited  # noqa: PLC0415 - only where used
    from trigpoint.connectors.files.sheet import open_sheet  # noqa: PLC0415 - only where used

    check_size(path, limits.file_bytes)
    with path.open("rb") as file:
        head = file.read(512)
    if head.startswith(b"PAR1"):
        return open_parquet(path, limits, wanted)
    if head.startswith(b"PK"):
        return open_sheet(path, layout, limits)
    for magic, what, cure in _FOREIGN:
        if head.lstrip().lower().startswith(magic):
            raise refuse(Code.UNREADABLE, what, cure)
    return open_delimited(path, layout, limits)


_FOREIGN: tuple[tuple[bytes, Text, Text], ...] = (
    (
        b"\xd0\xcf\x11\xe0",
        _("This is a sheet of the old kind (.xls), or one with a password."),
        _("Open it and save it as .xlsx without a password, or as CSV."),
    ),
    (b"\x1f\x8b", _("This file is packed (gzip)."), _("Unpack it first.")),
    (b"%pdf", _("This is a PDF, not a table."), _("Export as CSV, XLSX or Parquet.")),
    (b"<!doctype", _("This is a web page."), _("Export as CSV, XLSX or Parquet.")),
    (b"<html", _("This is a web page."), _("Export as CSV, XLSX or Parquet.")),
)
