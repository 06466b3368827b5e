"""What is worth a look, on its page and over the interface, for each of the ten pitfalls."""

import html
import re

import pytest
from django.test import Client

from tests.access.acts import goal
from tests.api.program import Program


def client_of(actor):
    client = Client()
    client.force_login(actor.user)
    return client


@pytest.fixture
def loose(cast):
    return goal(cast, "tuan", cast.units["Orders"], "Improve <b>claims</b>")


@pytest.mark.req("PITFALL-1", via="web")
def test_a_goal_out_of_step_is_shown_explained_and_mended_on_the_page(cast, loose):
    tuan, amir = client_of(cast.tuan), client_of(cast.amir)
    page = tuan.get("/audit/").content.decode()
    assert "A goal that stands alone" in page
    assert "missed by nobody when it stops" in page
    assert "Improve &lt;b&gt;claims&lt;/b&gt;" in page
    assert f'href="/g/{loose}/?edit=link#links"' in page
    assert tuan.get(f"/g/{loose}/?edit=link").status_code == 200
    assert loose not in amir.get("/audit/").content.decode()
    assert loose in tuan.get("/audit/brief/").content.decode()
    assert loose not in amir.get("/audit/brief/").content.decode()


@pytest.mark.req("PITFALL-1", via="api")
def test_a_program_reads_the_finding_with_reason_surety_and_mend(cast, loose):
    found = Program(cast.tuan).get("/audit").json()["findings"]
    one = next(f for f in found if f["rule"] == "loose")
    assert one["pitfall"] == 1
    assert one["about"] == {"kind": "goal", "id": loose, "title": "Improve <b>claims</b>"}
    assert one["mend"]["page"] == "goal_links"
    assert one["reason"]


def test_the_health_of_a_unit_is_counted_on_the_page_and_over_the_interface(cast, loose):
    """The guides' do's; what applies to no goal here is not counted on the page."""
    asked = {
        "why": "Tell the why",
        "share": "Share accountability",
        "feedback": "Give feedback",
        "how": "Leave the how to people",
    }
    orders = cast.units["Orders"]
    page = client_of(cast.tuan).get(f"/audit/?unit={orders}").content.decode()
    found = {h["key"]: h for h in Program(cast.tuan).get(f"/audit?whose={orders}").json()["habits"]}
    assert asked.keys() <= found.keys()
    for key, name in asked.items():
        assert (name in page) is (found[key]["all"] > 0)


def test_the_page_mutes_with_a_reason_and_tells_again(cast, loose):
    tuan = client_of(cast.tuan)
    said = {"rule": "loose", "about": f"goal-{loose}", "unit": cast.units["Orders"]}
    assert tuan.post("/audit/mute/", said | {"reason": " "}).status_code == 302
    assert f"loose-{loose}" in tuan.get("/audit/").content.decode()
    back = tuan.post("/audit/mute/", said | {"reason": "A <i>trial</i>."})
    assert back["Location"] == f"/audit/?unit={cast.units['Orders']}"
    page = tuan.get("/audit/").content.decode()
    assert f'id="loose-{loose}"' not in page
    assert "A &lt;i&gt;trial&lt;/i&gt;." in page
    undo = next(a for a in page.split('action="') if a.startswith("/audit/mutes/")).split('"')[0]
    assert tuan.post(undo).status_code == 302
    assert f'id="loose-{loose}"' in tuan.get("/audit/").content.decode()
    stranger = client_of(cast.amir).post("/audit/mute/", said | {"reason": "No."})
    assert stranger.status_code == 404


def test_a_long_list_of_one_kind_is_folded_behind_a_link_and_opens(cast):
    goals = [goal(cast, "tuan", cast.units["Orders"], f"Alone {n}") for n in range(9)]
    tuan = client_of(cast.tuan)

    def shown(page):
        return [one for one in goals if f'id="loose-{one}"' in page]

    page = tuan.get("/audit/").content.decode()
    assert len(shown(page)) == 5
    link = re.search(r'href="([^"]*all=loose[^"]*)"', page)[1]
    assert "and 4 more" in page
    assert len(shown(tuan.get(html.unescape(link)).content.decode())) == 9


def test_a_program_mutes_and_tells_again(cast, loose):
    program = Program(cast.tuan)
    body = {"rule": "loose", "about_kind": "goal", "about": loose, "reason": "A trial."}
    made = program.post("/audit/mutes", body)
    assert made.status_code == 201
    assert [m["id"] for m in program.get("/audit/mutes").json()] == [made.json()["id"]]
    assert program.send("DELETE", f"/audit/mutes/{made.json()['id']}").status_code == 204
    assert program.get("/audit/mutes").json() == []


def test_every_rule_stands_with_its_reason_on_a_page(cast):
    page = client_of(cast.ana).get("/audit/rules/").content.decode()
    rules = Program(cast.ana).get("/audit/rules").json()
    assert len(rules) >= 20
    assert {rule["pitfall"] for rule in rules} == set(range(1, 11))
    for rule in rules:
        assert rule["title"] in page
