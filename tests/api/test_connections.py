"""Help desks that are asked, through the interface for programs."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.connectors.desks.request_tracker import FakeRequestTracker
from tests.services.conftest import Desk
from trigpoint.jobs import syncs as job

pytestmark = pytest.mark.django_db

HOME = "/api/v1/connections"
BODY = {
    "connector": "request_tracker",
    "source": "rt",
    "settings": {"address": "https://rt.example.org", "user": "root", "secret": "s3cret"},
}


@pytest.fixture
def desk(cast: Cast, tmp_path, settings) -> Desk:
    settings.TRIGPOINT_DATA = tmp_path
    return Desk(cast)


@pytest.fixture
def client(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.dara.user)
    return client


def post(client: Client, address: str, body: object = None):
    return client.post(address, body or {}, content_type="application/json")


@pytest.mark.req("MEASURE-1", via="api")
def test_a_help_desk_is_connected_read_resumed_and_removed(client: Client, desk: Desk, monkeypatch):
    fake = FakeRequestTracker()
    fake.live(20)
    monkeypatch.setattr(job, "Client", lambda **_options: fake)
    [kind] = [k for k in client.get(f"{HOME}/connectors").json() if k["key"] == BODY["connector"]]
    assert {s["name"] for s in kind["settings"] if s["secret"]} == {"secret"}
    made = post(client, HOME, BODY)
    assert made.status_code == 201
    assert made.json()["secrets"] == ["secret"]
    assert "s3cret" not in made.content.decode()
    here = f"{HOME}/{made.json()['id']}"
    started = post(client, f"{here}/syncs").json()
    assert started["state"] == "waiting"
    desk.work()
    done = client.get(f"/api/v1/syncs/{started['id']}").json()
    assert (done["state"], done["done"]) == ("done", done["total"])
    assert done["counts"]["new"] > 20
    again = post(client, f"{here}/syncs", {"anew": True}).json()
    desk.work()
    assert client.get(f"/api/v1/syncs/{again['id']}").json()["counts"]["new"] == 0
    assert len(client.get(f"{here}/syncs").json()["items"]) == 2
    assert post(client, f"{here}/pause").json()["paused"]
    assert post(client, f"{here}/syncs").status_code == 422
    assert not post(client, f"{here}/resume").json()["paused"]
    version = client.get(here).headers["ETag"]
    changed = client.patch(
        here,
        {"settings": {"address": "https://rt.example.org", "user": "reader"}},
        content_type="application/json",
        headers={"If-Match": version},
    )
    assert changed.json()["settings"]["user"] == "reader"
    stale = client.delete(here, headers={"If-Match": version})
    assert (stale.status_code, stale.json()["current"]["settings"]["user"]) == (412, "reader")
    now = client.get(here).headers["ETag"]
    assert client.delete(here, headers={"If-Match": now}).status_code == 204


def test_a_wrong_setting_is_named(client: Client):
    answer = post(client, HOME, {**BODY, "settings": {"moon": "full"}})
    assert answer.status_code == 422
    assert "moon" in answer.content.decode()
