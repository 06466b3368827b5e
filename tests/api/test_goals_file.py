"""Goals as a file through the interface."""

import pytest

from tests.api.program import Program, problem
from tests.cast import Cast
from tests.services import plan as small


@pytest.mark.asks("goals_file.apply", "goals_file.undo")
@pytest.mark.req("GRAPH-8", "PLATFORM-3", via="api")
def test_a_program_exports_plans_applies_and_takes_back(cast: Cast, tuan: Program):
    small.write(cast)
    before = tuan.get("/goals-file").json()["text"]
    text = before.replace("first touch", "first time")
    plan = tuan.post("/goals-file/plan", {"text": text}).json()
    [change] = plan["changes"]
    assert (change["what"], change["lines"][0]["after"]) == (
        "changed",
        "Right person, first time",
    )
    body = {"text": text, "token": plan["token"], "reason": "It was unclear."}
    assert problem(Program(cast.rui).post("/goals-file/apply", body)) == (422, "invalid")
    reads = Program(cast.tuan, "read:goals")
    assert problem(reads.post("/goals-file/apply", body)) == (403, "not-allowed")
    done = tuan.post("/goals-file/apply", body)
    assert (done.status_code, tuan.get("/goals-file").json()["text"]) == (200, text)
    undo = f"/goals-file/{done.json()['entry']}/undo"
    assert problem(Program(cast.rui).post(undo, {})) == (404, "not-there")
    back = tuan.post(undo, {})
    assert back.json()["text"] == before


def test_a_file_that_does_not_fit_is_answered_with_its_places(cast: Cast, tuan: Program):
    wrong = "goals:\n  - id: a\n    title: T\n    owner: Ordres\n    period: '2026'\n"
    answer = tuan.post("/goals-file/apply", {"text": wrong})
    assert problem(answer) == (422, "invalid")
    assert "line 4, column 12" in str(answer.json())
