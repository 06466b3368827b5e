"""Chance, fan and real change, where they are useful: beside the target and on the measure."""

import numpy as np
import pytest
from django.test import Client

from tests.cast import Cast
from tests.services import plan
from tests.services.test_effects import WEEKS, of_orders
from tests.services.test_foreseen import wavy

pytestmark = pytest.mark.django_db


@pytest.fixture
def fallen(cast: Cast) -> str:
    """A goal whose measure has fallen by twenty points these six weeks."""
    made = plan.write(cast).team
    values = wavy(WEEKS)
    values[-6:] -= 0.2
    of_orders(cast, made, values)
    return made


@pytest.fixture
def client(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.tuan.user)
    return client


@pytest.mark.req("MEASURE-6", "LADDER-3", via="web")
def test_the_goal_page_says_chance_and_change_and_draws_the_fan(client: Client, fallen: str):
    page = client.get(f"/g/{fallen}/").content.decode()
    told = page[page.index('class="outlook') :]
    assert "Chance of getting there:" in told
    assert "in 100" in told
    assert "was usual" in told
    assert 'stroke-dasharray="4 4"' in told  # the middle of the fan


@pytest.mark.req("MEASURE-6", "LADDER-3", via="api")
def test_the_interface_gives_chance_fan_and_change(client: Client, fallen: str):
    [found] = client.get(f"/api/v1/goals/{fallen}").json()["outlooks"]
    assert "in 100" in found["chance"]
    fan = found["fan"]
    assert all(week["low"] < week["middle"] < week["high"] for week in fan)
    assert np.diff([week["high"] - week["low"] for week in fan]).max() > 0
    assert "was usual" in found["change"]["words"]


@pytest.mark.req("MEASURE-6", via="web")
@pytest.mark.req("MEASURE-6", via="api")
def test_the_measure_says_the_chance_of_its_goal_and_draws_the_fan(client: Client, fallen: str):
    [target] = client.get(f"/api/v1/goals/{fallen}").json()["targets"]
    measure = target["measure"]["id"]
    told = client.get(f"/m/{measure}/").content.decode()
    assert "Chance of getting there:" in told
    assert "was usual" in told
    assert 'stroke-dasharray="4 4"' in told  # the middle of the fan
    page = client.get(f"/api/v1/measures/{measure}").json()
    [found] = page["outlooks"]
    assert found["goal"]["id"] == fallen
    assert "in 100" in found["outlook"]["chance"]
    assert found["outlook"]["fan"]
    assert page["real_change"]["found"]


@pytest.mark.req("PITFALL-6", via="web")
@pytest.mark.req("PITFALL-6", via="api")
@pytest.mark.parametrize(
    ("higher", "chance", "rule", "title"),
    [
        (0.0, "Less than 2 in 100", "out_of_reach", "Out of reach as it stands"),
        (0.1, "More than 98 in 100", "no_effort", "It would come by itself"),
    ],
)
def test_a_goal_out_of_reach_or_reached_anyway_is_said_on_its_page_and_found_among_the_pitfalls(
    cast: Cast, client: Client, higher: float, chance: str, rule: str, title: str
):
    made = plan.write(cast).team
    of_orders(cast, made, wavy(WEEKS) + higher)
    assert chance in client.get(f"/g/{made}/").content.decode()
    [outlook] = client.get(f"/api/v1/goals/{made}").json()["outlooks"]
    assert outlook["chance"].startswith(chance)
    assert title in client.get("/audit/").content.decode()
    found = client.get("/api/v1/audit").json()["findings"]
    [case] = [one for one in found if one["rule"] == rule]
    assert case["mend"]
