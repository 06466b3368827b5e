"""Did it work? Effects on a goal's measures, from readings as they were published."""

import datetime

import numpy as np
import pytest

from tests.cast import Cast
from tests.services import plan
from tests.services.test_evidence import measured
from tests.services.test_foreseen import publish, wavy
from trigpoint.services.errors import Invalid
from trigpoint.services.goals import goal_page, steps
from trigpoint.services.insight import effects, similar_teams
from trigpoint.tickets.query import Figure

pytestmark = pytest.mark.django_db

WEEKS = 110
AFTER = 46
"""Weeks from the beginning of the cast's period, 1 January, to its day."""


def risen(by: float) -> np.ndarray:
    """Return shares around .7 that lie higher from the beginning of the year on."""
    values = wavy(WEEKS)
    values[WEEKS - AFTER :] += by
    return values


@pytest.fixture
def goal(cast: Cast) -> str:
    return plan.write(cast).team


def of_orders(cast: Cast, goal: str, values: np.ndarray) -> None:
    orders = {"scope": "unit", "member": cast.units["Orders"]}
    made = measured(cast, "tuan", goal, "first_contact_resolution", **orders)
    publish(cast, made, values)


def weekly(cast: Cast, values: np.ndarray) -> list[Figure]:
    """Return shares as the engine gives them, week by week up to the cast's day."""
    today = cast.mira.today
    monday = today - datetime.timedelta(days=today.weekday())
    first = monday - datetime.timedelta(weeks=values.size)
    found = []
    for week, value in enumerate(values):
        day = first + datetime.timedelta(weeks=week)
        noon = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
        start = int(noon.timestamp())
        found.append(Figure("x", start, start + 1, round(300 * value), 300, 300, value, 0, 1, 0))
    return found


@pytest.mark.req("PYRAMID-9", via="core")
def test_a_rise_is_told_with_its_range_and_again_after_six_months(cast: Cast, goal: str):
    of_orders(cast, goal, risen(0.08))
    [found] = effects.show(cast.at("tuan", cast.tuan.now), goal).effects
    assert [stage.months for stage in found.stages] == [3, 6]
    assert all(stage.clear and 0.07 < stage.middle < 0.09 for stage in found.stages)
    assert str(found.headline).startswith("First-contact resolution, Orders rose ")
    assert "likely between" in str(found.headline)
    assert "its own past" in str(found.trust)
    assert "It lasted" in str(found.lasting)
    assert found.next == datetime.date(2026, 12, 28)
    assert found.weeks[-1].end > cast.mira.today - datetime.timedelta(days=14)


@pytest.mark.req("PYRAMID-9", via="core")
def test_what_similar_teams_did_too_is_not_called_an_effect(
    cast: Cast, goal: str, monkeypatch: pytest.MonkeyPatch
):
    of_orders(cast, goal, risen(0.08))
    others = weekly(cast, risen(0.08))
    monkeypatch.setattr(similar_teams, "ask", lambda *_asked: {cast.units["Billing"]: others})
    monkeypatch.setattr(similar_teams.access, "may_see_figures_of_unit", lambda *_asked: True)
    [found] = effects.show(cast.at("tuan", cast.tuan.now), goal).effects
    assert found.teams == ("Billing",)
    assert not found.stages[0].clear
    assert "no clear change" in str(found.headline)
    assert str(found.others).startswith("Similar teams rose ")
    assert "others who did not change" in str(found.trust)


def test_teams_whose_figures_are_not_for_the_actor_are_not_compared(
    cast: Cast, goal: str, monkeypatch: pytest.MonkeyPatch
):
    of_orders(cast, goal, risen(0.08))
    others = weekly(cast, risen(0.08))
    monkeypatch.setattr(similar_teams, "ask", lambda *_asked: {cast.units["Billing"]: others})
    [found] = effects.show(cast.at("tuan", cast.tuan.now), goal).effects
    assert found.teams == ()
    assert found.stages[0].clear


def test_too_early_and_too_short_are_refused_with_the_day_of_the_answer(cast: Cast, goal: str):
    of_orders(cast, goal, risen(0.0))
    late = datetime.date(2026, 11, 2)
    [found] = effects.show(cast.at("tuan", cast.tuan.now), goal, late).effects
    assert found.headline is None
    assert "Too early to say" in str(found.refused)
    assert found.next == late + datetime.timedelta(weeks=13)
    early = datetime.date(2025, 2, 3)
    [found] = effects.show(cast.at("tuan", cast.tuan.now), goal, early).effects
    assert "Too little history before the change" in str(found.refused)
    with pytest.raises(Invalid):
        effects.show(cast.at("tuan", cast.tuan.now), goal, datetime.date(2027, 1, 1))


def test_finished_steps_are_days_to_judge_from(cast: Cast, goal: str):
    of_orders(cast, goal, risen(0.08))
    done = datetime.date(2026, 3, 2)
    step = steps.add(cast.tuan, goal, "Everybody trained")
    steps.finish(cast.tuan, step, 1, done, "All of them.")
    found = effects.show(cast.at("tuan", cast.tuan.now), goal, done)
    assert [each.day for each in found.beginnings] == [datetime.date(2026, 1, 1), done]
    assert "Everybody trained" in str(found.since.what)


def test_the_goal_page_tells_it_and_a_draft_or_a_hidden_figure_does_not(cast: Cast, goal: str):
    of_orders(cast, goal, risen(0.08))
    shown = goal_page.show(cast.at("tuan", cast.tuan.now), goal)
    assert shown.effect is not None
    assert shown.effect.effects[0].headline is not None
    past = goal_page.show(cast.tuan, goal, cast.tuan.now)
    assert past.effect == shown.effect, "the same weeks had been published by then"
