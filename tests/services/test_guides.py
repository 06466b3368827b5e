"""Beginning a cascade and a pyramid from a template, and walking their steps."""

import json

import pytest
from django.test import Client

from tests.cast import NOW, Cast
from trigpoint.core.lenses.guide import StepState
from trigpoint.core.lenses.templates import ALL, SECTORS
from trigpoint.services.cascade import cascade, proposals
from trigpoint.services.cascade.cascade import Wanted
from trigpoint.services.cascade.proposal_terms import Terms
from trigpoint.services.cascade.proposals import Question
from trigpoint.services.errors import NotThere
from trigpoint.services.goals import goal_uses, goals, scope
from trigpoint.services.goals.goals import LinkDraft
from trigpoint.services.inbox import announcements
from trigpoint.services.inbox.announcements import AnnouncementDraft
from trigpoint.services.plans import guides, plans, templates
from trigpoint.services.pyramid import meetings
from trigpoint.store.models import Goal

pytestmark = pytest.mark.django_db


def states(cast: Cast, way: str, unit: str = "Orders") -> dict[str, StepState]:
    """Return where people are with each step of Orders' plan."""
    actor = cast.at("tuan", NOW)
    found = guides.of_scope(actor, way, scope.find(actor, cast.units[unit]))
    assert found is not None
    return {step.key: step.state for step in found.steps}


LAYERED = [template.key for template in ALL if template.lens in {"cascade", "pyramid"}]


def test_every_sector_has_a_cascade_and_a_pyramid_to_begin_with():
    assert set(LAYERED) == {f"{lens}-{name}" for lens in ("cascade", "pyramid") for name in SECTORS}


@pytest.mark.req("START-1", via="core")
@pytest.mark.parametrize("key", LAYERED)
def test_a_template_is_written_down_in_layers_as_drafts(cast: Cast, key: str):
    templates.begin(cast.at("tuan", NOW), key, cast.units["Orders"], cast.period)
    made = Goal.objects.all()
    assert {goal.state for goal in made} == {"draft"}
    assert all(goal.why for goal in made)
    [own] = [goal for goal in made if goal.owner_person_id]
    assert own.owner_person.name == "Tuan Nguyen"
    tree = cascade.show(cast.at("tuan", NOW), Wanted(whose=cast.units["Orders"], fold="person"))
    assert sorted(row.depth for row in (*tree.rows, *tree.loose)) == [1, 2, 2, 2, 3]


@pytest.mark.req("START-2", via="core")
def test_the_steps_of_a_cascade_follow_what_people_do(cast: Cast):
    orders, tuan = cast.units["Orders"], cast.at("tuan", NOW)
    plan = templates.begin(tuan, "cascade-shop", orders, cast.period)
    walked = states(cast, "cascade")
    assert walked["whys"] is StepState.DONE
    assert walked["parents"] is StepState.NEXT
    assert walked["ask"] is StepState.LATER
    actor = cast.at("tuan", NOW)
    [root] = goal_uses.chosen(actor, "cascade", scope.find(actor, orders))
    goals.link(actor, root.id, LinkDraft(above=cast.vision, sentence="They tell friends."))
    plans.skip(cast.at("tuan", NOW), plan, "split", skipped=True)
    assert states(cast, "cascade")["ask"] is StepState.NEXT
    terms = Terms(title="Ask the carriers", sentence="A part of it.")
    question = Question(kind="carry", goal=root.id, holder=cast.people["ana"], terms=terms)
    asked = proposals.ask(cast.at("tuan", NOW), question)
    walked = states(cast, "cascade")
    assert (walked["ask"], walked["agree"]) == (StepState.DONE, StepState.NEXT)
    proposals.accept(cast.at("ana", NOW), asked)
    for goal in Goal.objects.filter(state="draft"):
        who = cast.at("tuan", NOW)
        goals.edit(who, goal.public_id, goal.version, {"state": "active"}, reason="Agreed.")
    assert states(cast, "cascade")["agree"] is StepState.DONE
    told = AnnouncementDraft(title="Ours", purpose="So.", expectation="This.", benefit="That.")
    announcements.announce(cast.at("tuan", NOW), root.id, told)
    assert states(cast, "cascade")["publish"] is StepState.DONE
    plans.review(cast.at("tuan", NOW), plan, plans.Plan.objects.get(public_id=plan).version)
    assert states(cast, "cascade")["review"] is StepState.DONE


@pytest.mark.req("START-2", via="core")
def test_the_steps_of_a_pyramid_follow_what_people_do(cast: Cast):
    templates.begin(cast.at("tuan", NOW), "pyramid-shop", cast.units["Orders"], cast.period)
    walked = states(cast, "pyramid")
    assert walked["top"] is StepState.DONE
    assert walked["meeting"] is StepState.NEXT
    draft = meetings.MeetingDraft(
        unit=cast.units["Orders"], period=cast.period, title="Ours", day=NOW.date()
    )
    meetings.call(cast.at("tuan", NOW), draft)
    assert states(cast, "pyramid")["meeting"] is StepState.DONE


def test_a_template_of_no_way_is_not_there(cast: Cast):
    with pytest.raises(NotThere):
        templates.begin(cast.tuan, "cascade-moon", cast.units["Orders"], cast.period)


@pytest.mark.req("START-1", "START-2", via="web")
@pytest.mark.parametrize("way", ["cascade", "pyramid"])
def test_a_lead_begins_skips_and_reviews_in_the_browser(cast: Cast, way: str):
    client = Client()
    client.force_login(cast.tuan.user)
    place = f"/{way}/steps/?unit={cast.units['Orders']}"
    page = client.get(place).content.decode()
    assert "Public office" in page
    assert client.post(place, {"template": f"{way}-moon"}).status_code == 302
    client.post(place, {"template": f"{way}-office"})
    page = client.get(place).content.decode()
    assert 'aria-current="step"' in page
    step = "parents" if way == "cascade" else "meeting"
    client.post(place, {"do": "skip", "step": step})
    assert "Take it up again" in client.get(place).content.decode()
    client.post(place, {"do": "review"})
    assert "Reviewed today</button>" not in client.get(place).content.decode()
    ana = Client()
    ana.force_login(cast.ana.user)
    assert "Skip it" not in ana.get(place).content.decode()


@pytest.mark.req("START-1", "START-2", via="api")
@pytest.mark.parametrize("way", ["cascade", "pyramid"])
def test_programs_begin_from_a_template_and_read_the_steps(cast: Cast, way: str):
    client = Client()
    client.force_login(cast.tuan.user)
    known = client.get(f"/api/v1/templates?lens={way}").json()
    assert len(known) == 7
    body = {
        "owner": cast.units["Orders"],
        "period": cast.period,
        "lens": way,
        "template": known[0]["key"],
    }
    made = client.post("/api/v1/plans", json.dumps(body), content_type="application/json")
    assert made.status_code == 201
    assert [step["state"] for step in made.json()["guide"]].count("next") == 1
