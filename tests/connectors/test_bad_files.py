"""Whatever is wrong with a file: line, column, value, reason and cure, and never a crash."""

import gzip
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from tests.connectors.tables import (
    HEADER,
    ROWS,
    as_csv,
    as_parquet,
    as_xlsx,
    checked,
    only_problem,
    records,
    small_csv,
    state_mapping,
    text_file,
)
from trigpoint.connectors.files import FileRefused, check, load_mapping
from trigpoint.tickets.records import Refused, Snapshot

GOOD = "C-3", "2026-07-03 08:00:00", "New", "", "Claims", "eve", ""


def test_a_good_file_fits(tmp_path: Path) -> None:
    report = checked(small_csv(tmp_path))
    assert report.fits
    assert (report.rows, report.fitting, report.tickets, report.records) == (4, 4, 2, 4)
    assert report.dropped_columns == ("subject",)


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (("C-3", "31/11/2026", *GOOD[2:]), ("when", "31/11/2026", "date")),
        (("C-3", "2026-11-31 08:00:00", *GOOD[2:]), ("when", "2026-11-31 08:00:00", "date")),
        (("C-3", "1969-01-01 08:00:00", *GOOD[2:]), ("when", "1969-01-01 08:00:00", "date")),
        (("C-3", GOOD[1], "Dome", *GOOD[3:]), ("state", "Dome", "unknown_status")),
        (("", *GOOD[1:]), ("case", "", "missing_value")),
        (("C-3", "", *GOOD[2:]), ("when", "", "missing_value")),
        (GOOD[:5], (None, None, "ragged")),
        ((*GOOD, "more"), (None, None, "ragged")),
        (("C" * 300, *GOOD[1:]), ("case", "C" * 39 + "…", "unknown_word")),
    ],
)
def test_a_bad_row_is_named_with_line_column_and_value(
    tmp_path: Path, row: tuple[str, ...], found: tuple[str | None, str | None, str]
) -> None:
    report = checked(small_csv(tmp_path, row, GOOD))
    assert only_problem(report) == (6, *found)
    assert (report.fitting, report.refused) == (5, 1)


def test_every_bad_cell_of_a_row_is_named(tmp_path: Path) -> None:
    report = checked(small_csv(tmp_path, ("", "soon", "Dome", "", "", "", "")))
    assert {problem.column for problem in report.problems} == {"case", "when", "state"}
    assert (report.refused, report.problem_count) == (1, 3)


def test_the_cure_names_the_nearest_word(tmp_path: Path) -> None:
    report = checked(small_csv(tmp_path, ("C-3", GOOD[1], "Dome", *GOOD[3:])))
    assert "done" in str(report.problems[0].cure)


def test_a_queue_that_the_mapping_does_not_list_is_named_and_one_it_renames_is_renamed(
    tmp_path: Path,
) -> None:
    mapping = state_mapping(**{"statuses:": "queues: {Claims: claims, BILL: billing}\nstatuses:"})
    report = checked(small_csv(tmp_path), mapping)
    assert only_problem(report) == (4, "team", "Billing", "unknown_queue")
    assert "bill" in str(report.problems[0].cure)
    [first, *_] = records(tmp_path / "small.csv", mapping)
    assert isinstance(first, Snapshot)
    assert first.queue == "claims"


def test_a_missing_column_is_named_with_the_nearest_name(tmp_path: Path) -> None:
    path = as_csv(tmp_path / "a.csv", ("case", "When", "state", "who", "team", "customer"), [])
    report = checked(path)
    assert only_problem(report) == (1, "when", None, "missing_column")
    assert "When" in str(report.problems[0].cure)


def test_a_column_that_is_there_twice_is_not_guessed(tmp_path: Path) -> None:
    path = as_csv(tmp_path / "a.csv", (*HEADER, "case"), [])
    assert only_problem(checked(path)) == (1, "case", None, "double_column")


def test_a_change_before_its_ticket_was_opened_is_refused_unless_the_mapping_keeps_it(
    tmp_path: Path,
) -> None:
    header = (*HEADER, "opened")
    rows = [(*ROWS[0], "2026-07-01 08:16:00"), (*ROWS[1], "2026-07-01 08:00:00")]
    path = as_csv(tmp_path / "a.csv", header, rows)
    with_opening = {"requester: customer": "requester: customer, created_at: opened"}
    strict = checked(path, state_mapping(**with_opening))
    assert only_problem(strict) == (2, "when", "2026-07-01 08:00:00", "before_opening")
    assert "16 minutes" in str(strict.problems[0].what)
    keeping = state_mapping(**with_opening, **{"dates: {": "dates: {before_opening: keep, "})
    assert checked(path, keeping).fits


def test_a_row_that_stands_before_the_row_that_opened_its_ticket_is_fine(tmp_path: Path) -> None:
    report = checked(as_csv(tmp_path / "a.csv", HEADER, ROWS[::-1]))
    assert report.fits
    assert report.out_of_order == 2


def test_duplicates_are_counted_and_fine(tmp_path: Path) -> None:
    report = checked(small_csv(tmp_path, *ROWS))
    assert report.fits
    assert report.duplicates == 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_that_says_its_encoding_is_read_by_it(tmp_path: Path, encoding: str) -> None:
    text = small_csv(tmp_path).read_text("utf-8").replace("ana", "Ána Łuc")
    path = text_file(tmp_path / "a.csv", text, encoding)
    assert checked(path).fits
    assert {getattr(r, "assignee", "") for r in records(path, state_mapping())} == {None, "Ána Łuc"}


def test_letters_of_another_encoding_are_named_with_the_cure(tmp_path: Path) -> None:
    text = small_csv(tmp_path).read_text("utf-8").replace("ana", "Ána")
    path = text_file(tmp_path / "a.csv", text, "latin-1")
    report = checked(path)
    assert [(p.line, p.column, p.code.value) for p in report.problems] == [
        (3, "who", "encoding"),
        (5, "who", "encoding"),
    ]
    assert "cp1252" in str(report.problems[0].cure)
    cured = state_mapping(**{"shape: state": "shape: state\nfile: {encoding: cp1252}"})
    assert checked(path, cured).fits


def test_utf_16_without_a_mark_is_recognised_and_the_cure_works(tmp_path: Path) -> None:
    path = text_file(tmp_path / "a.csv", small_csv(tmp_path).read_text("utf-8"), "utf-16-le")
    report = checked(path)
    assert only_problem(report)[3] == "encoding"
    assert "utf-16-le" in str(report.problems[0].cure)
    cured = state_mapping(**{"shape: state": "shape: state\nfile: {encoding: utf-16-le}"})
    assert checked(path, cured).fits


@pytest.mark.parametrize("name", ["utf-16", "utf-32", "shift_jis", "gb18030", "utf-8-sig", "cp037"])
def test_an_encoding_that_the_mapping_states_wrongly_is_a_stated_problem(
    tmp_path: Path, name: str
) -> None:
    mapping = state_mapping(**{"shape: state": f"shape: state\nfile: {{encoding: {name}}}"})
    path = tmp_path / "a.csv"
    path.write_bytes(b"case;when\n" + bytes(range(1, 256)) * 3)
    assert checked(path, mapping).problems


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_the_delimiter_and_the_line_end_are_found(
    tmp_path: Path, delimiter: str, line_end: str
) -> None:
    lines = [delimiter.join(row) for row in (HEADER, *ROWS)]
    path = text_file(tmp_path / "a.csv", line_end.join(lines) + line_end)
    report = checked(path)
    assert report.fits
    assert (report.rows, report.layout.delimiter) == (4, delimiter)


def test_the_hint_that_excel_puts_in_the_first_line_is_understood(tmp_path: Path) -> None:
    lines = ["sep=;", *(";".join(row) for row in (HEADER, *ROWS))]
    report = checked(text_file(tmp_path / "a.csv", "\r\n".join(lines)))
    assert report.fits
    assert report.rows == 4


def test_a_quote_that_is_never_closed_is_named_by_the_line_that_opens_it(tmp_path: Path) -> None:
    text = small_csv(tmp_path).read_text("utf-8").replace("Billing", '"Billing')
    report = checked(text_file(tmp_path / "a.csv", text))
    assert report.fitting == 2
    assert only_problem(report) == (4, None, None, "quote")


def test_line_numbers_count_the_lines_of_an_editor(tmp_path: Path) -> None:
    many_lines = ("C-3", GOOD[1], "New", "", "Claims", "eve", "dear\nsirs,\n\nhello")
    bad = ("C-4", "soon", "New", "", "Claims", "eve", "")
    assert only_problem(checked(small_csv(tmp_path, many_lines, bad)))[0] == 10


def test_lines_of_a_sheet_are_its_rows(tmp_path: Path) -> None:
    path = as_xlsx(tmp_path / "a.xlsx", HEADER, [*ROWS, ("C-3", "soon", *GOOD[2:])])
    assert only_problem(checked(path)) == (6, "when", "soon", "date")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\n\n\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.7", "unreadable"),
        (b"<!DOCTYPE html><table>", "unreadable"),
        (gzip.compress(b"case,when", mtime=0), "unreadable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "unreadable"),
        (b"PK\x03\x04 and then nothing of the kind", "unreadable"),
        (b"PAR1 and then nothing of the kind PAR1", "unreadable"),
        (b"case\x00\x01\x02\x03 and so on and on", "encoding"),
        (b"x" * 3_000_000, "too_large"),
        (b",".join(b"c%d" % n for n in range(3_000)) + b"\n", "too_large"),
    ],
)
def test_what_is_no_table_is_one_problem(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert only_problem(checked(path))[3] == code
    with pytest.raises(FileRefused):
        records(path, state_mapping())


def test_an_export_without_rows_fits_and_brings_nothing(tmp_path: Path) -> None:
    report = checked(as_csv(tmp_path / "a.csv", HEADER, []))
    assert report.fits
    assert (report.rows, report.first_at) == (0, None)


def test_reading_past_bad_rows_keeps_them_with_their_reason(tmp_path: Path) -> None:
    found = records(small_csv(tmp_path, ("C-3", "soon", *GOOD[2:])), state_mapping())
    [refused] = [record for record in found if isinstance(record, Refused)]
    assert (refused.line, refused.code) == ("6", "date")
    assert str(refused.reason).startswith("when: ")
    assert "soon" not in str(refused.reason)


def test_nothing_of_columns_that_are_not_mapped_or_that_are_hashed_is_ever_shown(
    tmp_path: Path,
) -> None:
    secret = "4111 1111 \ud800 my password"
    path = tmp_path / "a.csv"
    text = as_csv(path, HEADER, [("C-1", "soon", "odd", "", "", "SECRET", "SECRET")]).read_text()
    path.write_bytes(text.replace("SECRET", secret).encode("utf-8", "surrogatepass"))
    report = checked(path)
    assert report.problem_count == 3
    assert "4111" not in repr(report)


def test_problems_alike_are_grouped_with_their_number(tmp_path: Path) -> None:
    bad = [("C-3", "soon", *GOOD[2:])] * 7 + [("C-3", GOOD[1], "odd", *GOOD[3:])]
    report = checked(small_csv(tmp_path, *bad))
    assert [(group.first.column, group.times) for group in report.groups] == [
        ("when", 7),
        ("state", 1),
    ]


def test_progress_reaches_the_end(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    check(small_csv(tmp_path), state_mapping(), progress=lambda *done: seen.append(done))
    assert seen[-1][0] == seen[-1][1] > 0


def test_a_constant_of_the_mapping_that_does_not_convert_is_a_stated_problem(
    tmp_path: Path,
) -> None:
    mapping = load_mapping(
        "shape: message\n"
        "columns: {ticket: case, at: when, public: {value: maybe}, author: {value: agent}}\n"
        "authors: {agent: agent}"
    )
    assert only_problem(checked(small_csv(tmp_path), mapping)) == (0, "public", "maybe", "truth")


@pytest.mark.parametrize("name", ["a[1]*?.parquet", "it's.parquet", "x=1/y=2/a.parquet", "ä ö"])
def test_a_path_of_any_letters_names_one_file_and_nothing_more(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    as_parquet(tmp_path / "a1bc.parquet", HEADER, ROWS)
    report = checked(as_parquet(path, HEADER, ROWS))
    assert report.fits
    assert (report.rows, report.dropped_columns) == (4, ("subject",))


def test_instants_of_parquet_are_read_as_they_are_and_lists_as_tags(tmp_path: Path) -> None:
    moment = datetime(2026, 7, 1, 8, tzinfo=timezone(timedelta(hours=2)))
    header = ("case", "when", "state", "labels")
    rows = [(7, moment, "New", ["b", "a"]), (8, moment, "New", [])]
    mapping = load_mapping(
        "shape: state\n"
        "dates: {zone: Asia/Kathmandu}\n"
        "columns: {ticket: case, at: when, status: state, tags: labels}\n"
        "statuses: {new: new}"
    )
    first, second = records(as_parquet(tmp_path / "a", header, rows), mapping)
    assert isinstance(first, Snapshot)
    assert isinstance(second, Snapshot)
    assert (first.ticket, first.at, first.tags) == ("7", int(moment.timestamp()), ("a", "b"))
    assert second.tags == ()
