"""`trigpoint import tickets`: the whole file or nothing of it, said in the terminal."""

import re
from pathlib import Path

import pytest

from tests.cli.conftest import answer, call
from tests.connectors.tables import HEADER, ROWS, STATE, as_csv, as_parquet, as_xlsx

ADMIN = ("--admin", "Dara Kelly", "--email", "dara@example.org", "--password", "a-long-one-77")
LATE = ("C-3", "2026-07-03 08:00:00", "New", "", "Claims", "mary", "")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of data with an organisation; the mapping lies beside it."""
    data = tmp_path_factory.mktemp("import") / "data"
    assert call(data, "init").returncode == 0
    assert call(data, "organisation", "Our support", *ADMIN).returncode == 0
    (data.parent / "desk.yaml").write_text(f"name: desk{STATE}", encoding="utf-8")
    return data


def bring(desk: Path, file: Path, mapping: str = "desk.yaml") -> tuple[int, str]:
    done = call(desk, "import", "tickets", str(file), "--mapping", str(desk.parent / mapping))
    return done.returncode, done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.req("MEASURE-1", via="cli")
def test_the_same_tickets_of_any_kind_of_file_are_known_the_second_time(desk: Path, tmp_path: Path):
    first = bring(desk, as_csv(tmp_path / "some.csv", HEADER, ROWS))
    assert first[0] == 0
    assert "4 rows, 2 tickets" in first[1]
    assert "0 known already" in first[1]
    again = [
        as_csv(tmp_path / "again.csv", HEADER, [*ROWS[::-1], *ROWS]),
        as_xlsx(tmp_path / "some.xlsx", HEADER, ROWS),
        as_parquet(tmp_path / "some.parquet", HEADER, ROWS),
    ]
    for file in again:
        status, said = bring(desk, file)
        assert (status, ": 0 records new" in said) == (0, True), (file.name, said)


@pytest.mark.slow
@pytest.mark.req("MEASURE-1", via="cli")
def test_what_does_not_fit_is_named_with_line_column_and_cure_and_nothing_comes_in(
    desk: Path, tmp_path: Path
):
    bad = {
        "time": (HEADER, [*ROWS, ("C-4", "2026-02-30 08:00:00", *LATE[2:])]),
        "column": (("case", "when", "condition", *HEADER[3:]), ROWS),
        "word": (HEADER, [*ROWS, ("C-4", LATE[1], "Parked", *LATE[3:])]),
    }
    said = {}
    for name, (header, rows) in bad.items():
        status, said[name] = bring(desk, as_csv(tmp_path / f"{name}.csv", header, rows))
        assert status == 1
        assert "Nothing was brought in" in said[name]
    assert "line 6, when: This is no time" in said["time"]
    assert "Correct it in the source" in said["time"]
    assert "line 1, state: The file has no column of this name" in said["column"]
    assert "line 6, state: The mapping does not know this word" in said["word"]
    (tmp_path / "no.xlsx").write_bytes(b"PK\x03\x04 and then nothing")
    assert "the file as a whole: " in bring(desk, tmp_path / "no.xlsx")[1]
    fits = answer(
        desk,
        *("import", "tickets", str(as_csv(tmp_path / "good.csv", HEADER, [*ROWS, LATE]))),
        *("--mapping", str(desk.parent / "desk.yaml")),
    )
    assert fits["counts"]["new"] > 0  # so nothing of C-3 or of the refused files was there


@pytest.mark.parametrize("content", [b"shape: tree\n", b"columns: [\n", b"name: B\xfcro\n"])
def test_a_mapping_that_cannot_be_read_says_where(desk: Path, tmp_path: Path, content: bytes):
    (desk.parent / "wrong.yaml").write_bytes(content)
    status, said = bring(desk, as_csv(tmp_path / "some.csv", HEADER, ROWS), "wrong.yaml")
    assert status == 1
    assert "Traceback" not in said
    assert re.search(r"line \d", said), said
