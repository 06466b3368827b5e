"""The pages of help desks that are asked: connected, followed, what was put aside, taken away."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.connectors.desks.request_tracker import FakeRequestTracker
from tests.services.conftest import Desk
from trigpoint.jobs import syncs as job
from trigpoint.net import Answer
from trigpoint.store.models import Connection, SyncRun

pytestmark = pytest.mark.django_db

SAID = {"key": "rt", "address": "https://rt.example.org", "user": "root", "secret": "s3cret"}


@pytest.fixture
def desk(cast: Cast, tmp_path, settings) -> Desk:
    settings.TRIGPOINT_DATA = tmp_path
    return Desk(cast)


@pytest.fixture
def client(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.dara.user)
    return client


@pytest.fixture
def tracker(monkeypatch) -> FakeRequestTracker:
    fake = FakeRequestTracker()
    fake.live(20)
    monkeypatch.setattr(job, "Client", lambda **_options: fake)
    return fake


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.req("MEASURE-1", "START-3", via="web")
def test_a_help_desk_is_connected_read_and_followed_to_the_first_figures(
    client: Client, desk: Desk, tracker: FakeRequestTracker
):
    listed = text(client, "/settings/connections/")
    assert "Request Tracker" in listed
    assert "real Request Tracker 5.0.3" in listed
    usual = 'value="request-tracker"'
    assert usual in text(client, "/settings/connections/new/request_tracker/")
    answer = client.post("/settings/connections/new/request_tracker/", SAID)
    assert answer.status_code == 302
    page = answer.headers["Location"]
    waiting = text(client, page)
    assert "<progress" in waiting
    assert "data-poll" in waiting
    desk.work()
    done = text(client, page)
    assert "Up to date" in done
    assert "data-poll" not in done
    assert "s3cret" not in done
    assert "rt" in text(client, "/settings/connections/")
    figures = text(client, "/measures/glance/")
    assert figures.count('class="panel glimpse"') == 8
    assert "Say who 3 accounts" in figures
    who = text(client, "/settings/accounts/")
    assert all(name in who for name in ("root", "ana", "rui"))


def test_what_a_connector_does_not_read_is_said_before_and_after_it_is_connected(
    client: Client, tracker: FakeRequestTracker
):
    new = "/settings/connections/new/"
    assert 'id="lacks"' not in text(client, f"{new}request_tracker/")
    assert "that says nothing about your customers" in text(client, f"{new}zendesk/")
    said = {
        name: SAID[name] for name in ("key", "name", "address", "user", "secret") if name in SAID
    }
    answer = client.post(f"{new}zendesk/", said)
    assert "that says nothing about your customers" in text(client, answer.headers["Location"])


def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(client: Client):
    answer = client.post(
        "/settings/connections/new/request_tracker/",
        {**SAID, "key": "Our desk", "address": "", "user": "reader"},
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Take letters, digits and hyphens alone, such as our-desk." in page
    assert 'value="reader"' in page
    assert "s3cret" not in page
    assert page.count("Type it once more: for safety it was not kept.") == 2, "above and at the key"


def test_rows_put_aside_and_fields_that_changed_are_listed(
    client: Client, desk: Desk, tracker: FakeRequestTracker
):
    page = client.post("/settings/connections/new/request_tracker/", SAID).headers["Location"]
    desk.work()
    tracker.transactions[0].pop("Created")
    for ticket in tracker.tickets.values():
        ticket["Mood"] = "good"
    client.post(f"{page}act/", {"act": "anew"})
    desk.work()
    found = text(client, page)
    assert f"transactions {tracker.transactions[0]['id']}" in found
    assert "Created is missing" in found
    assert "tickets: the field Mood is new." in found
    client.post(f"{page}act/", {"act": "sync"})
    desk.work()
    assert "tickets: the field Mood is new." in text(client, page), "it is still there the next day"


def test_why_a_row_waits_is_said_in_the_language_of_the_reader_and_an_old_sentence_stays(
    client: Client, cast: Cast, desk: Desk, tracker: FakeRequestTracker
):
    tracker.transactions[0].pop("Created")
    next(iter(tracker.tickets.values()))["Status"] = "waiting for parts"
    page = client.post("/settings/connections/new/request_tracker/", SAID).headers["Location"]
    desk.work()
    cast.dara.user.language = "de"
    cast.dara.user.save()
    found = text(client, page)
    assert "Created fehlt." in found
    assert "Der Zustand „waiting for parts“ ist nicht bekannt." in found
    run = SyncRun.objects.get()
    run.problems = [["tickets 7", "missing", "Owner {is} missing.", False]]
    run.save()
    assert "Owner {is} missing." in text(client, page), "as it was kept before 2026-11-28"


def test_a_state_that_nobody_named_is_named_with_the_way_to_say_what_it_means(
    client: Client, desk: Desk, tracker: FakeRequestTracker
):
    for ticket, state in zip(
        tracker.tickets.values(), ("waiting for parts", "x@y.test"), strict=False
    ):
        ticket["Status"] = state
    page = client.post("/settings/connections/new/request_tracker/", SAID).headers["Location"]
    desk.work()
    found = text(client, page)
    assert "What does the state “waiting for parts” mean?" in found
    cure = f"{page}?edit=settings#id_statuses"
    assert f'href="{cure}"' in found
    assert "x@y.test" not in found, "what is no state's name is not kept"
    form = text(client, cure)
    assert 'value="waiting for parts="' in form, "to be filled in"
    version = Connection.objects.get().version
    said = {**SAID, "secret": "", "statuses": "waiting for parts=pending", "version": version}
    wrong = client.post(f"{page}?edit=settings", {**said, "statuses": "waiting for parts=wat"})
    assert "waiting for parts cannot mean wat" in wrong.content.decode()
    client.post(f"{page}?edit=settings", said)
    client.post(f"{page}act/", {"act": "anew"})
    desk.work()
    found = text(client, page)
    assert "waiting for parts" not in found
    assert "The state is not known." in found


def test_a_reading_that_failed_says_why_on_its_page_and_in_the_list(
    client: Client, desk: Desk, monkeypatch
):
    monkeypatch.setattr(job, "Client", lambda **_o: lambda *_request: Answer(401, {}, b"{}"))
    page = client.post("/settings/connections/new/request_tracker/", SAID).headers["Location"]
    assert "new record" not in text(client, page), "nothing is said of what has not begun"
    desk.work()
    for address in (page, "/settings/connections/"):
        assert "does not accept the key" in text(client, address)
    assert f'href="{page}?edit=settings">Correct the settings' in text(client, page)


def test_settings_that_are_corrected_after_a_failure_are_tried_at_once(
    client: Client, desk: Desk, monkeypatch
):
    answers = {"status": 401}
    fake = FakeRequestTracker()

    def asked(*request: object) -> Answer:
        return fake(*request) if answers["status"] == 200 else Answer(401, {}, b"{}")

    monkeypatch.setattr(job, "Client", lambda **_options: asked)
    page = client.post("/settings/connections/new/request_tracker/", SAID).headers["Location"]
    desk.work()
    answers["status"] = 200
    said = {**SAID, "secret": "another", "version": Connection.objects.get().version}
    client.post(f"{page}?edit=settings", said)
    assert "<progress" in text(client, page)
    desk.work()
    assert "Up to date" in text(client, page)


def test_it_rests_is_asked_again_gets_other_settings_and_is_taken_away(
    client: Client, desk: Desk, tracker: FakeRequestTracker
):
    page = client.post("/settings/connections/new/request_tracker/", SAID).headers["Location"]
    desk.work()
    client.post(f"{page}act/", {"act": "pause"})
    assert "Rests" in text(client, page)
    client.post(f"{page}act/", {"act": "resume"})
    form = text(client, f"{page}?edit=settings")
    assert "One is kept" in form
    version = Connection.objects.get().version
    changed = {**SAID, "secret": "", "user": "reader", "version": version}
    answer = client.post(f"{page}?edit=settings", changed)
    assert answer.status_code == 302
    assert Connection.objects.get().settings["user"] == "reader"
    assert client.post(f"{page}act/", {"act": "remove"}).headers["Location"].endswith("s/")
    assert client.get(page).status_code == 404


def test_only_administrators_are_given_the_form(cast: Cast):
    client = Client()
    client.force_login(cast.ana.user)
    assert client.get("/settings/connections/new/request_tracker/").status_code == 403
    assert client.get("/settings/connections/").status_code == 403
