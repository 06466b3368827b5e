"""Signals, the report of a plan and what is said of an objective, on their pages and by program."""

import datetime
import io

import pytest
from django.test import Client
from django.utils import timezone

from tests.api.program import Program
from tests.cast import NOW, Cast
from tests.services.conftest import Desk
from tests.services.maps import Map, write_map
from tests.services.test_effects import risen
from tests.services.test_evidence import measured
from tests.services.test_foreseen import publish
from tests.services.test_signals import REASON, weeks
from trigpoint.services.goals import graph
from trigpoint.services.helpdesks import imports
from trigpoint.services.maps import map_journey, map_page, map_pains, map_voices
from trigpoint.services.maps.map_journey import PainPointDraft
from trigpoint.services.measures import benchmarks
from trigpoint.services.measures.benchmarks import BenchmarkDraft
from trigpoint.services.outside import rising
from trigpoint.store.models import SurveyComment

SAID = {"kind": "outage", "title": "The payment service was down", "day": "2026-11-20"}


TAGGED = """
name: Tickets with their tags
shape: state
dates: {formats: [iso], zone: Etc/UTC}
columns: {ticket: number, at: at, status: state, created_at: at, tags: tags}
statuses: {Open: open}
"""
RATED = """
name: How satisfied are you
shape: survey
dates: {formats: [iso], zone: Etc/UTC}
columns: {rating: number, ticket: number, sent_at: at, answered_at: at, score: score}
survey: {kind: csat, lowest: 1, highest: 5, name: after}
"""


@pytest.fixture
def drawn(cast: Cast) -> Map:
    return write_map(cast)


def client(cast: Cast, who: str) -> Client:
    made = Client()
    made.force_login(getattr(cast, who).user)
    return made


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def sent(program: Program, method: str, path: str, body: object, version: int = 0):
    headers = {"If_Match": f'"{version}"'} if version else {}
    answer = program.send(method, path, body, **headers)
    return answer.status_code, answer.json() if answer.content else None


@pytest.mark.req("PYRAMID-10", via="web")
def test_a_signal_is_logged_and_decided_on_its_page(cast: Cast, drawn: Map):
    ana, tuan, page = client(cast, "ana"), client(cast, "tuan"), "/signals/"
    refused = ana.post(f"{page}?edit=signal", SAID)
    assert refused.status_code == 422
    assert "The payment service was down" in text(refused)
    ana.post(f"{page}?edit=signal", {**SAID, "questions": [drawn.goals.team]})
    shown = text(tuan.get(page))
    assert "The payment service was down" in shown
    assert "Right person, first touch" in shown
    assert "Contact reasons that rise" in shown
    signal = shown.split("?edit=decide-", 1)[1].split("#", 1)[0]
    assert "edit=decide" not in text(ana.get(page))
    assert f"/signals/{signal}/" in text(tuan.get("/inbox/"))
    assert tuan.get(f"/signals/{signal}/").url == f"/signals/?edit=decide-{signal}#edit"
    assert ana.get(f"/signals/{signal}/").url == f"/signals/#{signal}"
    assert client(cast, "olga").get(f"/signals/{signal}/").status_code == 404
    said = {"version": "1", "decision": "It stays; the outage was not ours."}
    tuan.post(f"{page}?edit=decide-{signal}", said)
    assert "the outage was not ours" in text(ana.get(page))


def test_a_rising_reason_that_was_logged_says_so_instead_of_asking_again(
    cast: Cast, drawn: Map, monkeypatch
):
    stage = map_journey.add_stage(cast.mira, drawn.id, "Wait")
    hurts = PainPointDraft(title="Where is it?", tags=REASON, serves=[drawn.team])
    map_journey.add_pain(cast.mira, stage, hurts)
    monkeypatch.setattr(rising, "counted", lambda *_asked: weeks(40))
    mira = client(cast, "mira")
    assert "Log it" in text(mira.get("/signals/"))
    said = SAID | {"kind": "reason", "title": hurts.title, "questions": [drawn.goals.team]}
    mira.post("/signals/?edit=signal", said)
    shown = text(mira.get("/signals/"))
    assert "logged, waits for a decision" in shown
    assert "Log it" not in shown


def test_what_happens_outside_is_found_without_a_map(cast: Cast):
    ana = client(cast, "ana")
    assert 'href="/signals/"' in text(ana.get("/map/"))
    found = ana.get("/commands.json", {"q": "outside"}).json()
    assert "/signals/" in [each["href"] for each in found]


def test_a_partner_is_told_that_what_tickets_say_is_not_for_them(cast: Cast, drawn: Map):
    stage = map_journey.add_stage(cast.mira, drawn.id, "Wait")
    hurts = PainPointDraft(title="Where is it?", tags=["parcel"], serves=[drawn.top])
    map_journey.add_pain(cast.mira, stage, hurts)
    shown = text(client(cast, "pat").get("/signals/"))
    assert "What rises in the tickets is not for you to see." in shown
    assert "give the pain points" not in shown
    view = map_page.show(cast.mira, drawn.id)
    top = next(each for each in view.objectives if each.id == drawn.top)
    said = map_voices.of_objective(cast.at("pat", NOW), view, top)
    assert str(said.missing) == "What the tickets say of it is not for you to see."


@pytest.mark.req("PYRAMID-10", via="api")
def test_a_signal_is_logged_and_decided_by_program(cast: Cast, drawn: Map):
    tuan = Program(cast.tuan)
    status, made = sent(tuan, "POST", "/signals", {**SAID, "questions": [drawn.goals.team]})
    assert (status, made["decision"]) == (201, "")
    place = f"/signals/{made['id']}"
    decided = sent(tuan, "PUT", f"{place}/decision", {"decision": "It stays."}, 1)
    assert decided[1]["decision"] == "It stays."
    assert sent(tuan, "GET", "/signals/rising", None)[1]["reasons"] == []
    assert sent(tuan, "DELETE", place, None, 2)[0] == 204
    assert sent(tuan, "GET", "/signals", None)[1] == []


@pytest.mark.req("MAP-10", via="web")
def test_the_report_of_a_plan_says_what_moved(cast: Cast, drawn: Map):
    csat = measured(cast, "mira", drawn.goals.top, "csat")
    publish(cast, csat, risen(0.08))
    mira, page = client(cast, "mira"), f"/plan/{drawn.id}/report/"
    shown = text(mira.get(page))
    assert "likely between" in shown
    assert "No measure of who stays" in shown
    assert "goals carry another one" in shown
    mira.post(page, {"side": "retention", "measure": csat})
    assert "No measure of who stays" not in text(mira.get(page))
    assert page in text(mira.get("/map/"))


@pytest.mark.req("MAP-10", via="api")
def test_the_report_of_a_plan_is_read_by_program(cast: Cast, drawn: Map):
    csat = measured(cast, "mira", drawn.goals.top, "csat")
    publish(cast, csat, risen(0.08))
    mira, place = Program(cast.mira), f"/plans/{drawn.id}/report"
    sides = {s["side"]: s for s in sent(mira, "GET", place, None)[1]["sides"]}
    assert "likely between" in str(sides["satisfaction"]["effect"]["headline"])
    assert len(sides) == 6
    chosen = sent(mira, "POST", f"{place}/measures", {"side": "retention", "measure": csat})
    assert chosen[0] == 200
    assert {s["side"]: s["measure"] for s in chosen[1]["sides"]}["retention"] == csat


@pytest.mark.req("MAP-6", via="web")
@pytest.mark.req("MAP-7", via="web")
def test_what_is_said_of_an_objective_stands_beside_its_chain(cast: Cast, drawn: Map):
    csat = measured(cast, "mira", drawn.goals.top, "csat")
    publish(cast, csat, risen(0.08))
    for value, source, year in ((0.7, "A study", 2026), (0.9, "A peer", 2020)):
        said = BenchmarkDraft(value=value, source=source, day=datetime.date(year, 5, 1))
        benchmarks.enter(cast.at("mira", NOW), csat, said)
    shown = text(client(cast, "mira").get(f"/map/?chain={drawn.top}"))
    assert "What is said of it" in shown
    assert f"/g/{drawn.goals.top}/?edit=target-" in shown
    assert shown.count("more than two years old") == 1
    assert "200 tickets), theirs 70%: ours is better." in shown
    assert "200 tickets), theirs 90%: ours is worse." in shown
    assert "Nobody who works here has been asked yet." in shown
    assert "It serves no pain point." in shown
    assert "What is said of it" not in text(client(cast, "mira").get("/map/"))


@pytest.mark.req("MAP-6", via="api")
def test_what_is_said_of_an_objective_is_read_by_program(cast: Cast, drawn: Map):
    place = f"/maps/{drawn.id}/objectives/{drawn.top}/voices"
    status, found = sent(Program(cast.mira), "GET", place, None)
    assert (status, found["employees"]["asked"], found["customers"]) == (200, 0, [])


def rated_by_tag(desk: Desk) -> None:
    """Bring in 40 tickets, 30 of them tagged and of these 24 of 30 answers satisfied."""
    at = "2026-11-04T09:00:00Z"
    tickets = "".join(f"{n},{at},Open,{'parcel' if n < 30 else 'invoice'}\n" for n in range(40))
    later = "99,2026-11-20T09:00:00Z,Open,\n"
    scores = "".join(f"{n},{at},{5 if n < 24 or n > 29 else 1}\n" for n in range(40))
    for mapping, text in (
        (TAGGED, "number,at,state,tags\n" + tickets + later),
        (RATED, "number,at,score\n" + scores),
    ):
        file = io.BytesIO(text.encode())
        imports.start(desk.cast.dara, file, file_name="a.csv", mapping=mapping, source_key="desk")
        desk.work()


@pytest.mark.req("MAP-6", via="web")
@pytest.mark.req("MAP-6", via="api")
def test_customers_are_heard_by_the_tags_of_what_an_objective_serves(
    cast: Cast, drawn: Map, tmp_path, settings
):
    settings.TRIGPOINT_DATA = tmp_path
    rated_by_tag(Desk(cast))
    stage = map_journey.add_stage(cast.mira, drawn.id, "Wait")
    hurts = PainPointDraft(title="Where is it?", tags=["parcel"], serves=[drawn.top])
    map_journey.add_pain(cast.mira, stage, hurts)
    shown = text(client(cast, "mira").get(f"/map/?chain={drawn.top}"))
    assert "Where is it?" in shown
    assert "30 tickets" in shown
    assert "80%" in shown
    place = f"/maps/{drawn.id}/objectives/{drawn.top}/voices"
    [heard] = sent(Program(cast.mira), "GET", place, None)[1]["customers"]
    figures = heard["figures"]
    assert (figures["tickets"], figures["answers"], figures["csat"]) == (30, 30, 0.8)
    assert figures["low"] < 0.8 < figures["high"]


COMMENTED = RATED.replace("score: score}", "score: score, comment: said}")
CANARY = "Kanarizqxcomment"


def commented(desk: Desk, answers: int) -> None:
    """Bring in tickets about parcels, each with an answer and a comment, the last one a canary."""
    at = "2026-11-04T09:00:00Z"
    tickets = "".join(f"{n},{at},Open,parcel\n" for n in range(answers))
    said = [*(f"Waited for {n} days" for n in range(1, answers)), f"{CANARY} ana@shop.example"]
    scores = "".join(f"{n},{at},4,{words}\n" for n, words in enumerate(said))
    later = "99,2026-11-20T09:00:00Z,Open,\n"
    for mapping, text in (
        (TAGGED, "number,at,state,tags\n" + tickets + later),
        (COMMENTED, "number,at,score,said\n" + scores),
    ):
        file = io.BytesIO(text.encode())
        imports.start(desk.cast.dara, file, file_name="a.csv", mapping=mapping, source_key="desk")
        desk.work()


@pytest.fixture
def hurts(cast: Cast, drawn: Map, tmp_path, settings, monkeypatch) -> Map:
    settings.TRIGPOINT_DATA = tmp_path
    monkeypatch.setattr(map_pains, "_computed", graph.Cache())
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    stage = map_journey.add_stage(cast.mira, drawn.id, "Wait")
    pain = PainPointDraft(title="Where is it?", tags=["parcel"], serves=[drawn.top])
    map_journey.add_pain(cast.mira, stage, pain)
    return drawn


def switch(cast: Cast, days: int) -> None:
    """Say in the settings for how many days comments are kept."""
    path, version = "/organisation", sent(Program(cast.dara), "GET", "/organisation", None)[1]
    change = {"comment_days": days, "reason": "We want to read them"}
    assert sent(Program(cast.dara), "PATCH", path, change, version["version"])[0] == 200


def read(cast: Cast, who: str, drawn: Map) -> dict:
    place = f"/maps/{drawn.id}/objectives/{drawn.top}/voices"
    return sent(Program(getattr(cast, who)), "GET", place, None)[1]["words"]


@pytest.mark.asks("maps.take_comment_away")
@pytest.mark.req("MAP-6", via="web")
@pytest.mark.req("MAP-6", via="api")
def test_what_customers_wrote_stands_where_the_objective_is_until_it_is_taken_away(
    cast: Cast, hurts: Map
):
    switch(cast, 90)
    commented(Desk(cast), 22)
    page = f"/map/?chain={hurts.top}"
    shown = text(client(cast, "mira").get(page))
    assert f"{CANARY} [...]" in shown
    assert "shop.example" not in shown
    assert "4 of 5" in shown
    said = read(cast, "mira", hurts)
    assert (len(said["comments"]), said["kept_days"], said["missing"]) == (20, 90, None)
    first = said["comments"][0]
    assert (first["day"], first["score"], first["highest"]) == ("2026-11-04", 4, 5)
    act = {"do": "comment", "objective": hurts.top, "comment": first["id"]}
    assert client(cast, "mira").post(f"/map/{hurts.id}/do/", act).status_code == 302
    assert CANARY not in str(read(cast, "mira", hurts))
    other = read(cast, "mira", hurts)["comments"][0]["id"]
    place = f"/maps/{hurts.id}/objectives/{hurts.top}/comments"
    assert sent(Program(cast.ana), "DELETE", f"{place}/{other}", None)[0] in {403, 404}
    assert sent(Program(cast.dara), "DELETE", f"{place}/{other}", None)[0] == 204
    assert sent(Program(cast.dara), "DELETE", f"{place}/{other}", None)[0] == 404


@pytest.mark.req("MAP-6", via="web")
@pytest.mark.req("MAP-6", via="api")
def test_where_no_comments_are_kept_or_few_answered_it_says_so_and_shows_none(
    cast: Cast, hurts: Map
):
    page = f"/map/?chain={hurts.top}"
    commented(Desk(cast), 4)
    assert "No comment of a customer is kept." in text(client(cast, "mira").get(page))
    shown = text(client(cast, "dara").get(page))
    assert "Say in the settings for how many days" in shown
    assert "/settings/#organisation" in shown
    assert CANARY not in shown
    run = f"/settings/imports/{imports.runs(cast.dara)[0].id}/"
    assert "The column of comments is left out" in text(client(cast, "dara").get(run))
    switch(cast, 90)
    assert "redacted, for 90 days" in text(client(cast, "dara").get(run))
    commented(Desk(cast), 4)
    shown = text(client(cast, "mira").get(page))
    assert "Fewer than 5 answers" in shown
    assert CANARY not in shown
    assert read(cast, "mira", hurts)["comments"] == []
    switch(cast, 0)
    assert not SurveyComment.objects.exists()
