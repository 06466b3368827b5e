"""Learning and showing on the page and over the interface."""

import pytest
from django.test import Client

from tests.api.program import Program
from tests.cast import Cast


def client_of(actor) -> Client:
    client = Client()
    client.force_login(actor.user)
    return client


@pytest.mark.asks("mentor_asked")
@pytest.mark.req("LOOP-5", via="web")
def test_two_find_each_other_on_the_page_and_close_with_what_came_of_it(cast: Cast):
    rui, ana, tuan = client_of(cast.rui), client_of(cast.ana), client_of(cast.tuan)
    assert rui.post("/mentors/", {"side": "wants"}).status_code == 422
    said = {"side": "wants", "subject": "<b>Calm claims</b>"}
    assert rui.post("/mentors/", said).status_code == 302
    assert ana.post("/mentors/", {"side": "shows", "subject": "b calm claims b"}).status_code == 302
    page = ana.get("/mentors/").content.decode()
    assert "Rui Matos" in page
    assert "&lt;b&gt;Calm claims&lt;/b&gt;" in page
    assert "Calm claims" in ana.get("/inbox/").content.decode()
    assert "Rui Matos" not in tuan.get("/mentors/").content.decode()
    action = page.split('action="/mentors/asked/')[1].split('"')[0]
    assert tuan.post(f"/mentors/asked/{action}", {"answer": "yes"}).status_code == 404
    assert ana.post(f"/mentors/asked/{action}", {"answer": "yes"}).status_code == 302
    assert "No answer yet" in ana.get("/mentors/").content.decode()
    page = rui.get("/mentors/").content.decode()
    offer = page.split('action="/mentors/asked/')[1].split('"')[0]
    assert rui.post(f"/mentors/asked/{offer}", {"answer": "yes"}).status_code == 302
    assert ana.post(f"/mentors/pairs/{offer}", {"outcome": "Good."}).status_code == 403
    assert tuan.post(f"/mentors/pairs/{offer}", {"outcome": "Good."}).status_code == 404
    assert rui.post(f"/mentors/pairs/{offer}", {"outcome": ""}).status_code == 422
    assert rui.post(f"/mentors/pairs/{offer}", {"outcome": "One call each."}).status_code == 302
    assert "One call each." in ana.get("/mentors/").content.decode()


def test_what_was_said_is_taken_back_on_the_page(cast: Cast):
    rui = client_of(cast.rui)
    rui.post("/mentors/", {"side": "wants", "kpi": "csat"})
    page = rui.get("/mentors/").content.decode()
    back = page.split('action="/mentors/words/')[1].split('"')[0]
    assert rui.post(f"/mentors/words/{back}").status_code == 302
    assert "/mentors/words/" not in rui.get("/mentors/").content.decode()


@pytest.mark.asks("mentors.answer_wish")
@pytest.mark.req("LOOP-5", via="api")
def test_a_program_says_answers_and_closes(cast: Cast):
    rui, ana = Program(cast.rui), Program(cast.ana)
    wish = rui.post("/mentors/words", {"side": "wants", "kpi": "csat"}).json()["words"][0]["id"]
    shown = ana.post("/mentors/words", {"side": "shows", "kpi": "csat"}).json()
    assert [one["id"] for one in shown["asked"]] == [wish]
    lead = Program(cast.tuan)
    assert lead.post(f"/mentors/wishes/{wish}/answer", {"yes": True}).status_code == 404
    told = ana.post(f"/mentors/wishes/{wish}/answer", {"yes": True}).json()
    assert [one["state"] for one in told["waiting"]] == ["offered"]
    [offer] = rui.get("/mentors").json()["offers"]
    [pair] = rui.post(f"/mentors/offers/{offer['id']}/answer", {"yes": True}).json()["pairs"]
    assert pair["mine_to_close"]
    path = f"/mentors/pairs/{pair['id']}"
    assert lead.get(path).status_code == 404
    closed = rui.post(f"{path}/close", {"outcome": "Two points kinder."}).json()
    assert closed["state"] == ana.get(path).json()["state"] == "closed"
    assert rui.send("DELETE", f"/mentors/words/{wish}").status_code == 204
    assert rui.send("DELETE", f"/mentors/words/{wish}").status_code == 404
