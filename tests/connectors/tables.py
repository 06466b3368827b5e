"""Small tables for the tests, written as CSV, XLSX and Parquet."""

import csv
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from trigpoint.connectors.files import FileMapping, Report, check, load_mapping, read
from trigpoint.tickets.records import Account, Queue, Record

SALT = b"a secret of the organisation"

STATE = """
shape: state
dates: {formats: ["%Y-%m-%d %H:%M:%S"], zone: Europe/Lisbon}
columns: {ticket: case, at: when, status: state, assignee: who, queue: team, requester: customer}
statuses: {New: new, Working: open, Waiting: pending, Done: solved}
"""
HEADER = ("case", "when", "state", "who", "team", "customer", "subject")
ROWS = (
    ("C-1", "2026-07-01 08:00:00", "New", "", "Claims", "mary", "my parcel"),
    ("C-1", "2026-07-01 09:00:00", "Working", "ana", "Claims", "mary", "my parcel"),
    ("C-2", "2026-07-01 09:30:00", "New", "", "Billing", "joe", "invoice"),
    ("C-1", "2026-07-02 10:00:00", "Done", "ana", "Claims", "mary", "my parcel"),
)


def state_mapping(**changed: str) -> FileMapping:
    """The mapping of the small table, with pieces of its text exchanged."""
    text = STATE
    for old, new in changed.items():
        text = text.replace(old, new)
    return load_mapping(text)


def as_csv(path: Path, header: Sequence[str], rows: Sequence[Sequence[Any]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for row in rows:
            writer.writerow([str(v).upper() if isinstance(v, bool) else v for v in row])
    return path


def as_xlsx(path: Path, header: Sequence[str], rows: Sequence[Sequence[Any]]) -> Path:
    book = xlsxwriter.Workbook(str(path), {"strings_to_urls": False})
    sheet = book.add_worksheet()
    stamp = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    for line, row in enumerate([header, *rows]):
        for column, value in enumerate(row):
            if isinstance(value, datetime):
                sheet.write_datetime(line, column, value, stamp)
            elif isinstance(value, str):
                sheet.write_string(line, column, value)
            elif value is not None:
                sheet.write(line, column, value)
    book.close()
    return path


def as_parquet(path: Path, header: Sequence[str], rows: Sequence[Sequence[Any]]) -> Path:
    columns = {name: [row[i] for row in rows] for i, name in enumerate(header)}
    pq.write_table(pa.table(columns), path)
    return path


def text_file(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def small_csv(folder: Path, *more: Sequence[str]) -> Path:
    return as_csv(folder / "small.csv", HEADER, [*ROWS, *more])


def records(path: Path, mapping: FileMapping) -> list[Record]:
    """The records of the rows, without the list of accounts and queues at the end."""
    return [r for r in read(path, mapping, SALT) if not isinstance(r, Account | Queue)]


def as_set(found: Sequence[Record]) -> set[str]:
    """Records hold dictionaries, so they are compared by how they print."""
    return {repr(record) for record in found}


def only_problem(report: Report) -> tuple[int, str | None, str | None, str]:
    assert report.problem_count == 1, report.problems
    [problem] = report.problems
    assert str(problem.what)
    assert str(problem.cure)
    return problem.line, problem.column, problem.value, problem.code.value


def checked(path: Path, mapping: FileMapping | None = None) -> Report:
    return check(path, mapping or state_mapping())


def workbook(path: Path, parts: dict[str, bytes]) -> Path:
    """An XLSX put together by hand: a workbook of one sheet, and whatever `parts` say."""
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    base = {
        "[Content_Types].xml": b"<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r" Type="{relation}'
        f'/officeDocument" Target="xl/workbook.xml"/></Relationships>'.encode(),
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relation}"><sheets>'
        f'<sheet name="S" sheetId="1" r:id="s"/></sheets></workbook>'.encode(),
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="s" '
        f'Type="{relation}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'.encode(),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData><row r="1"><c r="A1" '
        f't="inlineStr"><is><t>case</t></is></c></row></sheetData></worksheet>'.encode(),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (base | parts).items():
            archive.writestr(name, content)
    return path
