"""Whether a target's measure and what must not get worse pull against each other."""

import datetime

import numpy as np
import pytest
from django.test import Client

from tests.cast import Cast
from tests.services import plan
from tests.services.test_foreseen import publish
from trigpoint.services.goals import goal_page, targets
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.insight.conflicts import ConflictView
from trigpoint.services.measures import measures
from trigpoint.services.measures.measures import MeasureDraft

pytestmark = pytest.mark.django_db
WEEKS = 110


def guarded(
    cast: Cast,
    goal: str,
    *,
    against: float,
    weeks: int = WEEKS,
    who: str = "tuan",
    unit: str = "Orders",
) -> None:
    """Hold a goal to a share with another one as its guard; what the one gains the other loses."""
    actor, scope = cast.actors[who], {"scope": "unit", "member": cast.units[unit]}
    one = measures.add(actor, MeasureDraft(kpi="first_contact_resolution", **scope))
    other = measures.add(actor, MeasureDraft(kpi="csat", **scope))
    due = cast.mira.today + datetime.timedelta(weeks=12)
    draft = TargetDraft(
        kind="raise", measure=one, baseline=0.5, points=((due, 0.8),), due=due,
        guard=other, guard_limit=0.6,
    )  # fmt: skip
    targets.add(actor, goal, draft, reason="plan")
    noise = np.random.default_rng(4).standard_normal((2, weeks))
    publish(cast, one, 0.7 + 0.02 * noise[0], 1)
    publish(cast, other, 0.7 + 0.02 * (0.6 * noise[1] - against * noise[0]), 2)


def told(cast: Cast, goal: str) -> ConflictView:
    [found] = goal_page.show(cast.at("tuan", cast.tuan.now), goal).conflicts
    return found


@pytest.fixture
def goal(cast: Cast) -> str:
    return plan.write(cast).team


def test_a_guard_that_pays_for_the_target_is_told_on_the_goal_page(cast: Cast, goal: str):
    guarded(cast, goal, against=0.8)
    found = told(cast, goal)
    assert found.found
    assert "tends to get worse in the same week" in str(found.words)
    client = Client()
    client.force_login(cast.tuan.user)
    assert "tends to get worse in the same week" in client.get(f"/g/{goal}/").content.decode()
    [shown] = client.get(f"/api/v1/goals/{goal}").json()["conflicts"]
    assert shown["found"] is True


def test_two_that_go_their_own_ways_are_no_conflict(cast: Cast, goal: str):
    guarded(cast, goal, against=0.0)
    found = told(cast, goal)
    assert not found.found
    assert "No sign" in str(found.words)


def test_short_pasts_say_why_nothing_is_told(cast: Cast, goal: str):
    guarded(cast, goal, against=0.8, weeks=40)
    found = told(cast, goal)
    assert not found.found
    assert "52 needed" in str(found.words)


def test_nothing_is_told_to_whoever_may_not_see_both_figures(cast: Cast, goal: str):
    billing = plan.goal(cast, "amir", cast.units["Billing"], "Right bills", goal)
    guarded(cast, billing, against=0.8, who="amir", unit="Billing")
    assert len(goal_page.show(cast.at("amir", cast.tuan.now), billing).conflicts) == 1
    assert goal_page.show(cast.at("ana", cast.tuan.now), billing).conflicts == ()
