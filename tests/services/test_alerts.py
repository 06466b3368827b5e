"""What really changed in figures that somebody answers for."""

import datetime

import pytest

from tests.cast import Cast
from tests.services import plan
from tests.services.test_evidence import measured
from tests.services.test_foreseen import publish, wavy
from trigpoint.core.delivery.events import Event
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards
from trigpoint.services.insight import alerts
from trigpoint.services.letters import news

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal(cast: Cast) -> str:
    return plan.write(cast).team


def jumped(cast: Cast, goal: str, by: float = 0.1) -> str:
    """Publish a past of the team's measure that lies higher in its last five weeks."""
    orders = {"scope": "unit", "member": cast.units["Orders"]}
    made = measured(cast, "tuan", goal, "first_contact_resolution", **orders)
    values = wavy(130)
    values[-5:] += by
    publish(cast, made, values)
    return made


@pytest.mark.req("MEASURE-6", via="core")
def test_the_lead_is_told_what_really_changed_and_how_often_that_is_false(cast: Cast, goal: str):
    made = jumped(cast, goal)
    found = alerts.mine(cast.at("tuan", cast.tuan.now))
    [alert] = found.alerts
    assert (alert.measure.id, alert.goal) == (made, goal)
    assert alert.since == datetime.date(2026, 10, 12)
    assert "was usual" in str(alert.words)
    assert (found.watched, found.false_a_year, found.too_short) == (1, 0.07, 0)


@pytest.mark.req("MEASURE-6", via="core")
def test_ordinary_weeks_tell_nothing_and_are_watched(cast: Cast, goal: str):
    jumped(cast, goal, by=0.0)
    found = alerts.mine(cast.at("tuan", cast.tuan.now))
    assert (found.alerts, found.watched) == ((), 1)


def test_those_who_do_not_answer_for_the_goal_are_not_told(cast: Cast, goal: str):
    jumped(cast, goal)
    for name in ("ana", "amir", "bea"):
        assert alerts.mine(cast.at(name, cast.tuan.now)).watched == 0


@pytest.mark.req("MEASURE-6", via="core")
def test_a_letter_tells_that_there_is_something_and_how_often_falsely_without_a_figure(
    cast: Cast, goal: str
):
    jumped(cast, goal)
    actor = cast.at("tuan", cast.tuan.now)
    cards = Cards(actor, graph.load(actor))
    [told] = [
        each
        for each in news.since(cards, actor.now - datetime.timedelta(days=1))
        if each.event is Event.CHANGED
    ]
    assert told.goal == goal
    assert "at most 0.07 false alarms a year" in str(told.what)
    assert "%" not in str(told.what)
    assert list(news.real_changes(cards, actor.now)) == []
