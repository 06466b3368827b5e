"""Proposing a change to a goal above mine, its answer, and that I see it: in the browser."""

import json

import pytest
from django.test import Client

from tests.cast import NOW, Cast
from tests.services.plan import Plan, write
from tests.services.test_proposals import count
from trigpoint.services.cascade import proposals
from trigpoint.services.inbox import inbox
from trigpoint.store.models import CoOwner, Goal, Target

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast: Cast) -> Plan:
    return write(cast)


def as_(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(getattr(cast, name).user)
    return client


@pytest.mark.req("PYRAMID-6", via="web")
def test_a_change_above_mine_is_proposed_answered_and_its_answer_seen(cast: Cast, plan: Plan):
    ana, mira = as_(cast, "ana"), as_(cast, "mira")
    place = f"/g/{plan.top}/propose/"
    form = ana.get(place).context["form"]
    assert form.initial["title"] == "Keep the customers we win"
    sent = {"title": "Keep the customers we have", "why": "Waiting costs trust.", "words": ""}
    assert ana.post(place, sent).status_code == 422
    made = ana.post(place, {**sent, "words": "We lose no <new> ones."})
    where = made.headers["Location"]
    assert where in ana.get("/proposals/").content.decode()
    page = mira.get(where).content.decode()
    assert "Keep the customers we win" in page
    assert "Keep the customers we have" in page
    assert "We lose no &lt;new&gt; ones." in page
    refused = mira.post(where, {"answer": "decline", "a-words": ""})
    assert refused.status_code == 422
    mira.post(where, {"answer": "accept", "a-words": "Better said."})
    assert Goal.objects.get(public_id=plan.top).title == "Keep the customers we have"
    assert "Better said." in ana.get("/inbox/").content.decode()
    assert "New answer" in ana.get("/proposals/").content.decode()
    ana.post(where, {"answer": "see"})
    assert "Better said." not in ana.get("/inbox/").content.decode()
    assert "Seen by whoever asked" in mira.get(where).content.decode()


def test_nothing_that_was_typed_is_lost_with_a_refusal(cast: Cast, plan: Plan):
    ana = as_(cast, "ana")
    same = {"title": "Right person, first touch", "why": "Waiting costs trust.", "words": "Hm."}
    refused = ana.post(f"/g/{plan.team}/propose/", same)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Say what should be different" in page
    assert ">\nHm.</textarea>" in page


def test_a_target_is_proposed_in_its_unit_and_countered(cast: Cast, plan: Plan):
    target = count(cast, plan.team)
    ana, tuan = as_(cast, "ana"), as_(cast, "tuan")
    sent = {"title": "", "target": target, "value": "many", "words": "Peak comes."}
    place = f"/g/{plan.team}/propose/"
    assert ana.post(place, sent).status_code == 422
    assert ana.post(place, {**sent, "target": "", "value": "400"}).status_code == 422
    where = ana.post(place, {**sent, "value": "400"}).headers["Location"]
    page = tuan.get(where).content.decode()
    assert "300" in page
    assert "400" in page
    offer = {"answer": "counter", "c-target": target, "c-value": "350", "c-words": ""}
    assert tuan.post(where, offer).status_code == 422
    tuan.post(where, {**offer, "c-words": "Half way."})
    [asked] = proposals.waiting(cast.at("ana", NOW))
    assert (asked.terms.value, asked.words) == (350.0, "Half way.")
    ana.post(f"/proposals/{asked.id}/", {"answer": "accept", "a-words": ""})
    assert Target.objects.get(public_id=target).points[-1][1] == 350.0


def test_a_goal_is_shared_and_taken_over_by_those_who_agree(cast: Cast, plan: Plan):
    tuan, rui, amir = as_(cast, "tuan"), as_(cast, "rui"), as_(cast, "amir")
    share = tuan.post(
        f"/g/{plan.team}/propose/?kind=share",
        {"holder": cast.people["rui"], "answers_for": "macros", "words": "You know them."},
    ).headers["Location"]
    rui.post(share, {"answer": "accept"})
    assert CoOwner.objects.get(goal__public_id=plan.team).answers_for == "macros"
    take = tuan.post(
        f"/g/{plan.team}/propose/?kind=take",
        {"holder": cast.units["Billing"], "words": "Yours?"},
    ).headers["Location"]
    amir.post(take, {"answer": "accept"})
    assert Goal.objects.get(public_id=plan.team).owner_unit.name == "Billing"
    kinds = as_(cast, "ana").get(f"/g/{plan.team}/propose/?kind=take").context["kinds"]
    assert [kind.label for kind in kinds] == ["Change it", "Carry a part of it"]


def test_a_part_is_taken_up_by_oneself_at_once(cast: Cast, plan: Plan):
    rui = as_(cast, "rui")
    where = rui.post(
        f"/g/{plan.team}/propose/?kind=carry",
        {
            "holder": cast.people["rui"],
            "title": "Answer claims first",
            "sentence": "Claims wait longest.",
            "words": "I see them anyway.",
        },
    ).headers["Location"]
    assert Goal.objects.get(title="Answer claims first").state == "agreed"
    assert "Open the goal that came of it" in rui.get(where).content.decode()


@pytest.mark.req("PYRAMID-6", via="api")
def test_programs_propose_a_change_answer_it_and_say_that_the_answer_was_seen(
    cast: Cast, plan: Plan
):
    ana, mira = as_(cast, "ana"), as_(cast, "mira")
    body = {"terms": {"title": "Keep them"}, "words": "Shorter."}
    kind = "application/json"
    made = ana.post(
        f"/api/v1/goals/{plan.top}/proposals/change", json.dumps(body), content_type=kind
    )
    place = f"/api/v1/proposals/{made.json()['id']}"
    mira.post(f"{place}/accept", json.dumps({"words": "Yes."}), content_type=kind)
    assert ana.get("/api/v1/proposals/mine").json()[0]["answer"] == "Yes."
    assert [q.kind for q in inbox.questions(cast.at("ana", NOW))] == ["proposal"]
    ana.post(
        f"/api/v1/inbox/proposal/{made.json()['id']}/answer",
        json.dumps({"answer": "seen"}),
        content_type=kind,
    )
    assert ana.get(place).json()["seen_at"] is not None
    assert inbox.questions(cast.at("ana", NOW)) == []
