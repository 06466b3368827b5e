"""Targets from last year: so much above, or below, the same weeks a year ago."""

import datetime
import json
import re

import numpy as np
import pytest
from django.test import Client

from tests.cast import Cast
from tests.services import plan
from tests.services.two_years import DUE, WEEKS, noise, solved
from trigpoint.services.errors import Invalid
from trigpoint.services.goals import goal_page, targets
from trigpoint.services.goals.cards import TargetView
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.measures import measures
from trigpoint.services.measures.measures import MeasureDraft

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal(cast: Cast) -> str:
    return plan.write(cast).team


@pytest.fixture
def measure(cast: Cast, goal: str) -> str:
    """Solved tickets with a wave over the year, and readings of two years."""
    week = np.arange(WEEKS)
    return solved(cast, goal, 200 + 80 * np.sin(week * 2 * np.pi / 52) + noise())


@pytest.fixture
def tuan(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.tuan.user)
    return client


def view(cast: Cast, goal: str) -> TargetView:
    return goal_page.show(cast.at("tuan", cast.tuan.now), goal).targets[-1]


def before(target: TargetView) -> list[float]:
    return [value / (1 + (target.growth or 0)) for _day, value in target.points]


@pytest.mark.req("GRAPH-4", via="web")
def test_on_the_page_a_target_takes_each_week_of_last_year_and_its_growth(
    cast: Cast, goal: str, measure: str, tuan: Client
):
    sent = {
        "kind": "raise",
        "measure": measure,
        "growth": "+5 %",
        "due": "2026-12-31",
        "weight": "1",
        "reason": "As last year, and a little more.",
    }
    form = f"/g/{goal}/?edit=target"
    assert tuan.post(form, sent).status_code == 302
    found = view(cast, goal)
    assert found.growth == 0.05
    assert len(found.points) > 4, "a point for each week"
    assert found.points[-1][0] == DUE
    assert found.asked == found.points[0][1] != found.aimed
    page = tuan.get(f"/g/{goal}/").content.decode()
    assert "last year’s week + 5%" in page
    assert re.search(r"Last year&#x27;s mean: \d+, [+-]", page)
    edit = f"{form}-{found.id}"
    shown = tuan.get(edit).content.decode()
    assert 'name="growth" value="5 %"' in shown
    heavier = {**sent, "growth": "5 %", "weight": "3", "version": found.version}
    assert tuan.post(edit, heavier).status_code == 302
    again = view(cast, goal)
    assert (again.weight, again.points) == (3, found.points)
    more = {**heavier, "growth": "10 %", "version": again.version}
    assert tuan.post(edit, more).status_code == 302
    assert before(view(cast, goal)) == pytest.approx(before(found), abs=0.1)
    flat = {**sent, "growth": "", "baseline": "100", "value": "300"}
    assert tuan.post(edit, {**flat, "version": again.version + 1}).status_code == 302
    last = view(cast, goal)
    assert (last.growth, last.points) == (None, ((DUE, 300),))


@pytest.mark.req("GRAPH-4", via="api")
def test_programs_write_a_growth_in_place_of_points(goal: str, measure: str, tuan: Client):
    body = {"kind": "lower", "measure": measure, "growth": -0.1, "due": "2026-12-31", "reason": "x"}
    sent = {"data": json.dumps(body), "content_type": "application/json"}
    made = tuan.post(f"/api/v1/goals/{goal}/targets", **sent, headers={"Idempotency-Key": "a"})
    assert made.status_code == 201, made.content
    found = made.json()
    assert found["growth"] == -0.1
    assert found["last_year"] == pytest.approx(190, abs=10)
    assert all(low[1] < 300 for low in found["points"])


@pytest.mark.parametrize(
    ("change", "field", "why"),
    [
        ({"growth": 0.0}, "", "the same as where it starts"),
        ({"growth": -0.1}, "", "on the wrong side"),
        ({"due": datetime.date(2029, 1, 1)}, "growth", "at most 100 weeks ahead"),
        ({"due": datetime.date(2026, 11, 1)}, "growth", "The date has passed"),
        ({"kind": "keep_within"}, "growth", "Only a target to raise or to lower"),
    ],
)
def test_what_last_year_cannot_give_is_refused(
    cast: Cast, goal: str, measure: str, change: dict[str, object], field: str, why: str
):
    draft = {"kind": "raise", "measure": measure, "growth": 0.05, "due": DUE, **change}
    with pytest.raises(Invalid) as refused:
        targets.add(cast.tuan, goal, TargetDraft(**draft), reason="x")
    assert why in str(refused.value.fields[field])


def test_a_measure_without_weeks_says_so(cast: Cast, goal: str):
    new = measures.add(cast.tuan, MeasureDraft(kpi="backlog"))
    draft = TargetDraft(kind="lower", measure=new, growth=-0.1, due=DUE)
    with pytest.raises(Invalid, match="There are no weeks of this measure"):
        targets.add(cast.tuan, goal, draft, reason="x")


@pytest.mark.req("GRAPH-4", via="web")
def test_the_weeks_are_shown_before_anything_is_saved(
    cast: Cast, goal: str, measure: str, tuan: Client
):
    typed = {"kind": "raise", "measure": measure, "growth": "+5 %", "due": "2026-12-31"}
    asked = {**typed, "weeks": "1"}
    shown = tuan.post(f"/g/{goal}/?edit=target", asked)
    page = shown.content.decode()
    assert shown.status_code == 200
    assert "Asked for: + 5%" in page
    assert 'name="growth" value="+5 %"' in page
    assert view(cast, goal).growth is None, "nothing is saved"
    tuan.post(f"/g/{goal}/?edit=target", {**typed, "weight": "1", "reason": "as last year"})
    last = view(cast, goal).points[-1]
    assert f"{last[1]:.0f} or more" in page
    wrong = {**asked, "due": "2029-01-01"}
    assert "at most 100 weeks ahead" in tuan.post(f"/g/{goal}/?edit=target", wrong).content.decode()
    nothing = tuan.post(f"/g/{goal}/?edit=target", {**asked, "growth": ""}).content.decode()
    assert "Choose a measure and say how much" in nothing


@pytest.mark.req("GRAPH-4", via="api")
def test_programs_see_the_weeks_before_they_write(goal: str, measure: str, tuan: Client):
    body = {"kind": "raise", "measure": measure, "growth": 0.1, "due": "2026-12-31"}
    sent = {"data": json.dumps(body), "content_type": "application/json"}
    found = tuan.post(f"/api/v1/goals/{goal}/targets/preview", **sent).json()
    assert (found["growth"], found["grew"]) == (0.1, pytest.approx(0, abs=0.02))
    (day, asked), (same, before) = found["points"][-1], found["before"][-1]
    assert (day, asked) == (same, pytest.approx(before * 1.1, rel=0.001))
