"""Help desks that are asked: connected, read, resting, read anew; keys stay sealed."""

from __future__ import annotations

import json
import random

import pytest
from django.db import connection as database
from django.test import Client as Browser
from django.test import override_settings

from tests.cast import Cast
from tests.connectors.desks.faults import Faulty
from tests.connectors.desks.intercom import FakeIntercom
from tests.connectors.desks.request_tracker import FakeRequestTracker
from tests.services.conftest import Desk
from trigpoint.cli.commands.sync import words
from trigpoint.connectors.request_tracker import reading as request_tracker
from trigpoint.connectors.sync import reading
from trigpoint.connectors.sync.entering import change, enter
from trigpoint.connectors.sync.pages import FORGOTTEN
from trigpoint.jobs import syncs as job
from trigpoint.net import Answer, Patience
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.helpdesks import accounts, connections, imports, syncs
from trigpoint.services.measures.figures import published
from trigpoint.services.people.export_person import export
from trigpoint.store.models import Connection, Secret, SyncRun, Version
from trigpoint.tickets.warehouse import Warehouse

pytestmark = pytest.mark.django_db

CANARY = "canary-5ecret-0f-theirs"
SAID = {"address": "https://rt.example.org", "user": "root", "secret": CANARY}


@pytest.fixture
def tracker(monkeypatch) -> FakeRequestTracker:
    """A help desk at the other end of the wire."""
    fake = FakeRequestTracker()
    fake.live(40)
    monkeypatch.setattr(job, "Client", lambda **_options: fake)
    return fake


def connect(cast: Cast) -> str:
    return enter(cast.dara, "request_tracker", "rt", "Our RT", SAID)


def read(desk: Desk, connection: str, *, anew: bool = False) -> syncs.SyncView:
    sync = syncs.start(desk.cast.dara, connection, anew=anew)
    desk.work()
    return syncs.show(desk.cast.dara, sync)


@pytest.mark.req("MEASURE-1", via="core")
def test_a_help_desk_is_read_published_and_a_second_time_brings_nothing(
    desk: Desk, cast: Cast, tracker
):
    connection = connect(cast)
    first = read(desk, connection)
    assert (first.state, first.problem_count, first.drift) == ("done", 0, ())
    assert first.counts["new"] > 100
    assert first.done == first.total > 100
    assert published(cast.organisation).number == 1
    assert {a.external_id for a in accounts.accounts(cast.dara)} >= {"ana", "rui"}
    again = read(desk, connection)
    assert again.counts["new"] == 0
    assert published(cast.organisation).number == 1
    assert connections.show(cast.dara, connection).state == "done"


def test_reading_from_the_beginning_asks_for_all_and_changes_nothing(
    desk: Desk, cast: Cast, tracker
):
    connection = connect(cast)
    first = read(desk, connection)
    before = len(tracker.asked)
    anew = read(desk, connection, anew=True)
    assert anew.anew
    assert anew.counts["new"] == 0
    assert anew.counts["records"] == first.counts["records"]
    assert len(tracker.asked) == 2 * before


def test_a_reading_that_was_broken_off_goes_on_where_it_was(
    desk: Desk, cast: Cast, tracker, monkeypatch
):
    monkeypatch.setattr(reading, "ENOUGH", 1)
    connection = connect(cast)
    whole, left = tracker.answer, [12]

    def dying(asked):
        left[0] -= 1
        return whole(asked) if left[0] > 0 else Answer(403, {}, b"{}")

    monkeypatch.setattr(tracker, "answer", dying)
    broken = read(desk, connection)
    assert broken.state == "failed"
    assert "not allowed" in str(broken.said)
    with Warehouse.open(imports.warehouse_path()) as warehouse:
        place = int(warehouse.cursors("rt")["transactions"])
    assert place > 0
    monkeypatch.setattr(tracker, "answer", whole)
    tracker.asked.clear()
    assert read(desk, connection).state == "done"
    first = next(a for a in tracker.asked if a.path.endswith("transactions"))
    assert f"id>{place}" in first.query["query"]


def test_that_a_reading_had_to_go_back_is_said_of_it(desk: Desk, cast: Cast, monkeypatch):
    fake, left = FakeIntercom(), [25]
    fake.live(30)
    monkeypatch.setattr(reading, "ENOUGH", 1)
    whole = fake.answer

    def dying(asked):
        left[0] -= 1
        return whole(asked) if left[0] else Answer(403, {}, b"{}")

    monkeypatch.setattr(fake, "answer", dying)
    monkeypatch.setattr(job, "Client", lambda **_options: fake)
    given = {"address": "https://desk.example.org", "secret": "password"}
    connection = enter(cast.dara, "intercom", "chat", "Chat", given)
    assert read(desk, connection).state == "failed"
    fake.forget_pages()
    done = read(desk, connection)
    assert (done.state, done.said) == ("done", FORGOTTEN)
    assert "began further back" in words(done)


def test_a_key_that_is_not_accepted_is_said_with_its_cure(desk: Desk, cast: Cast, monkeypatch):
    monkeypatch.setattr(job, "Client", lambda **_o: lambda *_request: Answer(401, {}, b"{}"))
    done = read(desk, connect(cast))
    assert done.state == "failed"
    assert "Enter it again" in str(done.said)


def test_what_failed_on_our_side_is_not_said_to_be_a_wait_that_the_help_desk_asked_for(
    desk: Desk, cast: Cast, tracker, monkeypatch
):
    def broken(*_given):
        raise RuntimeError

    monkeypatch.setattr(syncs, "land", broken)
    waiting = read(desk, connect(cast))
    assert waiting.waits_until is not None
    assert waiting.stumbled


def test_a_long_wait_puts_the_reading_off_and_it_goes_on_by_itself(
    desk: Desk, cast: Cast, tracker, monkeypatch
):
    connection = connect(cast)
    whole = tracker.answer
    monkeypatch.setattr(tracker, "answer", lambda _asked: Answer(429, {"retry-after": "3600"}, b""))
    waiting = read(desk, connection)
    assert waiting.state == "running"
    assert waiting.waits_until is not None
    assert not waiting.stumbled
    assert syncs.start(cast.dara, connection) == waiting.id
    run = SyncRun.objects.get(public_id=waiting.id)
    assert (run.job.run_after - run.created_at).total_seconds() > 3000
    monkeypatch.setattr(tracker, "answer", whole)
    run.job.run_after = run.created_at
    run.job.save()
    desk.work()
    assert syncs.show(cast.dara, waiting.id).state == "done"


def test_a_help_desk_that_rests_is_not_asked(desk: Desk, cast: Cast, tracker):
    connection = connect(cast)
    sync = syncs.start(cast.dara, connection)
    connections.pause(cast.dara, connection, paused=True)
    desk.work()
    assert syncs.show(cast.dara, sync).state == "paused"
    assert not tracker.asked
    with pytest.raises(Invalid, match="rests"):
        syncs.start(cast.dara, connection)
    assert syncs.put_down_due(cast.dara.now) == 0
    connections.pause(cast.dara, connection, paused=False)
    assert syncs.put_down_due(cast.dara.now) == 1
    assert syncs.put_down_due(cast.dara.now) == 0


def test_a_row_without_what_it_needs_is_put_aside_and_fits_once_it_is_mended(
    desk: Desk, cast: Cast, tracker
):
    row = next(t for t in tracker.transactions if t["Type"] == "Create")
    was = row.pop("Created")
    connection = connect(cast)
    found = read(desk, connection)
    assert found.state == "done"
    [problem] = found.problems
    assert problem.line == f"transactions {row['id']}"
    assert "Created is missing" in str(problem.reason)
    row["Created"] = was
    assert read(desk, connection).problems == ()


def test_a_state_that_nobody_named_is_told_to_programs_with_the_setting_that_names_it(
    desk: Desk, cast: Cast, tracker
):
    next(iter(tracker.tickets.values()))["Status"] = "in repair"
    done = read(desk, connect(cast))
    [problem] = done.problems
    assert (problem.code, problem.value, problem.setting) == ("status", "in repair", "statuses")
    told = "The state “in repair” is not known. Say in the settings what it means."
    assert str(problem.reason) == told
    assert "Not known: in repair." in words(done)


def test_a_row_that_never_fits_is_given_up_and_stays_in_quarantine(
    desk: Desk, cast: Cast, tracker, monkeypatch
):
    monkeypatch.setattr(request_tracker, "OVERLAP", 0)
    row = next(t for t in tracker.transactions if t["Type"] == "Create")
    was = row.pop("Created")
    connection = connect(cast)
    found = [read(desk, connection) for _hour in range(3)]
    assert [run.problem_count for run in found] == [1, 1, 1]
    assert [run.problems[0].given_up for run in found] == [False, True, True]
    assert found[-1].counts["records"] < 20, "it is not read again by itself"
    row["Created"] = was
    assert read(desk, connection, anew=True).problem_count == 0


def test_a_reading_that_failed_hides_no_row_of_the_one_before(
    desk: Desk, cast: Cast, tracker, monkeypatch
):
    next(t for t in tracker.transactions if t["Type"] == "Create").pop("Created")
    connection = connect(cast)
    before = read(desk, connection)
    monkeypatch.setattr(tracker, "answer", lambda _asked: Answer(403, {}, b"{}"))
    assert read(desk, connection).state == "failed"
    assert syncs.aside(syncs.runs(cast.dara, connection)) == (before.problems, 1)


def test_who_lets_a_help_desk_rest_during_a_reading_ends_it_at_its_next_landing(
    desk: Desk, cast: Cast, tracker, monkeypatch
):
    monkeypatch.setattr(reading, "ENOUGH", 1)
    monkeypatch.setattr(request_tracker, "PAGE", 20)
    connection = connect(cast)
    asked = tracker.answer

    def resting(request):
        if "transactions" in request.path and "id>0" not in request.query["query"]:
            Connection.objects.update(paused=True)
        return asked(request)

    monkeypatch.setattr(tracker, "answer", resting)
    broken_off = read(desk, connection)
    monkeypatch.setattr(tracker, "answer", asked)
    assert broken_off.state == "paused"
    assert broken_off.counts["new"] > 0
    connections.pause(cast.dara, connection, paused=False)
    rest = read(desk, connection)
    assert (rest.state, rest.counts["new"] > 0) == ("done", True)
    assert read(desk, connection, anew=True).counts["new"] == 0


def test_a_shape_that_changed_is_reported(desk: Desk, cast: Cast, tracker):
    connection = connect(cast)
    read(desk, connection)
    for ticket in tracker.tickets.values():
        ticket["Mood"] = "good"
        del ticket["Priority"]
    found = read(desk, connection)
    assert {(d.field, d.gone) for d in found.drift} == {("Mood", False), ("Priority", True)}


def test_what_the_other_side_does_wrong_now_and_then_is_not_seen(
    desk: Desk, cast: Cast, tracker, monkeypatch
):
    net = Faulty(tracker, random.Random(7), every=4)
    monkeypatch.setattr(job, "Client", lambda **_options: net)
    monkeypatch.setattr(
        job, "Patience", lambda fetch: Patience(fetch, sleep=net.sleep, clock=lambda: net.clock)
    )
    assert read(desk, connect(cast)).state == "done"
    assert net.harm
    assert net.impatient == 0


def test_a_key_is_nowhere_to_be_read(desk: Desk, cast: Cast, tracker):
    connection = connect(cast)
    read(desk, connection)
    with database.cursor() as cursor:
        for table in database.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            assert CANARY not in str(cursor.fetchall()), table
    browser = Browser()
    browser.force_login(cast.dara.user)
    for address in (f"/settings/connections/{connection}/", "/settings/connections/"):
        assert CANARY not in browser.get(address).content.decode()
    form = browser.get(f"/settings/connections/{connection}/?edit=settings").content.decode()
    assert CANARY not in form
    assert CANARY not in browser.get(f"/api/v1/connections/{connection}").content.decode()
    assert CANARY not in json.dumps(export(cast.dara, cast.people["dara"]), default=str)
    assert not Version.objects.filter(kind="secret").exists()


def test_a_key_of_another_connection_or_address_opens_nothing(desk: Desk, cast: Cast, tracker):
    one = connect(cast)
    other = enter(cast.dara, "request_tracker", "other", "", {**SAID, "secret": "another"})
    Secret.objects.filter(connection__public_id=other).update(
        sealed=Secret.objects.get(connection__public_id=one).sealed
    )
    with pytest.raises(Invalid, match="once more"):
        connections.secrets_of(Connection.objects.get(public_id=other))
    row = Connection.objects.get(public_id=one)
    row.settings["address"] = "https://evil.example.org"
    row.save()
    assert read(desk, one).state == "failed"
    assert not tracker.asked


def test_a_new_address_asks_for_the_key_anew(cast: Cast):
    connection = connect(cast)
    moved = {**SAID, "address": "https://elsewhere.example.org"}
    with pytest.raises(Invalid, match="enter the key"):
        change(cast.dara, connection, 1, {**moved, "secret": ""})
    change(cast.dara, connection, 1, {**SAID, "secret": "", "user": "reader"})
    change(cast.dara, connection, 2, moved)
    found = connections.show(cast.dara, connection)
    assert found.settings["address"] == "https://elsewhere.example.org"
    assert connections.secrets_of(Connection.objects.get(public_id=connection)) == {
        "secret": CANARY
    }


def test_after_a_restore_without_the_key_it_is_said_that_it_has_to_be_entered(
    desk: Desk, cast: Cast, tracker
):
    connection = connect(cast)
    with override_settings(SECRET_KEY="another installation"):
        done = read(desk, connection)
    assert (done.state, str(done.said)) == (
        "failed",
        "The key cannot be read any more. Enter it once more.",
    )


def test_what_is_missing_or_not_asked_for_is_said_at_its_field(cast: Cast):
    with pytest.raises(Invalid) as raised:
        enter(cast.dara, "request_tracker", "rt", "", {"address": "", "moon": "full"})
    assert raised.value.fields.keys() == {"address", "secret", "moon"}
    with pytest.raises(Invalid):
        enter(cast.dara, "moon", "rt", "", {})


def test_asked_no_more_it_is_gone_with_its_keys_and_what_it_brought_stays(
    desk: Desk, cast: Cast, tracker
):
    connection = connect(cast)
    read(desk, connection)
    connections.remove(cast.dara, connection)
    assert not Secret.objects.exists()
    with pytest.raises(NotThere):
        connections.show(cast.dara, connection)
    assert published(cast.organisation).number == 1
    again = enter(cast.dara, "request_tracker", "rt", "", SAID)
    assert again


def test_only_administrators_connect_and_others_see_nothing(cast: Cast):
    connection = connect(cast)
    for actor in (cast.ana, cast.mira, cast.wanda):
        with pytest.raises(NotAllowed):
            enter(actor, "request_tracker", "x", "", SAID)
        with pytest.raises(NotThere):
            connections.show(actor, connection)


def test_an_internal_machine_is_refused_in_words(desk: Desk, cast: Cast, settings):
    said = {**SAID, "address": "https://127.0.0.1"}
    with pytest.raises(Invalid) as raised:
        enter(cast.dara, "request_tracker", "rt", "", said)
    assert "internal network" in str(raised.value.fields["address"])
    assert "TRIGPOINT_ALLOW" in str(raised.value.fields["address"])
    settings.TRIGPOINT_ALLOW = ["127.0.0.1"]
    connection = enter(cast.dara, "request_tracker", "rt", "", said)
    settings.TRIGPOINT_ALLOW = []
    done = read(desk, connection)
    assert done.state == "failed"
    assert "internal network" in str(done.said)
