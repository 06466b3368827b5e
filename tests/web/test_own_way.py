"""What is agreed is the what; the way there, and what somebody answers for, are their own."""

import datetime
import re

import pytest
from django.test import Client
from django.utils.html import escape

from tests.api.program import Program
from tests.cast import Cast
from tests.services.plan import Plan, goal, write
from trigpoint.services.goals import targets
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.measures import measures
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.store.models import Contribution, CoOwner, Goal, Target

pytestmark = pytest.mark.django_db

MINE = "I call the carrier while the customer is still in the chat."
LOUD = "<script>alert(1)</script> <b>now</b> 🚚🎉 العميل أولاً"


@pytest.fixture
def plan(cast: Cast) -> Plan:
    return write(cast)


def browser(actor) -> Client:
    client = Client()
    client.force_login(actor.user)
    return client


@pytest.mark.req("CASCADE-4", via="web")
def test_whoever_carries_a_goal_writes_their_own_way_without_a_reason_and_nobody_else_does(
    cast: Cast, plan: Plan
):
    ana, rui = browser(cast.ana), browser(cast.rui)
    here = f"/g/{plan.own}/"
    assert 'name="reason"' not in ana.get(here + "?edit=how").content.decode()
    answer = ana.post(here + "?edit=how", {"how": MINE, "version": "1"})
    assert answer.status_code == 302, answer.content.decode()
    assert MINE in ana.get(here).content.decode()
    rui.post(here + "?edit=how", {"how": "Rui's way", "version": "2"})
    assert Goal.objects.get(public_id=plan.own).how == MINE


@pytest.mark.req("CASCADE-3", "CASCADE-4", via="api")
def test_a_program_writes_the_own_way_and_reads_the_chain_of_whys(cast: Cast, plan: Plan):
    ana, rui = Program(cast.ana), Program(cast.rui)
    here = f"/goals/{plan.own}"
    done = ana.send("PATCH", here, {"how": MINE}, If_Match='"1"')
    assert done.status_code == 200, done.content
    wrong = ana.send("PATCH", here, {"why": "Because."}, If_Match='"2"')
    assert wrong.status_code == 422, "what people agreed to changes with a reason"
    assert rui.send("PATCH", here, {"how": "Mine"}, If_Match='"2"').status_code in {403, 404}
    sight = ana.get(f"{here}/sight").content.decode()
    for title in ("Right person, first touch", "Keep the customers we win"):
        assert title in sight
    assert sight.count("Waiting costs trust.") >= 2
    assert "The support team people tell their friends about." in sight


@pytest.mark.req("GRAPH-2", via="web")
def test_a_goal_is_aligned_with_weight_and_sentence_and_a_circle_is_refused_with_its_path(
    cast: Cast, plan: Plan
):
    tuan = browser(cast.tuan)
    here = f"/g/{plan.team}/"
    body = {
        "above": plan.own,
        "sentence": "It helps.",
        "weight": "2",
        "evidence": "none",
        "reason": "Try.",
    }
    circle = tuan.post(here + "?edit=link", body)
    assert circle.status_code == 422
    told = circle.content.decode()
    for title in ("Right person, first touch", "Solve claims at once"):
        assert title in told
    ana = browser(cast.ana)
    more = {**body, "above": plan.top, "sentence": "Claims make people leave.", "weight": "-3"}
    assert ana.post(f"/g/{plan.own}/?edit=link", more).status_code == 422
    assert ana.post(f"/g/{plan.own}/?edit=link", {**more, "weight": "3"}).status_code == 302
    made = Contribution.objects.get(child__public_id=plan.own, parent__public_id=plan.top)
    assert (made.weight, made.sentence) == (3.0, "Claims make people leave.")
    assert "Claims make people leave." in ana.get(f"/g/{plan.own}/").content.decode()


@pytest.mark.req("GRAPH-5", via="web")
def test_a_goal_is_shared_with_what_each_answers_for(cast: Cast, plan: Plan):
    tuan = browser(cast.tuan)
    here = f"/g/{plan.team}/"
    body = {"holder": cast.units["Billing"], "answers_for": "Refunds of claims", "reason": "Both."}
    assert tuan.post(here + "?edit=who", {**body, "answers_for": ""}).status_code == 422
    assert tuan.post(here + "?edit=who", body).status_code == 302
    assert CoOwner.objects.get().unit.name == "Billing"
    page = tuan.get(here).content.decode()
    assert "Billing" in page
    assert "Refunds of claims" in page


def test_markup_emoji_and_other_directions_are_shown_as_text_and_too_much_is_kept_to_be_cut(
    cast: Cast, plan: Plan
):
    ana = browser(cast.ana)
    loud = goal(cast, "ana", cast.people["ana"], LOUD, plan.team)
    here = f"/g/{loud}/"
    long = ana.post(here + "?edit=how", {"how": "x" * 10_000, "version": "1"})
    assert long.status_code == 422
    assert "x" * 10_000 in long.content.decode(), "nothing that was typed is lost"
    assert ana.post(here + "?edit=how", {"how": LOUD, "version": "1"}).status_code == 302
    for path in (here, "/cascade/?fold=9", "/pyramid/", "/goals/", f"{here}carry/"):
        page = ana.get(path).content.decode()
        assert escape(LOUD) in page, path
        assert "<script>alert" not in page, path


def test_a_step_is_written_and_taken_away_again_on_the_page(cast: Cast, plan: Plan):
    ana, here = browser(cast.ana), f"/g/{plan.own}/"
    ana.post(here + "?edit=step", {"title": "Ask the ten who wrote twice", "person": ""})
    [step] = Goal.objects.get(public_id=plan.own).steps.all()
    form = f"{here}?edit=step-{step.public_id}"
    assert "Take this step away" in ana.get(form).content.decode()
    assert ana.post(form, {"remove": "1", "version": "1"}).status_code == 302
    assert "Ask the ten who wrote twice" not in ana.get(f"{here}?edit=step").content.decode()


def test_a_part_of_a_shared_goal_is_said_anew_and_ended(cast: Cast, plan: Plan):
    tuan = browser(cast.tuan)
    here = f"/g/{plan.team}/"
    tuan.post(here + "?edit=who", {"holder": cast.people["rui"], "answers_for": "The carriers"})
    [part] = re.findall(r"edit=(who-\w+)#", tuan.get(here).content.decode())
    body = {"version": "1", "answers_for": "The carriers in the north"}
    silent = tuan.post(f"{here}?edit={part}", body)
    assert "Say why it changes" in silent.content.decode()
    body["reason"] = "The south has its own."
    assert tuan.post(f"{here}?edit={part}", body).status_code == 302
    assert "answers for The carriers in the north" in tuan.get(here).content.decode()
    late = tuan.post(f"{here}?edit={part}", {**body, "answers_for": "All of them"})
    assert "Somebody changed this while you were writing" in late.content.decode()
    why = {"reason": "It is done."}
    tuan.post(f"{here}?edit={part}", {"remove": "1", **why, "version": "1"})
    assert "answers for The carriers" in tuan.get(here).content.decode(), "it was made of an older"
    tuan.post(f"{here}?edit={part}", {"remove": "1", "version": "2"})
    assert "answers for The carriers" in tuan.get(here).content.decode(), "nobody said why"
    tuan.post(f"{here}?edit={part}", {"remove": "1", **why, "version": "2"})
    assert "answers for The carriers in the north" not in tuan.get(here).content.decode()


@pytest.mark.req("V2MOM-9", via="web")
def test_a_step_is_said_anew_with_what_it_should_bring(cast: Cast, plan: Plan):
    tuan = browser(cast.tuan)
    here = f"/g/{plan.team}/"
    assert tuan.post(here + "?edit=step", {"title": "Ask", "expected": "1"}).status_code == 302
    [part] = re.findall(r"edit=(words-\w+)#", tuan.get(here).content.decode())
    form = tuan.get(f"{here}?edit={part}").content.decode()
    assert '<option value="1" selected' in form
    body = {"version": "1", "title": "Ask each carrier", "expected": "3"}
    assert tuan.post(f"{here}?edit={part}", body).status_code == 302
    assert "Ask each carrier" in tuan.get(here).content.decode()


def test_somebody_is_asked_for_their_word_and_how_often_it_is_checked_is_said(
    cast: Cast, plan: Plan
):
    tuan, rui = browser(cast.tuan), browser(cast.rui)
    here = f"/g/{plan.team}/"
    assert "every week" in tuan.get(here).content.decode()
    assert tuan.post(here + "?edit=ask", {"person": cast.people["rui"]}).status_code == 302
    assert f"/g/{plan.team}/" in rui.get("/inbox/").content.decode()
    assert tuan.post(here + "?edit=rhythm", {"days": "14"}).status_code == 302
    assert "every two weeks" in tuan.get(here).content.decode()
    assert "edit=rhythm" not in rui.get(here).content.decode()


@pytest.mark.req("GRAPH-4", via="web")
def test_a_target_in_phases_keeps_them_when_it_is_changed_on_the_page(cast: Cast, plan: Plan):
    spring, summer = datetime.date(2026, 12, 31), datetime.date(2027, 3, 31)
    draft = TargetDraft(
        kind="lower",
        measure=measures.add(cast.tuan, MeasureDraft(kpi="backlog")),
        baseline=90,
        due=summer,
        points=((spring, 70), (summer, 50)),
    )
    made = targets.add(cast.tuan, plan.team, draft, reason="Agreed.")
    form = f"/g/{plan.team}/?edit=target-{made}"
    tuan = browser(cast.tuan)
    body = {
        "version": "1",
        "kind": "lower",
        "measure": draft.measure,
        "baseline": "90",
        "value": "50",
        "due": summer.isoformat(),
        "phases": ["2026-12-31", "70"],
        "weight": "3",
        "reason": "It counts more.",
    }

    def points() -> list[tuple[str, float]]:
        return [(day, value) for day, value in Target.objects.get(public_id=made).points]

    assert tuan.post(form, body).status_code == 302
    assert points() == [("2026-12-31", 70), ("2027-03-31", 50)]
    lower = {**body, "version": "2", "value": "40"}
    assert tuan.post(form, lower).status_code == 302
    assert points() == [("2026-12-31", 70), ("2027-03-31", 40)]


def test_a_new_goal_runs_now_and_one_without_a_target_leads_to_where_it_is_set(
    cast: Cast, plan: Plan
):
    tuan = browser(cast.tuan)
    new = tuan.get("/goals/new/").content.decode()
    assert f'<option value="{cast.period}" selected>' in new
    carried = f"/g/{plan.team}/carry/"
    assert "?edit=target#new-target" in tuan.get(carried).content.decode()
    assert "?edit=target#new-target" not in browser(cast.ana).get(carried).content.decode()


def test_a_person_who_is_added_is_put_into_no_team_that_nobody_chose(cast: Cast):
    dara = browser(cast.dara)
    form = dara.get("/people/?edit=person").content.decode()
    assert (
        '<option value="" selected>' in form.partition('name="unit"')[2].partition("</select>")[0]
    )
    sent = {
        "name": "Noa Lind",
        "unit": "",
        "role": "member",
        "share": "1",
        "valid_from": "2026-11-09",
    }
    assert dara.post("/people/?edit=person", sent).status_code == 422
