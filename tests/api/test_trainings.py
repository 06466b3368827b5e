"""Trainings and what others reach, as a program plans, takes in and reads them."""

import pytest

from tests.api.program import Program
from tests.cast import NOW, Cast
from tests.services import plan
from tests.services.test_effects import of_orders, risen
from trigpoint.services.measures import measures
from trigpoint.services.measures.measures import MeasureDraft

PLANNED = {
    "programme": "conflict",
    "title": "Calm on the phone",
    "starts": "2026-01-01",
    "ends": "2026-01-02",
}


def sent(program: Program, method: str, path: str, body: object, version: int = 0):
    headers = {"If_Match": f'"{version}"'} if version else {}
    answer = program.send(method, path, body, **headers)
    return answer.status_code, answer.json() if answer.content else None


@pytest.mark.req("MAP-5", via="api")
def test_a_training_is_planned_attended_and_looked_at(cast: Cast):
    goal = plan.write(cast).team
    of_orders(cast, goal, risen(0.08))
    tuan = Program(cast.tuan)
    place = f"/goals/{goal}/trainings"
    status, made = sent(tuan, "POST", place, PLANNED)
    assert (status, made["programme"], made["aim"]) == (201, "conflict", goal)
    one = f"{place}/{made['id']}"
    listed = {"list": "email,name\nana@northwind.example,\n,Nobody\n"}
    status, taken = sent(tuan, "POST", f"{one}/attendance", listed)
    assert (status, taken["added"], taken["problems"][0]["row"]) == (200, 1, 3)
    assert sent(tuan, "GET", one, None)[1]["attended"] == 1
    [effect] = sent(tuan, "GET", f"{one}/effect", None)[1]["effects"]
    assert "likely between" in str(effect["headline"])
    changed = {**PLANNED, "title": "Calm"}
    assert sent(tuan, "PUT", one, changed, 1)[1]["title"] == "Calm"
    assert sent(tuan, "DELETE", one, None, 2)[0] == 204
    assert sent(tuan, "GET", place, None)[1] == []


@pytest.mark.req("MAP-7", via="api")
def test_what_others_reach_is_entered_imported_and_refused_without_a_source(cast: Cast):
    measure = measures.add(cast.at("mira", NOW), MeasureDraft(kpi="csat"))
    mira = Program(cast.mira)
    place = f"/measures/{measure}/benchmarks"
    said = {"value": 0.8, "source": "A study", "day": "2026-05-01"}
    status, made = sent(mira, "POST", place, said)
    assert (status, made["source"], made["day"]) == (201, "A study", "2026-05-01")
    status, refused = sent(mira, "POST", place, {**said, "source": ""})
    assert status == 422
    assert "where the number comes from" in str(refused)
    listed = {"list": "value,source,day\n0.7,A peer,2026-06-01\n0.6,,2026-06-01\n"}
    status, taken = sent(mira, "POST", f"{place}/import", listed)
    assert (status, taken["added"], taken["problems"][0]["row"]) == (200, 1, 3)
    assert sent(mira, "DELETE", f"{place}/{made['id']}", None, 1)[0] == 204
    assert [b["source"] for b in sent(mira, "GET", place, None)[1]] == ["A peer"]
