"""Messages on their way out: an administrator sees what fails and why, and has it tried again."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

import trigpoint.jobs
from tests.api.program import Program
from tests.cast import Cast
from trigpoint.jobs import outbox
from trigpoint.jobs.doctor import worries
from trigpoint.jobs.outbox import Message
from trigpoint.jobs.pace import Pace
from trigpoint.services.command import command
from trigpoint.store.models import OutboxMessage
from trigpoint.web.shapes.work import TASKS

pytestmark = pytest.mark.django_db
PAGE = "/settings/jobs/"


@pytest.fixture
def failing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> OutboxMessage:
    """A message whose receiver was away when it was tried."""

    def away(_message: Message) -> None:
        words = "nobody at home"
        raise ConnectionError(words)

    monkeypatch.setattr(outbox, "TARGETS", {"told": away})
    with command(cast.dara, "test.tell") as journal:
        journal.save(cast.organisation)
        journal.tell("told", secret="what it says")
        journal.tell("nobody listens")
    assert outbox.drain(Pace()) == 0
    return OutboxMessage.objects.get(topic="told")


def browser(actor) -> Client:
    client = Client()
    client.force_login(actor.user)
    return client


def test_a_message_that_fails_is_seen_with_its_reason_and_tried_at_once(
    cast: Cast, failing, monkeypatch
):
    dara = browser(cast.dara)
    shown = dara.get(PAGE).content.decode()
    assert "ConnectionError: nobody at home" in shown
    assert failing.public_id in shown
    assert "what it says" not in shown
    assert "nobody listens" not in shown
    assert dara.post(f"/settings/outbox/{failing.public_id}/retry/").status_code == 302
    got: list[Message] = []
    monkeypatch.setattr(outbox, "TARGETS", {"told": got.append})
    assert outbox.drain(Pace()) == 1
    assert [message.id for message in got] == [failing.public_id]
    assert "Delivered" in dara.get(PAGE).content.decode()
    assert dara.post(f"/settings/outbox/{failing.public_id}/retry/").status_code == 404


def test_a_message_that_fails_stays_in_sight_under_everything_sent_since(cast: Cast, failing):
    now = timezone.now()
    sent = {"topic": "told", "created_at": now, "next_attempt_at": now, "delivered_at": now}
    sent["entry"] = failing.entry
    OutboxMessage.objects.bulk_create(
        OutboxMessage(organisation=cast.organisation, **sent) for _time in range(101)
    )
    shown = browser(cast.dara).get(PAGE).content.decode()
    assert f"/settings/outbox/{failing.public_id}/retry/" in shown
    assert shown.count(failing.public_id) == 2


def test_programs_read_the_outbox_and_try_again(cast: Cast, failing):
    dara = Program(cast.dara)
    (item,) = dara.get("/outbox?state=failing").json()["items"]
    assert (item["topic"], item["attempts"]) == ("told", 1)
    assert item["error"] == "ConnectionError: nobody at home"
    assert dara.get("/outbox?state=waiting").json()["items"] == []
    assert dara.get("/outbox?state=delivered").json()["items"] == []
    again = dara.post(f"/outbox/{failing.public_id}/try-again", {})
    assert again.status_code == 200
    failing.refresh_from_db()
    assert failing.next_attempt_at <= timezone.now()


def test_nobody_but_an_administrator_sees_the_outbox_or_tries_again(cast: Cast, failing):
    assert failing.public_id not in browser(cast.ana).get(PAGE).content.decode()
    assert Program(cast.ana).get("/outbox").json()["items"] == []
    again = f"/settings/outbox/{failing.public_id}/retry/"
    assert browser(cast.ana).post(again).status_code == 403
    assert browser(cast.olga).post(again).status_code in {403, 404}


def test_every_task_of_the_worker_has_words_on_the_page():
    room = Path(trigpoint.jobs.__file__).parent
    told = "\n".join(path.read_text() for path in room.rglob("*.py"))
    assert set(re.findall(r"^@task.*\ndef (\w+)", told, re.MULTILINE)) == set(TASKS)


def test_the_doctor_names_messages_that_fail_again_and_again(
    cast: Cast, failing, tmp_path, settings
):
    settings.TRIGPOINT_DATA = tmp_path
    OutboxMessage.objects.filter(pk=failing.pk).update(attempts=8)
    assert "outbox" in {finding.key for finding in worries()}
