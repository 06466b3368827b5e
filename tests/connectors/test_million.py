"""A file of a million rows: every bad row is named, nothing is held that grows with the rows."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import missing
from tests.connectors.tables import HEADER, STATE

ROWS = 1_000_000
BAD_EVERY = 1_000
MOST_MEGABYTES = 300

CHECK = """
import re, sys
from pathlib import Path
from trigpoint.connectors.files import check, load_mapping
report = check(Path(sys.argv[1]), load_mapping(sys.argv[2]))
peak = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024
print(report.rows, report.refused, report.tickets, peak)
print(*(problem.line for problem in report.problems))
"""


@pytest.mark.slow
def test_each_bad_row_of_a_million_is_named_in_little_memory(tmp_path: Path) -> None:
    if not Path("/proc/self/status").exists():
        missing("the memory of a process in /proc")
    path = tmp_path / "million.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write(",".join(HEADER) + "\n")
        for n in range(ROWS):
            day, minute, second = 1 + n // 86_400 % 28, n // 60 % 60, n % 60
            hour = 99 if n % BAD_EVERY == 0 else n // 3_600 % 24
            stamp = f"2026-07-{day:02} {hour:02}:{minute:02}:{second:02}"
            file.write(f"C-{n // 5},{stamp},Working,agent{n % 60},Claims,c{n % 9000},subject {n}\n")
    command = [sys.executable, "-c", CHECK, str(path), STATE]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    first, second = done.stdout.splitlines()
    rows, refused, tickets, megabytes = map(int, first.split())
    assert (rows, refused, tickets) == (ROWS, ROWS // BAD_EVERY, ROWS // 5)
    assert second.split() == [str(2 + n) for n in range(0, ROWS, BAD_EVERY)]
    assert megabytes < MOST_MEGABYTES
