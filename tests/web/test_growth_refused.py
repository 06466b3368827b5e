"""What cannot be is refused with the cure, on the page, by program and in a file alike."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from tests.api.program import Program, problem
from tests.cast import Cast
from tests.climbed import fill, measure
from tests.services import plan
from tests.services.maps import Map, write_map
from trigpoint.services.actor import part_of_ours
from trigpoint.services.goals import goals, targets
from trigpoint.services.goals.goals import GoalDraft
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.ladders import ladders, rungs
from trigpoint.services.ladders.ladders import LadderDraft
from trigpoint.services.ladders.rungs import RungDraft
from trigpoint.services.organisation import organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawn(cast: Cast) -> Map:
    return write_map(cast)


def client(cast: Cast, who: str) -> Client:
    made = Client()
    made.force_login(getattr(cast, who).user)
    return made


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def step_of(cast: Cast) -> tuple[str, str]:
    """Return a ladder of Ana's and its step, of which nothing counts yet."""
    ladder = ladders.add(cast.ana, LadderDraft(owner=cast.people["ana"], title="Mine"))
    due = cast.ana.today + datetime.timedelta(weeks=12)
    [rung] = rungs.add(cast.ana, ladder, [RungDraft(title="Solve more", due=due)])
    return ladder, rung


@pytest.mark.req("LADDER-2", via="web")
@pytest.mark.req("LADDER-2", via="api")
def test_a_step_below_todays_value_is_refused_with_todays_value(cast: Cast):
    ladder, rung = step_of(cast)
    counted = measure(cast, "ana", "first_contact_resolution")
    monday = cast.ana.today - datetime.timedelta(days=cast.ana.today.weekday())
    fill(counted, [0.8] * 30, since=monday - datetime.timedelta(weeks=30), n=40)
    sent = {"kind": "measure", "measure": counted.public_id, "hold_weeks": 4, "least": 0}
    page = client(cast, "ana").post(
        reverse("rung", args=[rung]), {**sent, "value": "70 %", "part": "criterion"}
    )
    assert page.status_code == 422
    assert "Today’s four weeks are at 80 % already. Choose a higher value." in text(page)
    answer = Program(cast.ana).post(
        f"/ladders/{ladder}/rungs/{rung}/criteria", {**sent, "value": 0.7}
    )
    assert problem(answer)[0] == 422
    assert "Choose a higher value" in str(answer.json())


@pytest.mark.req("LADDER-2", via="web")
def test_a_step_by_a_day_that_has_passed_is_refused(cast: Cast):
    ladder, _rung = step_of(cast)
    sent = {"title": "Too late", "due": "2020-01-01", "reward": "thanks"}
    page = client(cast, "ana").post(reverse("rung_new", args=[ladder]), sent)
    assert page.status_code == 422
    assert "That day has passed. Choose a later one." in text(page)


@pytest.mark.req("MAP-3", via="web")
@pytest.mark.req("MAP-3", via="api")
def test_a_target_by_a_day_that_has_passed_is_refused(cast: Cast):
    goal = plan.write(cast).team
    counted = measure(cast, "ana", "first_contact_resolution").public_id
    late = cast.tuan.today - datetime.timedelta(days=3)
    sent = {"kind": "raise", "measure": counted, "due": late.isoformat(), "weight": 1}
    page = client(cast, "ana").post(
        f"/g/{plan.goal(cast, 'ana', cast.people['ana'], 'Mine', goal)}/?edit=target",
        {**sent, "baseline": "50 %", "value": "70 %", "reason": "So."},
    )
    assert page.status_code == 422
    assert "That day has passed. Choose a later one." in text(page)
    own = plan.goal(cast, "ana", cast.people["ana"], "Mine too", goal)
    answer = Program(cast.ana).post(
        f"/goals/{own}/targets",
        {
            **sent,
            "baseline": 0.5,
            "points": [{"day": late.isoformat(), "value": 0.7}],
            "reason": "So.",
        },
    )
    assert problem(answer)[0] == 422, answer.content
    assert "That day has passed" in str(answer.json())


@pytest.mark.req("MAP-1", via="web")
@pytest.mark.req("MAP-1", via="api")
@pytest.mark.req("MAP-1", via="file")
def test_a_lag_beyond_what_can_be_tested_is_refused_with_the_most(cast: Cast, drawn: Map):
    sent = {"cause": drawn.team, "effect": drawn.top, "sentence": "So.", "sign": "with"}
    page = client(cast, "mira").post("/map/?edit=link", {**sent, "lag_weeks": "300"})
    assert page.status_code == 422
    assert "104" in text(page)
    mira = Program(cast.mira)
    body = {"effect": drawn.goals.top, "sentence": "So.", "lag_weeks": 300}
    assert problem(mira.post(f"/goals/{drawn.goals.own}/drives", body))[0] == 422
    kept = mira.get("/goals-file").json()["text"]
    assert "weeks later: 2" in kept or "lag weeks: 2" in kept, kept
    longer = kept.replace("weeks later: 2", "weeks later: 300").replace(
        "lag weeks: 2", "lag weeks: 300"
    )
    refused = mira.post("/goals-file/apply", {"text": longer})
    assert problem(refused)[0] == 422
    assert "line" in str(refused.json())


@pytest.mark.req("MAP-4", via="web")
@pytest.mark.req("MAP-4", via="api")
def test_a_link_between_goals_without_measures_says_so_and_what_to_do(cast: Cast, drawn: Map):
    page = text(client(cast, "mira").get("/map/"))
    [link] = Program(cast.mira).get(f"/maps/{drawn.id}").json()["links"]
    assert link["evidence"]["verdict"] == "unmeasured"
    assert "measure" in str(link["evidence"]["words"])
    assert str(link["evidence"]["words"]) in page


@pytest.mark.req("MAP-1", via="api")
def test_a_perspective_with_objectives_stays_for_programs_too(cast: Cast, drawn: Map):
    address = f"/maps/{drawn.id}/perspectives/{drawn.lanes[2]}"
    refused = Program(cast.mira).send("DELETE", address, None, If_Match='"1"')
    assert problem(refused)[0] == 422
    assert "Move it to another one or take it off the map first" in str(refused.json())


def test_what_a_period_that_is_over_aimed_at_is_still_written_down(cast: Cast):
    last_year = organisation.add_period(
        part_of_ours(cast.ana.organisation, "test"),
        "Last year",
        datetime.date(2025, 1, 1),
        datetime.date(2025, 12, 31),
    )
    draft = GoalDraft(title="Then", owner=cast.people["ana"], period=last_year.id)
    goal = goals.add(cast.ana, draft)
    wanted = TargetDraft(
        kind="raise",
        measure=measure(cast, "ana", "first_contact_resolution").public_id,
        baseline=0.5,
        points=((datetime.date(2025, 12, 31), 0.7),),
        due=datetime.date(2025, 12, 31),
    )
    assert targets.add(cast.ana, goal, wanted)
