"""Files made to exhaust memory or time: each is refused before it is parsed for good."""

import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.connectors.tables import checked, only_problem, workbook
from trigpoint.connectors.files import Limits, MappingError, check, load_mapping

MAIN = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
SHEET = "xl/worksheets/sheet1.xml"


def sheet(body: bytes) -> bytes:
    return MAIN + b"<sheetData>" + body + b"</sheetData></worksheet>"


def one_row(count: int) -> bytes:
    return b'<row r="1">' + b"<c><v>1</v></c>" * count + b"</row>"


def entities(depth: int) -> bytes:
    levels = b"".join(b'<!ENTITY e%d "%s">' % (n + 1, b"&e%d;" % n * 10) for n in range(depth))
    return b'<!DOCTYPE x [<!ENTITY e0 "boom">' + levels + b"]>" + sheet(b"<row>&e9;</row>")


BOMBS: dict[str, dict[str, bytes]] = {
    "a sheet that unpacks to 100 MB": {SHEET: sheet(b"<row><c><v>1</v></c></row>" * 4_000_000)},
    "shared strings that unpack to 60 MB": {"xl/sharedStrings.xml": b"<t>x</t>" * 7_500_000},
    "a picture that unpacks to 60 MB": {"xl/media/image1.png": bytes(60_000_000)},
    "one cell in the last row and column": {
        SHEET: sheet(b'<row r="1048576"><c r="XFD1048576"/></row>')
    },
    "the same with other quotes": {SHEET: sheet(b"<row r='1048576'><c r='XFD1048576'/></row>")},
    "the same in hidden letters": {SHEET: sheet(b'<row><c r="&#88;FD1048576"/></row>')},
    "the same in another namespace": {SHEET: sheet(b'<a:c xmlns:a="b" r="XFD1048576"/>')},
    "a row that calls itself the last, and a wide one": {
        SHEET: sheet(b'<row r="1048576"/><row r="2"><c r="ABC2"/></row>')
    },
    "a place that is none": {SHEET: sheet(b'<row r="1"><c r="AAAA1"/></row>')},
    "a row number of twenty digits": {SHEET: sheet(b'<row r="99999999999999999999"/>')},
    "entities that multiply": {SHEET: entities(9)},
    "an outside entity": {
        SHEET: b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + sheet(b"<row>&e;</row>")
    },
    "a broken sheet that goes on": {SHEET: b"<a><b></a>" + sheet(b'<c r="XFD1048576"/>')},
    "too many parts": {f"xl/media/{n}.xml": b"" for n in range(1_001)},
    "a table of another office hidden in it": {"content.xml": b"<office:document/>"},
}


@pytest.mark.parametrize("name", BOMBS)
def test_the_bomb_is_refused(tmp_path: Path, name: str) -> None:
    path = workbook(tmp_path / "bomb.xlsx", BOMBS[name])
    report = checked(path)
    assert only_problem(report)[3] in {"too_large", "unreadable"}
    assert report.rows == 0


def test_the_harmless_workbook_beside_the_bombs_is_read(tmp_path: Path) -> None:
    report = checked(workbook(tmp_path / "a.xlsx", {}))
    assert {problem.code.value for problem in report.problems} == {"missing_column"}


@pytest.mark.req("MEASURE-1", via="core")
def test_a_sheet_of_300_kb_that_unpacks_to_100_mb_says_both_sizes(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", BOMBS["a sheet that unpacks to 100 MB"])
    assert path.stat().st_size < 400_000
    assert "104 MB" in str(checked(path).problems[0].what)


def test_more_cells_or_columns_than_allowed_are_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {SHEET: sheet(one_row(50))})
    for limits in (Limits(sheet_cells=49), Limits(columns=49)):
        report = check(path, load_mapping(SURVEY), limits=limits)
        assert only_problem(report)[3] == "too_large"


def test_a_zip_directory_that_lies_about_sizes_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {SHEET: sheet(b" " * 20_000_000)})
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        true_size = archive.getinfo(SHEET).file_size
    lie = content.replace(true_size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    path.write_bytes(lie)
    assert only_problem(checked(path))[3] == "unreadable"


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("XL/worksheets/SHEET1.xml", b"<x/>")
    assert only_problem(checked(path))[3] == "unreadable"


def test_a_zip_in_a_zip_is_not_opened(tmp_path: Path) -> None:
    inner = workbook(tmp_path / "inner.xlsx", {}).read_bytes()
    path = workbook(tmp_path / "a.xlsx", {"xl/inner.xlsx": inner})
    assert checked(path).rows == 0


def test_parquet_beyond_the_limits_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"case": ["x" * 1000] * 20_000}), path, use_dictionary=False)
    report = check(path, load_mapping(SURVEY), limits=Limits(parquet_unpacked_bytes=1_000_000))
    assert only_problem(report)[3] == "too_large"


def test_many_columns_of_parquet_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({f"c{n}": [1] for n in range(2_001)}), path)
    assert only_problem(check(path, load_mapping(SURVEY)))[3] == "too_large"


SURVEY = "shape: survey\ncolumns: {rating: case, score: mark, sent_at: when}"


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]",
        "[" * 10_000,
        "{a: " * 10_000,
        "shape: !!python/object/apply:os.system ['true']",
        "x" * 300_000,
        "shape: state\n\tcolumns: {}",
        "%YAML 9.9\n--- \x00",
    ],
)
def test_a_mapping_made_to_do_harm_is_refused(text: str) -> None:
    with pytest.raises(MappingError):
        load_mapping(text)
