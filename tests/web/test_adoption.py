"""Taking the product up, on its page and over the interface."""

import pytest
from django.test import Client

from tests.api.program import Program
from tests.cast import Cast
from tests.services import plan
from tests.services.test_effects import of_orders, risen


def client_of(actor) -> Client:
    client = Client()
    client.force_login(actor.user)
    return client


@pytest.mark.req("PYRAMID-8", via="web")
def test_it_is_planned_said_answered_and_seen_what_it_did_for_the_first(cast: Cast):
    tuan, ana = client_of(cast.tuan), client_of(cast.ana)
    team = plan.write(cast).team
    of_orders(cast, team, risen(0.08))
    step = {"unit": cast.units["Orders"], "kind": "training", "title": "<i>Half</i> an hour"}
    assert tuan.post("/adoption/?edit=step", step).status_code == 422
    assert tuan.post("/adoption/?edit=step", step | {"due": "2027-01-10"}).status_code == 302
    assert ana.post("/adoption/?edit=voice", {"words": "Two systems."}).status_code == 302
    story = {"kind": "story", "title": "One owner each", "words": "So.", "goal": team}
    Program(cast.tuan).post("/knowledge", story | {"since": "2026-01-01"})
    page = ana.get("/adoption/").content.decode()
    assert "&lt;i&gt;Half&lt;/i&gt; an hour" in page
    assert "Two systems." in page
    assert "Ana Costa, Orders" not in page
    assert "One owner each" in page
    assert "edit=done-" not in page
    page = tuan.get("/adoption/").content.decode()
    assert "First-contact resolution" in page
    assert "Northwind" in page
    done, answer = (page.split(f"?edit={name}-")[1].split("#")[0] for name in ("done", "answer"))
    assert ana.post(f"/adoption/?edit=done-{done}", {"version": 1}).status_code == 403
    said = {"version": 1, "result": "All came."}
    assert tuan.post(f"/adoption/?edit=done-{done}", said).status_code == 302
    said = {"version": 1, "answer": "It is filled in."}
    assert client_of(cast.jo).post(f"/adoption/?edit=answer-{answer}", said).status_code == 302
    page = ana.get("/adoption/").content.decode()
    assert "All came." in page
    assert "It is filled in." in page
    assert "/adoption/" in ana.get("/people/").content.decode()


@pytest.mark.req("PYRAMID-8", via="api")
def test_a_program_plans_says_and_answers(cast: Cast):
    tuan, ana = Program(cast.tuan), Program(cast.ana)
    step = {"unit": cast.units["Orders"], "kind": "talk", "title": "Told", "due": "2027-01-10"}
    assert ana.post("/adoption/steps", step).status_code == 403
    made = tuan.post("/adoption/steps", step).json()["id"]
    done = tuan.send("PUT", f"/adoption/steps/{made}/done", {"result": "Good."}, If_Match='"1"')
    assert done.json()["done_on"]
    voice = ana.post("/adoption/voices", {"words": "Two systems.", "named": True}).json()["id"]
    said = tuan.send(
        "PUT", f"/adoption/voices/{voice}/answer", {"answer": "Not any more."}, If_Match='"1"'
    )
    assert said.json()["answer"] == "Not any more."
    found = ana.get("/adoption").json()
    assert [each["result"] for each in found["plan"]] == ["Good."]
    assert [each["by"]["name"] for each in found["voices"]] == ["Ana Costa"]
    assert {line["unit"]["name"] for line in found["usage"]["units"]} <= {
        "Northwind",
        "Care",
        "Orders",
    }
    assert tuan.send("DELETE", f"/adoption/steps/{made}", If_Match='"2"').status_code == 204
