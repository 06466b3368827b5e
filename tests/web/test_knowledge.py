"""What teams know, on its pages and over the interface."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.api.program import Program
from tests.cast import Cast
from tests.services import plan
from tests.services.test_effects import of_orders, risen
from tests.services.test_experiments import measure_of


def client_of(actor) -> Client:
    client = Client()
    client.force_login(actor.user)
    return client


@pytest.mark.req("PYRAMID-7", via="web")
def test_a_problem_is_posted_found_answered_solved_and_tried(cast: Cast):
    team = plan.write(cast).team
    of_orders(cast, team, risen(0.08))
    tuan, bea = client_of(cast.tuan), client_of(cast.bea)
    assert tuan.post("/knowledge/?edit=post", {"kind": "problem", "version": 0}).status_code == 422
    said = {
        "kind": "problem",
        "title": "<b>Reminders</b> cross",
        "words": "Who knows?",
        "goal": team,
        "version": 0,
    }
    assert tuan.post("/knowledge/?edit=post", said).status_code == 302
    found = bea.get("/knowledge/?q=remind").content.decode()
    assert "&lt;b&gt;Reminders&lt;/b&gt; cross" in found
    assert "Nothing fits" in bea.get("/knowledge/?q=nowhere").content.decode()
    address = found.split('href="/knowledge/')[1:]
    post = next(a.split("/")[0] for a in address if a.split("/")[0].isalnum())
    assert bea.post(f"/knowledge/{post}/", {"words": " "}).status_code == 422
    assert bea.post(f"/knowledge/{post}/", {"words": "Two lines."}).status_code == 302
    page = tuan.get(f"/knowledge/{post}/").content.decode()
    answer = page.split('name="answer" value="')[1].split('"')[0]
    assert bea.post(f"/knowledge/{post}/solved/", {"answer": answer}).status_code == 403
    assert tuan.post(f"/knowledge/{post}/solved/", {"answer": answer}).status_code == 302
    assert "This solved it." in bea.get(f"/knowledge/{post}/").content.decode()
    tried = tuan.get(f"/knowledge/{post}/try/?goal={team}")
    assert tried["Location"] == f"/g/{team}/experiments/?edit=experiment&post={post}#edit"
    form = tuan.get(tried["Location"].split("#")[0]).content.decode()
    assert "&lt;b&gt;Reminders&lt;/b&gt; cross" in form
    today = datetime.datetime.now(tz=datetime.UTC).date()
    trial = {
        "version": 0,
        "title": "Two lines",
        "hypothesis": "Fewer calls.",
        "measure": measure_of(team),
        "guard": "",
        "starts": today + datetime.timedelta(days=2),
        "ends": today + datetime.timedelta(weeks=15),
        "who": [cast.units["Orders"]],
    }
    assert tuan.post(tried["Location"].split("#")[0], trial).status_code == 302
    assert "Two lines" in bea.get(f"/knowledge/{post}/").content.decode()
    assert "Being tried" in bea.get("/knowledge/").content.decode()


@pytest.mark.req("PYRAMID-7", via="web")
def test_what_worked_is_told_with_its_effect_to_others_with_a_goal_like_it(cast: Cast):
    team = plan.write(cast).team
    of_orders(cast, team, risen(0.08))
    tuan, bea = client_of(cast.tuan), client_of(cast.bea)
    told = {
        "kind": "story",
        "title": "Claims keep their owner",
        "words": "Out of the queue.",
        "goal": team,
        "since": "2026-01-01",
        "version": 0,
    }
    assert tuan.post("/knowledge/?edit=post", told).status_code == 302
    other = plan.goal(cast, "amir", cast.units["Billing"], "The right person, at once", cast.vision)
    assert f"/g/{other}/alike/" in bea.get(f"/g/{other}/").content.decode()
    page = bea.get(f"/g/{other}/alike/").content.decode()
    assert "Claims keep their owner" in page
    assert "Right person, first touch" in page
    own = tuan.get(f"/g/{team}/alike/").content.decode()
    assert "First-contact resolution" in own


def test_the_list_asks_as_often_with_many_posts_as_with_few(cast: Cast):
    team = plan.write(cast).team
    tuan, program = client_of(cast.tuan), Program(cast.tuan)
    counts = []
    for number in range(4):
        told = {"kind": "story", "title": f"Told {number}", "words": "So.", "goal": team}
        assert program.post("/knowledge", told | {"since": "2026-01-01"}).status_code == 201
        tuan.get("/knowledge/?q=told")
        with CaptureQueriesContext(connection) as asked:
            tuan.get("/knowledge/?q=told")
        counts.append(len(asked))
    assert counts[0] == counts[-1] <= 12


@pytest.mark.asks("knowledge.turn_into")
@pytest.mark.req("PYRAMID-7", via="api")
def test_a_program_writes_finds_answers_and_solves(cast: Cast):
    team = plan.write(cast).team
    of_orders(cast, team, risen(0.08))
    tuan, bea = Program(cast.tuan), Program(cast.bea)
    told = {"kind": "story", "title": "Claims keep their owner", "words": "So.", "goal": team}
    made = tuan.post("/knowledge", told | {"since": "2026-01-01"})
    assert made.status_code == 201
    assert made.json()["effects"][0]["stages"]
    asked = tuan.post("/knowledge", {"kind": "idea", "title": "Ask first", "words": "Why not?"})
    post = asked.json()["id"]
    assert bea.get("/knowledge?words=ask&kind=idea").json()[0]["id"] == post
    answer = bea.post(f"/knowledge/{post}/answers", {"words": "We do."}).json()["answers"][0]["id"]
    solved = f"/knowledge/{post}/solved"
    assert tuan.send("PUT", solved, {"answer": answer}).status_code == 428
    assert tuan.send("PUT", solved, {"answer": answer}, If_Match='"1"').json()["solved"]
    assert tuan.send("PUT", solved, {"answer": ""}, If_Match='"1"').status_code == 412
    assert bea.send("PUT", solved, {"answer": ""}, If_Match='"2"').status_code == 403
    other = plan.goal(cast, "amir", cast.units["Billing"], "The right person", cast.vision)
    like = bea.get(f"/goals/{other}/alike").json()
    assert [goal["id"] for goal in like["goals"]] == [team]
    assert [each["title"] for each in like["posts"]] == ["Claims keep their owner"]
    begins = (datetime.date.today() + datetime.timedelta(days=2)).isoformat()  # noqa: DTZ011 - a day of the machine is enough
    ends = (datetime.date.today() + datetime.timedelta(weeks=15)).isoformat()  # noqa: DTZ011 - as above
    trial = {
        "title": "Ask first",
        "hypothesis": "Fewer questions.",
        "measure": measure_of(team),
        "starts": begins,
        "ends": ends,
        "who": [cast.units["Orders"]],
    }
    planned = tuan.post(f"/goals/{team}/experiments", trial).json()["id"]
    body = {"goal": team, "experiment": planned}
    became = f"/knowledge/{post}/experiment"
    assert bea.send("PUT", became, body, If_Match='"2"').status_code == 403
    turned = tuan.send("PUT", became, body, If_Match='"2"').json()
    assert turned["experiment"]["title"] == "Ask first"
