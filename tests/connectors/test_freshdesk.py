"""What customers said in the surveys of a Freshdesk, of today and classic ones."""

import pytest

from tests.connectors.desks.freshdesk import BEGAN, stamp
from trigpoint.connectors.freshdesk.rows import rating
from trigpoint.connectors.sync import Row


@pytest.mark.parametrize(
    ("face", "score"),
    [(103, 1), (101, 1), (100, 0), (-101, -1), (-103, -1), (1, 1), (2, 0), (3, -1)],
)
def test_a_face_is_happy_neutral_or_unhappy_in_surveys_of_both_kinds(face: int, score: int):
    row = {
        "id": 1,
        "ticket_id": 2,
        "ratings": {"default_question": face},
        "created_at": stamp(BEGAN),
    }
    [said] = rating(Row(row))
    assert said.score == score
