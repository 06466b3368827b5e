"""Plans through the interface: the whole way of a V2MOM, as a program goes it."""

import pytest

from tests.api.program import Program, problem
from tests.cast import Cast
from tests.services.plan import write
from trigpoint.services.limits import Limit


@pytest.fixture
def goals(cast: Cast):
    return write(cast)


@pytest.fixture
def plan(cast: Cast, tuan: Program, goals) -> str:
    sent = {"owner": cast.units["Orders"], "period": cast.period, "vision": "One right answer."}
    made = tuan.post("/plans", sent)
    assert made.status_code == 201, made.content
    return f"/plans/{made.json()['id']}"


def put(program: Program, path: str, body: object, version: int):
    answer = program.send("PUT", path, body, If_Match=f'"{version}"')
    assert answer.status_code == 200, answer.content
    return answer.json()


def post(program: Program, path: str, body: object):
    answer = program.post(path, body)
    assert answer.status_code in {200, 201}, answer.content
    return answer.json()


@pytest.mark.req("V2MOM-1", via="api")
@pytest.mark.req("V2MOM-3", via="api")
@pytest.mark.req("V2MOM-10", via="api")
def test_a_v2mom_is_written_part_by_part(cast: Cast, tuan: Program, plan: str, goals):
    value = post(tuan, f"{plan}/values", {"title": "Own it", "behaviour": "The name stays."})
    tied = {"text": "Did one person stay?", "tie": "qa"}
    post(tuan, f"{plan}/values/{value['id']}/behaviours", tied)
    post(tuan, f"{plan}/values/{value['id']}/behaviours", {"text": "No scripts", "tie": "decision"})
    post(tuan, f"{plan}/values/{value['id']}/behaviours", {"text": "Till nine", "tie": "thanks"})
    method = post(tuan, f"{plan}/methods", {"goal": goals.team, "values": [value["id"]]})
    assert method["goal"]["id"] == goals.team
    obstacle = post(tuan, f"{plan}/obstacles", {"title": "Snow", "threatens": [method["id"]]})
    page = tuan.get(plan).json()
    assert page["methods"][0]["values"] == [value["id"]]
    assert [b["tie"] for b in page["values"][0]["behaviours"]][1:] == ["qa", "decision", "thanks"]
    assert page["obstacles"][0]["id"] == obstacle["id"]
    second = post(tuan, f"{plan}/values", {"title": "Kind"})
    ranked = post(tuan, f"{plan}/ranks", {"section": "values", "part": second["id"], "place": 1})
    assert [v["title"] for v in ranked["values"]] == ["Kind", "Own it"]


@pytest.mark.req("V2MOM-1", via="api")
@pytest.mark.req("V2MOM-3", via="api")
def test_a_person_has_one_too_and_a_measure_of_the_goal_shows_its_method(
    cast: Cast, ana: Program, goals
):
    about = {"kpi": "reopen_rate", "scope": "person", "member": cast.people["ana"]}
    measure = ana.post("/measures", about).json()["measure"]["id"]
    aim = {"kind": "lower", "measure": measure, "baseline": 0.2, "due": "2026-12-31"}
    aim |= {"points": [{"day": "2026-12-31", "value": 0.1}], "reason": "We agreed."}
    post(ana, f"/goals/{goals.own}/targets", aim)
    made = post(ana, "/plans", {"owner": cast.people["ana"], "period": cast.period})
    post(ana, f"/plans/{made['id']}/methods", {"goal": goals.own})
    page = ana.get(f"/plans/{made['id']}").json()
    assert page["owner"]["name"] == "Ana Costa"
    [shown] = page["methods"][0]["measures"]
    assert shown["target"]["measure"]["id"] == measure


@pytest.mark.req("V2MOM-2", via="api")
def test_it_is_written_together(cast: Cast, tuan: Program, plan: str):
    tuan.patch(plan, {"open_sections": ["values"], "areas": ["Data"]}, 1)
    invited = {"person": cast.people["rui"], "area": "Care"}
    post(tuan, f"{plan}/participants", invited)
    rui, amir = Program(cast.rui), Program(cast.amir)
    said = post(rui, f"{plan}/suggestions", {"section": "values", "text": "Say it plainly."})
    put(tuan, f"{plan}/suggestions/{said['id']}/answer", {"taken": True}, 1)
    asked = post(tuan, f"{plan}/requests", {"unit": cast.units["Billing"], "part": "Refunds"})
    path = f"{plan}/requests/{asked['id']}/answer"
    no = {"accepted": False, "words": "Not before May."}
    assert problem(rui.send("PUT", path, no, If_Match='"1"')) == (403, "not-allowed")
    assert put(amir, path, no, 1)["state"] == "refused"
    page = tuan.get(plan).json()
    assert page["unheard"] == ["Data"]
    assert page["participants"][0]["taken"] == 1


@pytest.mark.req("V2MOM-4", via="api")
def test_an_obstacle_has_everything_and_its_sign_comes(cast: Cast, tuan: Program, plan: str):
    sent = {
        "title": "Hiring lags", "likelihood": 3, "impact": 3, "mitigation": "Hire in spring.",
        "contingency": "Cross-train.", "owner": cast.people["rui"], "sign_words": "Three open.",
    }  # fmt: skip
    made = post(tuan, f"{plan}/obstacles", sent)
    assert (made["weight"], made["sign"]["state"]) == (9, "quiet")
    come = put(tuan, f"{plan}/obstacles/{made['id']}/come", {"reason": "Seen."}, 1)
    assert come["sign"]["state"] == "come"
    over = put(tuan, f"{plan}/obstacles/{made['id']}/over", {"reason": "Hired."}, 2)
    assert over["sign"]["state"] == "quiet"
    measure = tuan.post("/measures", {"kpi": "backlog"}).json()["measure"]["id"]
    live = {"title": "Peak", "sign_measure": measure, "sign_threshold": 400.0, "sign_days": 3}
    sign = post(tuan, f"{plan}/obstacles", live)["sign"]
    assert (sign["measure"]["id"], sign["threshold"], sign["days"]) == (measure, 400.0, 3)


@pytest.mark.req("V2MOM-5", via="api")
def test_the_plan_above_is_beside_it(cast: Cast, tuan: Program, plan: str, goals):
    mira = Program(cast.mira)
    top = post(mira, "/plans", {"owner": cast.units["Northwind"], "period": cast.period})
    path = f"/plans/{top['id']}"
    post(mira, f"{path}/methods", {"goal": goals.top})
    value = post(mira, f"{path}/values", {"title": "Kind"})
    tuan.patch(plan, {"above": top["id"]}, 1)
    idle = post(tuan, f"{plan}/methods", {"title": "Rewrite macros", "why": "Old."})
    post(tuan, f"{plan}/methods", {"goal": goals.team})
    beside = tuan.get(f"{plan}/above").json()
    assert [m["title"] for m in beside["pairs"][0]["below"]] == ["Right person, first touch"]
    assert [m["id"] for m in beside["idle"]] == [idle["id"]]
    taken = put(tuan, f"{plan}/taken-over", {"vision": True, "values": [value["id"]]}, 2)
    assert [v["title"] for v in taken["values"]] == ["Kind"]


@pytest.mark.asks("plan_editions.say_unnamed")
@pytest.mark.req("V2MOM-6", via="api")
def test_it_is_published_compared_and_answered(cast: Cast, tuan: Program, ana: Program, plan: str):
    late = tuan.send("PUT", f"{plan}/editions", {}, If_Match='"1"')
    assert late.status_code == 422
    put(tuan, f"{plan}/editions", {"override_reason": "For now."}, 1)
    post(tuan, f"{plan}/values", {"title": "Kind"})
    put(tuan, f"{plan}/editions", {"override_reason": "Still.", "reason": "A value."}, 2)
    found = ana.get(f"{plan}/editions/1/difference?to=2").json()
    assert [c["text"] for c in found["changes"]] == ["The value “Kind” is new."]
    said = {"answer": "disagree", "words": "Too fast."}
    assert post(ana, f"{plan}/voices/answer", said)["disagree"] == 1
    assert post(ana, f"{plan}/voices/unnamed", {"words": "Nobody dares."}) == {"kept": True}
    olga = Program(cast.olga)
    assert olga.post(f"{plan}/voices/unnamed", {"words": "Nor do I."}).status_code == 404
    voices = tuan.get(f"{plan}/voices").json()
    assert (voices["waiting"], voices["unnamed"]) == (4, ["Nobody dares."])
    assert post(tuan, f"{plan}/voices/remind", None) == {"count": 4}


@pytest.mark.req("V2MOM-7", via="api")
def test_it_is_reviewed_on_its_cadence(tuan: Program, plan: str):
    page = tuan.patch(plan, {"cadence_days": 7}, 1).json()
    assert page["rhythm"]["days_over"] == 0
    said = {"reason": "Still right.", "next_review": "2100-12-01T09:00:00+01:00"}
    reviewed = put(tuan, f"{plan}/review", said, 2)
    assert reviewed["rhythm"]["reviewed_on"]
    assert reviewed["rhythm"]["next_review"].startswith("2100-12-01T08:00:00")
    assert problem(tuan.patch(plan, {"next_review": 4_000_000_000}, 3))[0] == 422


@pytest.mark.req("V2MOM-8", via="api")
def test_a_link_gives_programs_the_sheet_as_pdf_until_it_is_revoked(
    tuan: Program, plan: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("trigpoint.services.plans.sharing.VIEWS", Limit(burst=9, per_second=1))
    made = post(tuan, f"{plan}/shares", {"days": 7})
    pdf = tuan.client.get(f"{made['path']}sheet.pdf")
    assert pdf.content.startswith(b"%PDF")
    gone = tuan.send("DELETE", f"{plan}/shares/{made['share']['id']}")
    assert gone.status_code == 204, gone.content
    assert tuan.client.get(made["path"]).status_code == 404


@pytest.mark.req("V2MOM-9", via="api")
def test_steps_of_a_method_are_ordered_by_what_they_bring(tuan: Program, plan: str, goals):
    post(tuan, f"{plan}/methods", {"goal": goals.team})
    post(tuan, f"/goals/{goals.team}/steps", {"title": "Little", "expected": 1})
    much = {"title": "Much", "expected": 3, "due": "2026-12-01"}
    step = post(tuan, f"/goals/{goals.team}/steps", much)
    page = tuan.get(plan).json()
    assert [s["title"] for s in page["methods"][0]["steps"]] == ["Much", "Little"]
    done = {"done_on": "2026-11-20", "result": "Eleven topics."}
    put(tuan, f"/goals/{goals.team}/steps/{step['id']}/done", done, 1)
    found = tuan.get(plan).json()["methods"][0]["steps"][-1]
    assert (found["title"], found["result"]) == ("Much", "Eleven topics.")


@pytest.mark.req("START-1", via="api")
@pytest.mark.req("START-2", via="api")
def test_a_template_is_applied_and_its_steps_are_walked(cast: Cast, tuan: Program):
    lines = tuan.get("/templates?lens=v2mom").json()
    assert len(lines) == 7
    sent = {"owner": cast.units["Orders"], "period": cast.period, "template": "v2mom-shop"}
    page = post(tuan, "/plans", sent)
    assert len(page["methods"]) == 3
    states = {step["key"]: step["state"] for step in page["guide"]}
    assert (states["people"], states["vision"]) == ("next", "done")
    page = post(tuan, f"/plans/{page['id']}/skip", {"step": "people"})
    assert {s["key"]: s["state"] for s in page["guide"]}["people"] == "skipped"
