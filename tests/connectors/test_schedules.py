"""Opening hours as people write them, and what is said of a file that is wrong."""

import pytest

from trigpoint.connectors.files import MappingError
from trigpoint.connectors.schedules import load_schedules
from trigpoint.tickets.records import Opening, QueueHours, Schedule

FILE = """
schedules:
  days:
    name: Lisbon, days
    zone: Europe/Lisbon
    openings:
      monday: 08:00-20:00
      tuesday: [08:00-12:00, "13:30-24:00"]
      saturday: {hours: 9:00-17:00, from: 2026-05-02, to: 2026-12-31}
    holidays: [2026-01-01, 2026-12-25]
  office: {zone: America/Toronto}
queues:
  Orders: days
  Billing: {2026-01-01: office, 2026-07-01: none}
  "*": office
"""
HOUR = 3600


def test_schedules_are_read_with_spans_days_and_holidays() -> None:
    days, office, *_queues = load_schedules(FILE, seen_at=7)
    assert days == Schedule(
        schedule="days",
        name="Lisbon, days",
        zone="Europe/Lisbon",
        openings=(
            Opening(weekday=0, opens=8 * HOUR, closes=20 * HOUR),
            Opening(weekday=1, opens=8 * HOUR, closes=12 * HOUR),
            Opening(weekday=1, opens=13 * HOUR + 1800, closes=24 * HOUR),
            Opening(
                weekday=5, opens=9 * HOUR, closes=17 * HOUR, first="2026-05-02", last="2026-12-31"
            ),
        ),
        seen_at=7,
        holidays=("2026-01-01", "2026-12-25"),
    )
    assert office == Schedule(
        schedule="office", name="office", zone="America/Toronto", openings=(), seen_at=7
    )


def test_queues_work_by_a_schedule_always_or_from_days_on() -> None:
    queues = [record for record in load_schedules(FILE, 0) if isinstance(record, QueueHours)]
    assert queues == [
        QueueHours(queue="Orders", schedule="days", since=0),
        QueueHours(queue="Billing", schedule="office", since=1_767_243_600),
        QueueHours(queue="Billing", schedule=None, since=1_782_864_000),
        QueueHours(queue=None, schedule="office", since=0),
    ]


@pytest.mark.parametrize(
    ("before", "after", "line", "said"),
    [
        ("Europe/Lisbon", "Europe/Lissabon", 5, "no time zone"),
        ("zone: Europe/Lisbon", "", 3, "in which time zone"),
        ("08:00-20:00", "8-20", 7, "no opening hours"),
        ("08:00-20:00", "20:00-08:00", 7, "no opening hours"),
        ("monday", "montag", 7, "means nothing"),
        ("2026-12-25", "Christmas", 10, "is no day"),
        ("Orders: days", "Orders: nights", 13, "no schedule called"),
        ("hours: 9:00-17:00, ", "", 9, "have no hours"),
        ("queues:", "lines:", 1, "does not say"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(before: str, after: str, line: int, said: str) -> None:
    with pytest.raises(MappingError) as wrong:
        load_schedules(FILE.replace(before, after), 0)
    assert any(p.line == line and said in str(p.what) for p in wrong.value.problems)
    assert all(str(problem.cure) for problem in wrong.value.problems)
