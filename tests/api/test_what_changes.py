"""What is there already changes and ends, by programs that have read it."""

import pytest

from tests.api.program import Program, problem
from tests.cast import Cast


def put(program: Program, path: str, body: object, version: int, method: str = "PUT"):
    return program.send(method, path, body, If_Match=f'"{version}"')


@pytest.fixture
def above(cast: Cast, tuan: Program, goal: dict) -> str:
    body = {"title": "Orders answers once", "owner": cast.units["Orders"], "period": cast.period}
    return tuan.post("/goals", body).json()["card"]["id"]


def test_steps_change_and_go(ana: Program, goal: dict):
    path = f"/goals/{goal['card']['id']}/steps"
    one = f"{path}/{ana.post(path, {'title': 'Collect'}).json()['id']}"
    assert put(ana, one, {"title": "Collect ten"}, 1).json()["title"] == "Collect ten"
    assert problem(put(ana, one, {"title": "Late"}, 1)) == (412, "stale")
    assert put(ana, one, None, 2, "DELETE").status_code == 204
    assert ana.get(path).json() == []


@pytest.mark.req("GRAPH-5", via="api")
def test_a_goal_is_shared_with_parts_that_change_and_end(cast: Cast, ana: Program, goal: dict):
    path = f"/goals/{goal['card']['id']}/co-owners"
    made = ana.post(path, {"holder": cast.people["rui"], "answers_for": "macros"})
    one = f"{path}/{made.json()['id']}"
    assert put(ana, one, {"answers_for": "words"}, 1).json()["answers_for"] == "words"
    assert problem(put(ana, one, None, 1, "DELETE")) == (412, "stale")
    assert put(ana, one, None, 2, "DELETE").status_code == 204


def test_drives_are_said_told_by_both_and_unsaid(ana: Program, tuan: Program, goal: dict, above):
    path = f"/goals/{goal['card']['id']}/drives"
    made = ana.post(path, {"effect": above, "sentence": "One answer, one touch.", "lag_weeks": 2})
    assert made.status_code == 201, made.content
    [other] = tuan.get(f"/goals/{above}/drives").json()
    assert (other["is_cause"], other["sign"], other["lag_weeks"]) == (False, "with", 2)
    one = f"{path}/{made.json()['id']}"
    anew = {"sign": "against", "sentence": "Fewer second questions."}
    assert put(ana, one, anew, 1).json()["sign"] == "against"
    assert put(ana, one, None, 2, "DELETE").status_code == 204


@pytest.mark.asks("what_if.preview")
@pytest.mark.req("BEYOND-4", via="api")
@pytest.mark.req("GRAPH-2", via="api")
def test_what_if_shows_every_figure_above_and_keeps_nothing(
    cast: Cast, ana: Program, tuan: Program, goal: dict, above: str
):
    mine = goal["card"]["id"]
    ana.patch(f"/goals/{mine}", {"state": "active"}, 1)
    milestone = {"kind": "milestone", "due": "2026-12-31", "title": "x", "reason": "plan"}
    done = ana.post(f"/goals/{mine}/targets", milestone).json()["id"]
    put(ana, f"/goals/{mine}/targets/{done}/done", {"done_on": "2026-11-20"}, 1)
    add = {"edit": "add_link", "child": mine, "parent": above}
    tried = tuan.post("/what-if", {"edits": [add]})
    assert tried.status_code == 200, tried.content
    [effect] = tried.json()["effects"]
    assert (effect["goal"], effect["before_high"], effect["after_low"]) == (above, 1.0, 1.0)
    assert tuan.get(f"/goals/{above}").json()["children"] == []
    assert problem(Program(cast.olga).post("/what-if", {"edits": [add]})) == (404, "not-there")
    back = {"edit": "add_link", "child": above, "parent": mine}
    assert problem(tuan.post("/what-if", {"edits": [add, back]})) == (422, "invalid")


@pytest.mark.req("GRAPH-4", via="api")
def test_a_figure_explains_itself(ana: Program, goal: dict):
    mine = goal["card"]["id"]
    ana.post(f"/goals/{mine}/targets", {"kind": "yes_no", "due": "2026-12-31", "title": "Done"})
    found = ana.get(f"/goals/{mine}/explain").json()
    assert found["shown"]
    assert [part["name"] for part in found["sums"][0]["parts"]] == ["Done"]


@pytest.mark.req("PEOPLE-5", via="api")
def test_a_figure_is_disputed_and_answered(cast: Cast, ana: Program, tuan: Program):
    about = {"kpi": "reopen_rate", "scope": "person", "member": cast.people["ana"]}
    measure = ana.post("/measures", about).json()["measure"]["id"]
    words = {"start": "2026-11-02", "words": "Not mine."}
    said = ana.post(f"/measures/{measure}/disputes", words).json()["id"]
    assert tuan.get("/disputes").json()["items"][0]["mine_to_answer"]
    answered = put(tuan, f"/disputes/{said}/answer", {"answer": "You are right."}, 1)
    assert answered.json()["answered_by"]["name"] == "Tuan Nguyen"
    assert problem(Program(cast.rui).get(f"/disputes/{said}")) == (404, "not-there")


def test_measures_are_named_and_retired(dara: Program):
    made = dara.post("/measures", {"kpi": "reopen_rate"}).json()["measure"]["id"]
    named = dara.patch(f"/measures/{made}", {"title": "Comes back", "pinned": True}, 1)
    assert (named.json()["measure"]["title"], named.json()["pinned"]) == ("Comes back", True)
    assert put(dara, f"/measures/{made}", None, 2, "DELETE").status_code == 204


@pytest.mark.req("PEOPLE-1", via="api")
def test_units_people_and_places_change_and_end(cast: Cast, dara: Program):
    helpline, pat = f"/units/{cast.units['Helpline']}", f"/people/{cast.people['pat']}"
    end = {"valid_to": "2026-12-01", "reason": "Contract over"}
    refused = put(dara, f"{helpline}/end", end, 1)
    assert "Pat Doyle" in refused.json()["detail"]
    place = dara.get(pat).json()["memberships"][0]["id"]
    assert dara.patch(f"{pat}/memberships/{place}", end, 1).json()["valid_to"] == "2026-12-01"
    assert put(dara, f"{helpline}/end", end, 1).json()["valid_to"] == "2026-12-01"
    assert dara.patch(helpline, {"name": "Help"}, 2).json()["name"] == "Help"
    version = dara.get(pat).json()["version"]
    assert dara.patch(pat, {"title": "Guest"}, version).json()["title"] == "Guest"


def test_periods_and_directions_change(cast: Cast, dara: Program):
    days = {"name": "2027", "starts": "2027-01-01", "ends": "2027-12-31"}
    made = f"/organisation/periods/{dara.post('/organisation/periods', days).json()['id']}"
    assert dara.patch(made, {"name": "Next"}, 1).json()["name"] == "Next"
    assert put(dara, made, None, 2, "DELETE").status_code == 204
    vision = f"/organisation/directions/{cast.vision}"
    anew = {"text": "Told on.", "reason": "Shorter"}
    assert put(dara, vision, anew, 1).json()["text"] == "Told on."
    assert problem(put(dara, vision, anew, 1)) == (412, "stale")
