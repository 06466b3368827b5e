"""Feedback on its pages."""

from django.test import Client

from tests.access.acts import goal


def client_of(actor):
    client = Client()
    client.force_login(actor.user)
    return client


def test_feedback_is_asked_given_and_replied_to_on_the_pages(cast):
    made = goal(cast, "tuan", cast.units["Orders"], "Answer within the hour")
    ana, tuan = client_of(cast.ana), client_of(cast.tuan)
    asked = {"person": cast.people["tuan"], "question": "How do I sound?", "seen": "private"}
    assert ana.post(f"/g/{made}/feedback/?part=ask", asked).status_code == 302
    inbox = tuan.get("/inbox/").content.decode()
    assert "How do I sound?" in inbox
    address = "/feedback/" + inbox.split('href="/feedback/')[1].split('"')[0]
    back = tuan.post(address, {"strength": "Calm.", "seen": "private"})
    assert (back.status_code, "Calm." in back.content.decode()) == (422, True)
    tuan.post(address, {"strength": "Calm.", "next_step": "Sum up.", "seen": "private"})
    assert "Sum up." in ana.get(address).content.decode()
    ana.post(address, {"words": "I will."})
    assert "I will." in tuan.get(address).content.decode()
    assert client_of(cast.rui).get(address).status_code == 404


def test_it_is_given_openly_without_being_asked(cast):
    made = goal(cast, "tuan", cast.units["Orders"], "Answer within the hour")
    said = {"person": cast.people["ana"], "words": "<b>Well</b> done.", "seen": "open"}
    assert client_of(cast.rui).post(f"/g/{made}/feedback/?part=give", said).status_code == 302
    page = client_of(cast.ines).get(f"/g/{made}/feedback/").content.decode()
    assert "&lt;b&gt;Well&lt;/b&gt; done." in page
