"""The real log of a ServiceNow desk, read in place with the mapping that ships as an example."""

import csv
import datetime
import io
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.connectors.tables import SALT, as_csv, as_set, records
from trigpoint.connectors.files import FileMapping, check, guess, load_mapping, read
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


def stamps(pattern: str) -> Callable[[datetime.datetime], str]:
    return lambda moment: moment.strftime(pattern)


def epoch(moment: datetime.datetime) -> str:
    return str(int(moment.replace(tzinfo=datetime.UTC).timestamp()))


#: how other desks write the same log: the delimiter, the encoding, the line end, the times
SPELLINGS = {
    "semicolons after a mark": (";", "utf-8-sig", "\r\n", stamps("%d.%m.%Y %H:%M:%S")),
    "tabs in UTF-16": ("\t", "utf-16", "\n", stamps("%Y-%m-%dT%H:%M:%SZ")),
    "twelve hours": (",", "utf-8", "\r\n", stamps("%m/%d/%Y %I:%M %p")),
    "small am and pm": ("|", "cp1252", "\n", lambda at: at.strftime("%d %b %Y %I:%M %p").lower()),
    "seconds since 1970": (",", "utf-8", "\n", epoch),
    "milliseconds since 1970": (",", "utf-8", "\n", lambda at: epoch(at) + "000"),
}


@pytest.mark.req("MEASURE-1", via="core")
@pytest.mark.parametrize("name", SPELLINGS)
def test_the_same_log_in_another_spelling_is_guessed_and_read_alike(
    events: Path, tmp_path: Path, name: str
) -> None:
    with events.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))[:200]
    for row in rows:  # a field that is cut into lines, as people write them
        row["category"] = f'{row["category"]}\nand "more"'
    plain = written(tmp_path / "plain.csv", rows, ",", "utf-8", "\n")
    delimiter, encoding, line_end, stamp = SPELLINGS[name]
    spelled = [
        {
            key: stamp(datetime.datetime.strptime(value, "%d-%m-%Y %H:%M"))  # noqa: DTZ007 - spelled, not kept
            if key.endswith("_at") and value != "?"
            else value
            for key, value in row.items()
        }
        for row in rows
    ]
    other = written(tmp_path / "other.csv", spelled, delimiter, encoding, line_end)
    first, second = guess(plain).mapping, guess(other).mapping
    assert first is not None
    assert second is not None
    assert len(as_set(records(plain, first))) > 100
    assert as_set(records(other, second)) == as_set(records(plain, first))


def written(path: Path, rows: list[dict], delimiter: str, encoding: str, line_end: str) -> Path:
    text = io.StringIO()
    out = csv.DictWriter(text, list(rows[0]), delimiter=delimiter, lineterminator=line_end)
    out.writeheader()
    out.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path
