"""A help desk that is not read any more is said to its administrator, and taken back once it is."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from django.test import Client as Browser

from tests.cast import Cast
from tests.connectors.desks.request_tracker import FakeRequestTracker
from tests.services.conftest import Desk
from tests.services.test_syncs import SAID, connect, read
from trigpoint.connectors.sync.entering import change
from trigpoint.core.text import _
from trigpoint.jobs import syncs as job
from trigpoint.net import Answer, NotAnswered, Patience
from trigpoint.services.helpdesks import connections, syncs
from trigpoint.services.inbox import inbox
from trigpoint.services.inbox.asked import Question
from trigpoint.services.letters import letters
from trigpoint.store.models import Entry, SyncRun

pytestmark = pytest.mark.django_db


@pytest.fixture
def tracker(monkeypatch) -> FakeRequestTracker:
    fake = FakeRequestTracker()
    fake.live(3)
    monkeypatch.setattr(job, "Client", lambda **_options: fake)
    return fake


def asked(actor) -> list[Question]:
    actor.memo.clear()
    return [question for question in inbox.questions(actor) if question.kind == "connection"]


def out_of_reach(monkeypatch) -> None:
    def silent(*_request):
        raise NotAnswered(_("It did not answer."))

    monkeypatch.setattr(job, "Client", lambda **_options: silent)
    monkeypatch.setattr(job, "Patience", lambda fetch: Patience(fetch, tries=1))


@pytest.mark.req("MEASURE-1", via="web")
def test_a_key_that_is_refused_is_said_at_once_with_its_cure_until_it_is_read_again(
    desk: Desk, cast: Cast, tracker, monkeypatch
):
    connection = connect(cast)
    read(desk, connection)
    assert not asked(cast.dara)
    whole = tracker.answer
    monkeypatch.setattr(tracker, "answer", lambda _asked: Answer(401, {}, b"{}"))
    read(desk, connection)
    [question] = asked(cast.dara)
    assert question.about.title == "Our RT"
    assert "Enter it again" in str(question.asks)
    assert "figures are as of" in str(question.terms)
    assert not asked(cast.tuan), "who cannot cure it is not told"
    browser = Browser()
    browser.force_login(cast.dara.user)
    page = browser.get("/inbox/").content.decode()
    assert f"/settings/connections/{connection}/" in page
    [letter] = [item for item in letters.items(cast.dara) if item.line.about == question.about]
    assert letter.line.why is None, "others may cure it as well"
    monkeypatch.setattr(tracker, "answer", whole)
    read(desk, connection)
    assert not asked(cast.dara)


def test_a_help_desk_out_of_reach_is_said_after_a_day_and_not_before(
    desk: Desk, cast: Cast, monkeypatch
):
    out_of_reach(monkeypatch)
    connection = connect(cast)
    first = read(desk, connection)
    assert first.state == "failed"
    assert not asked(cast.dara), "the next reading may go through"
    SyncRun.objects.update(finished_at=first.finished_at - datetime.timedelta(hours=25))
    read(desk, connection)
    [question] = asked(cast.dara)
    assert "did not answer" in str(question.asks)
    assert question.at == first.finished_at - datetime.timedelta(hours=25)
    assert "not been read to its end yet" in str(question.terms)


@pytest.mark.req("MEASURE-1", via="service")
def test_one_that_gives_nothing_but_pauses_for_a_day_is_said_and_one_that_gives_some_is_not(
    desk: Desk, cast: Cast, tracker, monkeypatch
):
    connection, whole = connect(cast), tracker.answer
    wait = Answer(429, {"retry-after": "3600"}, b"")
    monkeypatch.setattr(tracker, "answer", lambda _asked: wait)
    run = SyncRun.objects.get(public_id=read(desk, connection).id)
    assert not asked(cast.dara)
    pause_again(desk, run, hours=25, records=0)
    [question] = asked(cast.dara)
    assert "left alone again and again" in str(question.asks)
    run.refresh_from_db()
    assert question.at.isoformat() == run.said["quiet"][0]
    pause_again(desk, run, hours=0, records=5)
    assert not asked(cast.dara), "it brings something between its pauses"
    pause_again(desk, run, hours=25, records=5)
    assert asked(cast.dara)
    monkeypatch.setattr(tracker, "answer", whole)
    pause_again(desk, run, hours=0, records=5)
    assert syncs.show(cast.dara, run.public_id).state == "done"
    assert not asked(cast.dara)


def pause_again(desk: Desk, run: SyncRun, *, hours: int, records: int) -> None:
    """Let a reading that waits be tried again as if so many hours and records had gone by."""
    run.refresh_from_db()
    *times, known = run.said["quiet"]
    back = datetime.timedelta(hours=hours)
    then = [(datetime.datetime.fromisoformat(at) - back).isoformat() for at in times]
    run.said["quiet"] = [*then, known]
    run.counts["records"] = records
    run.save()
    run.job.run_after = run.created_at
    run.job.save()
    desk.work()


def test_it_is_taken_back_where_the_help_desk_rests_or_its_key_is_entered_again(
    desk: Desk, cast: Cast, tracker, monkeypatch
):
    connection = connect(cast)
    monkeypatch.setattr(tracker, "answer", lambda _asked: Answer(401, {}, b"{}"))
    read(desk, connection)
    assert asked(cast.dara)
    connections.pause(cast.dara, connection, paused=True)
    assert not asked(cast.dara)
    connections.pause(cast.dara, connection, paused=False)
    assert asked(cast.dara)
    version = connections.show(cast.dara, connection).version
    later = replace(cast.dara, now=cast.dara.now + datetime.timedelta(hours=1))
    change(later, connection, version, SAID)
    assert not asked(cast.dara)
    syncs.start(later, connection)
    desk.work()
    assert asked(cast.dara), "the new key is refused, too"


def test_the_history_has_one_entry_for_the_begin_and_one_for_the_end_of_it(
    desk: Desk, cast: Cast, tracker, monkeypatch
):
    connection, whole = connect(cast), tracker.answer
    monkeypatch.setattr(tracker, "answer", lambda _asked: Answer(403, {}, b"{}"))
    for _again in range(3):
        read(desk, connection)
    monkeypatch.setattr(tracker, "answer", whole)
    for _again in range(2):
        read(desk, connection)
    found = Entry.objects.filter(command__in=["connection.fails", "connection.works"])
    assert list(found.order_by("pk").values_list("command", flat=True)) == [
        "connection.fails", "connection.works",
    ]  # fmt: skip
    assert syncs.runs(cast.dara, connection)[0].state == "done"
