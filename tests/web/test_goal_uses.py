"""Using a goal in another view through the browser, and through programs."""

import json

import pytest
from django.test import Client

from tests.cast import NOW, Cast
from tests.services.plan import Plan, write
from trigpoint.services.goals import goal_uses

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast: Cast) -> Plan:
    return write(cast)


def as_(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(getattr(cast, name).user)
    return client


@pytest.mark.req("GRAPH-9", via="web")
def test_a_goal_is_used_as_a_root_an_objective_a_method_and_a_step_and_read_there(
    cast: Cast, plan: Plan
):
    tuan, orders = as_(cast, "tuan"), cast.units["Orders"]
    place = f"/g/{plan.team}/use/"
    assert "Nowhere yet" in tuan.get(place).content.decode()
    for lens in ("v2mom", "cascade", "map", "ladder"):
        assert tuan.post(place, {"lens": lens, "owner": orders}).status_code == 302
    page = tuan.get(place).content.decode()
    assert page.count("Take it out") == 4
    again = tuan.post(place, {"lens": "map", "owner": orders})
    assert again.status_code == 422
    assert "already" in again.content.decode()
    for address in (
        f"/cascade/?unit={orders}&show=roots",
        f"/map/?unit={orders}",
        f"/ladders/?unit={orders}",
    ):
        assert "Right person, first touch" in tuan.get(address).content.decode()
    followed = tuan.get(f"/v2mom/?unit={orders}", follow=True)
    assert "Right person, first touch" in followed.content.decode()
    root = next(
        u for u in goal_uses.of_goal(cast.at("tuan", NOW), plan.team) if u.lens == "cascade"
    )
    assert tuan.get(f"/v2mom/{root.plan}/").headers["Location"].startswith("/cascade/")
    tuan.post(place, {"end": root.id, "version": root.version})
    assert tuan.get(place).content.decode().count("Take it out") == 3


def test_who_may_not_write_the_plan_is_told_so_at_the_field(cast: Cast, plan: Plan):
    ana = as_(cast, "ana")
    refused = ana.post(f"/g/{plan.team}/use/", {"lens": "map", "owner": cast.units["Orders"]})
    assert refused.status_code == 422
    assert "can begin this plan" in refused.content.decode()


@pytest.mark.req("GRAPH-9", via="api")
def test_programs_use_a_goal_in_every_view_and_take_it_out(cast: Cast, plan: Plan):
    tuan = as_(cast, "tuan")
    place = f"/api/v1/goals/{plan.team}/uses"
    made = [
        tuan.post(place, json.dumps({"lens": lens}), content_type="application/json")
        for lens in ("v2mom", "cascade", "map", "ladder")
    ]
    assert [answer.status_code for answer in made] == [201, 201, 201, 201]
    assert [use["lens"] for use in tuan.get(place).json()] == ["v2mom", "cascade", "map", "ladder"]
    last = made[-1].json()
    tree = tuan.get(f"/api/v1/cascade?whose={cast.units['Orders']}&show=roots").json()
    assert [row["card"]["id"] for row in tree["rows"]][:1] == [plan.team]
    ended = tuan.delete(f"{place}/{last['id']}", headers={"If-Match": f'"{last["version"]}"'})
    assert ended.status_code == 204
    assert tuan.get(f"{place}/{last['id']}").status_code == 404
