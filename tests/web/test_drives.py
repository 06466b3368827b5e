"""The goal page tells what is believed to move what, and what the weeks say of it."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.services import plan
from tests.services.test_evidence import believe, weeks_of

pytestmark = pytest.mark.django_db


def page(cast: Cast, who: str, address: str) -> str:
    client = Client()
    client.force_login(getattr(cast, who).user)
    return client.get(address).content.decode()


@pytest.mark.req("MAP-4", via="web")
def test_both_goals_show_the_belief_with_its_evidence(cast: Cast):
    goals = plan.write(cast)
    weeks_of(cast, goals)
    believe(cast, goals)
    for who, goal in (("tuan", goals.team), ("mira", goals.top)):
        shown = page(cast, who, f"/g/{goal}/")
        assert "The data show it" in shown
        assert "2 weeks after" in shown
        assert "at most 5 in 100 are expected to be false" in shown


@pytest.mark.req("MAP-4", via="api")
def test_the_evidence_of_a_scope_comes_in_one_answer(cast: Cast):
    goals = plan.write(cast)
    weeks_of(cast, goals)
    made = believe(cast, goals)
    client = Client()
    client.force_login(cast.mira.user)
    [found] = client.get("/api/v1/evidence").json()
    assert (found["drive"], found["verdict"], found["lag_weeks"]) == (made, "supported", 2)
    assert found["strength"] > 0.5
    orders = cast.units["Orders"]
    assert client.get(f"/api/v1/evidence?unit={orders}").json() == []
