"""What really changed in figures that somebody answers for."""

import datetime

import pytest
from django.test import Client

from tests.cast import Cast
from tests.services import plan
from tests.services.test_evidence import measured
from tests.services.test_foreseen import publish, wavy
from trigpoint.core.delivery.events import Event
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards
from trigpoint.services.insight import alerts
from trigpoint.services.ladders import ladders, rungs
from trigpoint.services.ladders.ladders import LadderDraft
from trigpoint.services.ladders.rungs import CriterionDraft, RungDraft
from trigpoint.services.letters import news
from trigpoint.services.measures import measures
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.store.models import PrivacyMode
from trigpoint.web import addresses

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
    assert (alert.measure.id, alert.about.kind, alert.about.id) == (made, "goal", goal)
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


def climbing(cast: Cast, coach: str, owner: str = "", who: str = "ana", **scope) -> tuple[str, str]:
    """Begin a ladder of two steps, on solved tickets and then on satisfaction, both of a jump."""
    actor = getattr(cast, who)
    scope = scope or {"scope": "person", "member": cast.people[who]}
    made = ladders.add(
        actor,
        LadderDraft(
            owner=owner or cast.people[who], title="Carrier claims", coach=cast.people[coach]
        ),
    )
    values = wavy(130)
    values[-5:] += 0.1
    kpis = ("first_contact_resolution", "csat")
    counted = [measures.add(actor, MeasureDraft(kpi=kpi, **scope)) for kpi in kpis]
    due = actor.today + datetime.timedelta(weeks=12)
    for place, kpi in enumerate(counted, 1):
        publish(cast, kpi, values, place)
        held = CriterionDraft(kind="measure", measure=kpi, value=0.95)
        rungs.add(actor, made, [RungDraft(title=f"Step {place}", due=due, criteria=(held,))])
    ladders.begin(actor, made)
    return made, counted[0]


def told(cast: Cast, who: str) -> list[tuple[str, str]]:
    found = alerts.mine(cast.at(who, cast.tuan.now))
    return [(alert.about.id, alert.measure.id) for alert in found.alerts]


@pytest.mark.req("MEASURE-6", via="api")
@pytest.mark.req("LADDER-6", via="api")
@pytest.mark.parametrize("mode", list(PrivacyMode))
def test_climber_and_coach_are_told_of_the_measure_of_the_present_step_and_of_no_other(
    cast: Cast, mode: str
):
    cast.organisation.privacy_mode = mode
    cast.organisation.save()
    expected = climbing(cast, coach="tuan")
    found = alerts.mine(cast.at("ana", cast.tuan.now))
    assert told(cast, "ana") == [expected]
    assert (found.watched, found.false_a_year) == (1, 0.07)
    to_coach = [expected] if mode == PrivacyMode.INDIVIDUAL else []
    assert told(cast, "tuan") == to_coach, "the coach, who leads, where figures are for leads"
    for name in ("rui", "ines", "jo"):
        assert told(cast, name) == []


@pytest.mark.req("MEASURE-6", via="web")
def test_a_step_of_a_team_is_watched_for_its_lead_and_its_coach_each_measure_once(cast: Cast):
    orders = {"scope": "unit", "member": cast.units["Orders"]}
    expected = climbing(cast, "rui", cast.units["Orders"], "tuan", **orders)
    assert told(cast, "tuan") == told(cast, "rui") == [expected]
    assert told(cast, "ines") == []
    rui = Client()
    rui.force_login(cast.rui.user)
    shown = rui.get("/inbox/").content.decode()
    assert "1 figure of your goals and ladders is watched" in shown
    assert addresses.thing("ladder", expected[0]) in shown
    actor = cast.at("rui", cast.tuan.now)
    cards = Cards(actor, graph.load(actor))
    [letter] = news.real_changes(cards, actor.now - datetime.timedelta(days=1))
    assert (letter.about.id, letter.goal) == (expected[0], "")
    ladders.end(cast.at("tuan", cast.tuan.now), expected[0])
    assert told(cast, "tuan") == []


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
