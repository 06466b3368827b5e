"""The pages and the interface tell whether it worked."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.services import plan
from tests.services.test_effects import of_orders, risen

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal(cast: Cast) -> str:
    made = plan.write(cast).team
    of_orders(cast, made, risen(0.08))
    return made


@pytest.fixture
def client(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.tuan.user)
    return client


@pytest.mark.req("PYRAMID-9", via="web")
def test_the_goal_page_and_the_page_of_the_effect_tell_it_in_words(client: Client, goal: str):
    page = client.get(f"/g/{goal}/").content.decode()
    told = page[page.index('id="effect"') :]
    assert "Did it work?" in told
    assert "First-contact resolution, Orders rose" in told
    assert "likely between" in told
    page = client.get(f"/g/{goal}/effect/").content.decode()
    assert "from here on the effect is judged" in page
    assert "After 3 months" in page
    assert "After 6 months" in page
    assert "The next time" in page
    assert client.get(f"/g/{goal}/effect/?on=2026-11-02").content.decode().count("Too early") == 1
    assert client.get(f"/g/{goal}/effect/?on=2030-01-01").status_code == 422


@pytest.mark.req("PYRAMID-9", via="api")
def test_the_interface_gives_the_stages_with_their_ranges(client: Client, goal: str):
    found = client.get(f"/api/v1/goals/{goal}/effect").json()
    [effect] = found["effects"]
    assert [stage["months"] for stage in effect["stages"]] == [3, 6]
    first = effect["stages"][0]
    assert 0.06 < first["low"] < first["middle"] < first["high"] < 0.1
    assert effect["next"]
    early = client.get(f"/api/v1/goals/{goal}/effect?since=2026-11-02").json()["effects"][0]
    assert early["stages"] == []
    assert "Too early" in early["refused"]
