"""Strategy maps through the interface: the whole way, as a program goes it."""

from urllib.parse import quote

import pytest
from django.utils import timezone

from tests.api.program import Program
from tests.cast import Cast
from tests.services.maps import Map, write_map


@pytest.fixture
def drawn(cast: Cast) -> Map:
    return write_map(cast)


@pytest.fixture
def mira(cast: Cast) -> Program:
    return Program(cast.mira)


def sent(program: Program, method: str, path: str, body: object, version: int = 0):
    headers = {"If_Match": f'"{version}"'} if version else {}
    answer = program.send(method, path, body, **headers)
    assert answer.status_code in {200, 201, 204}, answer.content
    return answer.json() if answer.content else None


@pytest.mark.req("MAP-1", via="api")
def test_a_map_is_begun_filled_moved_arranged_and_taken_back(cast: Cast, mira: Program):
    begun = {"owner": cast.units["Northwind"], "period": cast.period}
    place = f"/maps/{sent(mira, 'POST', '/maps', begun)['id']}"
    lanes = [p["id"] for p in sent(mira, "GET", place, None)["perspectives"]]
    own = sent(mira, "POST", f"{place}/perspectives", {"title": "Partners"})
    theme = sent(mira, "POST", f"{place}/themes", {"title": "One contact"})
    care = sent(mira, "POST", f"{place}/themes", {"title": "Care"})
    sent(mira, "PUT", f"{place}/themes/{care['id']}", {"title": "Care", "place": 1}, 1)
    themes = sent(mira, "GET", place, None)["themes"]
    assert [t["title"] for t in themes] == ["Care", "One contact"]
    one = sent(
        mira,
        "POST",
        f"{place}/objectives",
        {"title": "Less effort", "perspective": lanes[1], "theme": theme["id"]},
    )
    other = sent(
        mira, "POST", f"{place}/objectives", {"title": "Right person", "perspective": own["id"]}
    )
    believed = {"effect": one["goal"]["id"], "sentence": "It helps.", "lag_weeks": 2}
    sent(mira, "POST", f"/goals/{other['goal']['id']}/drives", believed)
    moved = sent(mira, "PATCH", f"{place}/objectives/{other['id']}", {"column": 3}, 1)
    assert (moved["column"], moved["by_hand"]) == (3, True)
    assert sent(mira, "POST", f"{place}/undo", {})["objectives"][1]["column"] == other["column"]
    sent(mira, "POST", f"{place}/arrangement", {"keep": False})
    view = sent(mira, "GET", place, None)
    [link] = view["links"]
    assert (link["cause"], link["effect"]) == (other["id"], one["id"])
    assert link["evidence"]["verdict"] == "unmeasured"
    refused = mira.send("DELETE", f"{place}/perspectives/{own['id']}", None, If_Match='"1"')
    assert refused.status_code == 422
    assert "take it off the map first" in refused.content.decode()


@pytest.mark.req("MAP-2", via="api")
def test_what_hurts_is_tied_to_who_serves_it(mira: Program, drawn: Map):
    place = f"/maps/{drawn.id}/journey"
    stage = sent(mira, "POST", place, {"title": "Wait", "touchpoints": "Chat"})
    hurts = {"title": "Where is it?", "tags": ["parcel"], "moment_of_truth": True}
    pain = sent(mira, "POST", f"{place}/{stage['id']}/pains", hurts)
    assert pain["serves"] == []
    served = {**hurts, "serves": [drawn.team]}
    mended = sent(mira, "PUT", f"{place}/{stage['id']}/pains/{pain['id']}", served, 1)
    assert mended["serves"] == [drawn.team]
    [found] = sent(mira, "GET", place, None)
    assert found["pains"][0]["moment_of_truth"] is True
    other = sent(mira, "POST", place, {"title": "Order"})
    sent(mira, "PUT", f"{place}/{other['id']}", {"title": "Order", "place": 1}, 1)
    there = {**served, "stage": other["id"]}
    sent(mira, "PUT", f"{place}/{stage['id']}/pains/{pain['id']}", there, 2)
    shown = [(s["title"], len(s["pains"])) for s in sent(mira, "GET", place, None)]
    assert shown == [("Order", 1), ("Wait", 0)]


@pytest.mark.req("MAP-8", via="api")
def test_versions_of_a_map_are_published_and_compared(mira: Program, drawn: Map):
    place = f"/plans/{drawn.id}"
    why = {"override_reason": "The rest comes in spring."}
    sent(mira, "PUT", f"{place}/editions", why, 1)
    more = {"title": "Less effort", "perspective": drawn.lanes[1]}
    sent(mira, "POST", f"/maps/{drawn.id}/objectives", more)
    found = sent(mira, "GET", f"{place}/editions/1/difference", None)
    assert [change["section"] for change in found["changes"]] == ["objectives"]
    sent(mira, "PUT", f"{place}/review", {"reason": "On the way."}, 2)
    assert sent(mira, "GET", f"/maps/{drawn.id}", None)["reviewed_on"]


def test_measures_are_proposed_beside_an_objective(mira: Program, drawn: Map):
    found = sent(mira, "GET", f"/maps/{drawn.id}/objectives/{drawn.team}/proposals", None)
    assert {each["role"] for each in found} == {"leading", "lagging"}


@pytest.mark.req("MAP-2", via="api")
def test_parts_of_a_map_are_read_one_by_one_as_they_stood(mira: Program, drawn: Map):
    place = f"/maps/{drawn.id}"
    wait = sent(mira, "POST", f"{place}/journey", {"title": "Wait"})
    stage = f"{place}/journey/{wait['id']}"
    hurts = sent(mira, "POST", f"{stage}/pains", {"title": "Where is it?"})
    theme = sent(mira, "POST", f"{place}/themes", {"title": "Care"})
    lane = sent(mira, "GET", place, None)["perspectives"][0]
    parts = {
        stage: {"title": "Wait longer"},
        f"{stage}/pains/{hurts['id']}": {"title": "Where does it stay?"},
        f"{place}/themes/{theme['id']}": {"title": "Caring"},
        f"{place}/perspectives/{lane['id']}": {"title": "People"},
    }
    before = {part: sent(mira, "GET", part, None)["title"] for part in parts}
    then = quote(timezone.now().isoformat())
    for part, words in parts.items():
        sent(mira, "PUT", part, words, sent(mira, "GET", part, None)["version"])
    for part, words in parts.items():
        assert sent(mira, "GET", part, None)["title"] == words["title"]
        assert sent(mira, "GET", f"{part}?as_of={then}", None)["title"] == before[part]
    assert mira.get(f"{stage}?as_of=2026-01-02T00:00:00Z").status_code == 404
