"""The inbox through the interface."""

import pytest

from tests.access.acts import goal
from tests.api.program import Program
from tests.cast import Cast
from trigpoint.services.goals import voice


@pytest.mark.asks("inbox.answer")
def test_a_program_reads_and_answers_what_its_person_is_asked(cast: Cast, ana: Program):
    made = goal(cast, "tuan", cast.units["Orders"], "Answer within the hour")
    voice.ask(cast.tuan, made, cast.people["ana"])
    [question] = ana.get("/inbox").json()
    assert (question["kind"], question["about"]["title"]) == ("goal", "Answer within the hour")
    assert [choice["key"] for choice in question["choices"]] == ["agree", "concern"]
    said = {"answer": "agree"}
    assert Program(cast.rui).post(f"/inbox/goal/{question['id']}/answer", said).status_code == 404
    left = ana.post(f"/inbox/goal/{question['id']}/answer", said)
    assert (left.status_code, left.json()) == (200, [])
    again = ana.post(f"/inbox/goal/{question['id']}/answer", said)
    assert again.status_code == 404
