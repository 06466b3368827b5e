"""Targets from last year: so much above, or below, the same weeks a year ago."""

import datetime
import json
import re

import numpy as np
import pytest
from django.db.models import F
from django.test import Client

from tests.cast import Cast
from tests.services import plan
from tests.services.two_years import DUE, WEEKS, noise, solved
from trigpoint.connectors import goal_files
from trigpoint.services.actor import Actor
from trigpoint.services.command import command
from trigpoint.services.errors import Invalid
from trigpoint.services.goals import aims, goal_page, targets
from trigpoint.services.goals.cards import TargetView
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.measures import measures
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.store.models import Reading, Target

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


@pytest.mark.req("GRAPH-4", via="api")
def test_of_a_target_that_is_there_programs_see_the_weeks_that_it_keeps(
    cast: Cast, goal: str, measure: str, tuan: Client
):
    draft = TargetDraft(kind="raise", measure=measure, growth=0.1, due=DUE)
    made = targets.add(cast.tuan, goal, draft, reason="x")
    kept = view(cast, goal).points
    restated(measure)
    body = {"kind": "raise", "measure": measure, "growth": 0.1, "due": "2026-12-31"}

    def asked(address: str, growth: float) -> list[float]:
        sent = {"data": json.dumps(body | {"growth": growth}), "content_type": "application/json"}
        found = tuan.post(f"/api/v1/goals/{goal}/targets{address}/preview", **sent).json()
        return [value for _day, value in found["points"]]

    assert asked(f"/{made}", 0.1) == [value for _day, value in kept]
    assert asked("", 0.1)[-1] == pytest.approx(2 * kept[-1][1], rel=0.01)
    assert asked(f"/{made}", 0.2) == pytest.approx(asked("", 0.2))
    assert view(cast, goal).points == kept


def restated(measure: str) -> None:
    """Let every week of the measure have twice the value that it had when a target was written."""
    Reading.objects.filter(measure__public_id=measure).update(value=F("value") * 2)


def following(cast: Cast, goal: str, measure: str) -> tuple[str, TargetView]:
    """Return the file of a target that asks for 5 % more than last year, and the target."""
    draft = TargetDraft(kind="raise", measure=measure, growth=0.05, due=DUE)
    targets.add(cast.tuan, goal, draft, reason="x")
    return goal_files.export(fresh(cast)), view(cast, goal)


def fresh(cast: Cast) -> Actor:
    return cast.at("tuan", cast.tuan.now)


@pytest.mark.req("GRAPH-8", via="api")
def test_a_file_says_the_growth_and_leaves_the_weeks_that_are_kept(
    cast: Cast, goal: str, measure: str
):
    text, before = following(cast, goal, measure)
    assert "growth on last year: 0.05" in text
    assert f"value: {before.points[0][1]}" not in text
    restated(measure)
    heavier = text.replace(
        "growth on last year: 0.05", "growth on last year: 0.05\n        weight: 3"
    )
    assert goal_files.plan(fresh(cast), text).changes == ()
    goal_files.apply(fresh(cast), heavier, reason="x")
    after = view(cast, goal)
    assert (after.weight, after.growth, after.points) == (3, 0.05, before.points)


@pytest.mark.req("GRAPH-8", via="api")
def test_another_growth_in_a_file_follows_last_year_anew(cast: Cast, goal: str, measure: str):
    text, before = following(cast, goal, measure)
    restated(measure)
    more = text.replace("growth on last year: 0.05", "growth on last year: 0.1")
    [change] = goal_files.plan(fresh(cast), more).changes
    assert [(line.column, line.before, line.after) for line in change.lines] == [
        ("growth on last year", 0.05, 0.1)
    ]
    goal_files.apply(fresh(cast), more, reason="x")
    after = view(cast, goal)
    assert after.growth == 0.1
    assert after.points[-1][1] == pytest.approx(before.points[-1][1] / 1.05 * 1.1 * 2, rel=0.01)


@pytest.mark.req("GRAPH-8", via="api")
def test_a_file_gives_a_target_a_growth_in_place_of_its_values(cast: Cast, goal: str, measure: str):
    text = goal_files.export(fresh(cast))
    flat = "from: 1\n        values:\n          - by: 2026-12-31\n            value: 2\n"
    growing = text.replace(flat, "growth on last year: 0.05\n")
    goal_files.apply(fresh(cast), growing, reason="x")
    assert view(cast, goal).growth == 0.05
    assert goal_files.export(fresh(cast)) == growing
    goal_files.apply(fresh(cast), text, reason="x")
    last = view(cast, goal)
    assert (last.growth, last.points) == (None, ((DUE, 2),))
    assert goal_files.export(fresh(cast)) == text


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("growth on last year: 0.05\n        from: 1", "gives where it starts from"),
        ("growth on last year: 0", "the same as where it starts"),
        ("growth on last year: -0.1", "on the wrong side"),
    ],
)
def test_a_growth_that_cannot_be_is_said_at_its_line(
    cast: Cast, goal: str, measure: str, said: str, why: str
):
    text, _before = following(cast, goal, measure)
    wrong = text.replace("growth on last year: 0.05", said)
    found = goal_files.plan(fresh(cast), wrong).problems
    assert [why in str(problem.what) for problem in found] == [True]
    assert all(problem.line > 1 for problem in found)


@pytest.mark.req("GRAPH-4", via="core")
def test_one_value_asked_for_otherwise_ends_the_growth_and_leaves_the_other_weeks(
    cast: Cast, goal: str, measure: str
):
    _text, before = following(cast, goal, measure)
    record = Target.objects.get(public_id=before.id)
    assert targets.changed(record, weight=2.0).season == record.season
    found = targets.changed(record, value=before.points[-1][1] + 50)
    assert set(found.season) == {"before"}
    assert aims.aim(found, found.goal.period)
    with command(fresh(cast), "test") as journal:
        journal.save(found)
    after = view(cast, goal)
    assert (after.growth, after.points[:-1]) == (None, before.points[:-1])
    assert "growth on last year" not in goal_files.export(fresh(cast))
