"""Whoever answers for a goal is told once when 3, 6 or 12 months of its effect are over."""

import datetime

import pytest

from tests.cast import Cast
from tests.services import plan
from tests.services.test_effects import of_orders, risen
from trigpoint.services.goals import steps
from trigpoint.services.inbox import inbox
from trigpoint.services.letters import letters
from trigpoint.store.models import Letter

pytestmark = pytest.mark.django_db
HALF_A_YEAR_AGO = datetime.date(2026, 5, 11)


def told(cast: Cast, name: str) -> list:
    found = inbox.questions(cast.at(name, cast.tuan.now))
    return [each for each in found if each.kind == "effect"]


@pytest.mark.req("PYRAMID-9", via="core")
def test_a_stage_that_is_over_is_told_once_to_whoever_answers_for_the_goal(cast: Cast):
    goal = plan.write(cast).team
    step = steps.add(cast.tuan, goal, "Everybody trained")
    steps.finish(cast.tuan, step, 1, HALF_A_YEAR_AGO, "All of them.")
    assert told(cast, "tuan") == []
    of_orders(cast, goal, risen(0.08))
    [asked] = told(cast, "tuan")
    assert str(asked.asks) == (
        "6 months are over since 2026-05-11. Read whether what it did has lasted."
    )
    assert asked.terms == "First-contact resolution, Orders"
    assert told(cast, "ana") == []
    monday = cast.tuan.now + datetime.timedelta(days=1)
    for days in (0, 7):
        letters.write(cast.organisation, monday + datetime.timedelta(days=days))
    lines = [line for letter in Letter.objects.all() for line in letter.lines]
    assert sum("months are over" in line["what"]["msgid"] for line in lines) == 1
    inbox.answer(cast.at("tuan", cast.tuan.now), "effect", asked.id, "noted")
    assert told(cast, "tuan") == []
