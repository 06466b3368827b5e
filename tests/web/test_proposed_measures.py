"""What a template proposes to show a goal or a step by is chosen when a measure is made of it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.api.program import Program
from tests.cast import NOW, Cast
from trigpoint.services.ladders import ladder_page, ladder_templates
from trigpoint.services.ladders.ladders import LadderDraft
from trigpoint.services.plans import templates
from trigpoint.store.models import Goal, Measure

pytestmark = pytest.mark.django_db


def client(cast: Cast, who: str) -> Client:
    made = Client()
    made.force_login(getattr(cast, who).user)
    return made


def begun(cast: Cast) -> str:
    """Return the goal that a map's template shows by first-contact resolution, guarded."""
    templates.begin(cast.at("tuan", NOW), "map-shop", cast.units["Orders"], cast.period)
    return Goal.objects.get(title="Solved the first time").public_id


def chosen(page: str, name: str) -> list[str]:
    """Return what is chosen in the select of a name."""
    select = page[page.index(f'<select name="{name}"') :].split("</select>", maxsplit=1)[0]
    return re.findall(r'<option value="([^"]*)" selected', select)


@pytest.mark.req("START-1", via="web")
def test_a_measure_of_what_the_template_proposed_is_made_and_chosen_in_two_clicks(cast: Cast):
    goal, tuan = begun(cast), client(cast, "tuan")
    page = tuan.get(f"/g/{goal}/").content.decode()
    assert "The template proposes <b>First-contact resolution</b>" in page
    make = re.search(r'href="(/measures/new/[^"]*)"', page)
    assert make is not None
    address = make[1].replace("&amp;", "&")
    form = tuan.get(address).content.decode()
    assert chosen(form, "kpi") == ["first_contact_resolution"]
    assert (chosen(form, "scope"), chosen(form, "member")) == (["unit"], [cast.units["Orders"]])
    sent = dict(re.findall(r"[?&](\w+)=([^&]*)", address))
    answer = tuan.post("/measures/new/", sent)
    assert answer.headers["Location"] == f"/g/{goal}/?edit=target#new-target"
    [made] = Measure.objects.filter(kpi="first_contact_resolution")
    target = tuan.get(f"/g/{goal}/?edit=target").content.decode()
    assert chosen(target, "measure") == [made.public_id]
    assert chosen(target, "kind") == ["raise"]
    assert "it is chosen already" in tuan.get(f"/g/{goal}/").content.decode()


@pytest.mark.req("START-1", via="web")
def test_the_step_of_a_ladder_knows_what_its_template_proposed(cast: Cast):
    draft = LadderDraft(owner=cast.people["ana"], title="Mine")
    made = ladder_templates.begin(cast.at("ana", NOW), "ladder-chat", draft)
    _learn, reach, _teach = ladder_page.show(cast.at("ana", NOW), made).rungs
    ana = client(cast, "ana")
    assert "The template proposes" in ana.get(reverse("rung", args=[reach.id])).content.decode()
    sent = {"kpi": "first_contact_resolution", "scope": "person", "member": cast.people["ana"]}
    answer = ana.post("/measures/new/", {**sent, "rung": reach.id})
    assert answer.headers["Location"].endswith(f"/{reach.id}/#count")
    page = ana.get(answer.headers["Location"]).content.decode()
    assert chosen(page, "measure") == [Measure.objects.get().public_id]
    assert chosen(page, "kind") == ["measure"]


def test_who_may_not_write_the_goal_makes_no_measure_for_it(cast: Cast):
    goal = begun(cast)
    sent = {"kpi": "first_contact_resolution", "scope": "unit", "member": cast.units["Orders"]}
    refused = client(cast, "amir").post("/measures/new/", {**sent, "goal": goal})
    assert refused.status_code in {403, 404}
    assert not Measure.objects.exists()


@pytest.mark.req("START-1", via="api")
def test_a_program_reads_what_was_proposed_and_which_measure_is_that(cast: Cast):
    goal, tuan = begun(cast), Program(cast.tuan)
    found = tuan.get(f"/goals/{goal}").json()
    assert found["proposed"]["kpi"] == "first_contact_resolution"
    assert found["proposed"]["measure"] is None
    assert found["guard"]["kpi"] == "reopen_rate"
    body = {key: found["proposed"][key] for key in ("kpi", "scope", "member")}
    made = tuan.send("POST", "/measures", body)
    assert made.status_code == 201
    again = tuan.get(f"/goals/{goal}").json()["proposed"]["measure"]
    assert again["id"] == made.json()["measure"]["id"]
