import csv
from pathlib import Path

import duckdb
import numpy as np
import pytest

from trigpoint.connectors.files.recipe import load_mapping
from trigpoint.demo.files import QUERIES, Format, mapping, write
from trigpoint.demo.ledger import Kind
from trigpoint.demo.simulation import Simulation


def test_the_same_simulation_gives_the_same_files(small: Simulation, tmp_path: Path) -> None:
    one, two = (write(small, tmp_path / name) for name in ("one", "two"))
    for left, right in zip(one, two, strict=True):
        assert left.path.read_bytes() == right.path.read_bytes()


def test_every_event_and_survey_is_in_the_files_once(small: Simulation, tmp_path: Path) -> None:
    paths = {written.name: written.path for written in write(small, tmp_path)}
    rows = {}
    for name, path in paths.items():
        with path.open(encoding="utf-8") as file:
            rows[name] = sum(1 for _ in csv.DictReader(file))
    events = small.events
    messages = int((events.kind == Kind.MESSAGE).sum())
    same = (np.diff(events.ticket) == 0) & (np.diff(events.at) == 0)
    told_with_the_next = (
        same & (events.kind[:-1] == Kind.ASSIGNEE) & (events.kind[1:] == Kind.STATUS)
    )
    assert rows == {
        "changes": len(events) - messages - int(told_with_the_next.sum()),
        "messages": messages,
        "satisfaction": len(small.satisfaction),
        "recommendation": len(small.recommendation),
    }


def test_parquet_says_the_same_as_csv(small: Simulation, tmp_path: Path) -> None:
    write(small, tmp_path, Format.CSV)
    write(small, tmp_path, Format.PARQUET)
    with duckdb.connect() as db:
        csv_rows, parquet_rows = (
            db.execute(
                f"SELECT ticket, seq, status, queue, assignee, actor, {moment} "
                f"FROM '{tmp_path}/changes.{form}' ORDER BY ALL"
            ).fetchall()
            for form, moment in (("csv", "epoch(changed_at)::BIGINT"), ("parquet", "changed_at"))
        )
    assert csv_rows == parquet_rows


@pytest.mark.parametrize("name", list(QUERIES))
def test_the_mappings_name_columns_that_are_there(
    name: str, small: Simulation, tmp_path: Path
) -> None:
    written = {file.name: file for file in write(small, tmp_path)}[name]
    header = written.path.read_text(encoding="utf-8").splitlines()[0].split(",")
    recipe = load_mapping(mapping(name))
    assert {column for source in recipe.columns.values() for column in source.columns} <= set(
        header
    )
