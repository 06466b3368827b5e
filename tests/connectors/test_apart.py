"""A day in one column and times of day in others are times together, whatever the file."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests.connectors.tables import as_csv
from trigpoint.connectors.files import (
    Choices,
    MappingDraft,
    Shape,
    check,
    dump_mapping,
    guess,
    load_mapping,
    read,
)
from trigpoint.tickets.beside import Call, Doing, Stretch
from trigpoint.tickets.records import TicketRow

DAYS = [date(2026, 10, n) for n in range(5, 30)]
PLAN = ("Agent", "Date", "Shift start", "Shift end")


def plan(tmp_path: Path, began: str, ended: str, day: str = "%Y-%m-%d") -> Path:
    rows = [("kim", one.strftime(day), began, ended) for one in DAYS]
    return as_csv(tmp_path / "plan.csv", PLAN, rows)


def stretches(path: Path, draft: MappingDraft) -> list[Stretch]:
    """Return what is read by the draft, once it was kept and loaded again."""
    assert draft.mapping is not None
    kept = load_mapping(dump_mapping(draft.mapping))
    assert check(path, kept).fits
    return [one for one in read(path, kept, b"salt") if isinstance(one, Stretch)]


@pytest.mark.req("MEASURE-1", via="file")
@pytest.mark.parametrize("day", ["%Y-%m-%d", "%d.%m.%Y"])
def test_a_plan_with_one_day_and_from_when_to_when_is_a_plan_of_shifts(tmp_path: Path, day: str):
    path = plan(tmp_path, "08:00", "16:30", day)
    draft = guess(path, zone="Europe/Berlin")
    assert (draft.shape, draft.doing, draft.missing, draft.twice) == (
        Shape.WORK, Doing.SHIFT, (), ()
    )  # fmt: skip
    assert {column.name: column.role for column in draft.columns} == {
        "Agent": "assignee",
        "Date": "day",
        "Shift start": "started_at",
        "Shift end": "ended_at",
    }
    first, *others = stretches(path, draft)
    assert datetime.fromtimestamp(first.started_at, UTC) == datetime(2026, 10, 5, 6, 0, tzinfo=UTC)
    assert first.ended_at - first.started_at == 8.5 * 3600
    assert len(others) == len(DAYS) - 1


def test_a_night_ends_on_the_next_day_also_where_the_clock_changes_in_it(tmp_path: Path):
    path = plan(tmp_path, "22:00", "06:00")
    lengths = {
        datetime.fromtimestamp(one.started_at, UTC).day: (one.ended_at - one.started_at) / 3600
        for one in stretches(path, guess(path, zone="Europe/Berlin"))
    }
    assert lengths.pop(24) == 9, "summer time ends on the 25th"
    assert set(lengths.values()) == {8}


def test_calls_may_have_their_day_apart_too(tmp_path: Path):
    header = ("Call ID", "Date", "Start", "End", "Talk time", "Agent")
    rows = [(f"c{n}", str(one), "23:59:00", "00:01:30", "90", "kim") for n, one in enumerate(DAYS)]
    path = as_csv(tmp_path / "calls.csv", header, rows)
    draft = guess(path)
    assert draft.mapping is not None
    calls = [one for one in read(path, draft.mapping, b"salt") if isinstance(one, Call)]
    assert len(calls) == len(DAYS)
    assert {call.ended_at - call.offered_at for call in calls} == {150}


def test_without_its_day_a_time_of_day_is_none(tmp_path: Path):
    path = plan(tmp_path, "08:00", "16:30")
    draft = guess(path, choices=Choices(roles={"Date": ""}))
    assert draft.mapping is not None
    assert check(path, draft.mapping).fitting == 0


@pytest.mark.parametrize(
    ("day", "clock"),
    [("yyyy-mm-dd", "hh:mm:ss"), ("yyyy-mm-dd hh:mm", "[h]:mm"), ("dd.mm.yyyy", "h:mm AM/PM")],
)
def test_typed_cells_of_a_sheet_are_joined_as_text_is(tmp_path: Path, day: str, clock: str):
    path = tmp_path / "tickets.xlsx"
    book: Any = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Ticket", "Created Date", "Created Time", "Status"])
    for n, one in enumerate(DAYS, start=1):
        midnight = datetime(one.year, one.month, one.day)  # noqa: DTZ001 - as a sheet holds it
        sheet.write(n, 0, n)
        sheet.write_datetime(n, 1, midnight, book.add_format({"num_format": day}))
        sheet.write_datetime(
            n, 2, timedelta(hours=9, minutes=n), book.add_format({"num_format": clock})
        )
        sheet.write(n, 3, "Open")
    book.close()
    draft = guess(path)
    assert draft.mapping is not None
    found = [one for one in read(path, draft.mapping, b"salt") if isinstance(one, TicketRow)]
    assert [datetime.fromtimestamp(one.created_at, UTC) for one in found] == [
        datetime(one.year, one.month, one.day, 9, n, tzinfo=UTC) for n, one in enumerate(DAYS, 1)
    ]


@pytest.mark.parametrize(
    ("clock", "form"), [("{}:05 PM", "%Y-%m-%d %I:%M %p"), ("{}:05", "%Y-%m-%d %H:%M")]
)
def test_hours_of_one_digit_after_an_iso_day_are_read(tmp_path: Path, clock: str, form: str):
    rows = [(n, str(one), clock.format(1 + n % 9), "Open") for n, one in enumerate(DAYS)]
    path = as_csv(tmp_path / "t.csv", ("Ticket", "Created Date", "Created Time", "Status"), rows)
    draft = guess(path)
    assert draft.formats == (form,)
    assert draft.mapping is not None
    assert check(path, draft.mapping).fits
