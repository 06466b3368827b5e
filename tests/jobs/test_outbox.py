"""Messages go out at least once, with one id, in order for each object."""

import datetime

import pytest
from django.utils import timezone

from trigpoint.jobs import outbox
from trigpoint.jobs.outbox import Message, drain
from trigpoint.services.actor import part_of_ours
from trigpoint.services.command import command
from trigpoint.services.organisation.organisation import make
from trigpoint.store.models import Organisation, OutboxMessage

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)


@pytest.fixture
def organisation() -> Organisation:
    return make("Outbox", "UTC", NOW)


@pytest.fixture
def received(monkeypatch: pytest.MonkeyPatch) -> list[Message]:
    """Everything that the topic's target gets."""
    got: list[Message] = []
    monkeypatch.setitem(outbox.TARGETS, "told", got.append)
    return got


def tell(organisation: Organisation, topic: str = "told", **body: object) -> None:
    with command(part_of_ours(organisation, "test"), "test.tell") as journal:
        journal.save(organisation)
        journal.tell(topic, **body)


def test_a_message_goes_out_once_with_its_id(organisation, received, quick):
    tell(organisation, object="a", step=1)
    assert drain(quick) == 1
    assert drain(quick) == 0
    row = OutboxMessage.objects.get()
    assert [(m.id, m.body["step"], m.organisation) for m in received] == [
        (row.public_id, 1, organisation.public_id)
    ]


def test_a_topic_without_a_target_waits(organisation, received, quick):
    tell(organisation, topic="nobody listens")
    assert drain(quick) == 0
    assert OutboxMessage.objects.get().delivered_at is None


def test_a_message_that_fails_holds_up_its_object_alone_and_comes_again_with_the_same_id(
    organisation, quick, monkeypatch
):
    broken, got = {"a"}, []

    def deliver(message: Message) -> None:
        got.append((message.id, message.body["object"], message.body["step"]))
        if message.body["object"] in broken:
            raise ConnectionError

    monkeypatch.setitem(outbox.TARGETS, "told", deliver)
    for step in (1, 2):
        tell(organisation, object="a", step=step)
        tell(organisation, object="b", step=step)
    assert drain(quick) == 2
    assert [(o, step) for _id, o, step in got] == [("a", 1), ("b", 1), ("b", 2)]
    assert drain(quick) == 0  # the pause after the failure is not over
    broken.clear()
    OutboxMessage.objects.update(next_attempt_at=timezone.now())
    assert drain(quick) == 2
    again = [row for row in got if row[1] == "a"]
    assert [step for _id, _o, step in again] == [1, 1, 2]
    assert again[0][0] == again[1][0]


def test_while_one_worker_delivers_a_message_another_leaves_its_object_alone(
    organisation, received, quick
):
    for step in (1, 2):
        tell(organisation, object="a", step=step)
    first = OutboxMessage.objects.order_by("pk").first()
    assert first is not None
    assert outbox._take(first, timezone.now(), quick)
    assert drain(quick) == 0
    assert received == []
