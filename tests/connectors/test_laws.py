"""Laws that hold for any table and any bytes."""

# ruff: noqa: DTZ001  cells of files have no zone

import random
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.connectors.tables import (
    STATE,
    as_csv,
    as_parquet,
    as_set,
    as_xlsx,
    records,
    workbook,
)
from trigpoint.connectors.files import FileRefused, MappingError, Problem, check, load_mapping
from trigpoint.tickets.records import Record, Refused

quick = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=25)

MAPPING = load_mapping(
    STATE.replace(
        "requester: customer", "requester: customer, seq: step, tags: labels, custom: {vip: vip}"
    )
)
HEADER = ("case", "when", "state", "who", "team", "customer", "step", "labels", "vip", "note")

words = st.text(
    st.characters(categories=("L", "N", "P", "S"), max_codepoint=0x2FFF), min_size=1, max_size=12
)
stamps = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(
    lambda moment: moment.replace(microsecond=0)
)
rows = st.lists(
    st.tuples(
        st.one_of(words, st.integers(1, 10**12)),
        stamps,
        st.sampled_from(["New", "Working", "DONE", "waiting", "Dome"]),
        st.one_of(st.none(), words),
        st.one_of(st.just(""), words),
        words,
        st.integers(0, 1000),
        st.lists(words, max_size=3).map(",".join),
        st.one_of(st.booleans(), words),
        st.text(max_size=20),
    ),
    min_size=1,
    max_size=5,
)


def typed_alike(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Parquet wants one type a column: keys and flags become text where they are mixed."""
    return [
        tuple(
            str(value).upper() if isinstance(value, bool) else
            str(value) if column in {0, 8} else value
            for column, value in enumerate(row)
        )
        for row in rows
    ]  # fmt: skip


@quick
@given(rows, st.randoms())
def test_order_and_repetition_do_not_change_the_set_of_records(
    rows: list[tuple[Any, ...]], chance: random.Random
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        once = as_csv(Path(folder, "once.csv"), HEADER, rows)
        mixed = chance.choices(rows, k=len(rows)) + rows
        chance.shuffle(mixed)
        twice = as_csv(Path(folder, "twice.csv"), HEADER, mixed)
        kept = {line for line in as_set(records(once, MAPPING)) if "Refused" not in line}
        again = {line for line in as_set(records(twice, MAPPING)) if "Refused" not in line}
        assert kept == again
        report = check(twice, MAPPING)
        assert report.rows == report.fitting + report.refused == len(mixed)


@quick
@given(rows)
@example([("1", datetime(2026, 10, 25, 1, 30), "New", None, "", "x", 0, "", True, "=1+1")])
def test_a_table_gives_equal_records_whatever_the_format(rows: list[tuple[Any, ...]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = [
            as_csv(folder / "a.csv", HEADER, rows),
            as_xlsx(folder / "a.xlsx", HEADER, rows),
            as_parquet(folder / "a.parquet", HEADER, typed_alike(rows)),
        ]
        csv, xlsx, parquet = ([without_line(r) for r in records(p, MAPPING)] for p in made)
        assert xlsx == csv
        assert parquet == csv


def without_line(record: Record) -> Record:
    """A row's line differs between formats: a cell of a CSV file may hold several lines."""
    return replace(record, line="") if isinstance(record, Refused) else record


@quick
@given(rows)
def test_check_and_read_agree_on_what_fits(rows: list[tuple[Any, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = as_csv(Path(folder, "a.csv"), HEADER, rows)
        found = records(path, MAPPING)
        refused = [record for record in found if "Refused" in repr(record)]
        report = check(path, MAPPING)
        assert report.refused == len(refused)
        assert report.records == len(found) - len(refused)


def refusal(path: Path) -> tuple[Problem, ...]:
    try:
        records(path, MAPPING)
    except FileRefused as refused:
        return refused.problems
    return ()


def complaints(text: str) -> list[int]:
    try:
        load_mapping(text)
    except MappingError as error:
        return [problem.line for problem in error.problems]
    return []


HEADS = (b"", b"PAR1", b"PK\x03\x04",
         b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xff\xfe\x00\x00",
         b"case,when,state,who,team,customer,step,labels,vip\n")  # fmt: skip


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(HEADS), st.binary(max_size=300))
@example(b"", b"a\x00")
@example(b"\xff\xfe", b"\x00")
@example(b"", b'"')
def test_any_bytes_are_read_or_a_stated_problem(head: bytes, body: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a")
        path.write_bytes(head + body)
        report = check(path, MAPPING)
        assert report.fits == (not report.problems)
        for problem in report.problems:
            assert str(problem.what)
            assert str(problem.cure)
        assert refusal(path) in [(), report.problems]


@settings(deadline=None, max_examples=20)
@given(
    st.integers(0, 5_000), st.binary(min_size=1, max_size=8), st.sampled_from(["xlsx", "parquet"])
)
def test_a_sound_file_with_some_bytes_changed_never_crashes(
    place: int, bytes_there: bytes, kind: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        make = as_xlsx if kind == "xlsx" else as_parquet
        row = ("1", datetime(2026, 7, 1), "New", "ana", "", "x", 0, "", "yes", "")
        path = make(Path(folder, "a"), HEADER, [row] * 20)
        content = bytearray(path.read_bytes())
        place %= len(content)
        content[place : place + len(bytes_there)] = bytes_there
        path.write_bytes(content)
        assert check(path, MAPPING).rows >= 0


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=200))
def test_any_bytes_as_a_sheet_never_crash(body: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = workbook(Path(folder, "a.xlsx"), {"xl/worksheets/sheet1.xml": body})
        assert check(path, MAPPING).problems


@given(st.one_of(st.text(max_size=200), st.text("shape:ate{}[]\n -'\"&*!?|>%@#", max_size=80)))
def test_any_text_is_a_mapping_or_a_stated_problem(text: str) -> None:
    assert all(line >= 1 for line in complaints(text))
