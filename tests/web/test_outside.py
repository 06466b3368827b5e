"""Signals, the report of a plan and what is said of an objective, on their pages and by program."""

import pytest
from django.test import Client

from tests.api.program import Program
from tests.cast import Cast
from tests.services.maps import Map, write_map
from tests.services.test_effects import risen
from tests.services.test_evidence import measured
from tests.services.test_foreseen import publish

SAID = {"kind": "outage", "title": "The payment service was down", "day": "2026-11-20"}


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
    said = {"version": "1", "decision": "It stays; the outage was not ours."}
    tuan.post(f"{page}?edit=decide-{signal}", said)
    assert "the outage was not ours" in text(ana.get(page))


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
    assert "Help desks do not say who stays" in shown
    assert "goals carry another one" in shown
    mira.post(page, {"side": "retention", "measure": csat})
    assert "Help desks do not say who stays" not in text(mira.get(page))
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
    shown = text(client(cast, "mira").get(f"/map/?chain={drawn.top}"))
    assert "What is said of it" in shown
    assert "Nobody who works here has been asked yet." in shown
    assert "It serves no pain point." in shown
    assert "What is said of it" not in text(client(cast, "mira").get("/map/"))


@pytest.mark.req("MAP-6", via="api")
def test_what_is_said_of_an_objective_is_read_by_program(cast: Cast, drawn: Map):
    place = f"/maps/{drawn.id}/objectives/{drawn.top}/voices"
    status, found = sent(Program(cast.mira), "GET", place, None)
    assert (status, found["employees"]["asked"], found["customers"]) == (200, 0, [])
