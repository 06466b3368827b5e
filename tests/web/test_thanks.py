"""Thanks on their page and over the interface."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.access.acts import goal
from tests.api.program import Program
from trigpoint.services.goals import graph
from trigpoint.services.ladders import badges
from trigpoint.store.models import Goal, Ladder, Person, Rung, Step


def client_of(actor):
    client = Client()
    client.force_login(actor.user)
    return client


@pytest.mark.req("LOOP-4", via="web")
def test_thanks_are_said_read_and_shown_on_the_page(cast):
    own = goal(cast, "ana", cast.people["ana"], "Own every claim")
    rui, ana, ines = client_of(cast.rui), client_of(cast.ana), client_of(cast.ines)
    back = rui.post("/thanks/", {"to": cast.people["ana"], "words": "You stayed."})
    assert (back.status_code, "You stayed." in back.content.decode()) == (422, True)
    said = {
        "to": cast.people["ana"],
        "words": "<b>You stayed.</b>",
        "goal": own,
        "evidence": "T 12",
    }
    assert rui.post("/thanks/", said).status_code == 302
    page = ana.get("/thanks/").content.decode()
    assert "&lt;b&gt;You stayed.&lt;/b&gt;" in page
    assert "T 12" in page
    assert "You stayed." in ana.get("/").content.decode()
    assert "You stayed." not in ines.get("/").content.decode()
    assert "You stayed." not in ines.get("/thanks/").content.decode()
    address = next(
        a for a in page.split('action="') if a.startswith("/thanks/") and "mine" not in a
    )
    ana.post(address.split('"')[0], {"public": "yes"})
    assert "You stayed." in ines.get("/thanks/").content.decode()
    assert ana.post("/thanks/mine/", {"public": "yes"}).status_code == 302


@pytest.mark.req("LOOP-4", via="api")
def test_a_program_says_thanks(cast):
    own = goal(cast, "ana", cast.people["ana"], "Own every claim")
    rui, ana = Program(cast.rui), Program(cast.ana)
    body = {"to": cast.people["ana"], "words": "You stayed.", "goal": own}
    made = rui.post("/thanks", body)
    assert (made.status_code, made.json()["public"]) == (201, False)
    shown = ana.post(f"/thanks/{made.json()['id']}/public", {"public": True})
    assert shown.json()["public"]
    assert [t["words"] for t in ana.get("/home").json()["thanks"]] == ["You stayed."]
    assert rui.get("/home").json()["thanks"] == []
    assert [t["words"] for t in rui.get(f"/goals/{own}/thanks").json()] == ["You stayed."]
    assert ana.send("PUT", "/thanks/mine", {"public": True}).json()["likes_public"]
    assert rui.post("/thanks", body | {"words": ""}).status_code == 422


@pytest.mark.req("LOOP-4", via="web")
@pytest.mark.req("LOOP-4", via="api")
def test_the_lead_reads_by_month_and_what_nobody_gave_thanks_for(cast):
    own = goal(cast, "ana", cast.people["ana"], "Own every claim")
    Step.objects.create(
        organisation=cast.organisation,
        goal=Goal.objects.get(public_id=own),
        title="Nine carriers on one page",
        done_on=timezone.localdate() - datetime.timedelta(days=20),
    )
    tuan, rui = client_of(cast.tuan), client_of(cast.rui)
    assert "Nine carriers" in tuan.get("/thanks/").content.decode()
    assert "Nine carriers" not in rui.get("/thanks/").content.decode()
    [waiting] = Program(cast.tuan).get("/thanks").json()["unthanked"]
    assert (waiting["goal"], waiting["person"]["id"]) == (own, cast.people["ana"])
    said = {"to": cast.people["ana"], "words": "All nine of them.", "goal": own}
    assert tuan.post("/thanks/", said).status_code == 302
    page = tuan.get("/thanks/").content.decode()
    assert timezone.localdate().strftime("%B %Y") in page
    assert "Nine carriers" not in page
    answer = Program(cast.tuan).get("/thanks").json()
    assert answer["unthanked"] == []
    assert answer["months"][0]["month"] == timezone.localdate().replace(day=1).isoformat()


@pytest.fixture
def nothing_kept(monkeypatch):
    """What is written past the journal, an earlier test's state of the same entry does not have."""
    monkeypatch.setattr(badges, "_reached", graph.Cache())


def climbed(cast, audience):
    """Let Ana have reached a step today that an audience may know of."""
    today = timezone.localdate()
    ladder = Ladder.objects.create(
        organisation=cast.organisation,
        owner_person=Person.objects.get(public_id=cast.people["ana"]),
        title="Carrier claims",
        state="climbing",
        audience=audience,
    )
    Rung.objects.create(
        organisation=cast.organisation,
        ladder=ladder,
        title="Knows every carrier",
        due=today,
        opened_on=today,
        reached_on=today,
    )


@pytest.mark.req("LOOP-4", via="web")
@pytest.mark.req("LOOP-4", via="api")
@pytest.mark.parametrize(
    ("audience", "readers"),
    [
        ("private", {"ana"}),
        ("team", {"ana", "rui", "tuan"}),
        ("everyone", {"ana", "rui", "tuan", "bea"}),
    ],
)
def test_a_step_that_was_reached_is_a_badge_for_whom_its_owner_lets_know(
    cast, nothing_kept, audience, readers
):
    climbed(cast, audience)
    ana = cast.people["ana"]
    for name in ("ana", "rui", "tuan", "bea"):
        page = client_of(getattr(cast, name)).get(reverse("person", args=[ana])).content.decode()
        assert ("Knows every carrier" in page) is (name in readers), name
        found = Program(getattr(cast, name)).get(f"/people/{ana}/badges").json()
        assert [badge["step"] for badge in found] == ["Knows every carrier"] * (name in readers)


@pytest.mark.req("LOOP-4", via="web")
@pytest.mark.req("LOOP-4", via="api")
def test_a_month_of_thanks_stands_on_one_page_with_the_steps_reached(cast, nothing_kept):
    climbed(cast, "everyone")
    own = goal(cast, "ana", cast.people["ana"], "Own every claim")
    body = {"to": cast.people["ana"], "words": "You stayed.", "goal": own}
    Program(cast.rui).post("/thanks", body)
    name = timezone.localdate().strftime("%Y-%m")
    assert f"/thanks/months/{name}/" in client_of(cast.ana).get("/thanks/").content.decode()
    for who, reads in (("ana", True), ("rui", True), ("bea", False)):
        page = client_of(getattr(cast, who)).get(f"/thanks/months/{name}/").content.decode()
        assert ("You stayed." in page) is reads
        assert "Knows every carrier" in page
    found = Program(cast.ana).get(f"/thanks/months/{name}").json()
    assert [one["words"] for one in found["mine"]] == ["You stayed."]
    assert [one["step"] for one in found["steps"]] == ["Knows every carrier"]
    empty = client_of(cast.ana).get("/thanks/months/2025-01/")
    assert "A month without a word" in empty.content.decode()
    assert client_of(cast.ana).get("/thanks/months/2025-13/").status_code == 404
    assert Program(cast.ana).get("/thanks/months/2025-13").status_code == 404
