"""The page and the interface of the fair comparison."""

import re
from pathlib import Path

import pytest
from django.test import Client

from tests.cast import Cast
from tests.services.conftest import Desk
from tests.services.test_comparison import TEAM, of_orders, tickets

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure(cast: Cast, tmp_path: Path, settings) -> str:
    settings.TRIGPOINT_DATA = tmp_path
    desk = Desk(cast)
    desk.bring(tickets())
    desk.tie(**{who: who for who in TEAM})
    return of_orders(cast)


def client(cast: Cast, who: str) -> Client:
    made = Client()
    made.force_login(cast.actors[who].user)
    return made


@pytest.mark.req("BEYOND-6", via="web")
def test_the_page_names_who_differs_and_ranks_nobody(measure: str, cast: Cast):
    page = client(cast, "tuan").get(f"/m/{measure}/").content.decode()
    assert f"/m/{measure}/compare/" in page
    page = client(cast, "tuan").get(f"/m/{measure}/compare/").content.decode()
    assert "<b>Different: higher than the team on similar tickets (60 tickets).</b>" in page
    assert page.count("Not distinguishable from the team on similar tickets") >= 4
    names = re.findall(r'<th scope="row"><a class="plain" href="/p/\w+/"><bdi>([^<]+)', page)
    assert names == sorted(names, key=str.casefold)
    own = client(cast, "ana").get(f"/m/{measure}/compare/").content.decode()
    assert "Omar" not in own[own.index('id="content"') :]
    assert "whose figures are not for you to see" in own


@pytest.mark.req("BEYOND-6", via="api")
def test_the_interface_says_the_same(measure: str, cast: Cast):
    found = client(cast, "tuan").get(f"/api/v1/measures/{measure}/comparison").json()
    different = [row["name"] for row in found["rows"] if row["different"]]
    assert different == ["Omar Haddad"]
    teams = client(cast, "tuan").get(f"/api/v1/measures/{measure}/comparison?whom=teams").json()
    assert teams["whom"] == "teams"
    address = f"/api/v1/measures/{measure}/comparison?whom=everybody"
    assert client(cast, "tuan").get(address).status_code == 422
