"""Feedback over the interface."""

from tests.access.acts import goal
from tests.api.program import Program
from tests.cast import Cast


def test_feedback_is_asked_given_and_replied_to(cast: Cast, ana: Program):
    made = goal(cast, "tuan", cast.units["Orders"], "Answer within the hour")
    tuan, rui = Program(cast.tuan), Program(cast.rui)
    asked = ana.post(f"/goals/{made}/feedback/ask", {"person": cast.people["tuan"]})
    assert (asked.status_code, asked.json()["private"]) == (201, True)
    path = f"/feedback/{asked.json()['id']}"
    assert rui.get(path).status_code == 404
    assert tuan.post(f"{path}/answer", {"words": ""}).status_code == 422
    assert tuan.post(f"{path}/answer", {"words": "Sum up at the end."}).status_code == 200
    assert (
        ana.post(f"{path}/replies", {"words": "I will."}).json()["replies"][0]["words"] == "I will."
    )
    assert tuan.post(f"{path}/decline").status_code == 422
    opened = {"person": cast.people["ana"], "words": "Well done.", "private": False}
    assert rui.post(f"/goals/{made}/feedback", opened).status_code == 201
    assert [f["words"] for f in rui.get(f"/goals/{made}/feedback").json()] == ["Well done."]
    assert len(ana.get("/feedback").json()) == 2
