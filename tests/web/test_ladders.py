"""The pages of ladders, used like a person does."""

import datetime

import pytest
from django.test import Client

from tests.cast import Cast
from tests.services.test_ladder_help import DUE, history, ladder
from trigpoint.services.ladders import ladder_page
from trigpoint.services.ladders.rungs import CriterionDraft, RungDraft
from trigpoint.web.shapes.ladders import needed

pytestmark = pytest.mark.django_db
TAUGHT = CriterionDraft(kind="training", words="Carrier rules")


@pytest.fixture
def ana(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.ana.user)
    return client


@pytest.mark.req("LADDER-2", via="web")
def test_a_ladder_is_begun_given_a_step_and_climbed(cast: Cast, ana: Client):
    made = ana.post("/ladders/new/", {"title": "Claims", "owner": cast.people["ana"]})
    assert made.status_code == 302
    where = made.headers["Location"]
    due = (datetime.datetime.now(tz=datetime.UTC) + datetime.timedelta(weeks=9)).date()
    step = ana.post(
        f"{where}step/", {"title": "Learn the rules", "due": due.isoformat(), "reward": "shifts"}
    )
    assert step.status_code == 302
    training = {"part": "criterion", "kind": "training", "words": "Rules", "hold_weeks": 4}
    ana.post(step.headers["Location"], {**training, "least": 0})
    ana.post(f"{where}do/", {"do": "begin"})
    page = ana.get(where).content.decode()
    for words in ("You are here", "Learn the rules", "first pick of shifts", "Rules", "Attended"):
        assert words in page


def test_the_chance_of_a_moved_value_is_a_fragment_with_its_reason(cast: Cast, ana: Client):
    counted = history(cast, 19)
    asked = {"measure": counted, "due": "2020-01-01", "value": "0.8", "unit": "share"}
    said = ana.get("/ladders/chance/", asked)
    assert said.status_code == 200
    assert "That day has passed" in said.content.decode()


def test_a_ladder_of_somebody_else_is_not_there(cast: Cast):
    made = ladder(cast, RungDraft(title="Learn", due=DUE, criteria=(TAUGHT,)))
    client = Client()
    client.force_login(cast.bea.user)
    assert client.get(f"/l/{made}/").status_code == 404
    assert client.get(f"/l/{made}/propose/").status_code == 404


@pytest.mark.req("LADDER-9", via="web")
def test_somebody_says_who_is_told_and_steps_off_without_cost(cast: Cast, ana: Client):
    made = ladder(cast, RungDraft(title="Learn", due=DUE, criteria=(TAUGHT,)))
    ana.post(f"/l/{made}/do/", {"do": "audience", "audience": "team"})
    assert ladder_page.show(cast.at("ana", cast.ana.now), made).audience == "team"
    ana.post(f"/l/{made}/do/", {"do": "decline", "words": "Later."})
    page = ana.get(f"/l/{made}/").content.decode()
    assert "Stepped off, only you see it" in page
    assert "It may be in the file with my data" in page


@pytest.mark.req("LADDER-6", via="web")
def test_coaching_is_booked_noted_and_put_into_the_calendar(cast: Cast, ana: Client):
    made = ladder(cast, coach=cast.people["rui"])
    booked = {"do": "book", "at": "2099-01-05T14:00", "topic": "Hard calls", "minutes": "30"}
    ana.post(f"/l/{made}/do/", booked)
    [meeting] = ladder_page.show(cast.at("ana", cast.ana.now), made).coachings
    calendar = ana.get(f"/ladders/coaching/{meeting.id}.ics")
    assert calendar.headers["Content-Type"].startswith("text/calendar")
    assert b"SUMMARY:Hard calls" in calendar.content
    notes = {"version": meeting.version, "notes": "Breathe first."}
    ana.post(f"/ladders/coaching/{meeting.id}/", notes)
    assert "Breathe first." in ana.get(f"/ladders/coaching/{meeting.id}/").content.decode()
    boss = Client()
    boss.force_login(cast.dara.user)
    assert boss.get(f"/ladders/coaching/{meeting.id}/").status_code == 404


@pytest.mark.req("LADDER-7", via="web")
def test_a_step_says_what_is_missing_and_takes_a_better_wording(cast: Cast, ana: Client):
    counted = history(cast, 80)
    draft = CriterionDraft(kind="measure", measure=counted, value=0.8)
    made = ladder(cast, RungDraft(title="Quicker", due=DUE, criteria=(draft,)))
    [rung] = ladder_page.show(cast.ana, made).rungs
    page = ana.get(f"/ladders/step/{rung.id}/").content.decode()
    assert "can be read in many ways" in page
    ana.post(f"/ladders/step/{rung.id}/", {"part": "better", "title": "80 % solved at once"})
    page = ana.get(f"/ladders/step/{rung.id}/").content.decode()
    assert "The title says what is to be seen." in page


@pytest.mark.parametrize(("way", "words"), [("raise", "80% or more"), ("lower", "80% or less")])
def test_a_value_is_said_with_its_side(way: str, words: str):
    assert needed(way, "80%") == words
