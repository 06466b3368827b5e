"""Ladders through the interface, as a program goes the whole way."""

import datetime

import numpy as np
import pytest

from tests.api.program import Program, problem
from tests.cast import Cast
from tests.climbed import fill, measure

LATER = (datetime.datetime.now(tz=datetime.UTC) + datetime.timedelta(weeks=12)).date().isoformat()


def past(cast: Cast, kpi: str, weeks: int) -> str:
    """Give a measure of Ana's a past that ends with the last whole week; return its id."""
    today = cast.ana.today
    monday = today - datetime.timedelta(days=today.weekday())
    values = 0.7 + 0.05 * np.random.default_rng(7).standard_normal(weeks)
    found = measure(cast, "ana", kpi)
    since = monday - datetime.timedelta(weeks=weeks)
    fill(found, [float(value) for value in values], since=since, n=40)
    return found.public_id


def post(program: Program, path: str, body: object):
    answer = program.post(path, body)
    assert answer.status_code in {200, 201}, answer.content
    return answer.json()


@pytest.mark.req("START-1", "START-2", "LADDER-2", "LADDER-4", via="api")
def test_a_ladder_begins_from_a_template_and_is_climbed(cast: Cast, tuan: Program):
    lines = tuan.get("/templates?lens=ladder").json()
    assert {line["goals"] for line in lines} == {3}
    assert len(lines) == 7
    sent = {"owner": cast.units["Orders"], "title": "Returns", "template": "ladder-shop"}
    page = post(tuan, "/ladders", sent)
    learn, reach, _teach = page["rungs"]
    assert [each["kind"] for each in learn["criteria"]] == ["training", "skill"]
    refused = tuan.post(f"/ladders/{page['id']}/begin", {})
    assert problem(refused)[0] == 422
    taught = {"kind": "training", "words": "Returns"}
    post(tuan, f"/ladders/{page['id']}/rungs/{reach['id']}/criteria", taught)
    page = post(tuan, f"/ladders/{page['id']}/begin", {})
    assert page["rungs"][0]["state"] == "here"
    states = {step["key"]: step["state"] for step in page["guide"]}
    assert states["steps"] == states["begin"] == "done"
    assert states["tie"] == "next"


@pytest.mark.req("LADDER-1", via="api")
def test_where_a_team_stands_is_said_with_skills_and_hindrances(cast: Cast, tuan: Program):
    sent = {"owner": cast.units["Orders"], "title": "Returns"}
    made = post(tuan, "/ladders", sent)["id"]
    post(tuan, f"/ladders/{made}/skills", {"name": "Hard calls"})
    post(tuan, f"/ladders/{made}/hindrances", {"kind": "constraint", "words": "One carrier."})
    found = tuan.get(f"/ladders/{made}/assessment").json()
    assert "No tickets yet" in str(found["refused"])
    assert [each["name"] for each in found["skills"]] == ["Hard calls"]
    assert [each["kind"] for each in found["hindrances"]] == ["constraint"]


@pytest.mark.req("LADDER-1", via="api")
def test_a_round_asks_where_a_ladder_helps_most(cast: Cast, tuan: Program):
    made = post(tuan, "/ladder-rounds", {"unit": cast.units["Orders"]})
    keys = [each["key"] for each in made["answers"]]
    assert {"first_contact_resolution", "process", "constraint"} <= set(keys)
    said = {"key": "process", "words": "Two systems."}
    page = post(tuan, f"/ladder-rounds/{made['id']}/say", said)
    assert (page["spoke"], page["key"], page["result"]) == (1, "process", [])
    refused = tuan.post(f"/ladder-rounds/{made['id']}/say", {"key": "luck"})
    assert problem(refused)[0] == 422
    assert post(tuan, f"/ladder-rounds/{made['id']}/end", {})["closed_on"]
    assert [each["id"] for each in tuan.get("/ladder-rounds").json()] == [made["id"]]


@pytest.mark.req("LADDER-6", "LADDER-9", via="api")
def test_a_step_is_helped_moved_and_told_as_wished(cast: Cast, tuan: Program):
    page = post(tuan, "/ladders", {"owner": cast.units["Orders"], "title": "Returns"})
    where = f"/ladders/{page['id']}"
    taught = {"kind": "training", "words": "Returns"}
    step = {"title": "Learn", "due": LATER, "reward": "shifts", "criteria": [taught]}
    rung = post(tuan, f"{where}/rungs", step)
    helps = post(tuan, f"{where}/rungs/{rung['id']}/resources", {"kind": "tool", "title": "A list"})
    address = f"{where}/rungs/{rung['id']}/resources/{helps['id']}"
    assert tuan.send("DELETE", address, None, If_Match='"1"').status_code == 204
    moved = {"title": "Learn it at ease"}
    changed = tuan.send("PATCH", f"{where}/rungs/{rung['id']}", moved, If_Match='"1"')
    assert changed.json()["title"] == "Learn it at ease"
    told = tuan.send("PATCH", where, {"audience": "everyone"}, If_Match='"1"')
    assert told.json()["audience"] == "everyone"
    late = {"title": "Too late", "due": "2020-01-01", "criteria": [taught]}
    assert problem(tuan.post(f"{where}/rungs", late))[0] == 422
    unknown = {"coach": "0000000000000"}
    assert tuan.send("PATCH", where, unknown, If_Match='"2"').status_code == 422


@pytest.mark.req("LADDER-3", via="api")
def test_steps_are_proposed_with_their_chances_and_refused_where_history_is_thin(
    cast: Cast, ana: Program
):
    asked = {"measure": past(cast, "first_contact_resolution", 80), "due": LATER}
    offer = post(ana, "/rung-proposals", asked)
    assert offer["refused"] is None
    values = [step["likelihood"]["value"] for step in offer["steps"]]
    assert len(values) > 1
    assert values == sorted(values)
    assert all("in 100" in step["likelihood"]["chance"] for step in offer["steps"])
    thin = post(ana, "/rung-proposals", asked | {"measure": past(cast, "reopen_rate", 19)})
    assert thin["steps"] == []
    assert "19 weeks, 26 needed" in thin["refused"]
