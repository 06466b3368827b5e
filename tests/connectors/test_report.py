"""The rows that were refused, as a CSV file that a spreadsheet can open without harm."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.connectors.tables import checked, small_csv
from trigpoint.connectors.files import Code, Problem, write_report
from trigpoint.connectors.files.report import harmless
from trigpoint.core.text import Text

DANGEROUS = "=+-@\uff1d\uff0b\uff0d\uff20"


def written(problems: list[Problem]) -> list[list[str]]:
    file = io.StringIO(newline="")
    write_report(problems, file)
    text = file.getvalue()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_every_problem_is_a_row_with_reason_and_cure(tmp_path: Path) -> None:
    bad = ("C-3", "soon", "Dome", "", "", "", "")
    header, *rows = written(list(checked(small_csv(tmp_path, bad)).problems))
    assert header == ["line", "column", "value", "what", "cure"]
    assert [row[:3] for row in rows] == [["6", "when", "soon"], ["6", "state", "Dome"]]
    assert all(what and cure for _line, _column, _value, what, cure in rows)


@pytest.mark.parametrize(
    "value",
    ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", '"=1', "\uff1d1+1"],
)
def test_a_value_that_would_run_is_disarmed(value: str) -> None:
    assert harmless(value) == "'" + value


@pytest.mark.parametrize("value", ["-5", "+3.25", "12", "C-1", "a=b", ""])
def test_numbers_and_plain_words_stay_as_they_are(value: str) -> None:
    assert harmless(value) == value


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_cell_ever_begins_as_a_formula(column: str, value: str) -> None:
    problem = Problem(7, column, value, Code.DATE, Text("{a}", {"a": value}), Text("cure"))
    [_header, [_line, *cells]] = written([problem])
    for cell in cells:
        bare = cell.lstrip(' "\t\r\n')
        assert cell.startswith("'") or bare[:1] not in DANGEROUS or harmless(cell) == cell
