"""CSV and its relatives: the encoding, the delimiter, and rows with their line numbers."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

from trigpoint.connectors.files.limits import Limits, check_columns
from trigpoint.connectors.files.mapping import Layout
from trigpoint.connectors.files.problems import Bad, Code, FileRefused, refuse
from trigpoint.connectors.files.table import Row, Table
from trigpoint.core.text import _

HEAD = 256_000
SNIFFED_ROWS = 200
DELIMITERS = ",;\t|"
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@contextmanager
def open_delimited(path: Path, layout: Layout, limits: Limits) -> Iterator[Table]:
    """Open a text file with a row a line. Raises FileRefused."""
    with path.open("rb") as file:
        head = file.read(HEAD)
        file.seek(0)
        encoding = find_encoding(head, layout.encoding)
        text = _decode_head(head, encoding)
        excel_hint = text[4:5] if text[:4].casefold() == "sep=" else ""
        delimiter = layout.delimiter or excel_hint or find_delimiter(text)
        stream = TextIOWrapper(file, encoding, errors="surrogateescape", newline="")
        rows = _rows(_lines(stream, limits), delimiter)
        if excel_hint:
            next(rows, None)
        header = _header(rows, encoding)
        check_columns(len(header), limits)
        yield Table(
            "csv",
            header,
            rows,
            str.strip,
            file.tell,
            path.stat().st_size,
            Layout(encoding, delimiter, None),
        )


def find_encoding(head: bytes, stated: str | None) -> str:
    """Return the encoding that the file's mark, else the mapping, else our habit says."""
    for mark, name in MARKS:
        if head.startswith(mark):
            return name
    if stated is not None:
        return stated
    if head.count(0) < len(head) / 4 or not head:
        return "utf-8"
    likely = "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
    raise refuse(
        Code.ENCODING,
        _("This looks like UTF-16 without the mark that says so."),
        _("Write “encoding: {name}” under “file” in the mapping.", name=likely),
    )


def likely_encoding(head: bytes) -> str:
    """Return the encoding under which the bytes most likely read right."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _decode_head(head: bytes, encoding: str) -> str:
    try:
        return codecs.getincrementaldecoder(encoding)("replace").decode(head)
    except UnicodeError:
        raise _not_encoded_so(1) from None


def find_delimiter(head: str) -> str:
    """Return the delimiter under which most rows have the header's number of cells, and many."""
    lines = head.splitlines(keepends=True)
    lines = lines[:-1] if len(lines) > 1 and len(head) >= HEAD // 4 else lines

    def fitness(delimiter: str) -> tuple[float, int]:
        rows = [
            row for row, _at in zip(_plain(lines, delimiter), range(SNIFFED_ROWS), strict=False)
        ]
        width = len(rows[0]) if rows else 0
        if width < 2:
            return (0.0, 0)
        return (round(Counter(map(len, rows))[width] / len(rows), 1), width)

    return max(DELIMITERS, key=fitness)


def _plain(lines: list[str], delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            continue
        if row:
            yield row


def _lines(stream: TextIOWrapper, limits: Limits) -> Iterator[str]:
    """Yield lines; a file without line ends is refused before it fills the memory."""
    most = limits.line_letters
    number = 0
    try:
        while line := stream.readline(most):
            number += 1
            if len(line) == most:
                raise refuse(
                    Code.TOO_LARGE,
                    _("Line {line} has more than {most} letters.", line=number, most=most),
                    _("Export it again as CSV: a line end seems to be missing."),
                    line=number,
                )
            yield line
    except UnicodeError:
        raise _not_encoded_so(number + 1) from None


def _not_encoded_so(line: int) -> FileRefused:
    return refuse(
        Code.ENCODING,
        _("From line {line} on, the letters are not of the file's encoding.", line=line),
        _("Export it again as UTF-8, or say its encoding in the mapping."),
        line=line,
    )


def _rows(lines: Iterator[str], delimiter: str) -> Iterator[tuple[int, Row | Bad]]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield line, _quote(line, reader.line_num)
            continue
        if row:
            yield line, row


def _quote(first: int, last: int) -> Bad:
    return Bad(
        Code.QUOTE,
        _("From line {first} to line {last}, a quote is not closed.", first=first, last=last),
        _("Close it, double a quote that belongs to a text, and check these lines again."),
    )


def _header(rows: Iterator[tuple[int, Row | Bad]], encoding: str) -> tuple[str, ...]:
    for line, row in rows:
        if isinstance(row, Bad):
            raise refuse(row.code, row.what, row.cure, line=line)
        names = tuple(name.strip() for name in row)
        if not any(names):
            continue
        if not "".join(names).isprintable():
            raise refuse(
                Code.ENCODING,
                _("The first line has letters that are not {encoding}.", encoding=encoding),
                _(
                    "Say the file's encoding in the mapping, as in “encoding: cp1252”. If the file "
                    "is no CSV, XLSX or Parquet, export it as one."
                ),
                line=line,
            )
        return names
    raise refuse(
        Code.EMPTY, _("The file has no header line."), _("Export it again, with column names.")
    )


def binary_head(file: BinaryIO) -> bytes:
    """Return the first bytes of a file, for guesses."""
    return file.read(HEAD)
