"""Times of files to UTC seconds: equal to the plain way, whatever the format and the zone."""

# ruff: noqa: DTZ001, DTZ901  cells of files have no zone; that is what is tested

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trigpoint.connectors.files.dates import Moments, format_problem
from trigpoint.connectors.files.problems import Bad

ZONES = ("Etc/UTC", "Europe/Lisbon", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu")
FORMATS = (
    "%d-%m-%Y %H:%M:%S",
    "%Y-%m-%dT%H:%M:%S",
    "%m/%d/%Y %I:%M:%S %p",
    "%d %b %Y %H:%M:%S",
    "%H:%M:%S %d.%m.%Y",
    "%Y%m%d%H%M%S",
    "iso",
)
moments = st.datetimes(datetime(1971, 1, 1), datetime(2199, 1, 1)).map(
    lambda moment: moment.replace(microsecond=0)
)


def plainly(moment: datetime, zone: str) -> int:
    return int(moment.replace(tzinfo=ZoneInfo(zone)).timestamp())


@given(moments, st.sampled_from(ZONES), st.sampled_from(FORMATS))
def test_a_stamp_is_read_as_the_standard_library_reads_it(
    moment: datetime, zone: str, pattern: str
) -> None:
    text = moment.isoformat(" ") if pattern == "iso" else moment.strftime(pattern)
    assert Moments((pattern,), zone)(text) == plainly(moment, zone)


@given(
    st.integers(0, 48 * 60), st.sampled_from(ZONES), st.sampled_from([(3, 28), (10, 24), (10, 31)])
)
def test_days_on_which_clocks_change_are_exact(
    minutes: int, zone: str, day: tuple[int, int]
) -> None:
    moment = datetime(2026, *day) + timedelta(minutes=minutes)
    read = Moments(("%Y-%m-%d %H:%M",), zone)
    assert read(moment.strftime("%Y-%m-%d %H:%M")) == plainly(moment, zone)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("2026-07-01T08:00:00Z", 1782892800),
        ("2026-07-01T08:00:00.999+02:00", 1782885600),
        ("2026-07-01 08:00:00 UTC", 1782892800),
        ("2026-07-01 08:00", 1782892800),
        ("2026-07-01", 1782864000),
        ("20260701", 1782864000),
    ],
)
def test_iso_comes_in_many_spellings(text: str, seconds: int) -> None:
    assert Moments(("iso",), "Etc/UTC")(text) == seconds


@given(st.integers(0, 7_000_000_000))
def test_seconds_and_milliseconds_since_1970_are_understood(seconds: int) -> None:
    assert Moments(("epoch",), "Asia/Kathmandu")(str(seconds)) == seconds
    assert Moments(("epoch_ms",), "Asia/Kathmandu")(f"{seconds}123") == seconds
    assert Moments(("iso", "epoch"), "Etc/UTC")(f"{seconds:010}") == seconds


def test_the_first_format_that_fits_decides() -> None:
    read = Moments(("%d/%m/%Y", "%m/%d/%Y"), "Etc/UTC")
    assert read("02/01/2026") == plainly(datetime(2026, 1, 2), "Etc/UTC")
    assert read("12/31/2026") == plainly(datetime(2026, 12, 31), "Etc/UTC")


@pytest.mark.parametrize("zone", ZONES)
def test_typed_cells_are_read_without_a_format(zone: str) -> None:
    read = Moments(("iso",), zone)
    assert read(datetime(2026, 7, 1, 8)) == plainly(datetime(2026, 7, 1, 8), zone)
    assert read(date(2026, 7, 1)) == plainly(datetime(2026, 7, 1), zone)
    offset = timezone(timedelta(hours=5))
    assert read(datetime(2026, 7, 1, 8, tzinfo=offset)) == 1782892800 - 5 * 3600


@pytest.mark.parametrize(
    "cell",
    ["", "soon", "31-02-2026 10:00", "01-01-1969 10:00", "01-01-2201 10:00", "01-01-2026 25:00",
     datetime.min, datetime.max, date.max, datetime(1969, 1, 1, tzinfo=UTC), "9" * 400, "1-1-1"],
)  # fmt: skip
def test_what_is_no_time_is_refused(cell: str | date) -> None:
    with pytest.raises(Bad):
        Moments(("%d-%m-%Y %H:%M",), "Europe/Lisbon")(cell)


@given(st.text(max_size=30), st.sampled_from([*FORMATS, "epoch", "epoch_ms"]))
def test_any_text_is_a_time_or_a_stated_problem(text: str, pattern: str) -> None:
    with suppress(Bad):
        assert 0 <= Moments((pattern,), "Europe/Lisbon")(text) < 7_300_000_000


@pytest.mark.parametrize("text", ["", "dd/mm/yyyy", "%H:%M", "%Y-%m", "%Y-%m-%d %Q", "%"])
def test_a_format_that_cannot_work_is_named(text: str) -> None:
    assert format_problem(text) is not None


@pytest.mark.parametrize("text", ["iso", "epoch", "epoch_ms", "%d.%m.%y", "%Y-%j", "100%% %Y%m%d"])
def test_a_format_that_works_is_accepted(text: str) -> None:
    assert format_problem(text) is None
