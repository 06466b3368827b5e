"""The pages of webhooks: opened with a key shown once, tried, given a new key, taken away."""

import re

import pytest
from django.test import Client

from tests.cast import Cast
from trigpoint.store.models import Outlet

pytestmark = pytest.mark.django_db
SAID = {"name": "Data hall", "address": "https://8.8.8.8/hook", "topics": ["goal.changed"]}
KEY = re.compile(r"whsec_[A-Za-z0-9+/=]{40,}")


@pytest.fixture
def client(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.dara.user)
    return client


@pytest.mark.req("PLATFORM-3", via="web")
def test_a_webhook_is_opened_tried_changed_and_taken_away_and_its_key_shown_once(client: Client):
    made = client.post("/settings/webhooks/?edit=new", SAID)
    assert KEY.search(made.content.decode())
    assert made.headers["Cache-Control"] == "no-store"
    page = f"/settings/webhooks/{Outlet.objects.get().public_id}/"
    assert not KEY.search(client.get(page).content.decode())
    assert client.post(f"{page}?edit=trial").status_code == 302
    assert "Waiting" in client.get(page).content.decode()
    assert (
        '<li><a href="/settings/webhooks/">Webhooks</a></li>' in client.get(page).content.decode()
    )
    assert KEY.search(client.post(f"{page}?edit=rotate").content.decode())
    assert client.post(f"{page}?edit=pause").status_code == 302
    assert "Paused" in client.get("/settings/webhooks/").content.decode()
    assert client.post(f"{page}?edit=resume").status_code == 302
    lake = {**SAID, "name": "Lake", "version": Outlet.objects.get().version}
    assert client.post(f"{page}?edit=change", lake).status_code == 302
    assert "Lake" in client.get(page).content.decode()
    assert client.post(f"{page}?edit=remove").headers["Location"] == "/settings/webhooks/"
    assert client.get(page).status_code == 404


def test_what_somebody_else_changed_meanwhile_is_shown_and_nothing_chosen_is_lost(client: Client):
    client.post("/settings/webhooks/?edit=new", SAID)
    page = f"/settings/webhooks/{Outlet.objects.get().public_id}/"
    both = {**SAID, "topics": ["goal.changed", "plan.changed"], "version": 1}
    assert client.post(f"{page}?edit=change", {**both, "name": "Lake"}).status_code == 302
    clash = client.post(f"{page}?edit=change", {**both, "name": "Pond"})
    assert clash.status_code == 422
    assert "Lake" in clash.content.decode()
    assert len(re.findall(r'name="topics"[^>]* checked', clash.content.decode())) == 2
    again = {**both, "name": "Pond", "version": Outlet.objects.get().version}
    assert client.post(f"{page}?edit=change", again).status_code == 302
    assert Outlet.objects.get().name == "Pond"


def test_what_is_refused_is_said_at_its_field_and_nothing_typed_is_lost(client: Client):
    wrong = {**SAID, "address": "https://169.254.169.254/latest"}
    answer = client.post("/settings/webhooks/?edit=new", wrong)
    assert answer.status_code == 422
    assert "internal network" in answer.content.decode()
    assert "Data hall" in answer.content.decode()
    assert not Outlet.objects.exists()
