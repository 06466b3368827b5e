"""Goals written in three views are one graph: a circle through them is refused anywhere."""

import pytest
from django.test import Client

from tests.api.program import Program, problem
from tests.cast import PASSWORD, Cast
from tests.services.plan import Plan, goal, write
from trigpoint.store.models import Contribution

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast: Cast) -> Plan:
    return write(cast)


@pytest.mark.req("GRAPH-1", "GRAPH-9", via="api")
@pytest.mark.req("GRAPH-1", "GRAPH-9", via="web")
def test_a_circle_through_a_method_a_root_and_an_objective_is_refused_with_place_and_cure(
    cast: Cast, plan: Plan, client: Client
):
    orders = cast.units["Orders"]
    root = goal(cast, "tuan", orders, "Rules before people", plan.team)
    objective = goal(cast, "tuan", orders, "Claims without a call", root)
    tuan = Program(cast.tuan)
    for used, lens in ((plan.team, "v2mom"), (root, "cascade"), (objective, "map")):
        assert tuan.post(f"/goals/{used}/uses", {"lens": lens}).status_code == 201
    carried = {"above": objective, "sentence": "It is a part of it.", "reason": "Closer."}
    refused = tuan.post(f"/goals/{plan.team}/contributions", carried)
    assert problem(refused)[0] == 422
    begun = tuan.post("/realignments", {"title": "Claims first"}).json()
    changes = {"changes": [{"kind": "add", "child": plan.team, "parent": objective}]}
    tried = tuan.send("PUT", f"/realignments/{begun['id']}/changes", changes, If_Match='"1"')
    assert tried.status_code == 422
    assert client.login(username="tuan@northwind.example", password=PASSWORD)
    page = client.post(
        f"/g/{plan.team}/?edit=link",
        {**carried, "weight": "1", "evidence": "none"},
    )
    assert page.status_code == 422
    for answer in (refused, tried, page):
        said = answer.content.decode()
        for title in ("Right person, first touch", "Rules before people", "Claims without a call"):
            assert title in said
        assert "choose another goal above" in said
    assert not Contribution.objects.filter(parent__public_id=objective).exists()
