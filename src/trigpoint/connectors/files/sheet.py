"""XLSX: the limits first, then calamine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from trigpoint.connectors.files.archive import check_archive
from trigpoint.connectors.files.cells import Cell
from trigpoint.connectors.files.limits import Limits, check_columns
from trigpoint.connectors.files.mapping import Layout
from trigpoint.connectors.files.problems import Code, did_you_mean, refuse
from trigpoint.connectors.files.table import Row, Table
from trigpoint.core.text import _

Raw = int | float | str | bool | time | datetime | timedelta

EXACT = 2.0**53
"""Floats below this hold whole numbers exactly."""

SLACK = timedelta(milliseconds=1)
"""Sheets keep times as fractions of days, which miss the second by a little."""


@contextmanager
def open_sheet(path: Path, layout: Layout, limits: Limits) -> Iterator[Table]:
    """Open the first visible sheet, or the one that the layout names. Raises FileRefused."""
    check_archive(path, limits)
    with path.open("rb") as file, _stated_errors():
        book = CalamineWorkbook.from_filelike(file)
        name = _sheet_name(book, layout.sheet)
        sheet = book.get_sheet_by_name(name)
    progress = _Progress()
    rows = _rows(sheet, progress)
    header = _header(rows)
    check_columns(len(header), limits)
    try:
        yield Table(
            "xlsx", header, rows, cell, progress.count, sheet.total_height, Layout(sheet=name)
        )
    finally:
        book.close()


@contextmanager
def _stated_errors() -> Iterator[None]:
    try:
        yield
    except (CalamineError, OSError, ValueError) as error:
        raise _unreadable() from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise _unreadable() from None
        raise


def _unreadable() -> Exception:
    return refuse(
        Code.UNREADABLE,
        _("This sheet cannot be read."),
        _("Open it and save it again as .xlsx without a password, or as CSV."),
    )


def _sheet_name(book: CalamineWorkbook, wanted: str | None) -> str:
    names = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet
        and (sheet.visible == SheetVisibleEnum.Visible or sheet.name == wanted)
    ]
    if wanted is None and names:
        return names[0]
    if wanted in names and wanted is not None:
        return wanted
    raise refuse(
        Code.UNREADABLE,
        _("There is no sheet “{name}”.", name=wanted or ""),
        did_you_mean(wanted or "", names),
    )


class _Progress:
    def __init__(self) -> None:
        self.row = 0

    def count(self) -> int:
        return self.row


def _rows(sheet: CalamineSheet, progress: _Progress) -> Iterator[tuple[int, Row]]:
    for line, row in enumerate(sheet.iter_rows(), start=1):
        progress.row = line
        if any(value != "" for value in row):
            yield line, row


def _header(rows: Iterator[tuple[int, Row]]) -> tuple[str, ...]:
    for _line, row in rows:
        return tuple(str(cell(name)) for name in row)
    raise refuse(
        Code.EMPTY, _("The sheet is empty."), _("Name the right one under “sheet” in the mapping.")
    )


def cell(raw: Raw) -> Cell:
    """Return a sheet's value as a cell: what a CSV file of the same table would hold."""
    if isinstance(raw, str):
        return raw.strip()
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, float):
        return str(int(raw)) if raw.is_integer() and abs(raw) < EXACT else repr(raw)
    if isinstance(raw, datetime):
        return (raw + SLACK).replace(microsecond=0)
    return str(raw) if isinstance(raw, int | time | timedelta) else raw
