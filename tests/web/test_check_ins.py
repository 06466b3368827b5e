"""Checking in, who needs help, and what was asked for, on their pages."""

import datetime

import pytest
from django.test import Client

from tests.access.acts import goal
from trigpoint.services.loop import check_ins, needs
from trigpoint.services.loop.check_ins import CheckInDraft


def client_of(actor):
    client = Client()
    client.force_login(actor.user)
    return client


@pytest.fixture
def own(cast):
    return goal(cast, "ana", cast.people["ana"], "Own every claim")


@pytest.mark.req("LOOP-9", via="web")
def test_what_a_goal_needs_is_asked_answered_and_its_silence_shows(cast, own):
    goal(cast, "tuan", cast.units["Orders"], "Answer within the hour")
    ana, tuan = client_of(cast.ana), client_of(cast.tuan)
    sent = {
        "status": "at_risk",
        "need": "training",
        "need_words": "Half a day with Claims.",
        "leader": cast.people["tuan"],
    }
    assert ana.post(f"/g/{own}/check-in/", sent).status_code == 302
    assert "not answered yet" in ana.get("/help/").content.decode()
    history = ana.get(f"/g/{own}/history/").content.decode()
    assert "</b> checked in " in history, "in the word for what was done"
    [waiting] = needs.waiting(cast.tuan)
    for page in ("/inbox/", "/help/", f"/needs/{waiting.id}/"):
        assert "Half a day with Claims." in tuan.get(page).content.decode()
    back = tuan.post(f"/needs/{waiting.id}/", {"answer": "refused", "words": ""})
    assert (back.status_code, "Say why not" in back.content.decode()) == (422, True)
    tuan.post(f"/needs/{waiting.id}/", {"answer": "dated", "day": "2099-12-01", "words": "Yes."})
    page = ana.get("/help/").content.decode()
    assert "granted from" in page
    assert "Yes." in page


@pytest.mark.req("LOOP-9", via="web")
def test_where_a_lead_owes_a_word_the_team_reads_it(cast, monkeypatch):
    goal(cast, "tuan", cast.units["Orders"], "Answer within the hour")
    later = cast.tuan.now + datetime.timedelta(days=30)
    monkeypatch.setattr("trigpoint.services.actor.timezone.now", lambda: later)
    page = client_of(cast.rui).get("/help/").content.decode()
    assert "Where our leads owe a word" in page
    assert "Answer within the hour" in page
    assert "Tuan Nguyen" in page


@pytest.mark.req("LOOP-1", via="web")
def test_nothing_is_chosen_and_what_was_typed_stays(cast, own):
    ana = client_of(cast.ana)
    empty = ana.get(f"/g/{own}/check-in/").content.decode()
    assert "Nothing is chosen for you" in empty
    assert 'value="on_track" required checked' not in empty
    back = ana.post(
        f"/g/{own}/check-in/",
        {"note": "Alone.", "new_hurdle": "Old form", "sure": "3", "help": "yes"},
    )
    text = back.content.decode()
    assert back.status_code == 422
    for words in ("Choose how it is going.", "Alone.", "Old form", '<option value="3" selected>'):
        assert words in text


@pytest.mark.req("LOOP-1", via="web")
def test_obstacles_are_said_to_grow_and_help_is_talked_about(cast, own):
    check_ins.check_in(cast.ana, own, CheckInDraft(status="at_risk", new_hurdle="Old form"))
    [hurdle] = check_ins.hurdles(cast.ana, own)
    ana, tuan = client_of(cast.ana), client_of(cast.tuan)
    ana.post(
        f"/g/{own}/check-in/",
        {"status": "at_risk", f"hurdle-{hurdle.id}": "growing", "help": "yes", "note": "Alone."},
    )
    page = tuan.get("/help/").content.decode()
    assert "Old form (growing)" in page
    assert "Alone." in page
    action = page.split('action="/help/')[1].split('"')[0]
    assert tuan.post(f"/help/{action}").status_code == 302
    assert 'tiny">would like help' not in tuan.get("/help/").content.decode()


def test_what_people_write_stands_there_as_text(cast, own):
    said = CheckInDraft(status="at_risk", note="<b>x</b>", new_hurdle="<i>y</i>", wants_help=True)
    check_ins.check_in(cast.ana, own, said)
    page = client_of(cast.tuan).get("/help/").content.decode()
    assert "<b>x</b>" not in page
    assert "<i>y</i>" not in page
