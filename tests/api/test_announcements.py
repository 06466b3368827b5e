"""Announcements through the interface."""

import pytest

from tests.api.program import Program
from tests.cast import Cast
from tests.services import plan as small


@pytest.mark.req("LOOP-8", via="api")
def test_a_program_announces_reads_and_counts(cast: Cast, tuan: Program, ana: Program):
    plan = small.write(cast)
    body = {
        "title": "One hand",
        "purpose": "A second question costs a day.",
        "expectation": "Whoever opens a claim sees it through.",
        "benefit": "Fewer angry calls.",
        "media": [{"title": "The film", "address": "https://films.example/claims"}],
        "question": "Who closes it?",
        "choices": ["Whoever opened it", "The lead"],
        "right": 0,
    }
    made = tuan.post(f"/goals/{plan.team}/announcements", body)
    assert made.status_code == 201, made.content
    path = f"/announcements/{made.json()['id']}"
    shown = ana.get(path).json()
    assert (shown["right"], shown["counts"], shown["part"][0][1]) == (
        None,
        None,
        "Solve claims at once",
    )
    read = ana.post(f"{path}/read", {"choice": 0, "part": "I call back."}).json()
    assert (read["right"], read["own_part"]) == (0, "I call back.")
    talk = {"unit": cast.units["Orders"], "day": "2026-11-20", "notes": "Asked."}
    after = tuan.post(f"{path}/talks", talk).json()
    assert (after["counts"]["read"], after["counts"]["right"]) == (1, 1)
    assert after["talks"][0]["notes"] == "Asked."
