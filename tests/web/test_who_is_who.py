"""The page on which accounts and queues of the help desk become people and teams."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from tests.cast import Cast
from tests.services.conftest import Desk, solved
from trigpoint.store.models import AccountTie

pytestmark = pytest.mark.django_db
HERE = "/settings/accounts/"


@pytest.fixture
def client(cast: Cast, tmp_path: Path, settings) -> Client:
    settings.TRIGPOINT_DATA = tmp_path
    Desk(cast).bring(
        solved(1, "10-05", "kim") + solved(2, "10-06", "zoe") + solved(3, "10-07", "rui")
    )
    client = Client()
    client.force_login(cast.dara.user)
    return client


def shown(client: Client) -> str:
    return client.get(HERE).content.decode()


def field(page: str, label: str) -> str:
    """Return the name of the select that a label names."""
    found = re.search(rf'for="([aq]-\w+)">\s*{label}.*?name="([^"]+)"', page, re.DOTALL)
    assert found, label
    return found.group(2)


@pytest.mark.req("START-3", "MEASURE-1", via="web")
def test_accounts_are_offered_to_people_we_know_and_to_new_ones(client: Client, cast: Cast):
    page = shown(client)
    said = {
        field(page, "Person behind rui"): cast.people["rui"],
        field(page, "Person behind kim"): f"new-{cast.units['Billing']}",
        "rest": cast.units["Orders"],
        "since": "2026-09-01",
    }
    assert client.post(HERE, said).status_code == 302
    assert "Nobody yet" not in shown(client)
    units = client.get("/api/v1/people?per_page=100").json()["items"]
    places = {person["name"]: person["memberships"][0]["unit_name"] for person in units}
    assert (places["kim"], places["zoe"]) == ("Billing", "Orders")


@pytest.mark.req("START-3", via="web")
def test_queues_are_offered_to_teams_we_know_and_to_new_ones(client: Client, cast: Cast):
    page = shown(client)
    name = field(page, "Whose work Front is")
    assert (
        client.post(HERE, {"what": "queues", name: f"new-{cast.units['Care']}"}).status_code == 302
    )
    page = shown(client)
    assert "Whose work" not in page
    team = re.search(r'href="(/u/\w+/)"><bdi>Front', page)
    assert team
    assert "Queues of the help desk" in client.get(team.group(1)).content.decode()


@pytest.mark.req("START-3", via="web")
def test_from_the_first_person_on_the_page_leads_on_to_the_eight_figures(
    client: Client, cast: Cast
):
    page = shown(client)
    assert "Eight figures at a glance" not in page
    client.post(HERE, {field(page, "Person behind rui"): cast.people["rui"], "since": "2026-09-01"})
    page = shown(client)
    assert "2 accounts are nobody’s yet" in page
    assert re.search(r'1 queue is <a href="#queues">', page)
    client.post(HERE, {"rest": cast.units["Orders"], "since": "2026-09-01"})
    queue = field(page, "Whose work Front is")
    client.post(HERE, {"what": "queues", queue: cast.units["Care"]})
    page = shown(client)
    assert "Every account and every queue is somebody’s." in page
    [glance] = re.findall(r'href="([^"]+)">Eight figures at a glance', page)
    assert "Eight figures at a glance" in client.get(glance).content.decode()


@pytest.mark.req("PEOPLE-5", via="web")
def test_an_account_is_nobodys_from_a_day_on_and_what_it_did_before_still_counts(
    client: Client, cast: Cast
):
    account = field(shown(client), "Person behind rui")
    client.post(HERE, {account: cast.people["rui"], "since": "2026-09-01"})
    client.post(HERE, {account: "nobody", "since": "2026-11-01"})
    tie = AccountTie.objects.get(person__public_id=cast.people["rui"])
    assert (tie.valid_from, tie.valid_to) == (date(2026, 9, 1), date(2026, 11, 1))
    assert "Nobody yet" in shown(client)


@pytest.mark.req("PEOPLE-5", via="api")
def test_ending_a_tie_that_is_not_there_is_refused_and_ends_nothing(client: Client, cast: Cast):
    rui = field(shown(client), "Person behind rui").removeprefix("account-")
    kim = field(shown(client), "Person behind kim").removeprefix("account-")
    ties = {"since": "2026-09-01", "ties": [{"account": rui, "person": cast.people["rui"]}]}
    client.post("/api/v1/accounts/ties", ties, content_type="application/json")
    ends = {"since": "2026-11-01", "accounts": [rui, kim]}
    refused = client.post("/api/v1/accounts/ends", ends, content_type="application/json")
    assert refused.status_code == 422
    ends["accounts"] = [rui]
    found = client.post("/api/v1/accounts/ends", ends, content_type="application/json").json()
    assert all(account["person"] is None for account in found["items"])


@pytest.mark.req("START-3", "MEASURE-1", via="api")
def test_the_same_through_the_interface(client: Client, cast: Cast):
    queue = client.get("/api/v1/queues").json()["items"][0]
    body = {"ties": [{"queue": queue["id"], "unit": cast.units["Orders"]}]}
    answer = client.post("/api/v1/queues/ties", body, content_type="application/json")
    assert answer.json()["items"][0]["unit_name"] == "Orders"
    rows = client.get("/api/v1/accounts").json()["items"]
    kim = next(row["id"] for row in rows if row["external_id"] == "kim")
    body = {"since": "2026-09-01", "people": [{"account": kim, "unit": cast.units["Orders"]}]}
    answer = client.post("/api/v1/accounts/people", body, content_type="application/json")
    people = {row["external_id"]: row["person_name"] for row in answer.json()["items"]}
    assert people["kim"] == "kim"
    assert (
        client.post("/api/v1/accounts/people", body, content_type="application/json").status_code
        == 422
    )


@pytest.mark.req("MEASURE-1", via="web")
def test_the_mapping_of_a_file_is_told_in_words(client: Client):
    run = client.get("/api/v1/imports").json()["items"][0]["id"]
    page = client.get(f"/settings/imports/{run}/").content.decode()
    told = page[page.index('id="mapping"') : page.index("As a file, to be used again")]
    assert "A row for each state of a ticket" in told
    for column, becomes in (("number", "Ticket number"), ("owner", "Account of the agent")):
        assert re.search(rf"<bdi>{column}</bdi></th>\s*<td><bdi>{becomes}", told)
    assert "year-month-day" in told
    assert "columns:" not in told
