"""A small command, and what has to be true of all that it ever wrote."""

import datetime

from trigpoint.jobs.backup.histories import broken
from trigpoint.services.actor import part_of_ours
from trigpoint.services.command import command
from trigpoint.store.models import Entry, Organisation, OutboxMessage, Period, Version

DAY = datetime.date(2026, 1, 1)
TOPIC = "test.written"


def write(*numbers: int) -> None:
    """Write a record with its history, as every command does, and a message for each number."""
    organisation = Organisation.objects.get()
    with command(part_of_ours(organisation, "test"), "test.write") as journal:
        record = journal.create(
            Period(organisation=organisation, name=str(numbers[0]), starts=DAY, ends=DAY)
        )
        for number in numbers:
            journal.tell(TOPIC, object="one", number=number, record=record.public_id)


def written() -> set[int]:
    return {int(name) for name in Period.objects.values_list("name", flat=True)}


def assert_whole() -> None:
    """No record without its version, entry and message, and none of these without the others."""
    records = sorted(Period.objects.values_list("pk", flat=True))
    versions = Version.objects.filter(kind="period")
    assert sorted(versions.values_list("object_id", flat=True)) == records
    entries = Entry.objects.filter(command="test.write")
    assert set(versions.values_list("entry", flat=True)) == set(
        entries.values_list("pk", flat=True)
    )
    told = OutboxMessage.objects.filter(topic=TOPIC)
    assert sorted(told.values_list("body__number", flat=True)) == sorted(written())
    assert told.count() == entries.count() == len(records)
    numbers = list(Entry.objects.order_by("seq").values_list("seq", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert broken() is None
