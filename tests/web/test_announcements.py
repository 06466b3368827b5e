"""Announcements on their pages: written, read with a question, counted."""

import json

import pytest
from django.test import Client

from tests.services import plan as small

WRITTEN = {
    "title": "One hand from now on",
    "purpose": "A second question costs a day.",
    "expectation": "Whoever opens a claim sees it through.",
    "benefit": "Fewer angry calls.",
    "sources": "https://films.example/claims The film",
    "question": "Who closes a claim?",
    "choices": "Whoever opened it\nThe lead",
}


def client_of(actor):
    client = Client()
    client.force_login(actor.user)
    return client


@pytest.mark.req("LOOP-8", via="web")
def test_a_lead_announces_a_reader_reads_and_answers_and_the_lead_sees_counts(cast):
    plan = small.write(cast)
    tuan, ana = client_of(cast.tuan), client_of(cast.ana)
    sent = tuan.post(f"/g/{plan.team}/announce/", WRITTEN)
    assert sent.status_code == 302
    assert "One hand from now on" in ana.get("/inbox/").content.decode()
    page = ana.get(sent.url).content.decode()
    for words in ("costs a day", "sees it through", "angry calls", "The film", "Solve claims"):
        assert words in page
    assert "of 5 have read it" not in page
    back = ana.post(f"{sent.url}read/", {"part": "I call back."})
    assert (back.status_code, "I call back." in back.content.decode()) == (422, True)
    right = sorted(WRITTEN["choices"].splitlines(), key=str.casefold).index("Whoever opened it")
    ana.post(f"{sent.url}read/", {"part": "I call back.", "choice": str(right)})
    assert "One hand from now on" not in ana.get("/inbox/").content.decode()
    tuan.post(
        f"{sent.url}talk/", {"unit": cast.units["Orders"], "day": "2026-11-20", "notes": "Asked."}
    )
    seen = tuan.get(sent.url).content.decode()
    assert "of 5 have read it" in seen
    assert "of 1 answers are right" in seen
    assert "Ana Costa" not in seen
    assert "Asked." in seen


def test_what_is_missing_is_said_and_what_was_typed_stays(cast):
    plan = small.write(cast)
    back = client_of(cast.tuan).post(f"/g/{plan.team}/announce/", WRITTEN | {"purpose": ""})
    assert back.status_code == 422
    assert "sees it through" in back.content.decode()


@pytest.mark.req("LOOP-8", via="web")
def test_a_lead_announces_a_v2mom_and_its_reader_finds_the_way_to_it(cast):
    tuan, ana = client_of(cast.tuan), client_of(cast.ana)
    orders = cast.units["Orders"]
    begun = tuan.post("/v2mom/new/", {"owner": orders, "period": cast.period})
    assert "announce/" in tuan.get(begun.url).content.decode()
    sent = tuan.post(f"{begun.url}announce/", WRITTEN)
    assert "One hand from now on" in ana.get("/inbox/").content.decode()
    assert f'href="{begun.url}"' in ana.get(sent.url).content.decode()
    assert ana.get(f"{begun.url}announce/").status_code == 403


@pytest.mark.req("LOOP-8", via="api")
def test_programs_announce_a_plan(cast):
    tuan = client_of(cast.tuan)
    body = {"owner": cast.units["Orders"], "period": cast.period}
    made = tuan.post("/api/v1/plans", json.dumps(body), content_type="application/json").json()
    place = f"/api/v1/plans/{made['id']}/announcements"
    said = {"title": "Ours", "purpose": "So.", "expectation": "This.", "benefit": "That."}
    sent = tuan.post(place, json.dumps(said), content_type="application/json")
    assert (sent.status_code, sent.json()["plan"]) == (201, made["id"])
    assert [each["id"] for each in tuan.get(place).json()] == [sent.json()["id"]]
