"""What is looked at in an XLSX file before any of it is parsed for good.

An XLSX is a zip of XML parts. A few hundred kilobytes can unpack to gigabytes, or name one cell in
the last row and column and so ask for billions of empty ones. Sizes and ratio come from the zip
directory; cells and area from a streaming pass with expat that keeps nothing.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import IO
from xml.parsers import expat
from zlib import error as ZlibError  # noqa: N812  an exception's name

from trigpoint.connectors.files.limits import MB, Limits, check_size
from trigpoint.connectors.files.problems import Code, FileRefused, refuse
from trigpoint.core.text import Text, _

CHUNK = 1 << 16
CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
ROW = re.compile(r"[0-9]{1,7}")


def check_archive(path: Path, limits: Limits) -> None:
    """Refuse what is no XLSX sheet, or one beyond the limits. Raises FileRefused."""
    check_size(path, limits.sheet_file_bytes)
    try:
        with zipfile.ZipFile(path) as archive:
            _check_directory(archive.infolist(), limits)
            _check_parts(archive, limits)
    except (
        zipfile.BadZipFile,
        ZlibError,
        EOFError,
        NotImplementedError,
        ValueError,
        OSError,
        RuntimeError,
    ):
        raise _broken() from None


def _broken() -> FileRefused:
    return refuse(
        Code.UNREADABLE,
        _("This sheet is damaged, or not of the kind .xlsx."),
        _("Open it and save it again as .xlsx, or as CSV."),
    )


def _too_large(what: Text) -> FileRefused:
    return refuse(Code.TOO_LARGE, what, _("Save it as CSV: that has no such limit."))


def _check_directory(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    names = [part.filename.casefold() for part in parts]
    if len(parts) > limits.sheet_parts:
        raise _too_large(
            _(
                "The sheet has {count} parts; {most} are allowed.",
                count=len(parts),
                most=limits.sheet_parts,
            )
        )
    if len(set(names)) != len(names) or "xl/workbook.xml" not in names or "content.xml" in names:
        raise _broken()
    packed = sum(part.compress_size for part in parts)
    unpacked = sum(part.file_size for part in parts)
    if unpacked > limits.sheet_unpacked_bytes:
        raise _too_large(
            _(
                "The sheet unpacks to {size} MB; {most} MB are allowed.",
                size=unpacked // MB,
                most=limits.sheet_unpacked_bytes // MB,
            )
        )
    if unpacked > limits.sheet_ratio_from_bytes and unpacked > packed * limits.sheet_ratio:
        raise _too_large(
            _(
                "The sheet unpacks to {ratio} times its size, {size} MB; {most} times are allowed.",
                ratio=unpacked // max(packed, 1),
                size=unpacked // MB,
                most=limits.sheet_ratio,
            )
        )


def _check_parts(archive: zipfile.ZipFile, limits: Limits) -> None:
    count = _Count(limits)
    for part in archive.infolist():
        with archive.open(part) as stream:
            count.part(stream)


class _Count:
    """Counts the cells of all parts, and the area that the cells of each span."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._cells = 0
        self._rows = 0
        self._columns = 0
        self._numbers: dict[str, int] = {}

    def part(self, stream: IO[bytes]) -> None:
        """Read one part to its end. What is no XML counts only if it pretends to be a sheet."""
        self._rows = self._columns = 0
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.StartDoctypeDeclHandler = self._doctype
        sound, tail, pretends = True, b"", False
        while chunk := stream.read(CHUNK):
            pretends = pretends or b"sheetData" in tail + chunk
            tail = chunk[-16:]
            if sound:
                try:
                    parser.Parse(chunk, False)  # noqa: FBT003  expat knows no other way
                except expat.ExpatError:
                    sound = False
        if pretends and not sound:
            raise _broken()

    def _doctype(self, *_declared: object) -> None:
        raise _broken()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c" or name.endswith(":c"):
            self._cell(attributes.get("r"))
        elif (name == "row" or name.endswith(":row")) and "r" in attributes:
            if not ROW.fullmatch(attributes["r"]):
                raise _broken()
            self._span(int(attributes["r"]), 1)

    def _cell(self, place: str | None) -> None:
        self._cells += 1
        if self._cells > self._limits.sheet_cells:
            most = self._limits.sheet_cells
            raise _too_large(_("The sheet has more than {most} cells.", most=most))
        if place is None:
            return
        found = CELL.fullmatch(place)
        if found is None:
            raise _broken()
        letters = found[1]
        if letters not in self._numbers:
            self._numbers[letters] = _column_number(letters)
        self._span(int(found[2]), self._numbers[letters])

    def _span(self, row: int, column: int) -> None:
        if row <= self._rows and column <= self._columns:
            return
        self._rows, self._columns = max(row, self._rows), max(column, self._columns)
        if self._rows * self._columns > self._limits.sheet_area:
            raise _too_large(
                _(
                    "The sheet reaches to row {row} and column {column}, most of it empty.",
                    row=self._rows,
                    column=self._columns,
                )
            )


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
