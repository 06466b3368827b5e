"""Announcements on their pages: written, read with a question, counted."""

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
    assert "have read it" not in page
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
