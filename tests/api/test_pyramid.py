"""The pyramid, a person's goals and a meeting on goals, as programs read and write them."""

import datetime

import pytest

from tests.access.acts import goal
from tests.api.program import Program
from tests.cast import NOW, Cast
from tests.services.conftest import Desk, desk, solved  # noqa: F401 - the fixture is imported
from tests.services.test_person_goals import link
from trigpoint.services.goals import co_owners, steps

pytestmark = pytest.mark.django_db


@pytest.fixture
def built(cast: Cast) -> dict[str, str]:
    """Two goals of the organisation, one of them carried by a team and its people."""
    home, orders = cast.units["Northwind"], cast.units["Orders"]
    top = goal(cast, "mira", home, "Keep customers", **link(cast.vision))
    bare = goal(cast, "mira", home, "Cost less", **link(cast.vision))
    team = goal(cast, "tuan", orders, "Answer first", **link(top))
    mine = goal(cast, "ana", cast.people["ana"], "Answer before lunch", **link(team, 3.0))
    small = goal(cast, "ana", cast.people["ana"], "Tag every ticket", **link(team))
    return {"top": top, "bare": bare, "team": team, "mine": mine, "small": small}


@pytest.mark.req("PYRAMID-1", "PYRAMID-3", "GRAPH-5", via="api")
def test_a_program_reads_layers_blocks_and_where_a_layer_does_not_carry(cast: Cast, built):
    co_owners.add(cast.tuan, built["team"], cast.units["Billing"], "invoices among the answers")
    page = Program(cast.tuan).get("/pyramid").json()
    layers = {layer["key"]: layer for layer in page["layers"]}
    assert {key: layer["total"] for key, layer in layers.items()} == {
        "organisation": 2, "team": 1, "person": 2,
    }  # fmt: skip
    [line] = layers["team"]["lines"]
    assert (line["goal"]["owner"]["name"], line["goal"]["state"]) == ("Orders", "active")
    assert (line["carries"], line["carriers"]) == ("Keep customers", 2)
    weak = {
        f["weakness"]: [g["id"] for g in f["goals"]] for f in layers["organisation"]["findings"]
    }
    assert weak == {"empty": [built["bare"]], "thin": [built["top"]]}
    assert layers["person"]["aligned"] == 2
    shared = Program(cast.bea).get(f"/pyramid?unit={cast.units['Billing']}").json()
    assert built["team"] in shared["standings"]
    strange = Program(cast.olga).get(f"/pyramid?unit={cast.units['Billing']}")
    assert strange.status_code == 404


@pytest.mark.req("PYRAMID-5", "GRAPH-6", via="api")
def test_what_is_new_is_in_the_next_answer_which_says_how_fresh_its_figures_are(
    cast: Cast,
    built,
    desk: Desk,  # noqa: F811 - the fixture that is imported
):
    tuan = Program(cast.tuan)
    assert tuan.get("/pyramid").json()["as_of"] is None, "no ticket is in yet"
    desk.bring(solved(1, "11-02"))
    first = tuan.get("/pyramid").json()
    desk.bring(solved(1, "11-02") + solved(2, "11-09"))
    goal(cast, "tuan", cast.units["Orders"], "Something new", **link(built["top"]))
    second = tuan.get("/pyramid").json()
    assert first["as_of"] < second["as_of"]
    assert (first["total"], second["total"]) == (5, 6)
    before = (NOW - datetime.timedelta(days=1)).isoformat().replace("+00:00", "Z")
    assert tuan.get(f"/pyramid?as_of={before}").json()["total"] == 0


@pytest.mark.req("PYRAMID-4", via="api")
def test_a_program_reads_what_comes_next_and_aspirations_stay_mine_until_i_share_them(
    cast: Cast, built
):
    steps.add(cast.ana, built["mine"], "Read the morning mail first")
    dream = goal(cast, "ana", cast.people["ana"], "Lead a training one day", private=True)
    serves = goal(cast, "ana", cast.people["ana"], "Explain refunds", **link(dream))
    place = f"/people/{cast.people['ana']}/goals"
    page = Program(cast.ana).get(place).json()
    carrying = [own for own in page["goals"] if own["goal"]["id"] in built.values()]
    shares = [(own["goal"]["id"], own["share"]) for own in carrying]
    assert shares == [(built["mine"], 0.75), (built["small"], 0.25)]
    assert carrying[0]["up"][0]["goal"]["id"] == built["team"]
    first = next(todo for todo in page["next"] if todo["goal"]["id"] == built["mine"])
    assert first["step"]["title"] == "Read the morning mail first"
    [mine] = page["aspirations"]
    assert (mine["goal"]["id"], [s["id"] for s in mine["served_by"]]) == (dream, [serves])
    for other in (cast.tuan, cast.rui, cast.dara):
        assert Program(other).get(place).json()["aspirations"] == []
        assert Program(other).post(f"/goals/{dream}/share").status_code == 404
    assert Program(cast.ana).post(f"/goals/{dream}/share").status_code == 200
    seen = Program(cast.rui).get(place).json()
    assert dream in {own["goal"]["id"] for own in seen["goals"]}


@pytest.mark.req("PYRAMID-2", via="api")
def test_programs_hold_a_meeting_and_a_goal_comes_of_a_round_of_agreement(cast: Cast, built):
    tuan, ana, rui = (Program(who) for who in (cast.tuan, cast.ana, cast.rui))
    called = tuan.post(
        "/meetings",
        {
            "unit": cast.units["Orders"],
            "period": cast.period,
            "title": "Goals of the spring",
            "day": "2026-12-01",
            "agenda": "What hurts most\nProposals",
            "people": [cast.people["ana"], cast.people["rui"]],
        },
    ).json()
    here = f"/meetings/{called['id']}"
    said = {"title": "Answer by noon", "why": "Most mail comes early.", "above": built["top"]}
    said["sentence"] = "Who waits until evening has gone elsewhere."
    made = ana.post(f"{here}/proposals", {**said, "owner": cast.units["Orders"]})
    assert made.status_code == 201, made.content
    [motion] = made.json()["motions"]
    settle, speak = (f"{here}/proposals/{motion['id']}/{act}" for act in ("settle", "speak"))
    assert tuan.post(settle, {"agreed": True}).status_code == 422, "nobody has spoken yet"
    assert rui.post(speak, {"answer": "reservation"}).status_code == 422, "it needs words"
    assert ana.post(speak, {"answer": "agree"}).status_code == 200
    rui.post(speak, {"answer": "reservation", "words": "Only if chat is not counted."})
    [settled] = tuan.post(settle, {"agreed": True}).json()["motions"]
    assert [v["answer"] for v in settled["voices"]] == ["agree", "reservation"]
    assert ana.get(f"/goals/{settled['goal']}").json()["card"]["state"] == "agreed"
    ended = tuan.post(f"{here}/close", {"notes": "Noon it is."}).json()
    assert (ended["state"], ended["notes"]) == ("closed", "Noon it is.")
    assert ended["agenda"] == ["What hurts most", "Proposals"]
