"""A cascade, a map and a pyramid written together, as a V2MOM is: people, parts, departments."""

import re

import pytest
from django.test import Client

from tests.api.program import Program
from tests.cast import NOW, Cast
from tests.services.plan import write
from trigpoint.services.goals import goal_uses
from trigpoint.services.goals.goal_uses import UseDraft
from trigpoint.services.maps import map_objectives, map_page
from trigpoint.services.maps.map_objectives import ObjectiveDraft
from trigpoint.services.plans import plan_list, plan_people, plans
from trigpoint.services.plans.plans import PlanDraft
from trigpoint.store.models import Goal, Person

pytestmark = pytest.mark.django_db


def as_(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(getattr(cast, name).user)
    return client


def begun(cast: Cast, way: str) -> str:
    """Return the address on which Orders' plan of a view is written together."""
    orders = cast.units["Orders"]
    if way == "pyramid":
        draft = PlanDraft(owner=orders, period=cast.period, lens=way)
        plan = plans.add(cast.at("tuan", NOW), draft)
    else:
        goal = write(cast).team
        goal_uses.use(cast.at("tuan", NOW), goal, UseDraft(lens=way))
        [line] = plan_list.plans(cast.at("tuan", NOW), lens=way, owner=orders)
        plan = line.id
    return f"/plan/{plan}/together/"


def version_on(page: str) -> str:
    return re.search(r'name="version" value="(\d+)"', page)[1]


@pytest.mark.req("V2MOM-2", via="web")
@pytest.mark.parametrize("way", ["cascade", "map", "pyramid", "ladder"])
def test_people_are_invited_by_area_and_departments_answer_in_any_plan(cast: Cast, way: str):
    here = begun(cast, way)
    Person.objects.filter(public_id=cast.people["rui"]).update(functional_area="Care")
    Person.objects.filter(public_id=cast.people["ines"]).update(functional_area="Data")
    tuan, rui = as_(cast, "tuan"), as_(cast, "rui")
    for area in ("Care", "Data"):
        form = tuan.get(f"{here}?edit=people").content.decode()
        sent = {"version": version_on(form), "area": area, "open_sections": ["methods"]}
        assert tuan.post(f"{here}?edit=people", sent).status_code == 302
    assert "as you see it from your work" in rui.get("/inbox/").content.decode()
    asked = f"/inbox/plan_invitation/{here.split('/')[2]}/"
    rui.post(asked, {"answer": "say", "words": "Ask the carriers first."})
    assert "as you see it from your work" not in rui.get("/inbox/").content.decode()
    page = tuan.get(here).content.decode()
    report = here.replace("/together/", "/report/")
    assert f'href="{report}"' in page
    assert tuan.get(report).status_code == 200
    assert "Open for suggestions: Goals." in page
    assert "1 suggested, 0 taken" in page
    unheard = re.search(r'class="note">(.*?)</p>', page, re.S)[1]
    assert "Data" in unheard, "Ines has not said anything yet"
    assert "Care" not in unheard
    suggestion = re.search(r"edit=suggestion-(\w+)", page)[1]
    tuan.post(f"{here}?edit=suggestion-{suggestion}", {"version": "1", "yes": "yes", "words": ""})
    assert "1 suggested, 1 taken" in tuan.get(here).content.decode()
    part = {"unit": cast.units["Billing"], "part": "Answer refunds.", "goal": ""}
    tuan.post(f"{here}?edit=ask", part)
    amir = as_(cast, "amir")
    request = re.search(r"edit=(ask-\w+)", amir.get(here).content.decode())[1]
    silent = amir.post(f"{here}?edit={request}", {"version": "1", "yes": "no", "words": ""})
    assert silent.status_code == 422, "a no needs its reason"
    no = {"version": "1", "yes": "no", "words": "Not before May."}
    assert amir.post(f"{here}?edit={request}", no).status_code == 302
    page = tuan.get(here).content.decode()
    assert "Refused" in page
    assert "Not before May." in page


def test_whoever_wrote_on_a_map_is_heard_by_what_they_wrote(cast: Cast):
    here = begun(cast, "map")
    plan = here.split("/")[2]
    plan_people.invite(cast.at("tuan", NOW), plan, cast.people["rui"], area="Care", writes=True)
    lane = map_page.show(cast.at("rui", NOW), plan).perspectives[0].id
    top = Goal.objects.get(title="Keep the customers we win").public_id
    draft = ObjectiveDraft(perspective=lane, goal=top)
    map_objectives.add(cast.at("rui", NOW), plan, draft)
    page = as_(cast, "tuan").get(here).content.decode()
    assert "0 suggested, 0 taken" in page
    assert "(Goals)" in page
    assert "has not been heard yet" not in page


def test_the_steps_lead_to_where_it_is_written_together(cast: Cast):
    here = begun(cast, "cascade")
    steps = as_(cast, "tuan").get(f"/cascade/steps/?unit={cast.units['Orders']}")
    assert f'href="{here}"' in steps.content.decode()
    ana = as_(cast, "ana")
    assert "Ask a department" not in ana.get(here).content.decode()
    assert "edit=people" not in ana.get(f"{here}?edit=people").content.decode()


@pytest.mark.req("V2MOM-2", via="api")
@pytest.mark.parametrize("way", ["cascade", "map", "pyramid"])
def test_programs_write_any_plan_together_and_leave_it_to_others(cast: Cast, way: str):
    plan = begun(cast, way).split("/")[2]
    tuan, rui, amir = (Program(cast.at(who, NOW)) for who in ("tuan", "rui", "amir"))
    here = f"/plans/{plan}"
    tuan.patch(here, {"open_sections": ["methods"], "areas": ["Data"]}, 1)
    for who, area in (("rui", "Care"), ("ines", "Stock")):
        invited = tuan.post(f"{here}/participants", {"person": cast.people[who], "area": area})
        assert invited.status_code == 201, invited.content
    said = rui.post(f"{here}/suggestions", {"section": "methods", "text": "Ask first."})
    assert said.status_code == 201, said.content
    ines = Program(cast.at("ines", NOW))
    answer = {"answer": "leave"}
    left = ines.post(f"/inbox/plan_invitation/{plan}/answer", answer)
    assert left.status_code < 300, left.content
    asked = tuan.post(f"{here}/requests", {"unit": cast.units["Billing"], "part": "Refunds"})
    path = f"{here}/requests/{asked.json()['id']}/answer"
    amir.send("PUT", path, {"accepted": True}, If_Match='"1"')
    page = tuan.get(here).json()
    assert [p["person"]["name"] for p in page["participants"]] == ["Rui Matos"]
    assert page["unheard"] == ["Data"]
    assert page["requests"][0]["state"] == "accepted"


@pytest.mark.req("V2MOM-2", via="web")
@pytest.mark.parametrize("view", ["cascade", "pyramid", "ladders"])
def test_each_view_leads_to_where_it_is_written_together_and_offers_to_begin(cast: Cast, view: str):
    tuan = as_(cast, "tuan")
    page = tuan.get(f"/{view}/?unit={cast.units['Orders']}").content.decode()
    [way] = re.findall(rf'href="(/{view}/together/[^"]*)"', page)
    way = way.replace("&amp;", "&")
    assert "Nobody is invited here yet" in tuan.get(way).content.decode()
    begun = tuan.post(way, follow=True)
    assert re.fullmatch(r"/plan/\w+/together/", begun.redirect_chain[-1][0])
    assert tuan.get(way).headers["Location"] == begun.redirect_chain[-1][0]


@pytest.mark.req("V2MOM-2", via="web")
def test_whoever_may_not_plan_for_a_unit_is_told_so_and_nothing_is_begun(cast: Cast):
    ana = as_(cast, "ana")
    way = f"/pyramid/together/?unit={cast.units['Billing']}"
    told = ana.post(way, follow=True).content.decode()
    assert "Nobody is invited here yet" in told
    assert 'class="message error"' in told or 'role="alert"' in told


def test_an_invitation_is_changed_and_taken_back_and_a_department_is_asked_no_longer(cast: Cast):
    here = begun(cast, "cascade")
    plan, tuan = here.split("/")[2], as_(cast, "tuan")
    plan_people.invite(cast.at("tuan", NOW), plan, cast.people["rui"], area="Care", writes=False)
    tuan.post(f"{here}?edit=ask", {"unit": cast.units["Billing"], "part": "Answer refunds."})
    page = tuan.get(here).content.decode()
    guest, asked = (
        re.search(r"edit=(guest-\w+)", page)[1],
        re.search(r"edit=(withdraw-\w+)", page)[1],
    )
    form = tuan.get(f"{here}?edit={guest}").content.decode()
    assert 'value="Care"' in form
    changed = {"version": version_on(form), "area": "Returns", "writes": "on"}
    assert tuan.post(f"{here}?edit={guest}", changed).status_code == 302
    assert re.search(
        r"Rui[^<]*</bdi></b>, <bdi>Returns</bdi>,\s+writes", tuan.get(here).content.decode()
    )
    seen_before = {"remove": "1", "version": version_on(form)}
    clash = tuan.post(f"{here}?edit={guest}", seen_before, follow=True).content.decode()
    assert "Returns" in clash, "it was changed since that form was read"
    now = version_on(tuan.get(f"{here}?edit={guest}").content.decode())
    tuan.post(f"{here}?edit={guest}", {"remove": "1", "version": now})
    assert "Nobody is invited yet" in tuan.get(here).content.decode()
    form = tuan.get(f"{here}?edit={asked}").content.decode()
    assert "Ask for this no longer" in form
    tuan.post(f"{here}?edit={asked}", {"version": version_on(form)})
    assert "It depends on nobody else so far." in tuan.get(here).content.decode()


@pytest.mark.parametrize("way", ["cascade", "map", "pyramid", "ladder"])
def test_a_plan_is_put_aside_with_its_reason_and_its_goals_stay(cast: Cast, way: str):
    here = begun(cast, way)
    tuan, goals = as_(cast, "tuan"), Goal.objects.filter(retired=False).count()
    form = tuan.get(f"{here}?edit=end").content.decode()
    sent = {"version": version_on(form), "reason": "The quarter is planned with Billing now."}
    told = tuan.post(f"{here}?edit=end", sent)
    assert told.status_code == 302
    assert tuan.get(told["Location"]).status_code == 200
    assert tuan.get(here).status_code == 404
    assert Goal.objects.filter(retired=False).count() == goals


def test_whoever_only_writes_along_is_not_offered_the_end_of_a_plan(cast: Cast):
    here = begun(cast, "cascade")
    plan = here.split("/")[2]
    plan_people.invite(cast.at("tuan", NOW), plan, cast.people["rui"], writes=False)
    assert 'id="end"' in as_(cast, "tuan").get(here).content.decode()
    rui = as_(cast, "rui")
    assert 'id="end"' not in rui.get(here).content.decode()
    rui.post(f"{here}?edit=end", {"version": "1", "reason": "No."})
    assert as_(cast, "tuan").get(here).status_code == 200
