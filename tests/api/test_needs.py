"""Check-ins with all they may say, needs, and who needs help, over the interface."""

import pytest

from tests.access.acts import goal
from tests.api.program import Program
from tests.cast import Cast
from tests.services import plan
from tests.services.test_effects import of_orders, risen


@pytest.mark.req("LOOP-9", via="api")
def test_a_need_is_asked_and_answered_and_unanswered_ones_show(cast: Cast, ana: Program):
    own = goal(cast, "ana", cast.people["ana"], "Own every claim")
    tuan = Program(cast.tuan)
    [first, *_others] = ana.get("/needs/leaders").json()
    assert first["name"] == "Tuan Nguyen"
    body = {"kind": "time", "words": "An hour a week.", "leader": first["id"]}
    made = ana.post(f"/goals/{own}/needs", body)
    assert (made.status_code, made.json()["state"]) == (201, "open")
    path = f"/needs/{made.json()['id']}"
    [person] = [p for p in tuan.get("/help").json()["people"] if p["needs"]]
    assert person["person"]["name"] == "Ana Costa"
    assert tuan.post(f"{path}/answer", {"answer": "refused"}).status_code == 422
    dated = {"answer": "dated", "day": "2026-12-01"}
    assert ana.post(f"{path}/answer", dated).status_code == 403
    assert tuan.post(f"{path}/answer", dated).json()["day"] == "2026-12-01"
    assert ana.get("/needs").json()[0]["state"] == "dated"
    assert ana.get(f"/goals/{own}/needs").json()[0]["state"] == "dated"


@pytest.mark.req("LOOP-1", via="api")
def test_a_check_in_is_filled_with_the_figure_and_asked_for_by_its_rhythm(cast: Cast):
    """Nobody types the number; confidence and what is in the way are said beside it."""
    team = plan.write(cast).team
    of_orders(cast, team, risen(0.08))
    tuan, path = Program(cast.tuan), f"/goals/{team}/check-ins"
    assert tuan.send("PUT", f"{path}/rhythm", {"days": 14}).status_code == 200
    body = {"status": "on_track", "confidence": 7, "note": "Calmer.", "new_hurdle": "Old form"}
    said = tuan.post(path, body).json()
    assert (said["confidence"], said["note"]) == (7, "Calmer.")
    assert 0 < said["value"] < 1
    assert said["n"] > 0
    assert [hurdle["title"] for hurdle in tuan.get(f"{path}/hurdles").json()] == ["Old form"]
    assert tuan.send("PUT", f"{path}/rhythm", {"days": 3}).status_code == 422


@pytest.mark.req("LOOP-1", via="api")
@pytest.mark.req("LOOP-1", via="api")
def test_a_check_in_says_what_is_in_the_way_and_wants_help(cast: Cast, ana: Program):
    own = goal(cast, "ana", cast.people["ana"], "Own every claim")
    tuan = Program(cast.tuan)
    said = {"status": "at_risk", "confidence": 4, "new_hurdle": "Old form", "wants_help": True}
    path = f"/goals/{own}/check-ins"
    assert ana.post(path, said).status_code == 201
    [hurdle] = ana.get(f"{path}/hurdles").json()
    grown = {"status": "at_risk", "hurdles": [{"id": hurdle["id"], "state": "growing"}]}
    assert ana.post(path, grown).status_code == 201
    assert ana.get(f"{path}/hurdles").json()[0]["state"] == "growing"
    assert ana.send("PUT", f"{path}/rhythm", {"days": 14}).status_code == 200
    [point] = ana.get("/help").json()["mine"]
    assert tuan.post(f"/help/{point['id']}/talked").status_code == 200
    assert ana.get("/help").json()["mine"] == []
