"""The real log of a ServiceNow desk, read in place with the mapping that ships as an example."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from tests.connectors.tables import SALT, as_csv, as_set, records
from trigpoint.connectors.files import FileMapping, check, load_mapping, read
from trigpoint.tickets.records import Category, Snapshot


@pytest.fixture
def events(shared_data: Path) -> Path:
    return shared_data / "servicenow_incidents" / "events.csv"


@pytest.fixture
def mapping() -> FileMapping:
    return load_mapping(Path("docs/examples/mappings/servicenow.yaml").read_text("utf-8"))


@pytest.mark.req("MEASURE-1", via="core")
def test_every_row_fits(events: Path, mapping: FileMapping) -> None:
    report = check(events, mapping)
    assert report.fits
    assert (report.rows, report.tickets, report.refused) == (5998, 890, 0)


def test_records_say_what_the_rows_say(events: Path, mapping: FileMapping) -> None:
    with events.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    found = [record for record in read(events, mapping, SALT) if isinstance(record, Snapshot)]
    assert [record.ticket for record in found] == [row["number"] for row in rows]
    assert [record.assignee or "?" for record in found] == [row["assigned_to"] for row in rows]
    states = Counter(row["incident_state"] for row in rows)
    assert Counter(record.category for record in found)[Category.SOLVED] == states["Resolved"]


def test_no_caller_and_no_unmapped_column_gets_through(events: Path, mapping: FileMapping) -> None:
    everything = "\n".join(as_set(records(events, mapping)))
    assert "Caller" not in everything
    assert "Symptom" not in everything


def test_callers_are_told_apart_by_hash_and_only_under_the_same_salt(
    events: Path, mapping: FileMapping
) -> None:
    with events.open(newline="", encoding="utf-8") as file:
        callers = {row["caller_id"] for row in csv.DictReader(file)} - {"?"}
    one = {getattr(r, "requester", None) for r in read(events, mapping, b"one")} - {None}
    two = {getattr(r, "requester", None) for r in read(events, mapping, b"two")} - {None}
    assert len(one) == len(two) == len(callers)
    assert not one & two


def test_shuffled_and_doubled_rows_give_the_same_records(
    events: Path, mapping: FileMapping, tmp_path: Path
) -> None:
    with events.open(newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    mixed = as_csv(tmp_path / "mixed.csv", header, [*rows[::-1], *rows[::2]])
    report = check(mixed, mapping)
    assert report.fits
    assert report.duplicates >= len(rows[::2])
    assert report.out_of_order > 1000
    assert as_set(records(mixed, mapping)) == as_set(records(events, mapping))
