"""Pages as they stood on a past day: Home, the list of goals, the measures, and one measure."""

import datetime
import re

import pytest
from django.test import Client

from tests.cast import NOW, Cast
from tests.services.conftest import Desk, solved
from tests.services.plan import write
from trigpoint.services.goals import goal_list, goal_page, goal_uses, goals
from trigpoint.services.goals.goal_uses import UseDraft
from trigpoint.services.goals.goals import GoalDraft, LinkDraft
from trigpoint.services.loop import check_ins
from trigpoint.services.loop.check_ins import CheckInDraft
from trigpoint.services.measures import measures
from trigpoint.services.measures.measures import MeasureDraft

pytestmark = pytest.mark.django_db

THEN = "2026-11-22"
LATER = NOW + datetime.timedelta(days=2)
NOTHING_TO_CHANGE = "This is how it stood on"


def page(actor, address: str) -> str:
    client = Client()
    client.force_login(actor.user)
    answer = client.get(address, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def goal(cast: Cast) -> str:
    """A goal of Ana's that is called otherwise two days later."""
    draft = GoalDraft(
        title="Nobody asks me twice",
        why="A second question costs a day.",
        owner=cast.people["ana"],
        period=cast.period,
        state="active",
        carries=(LinkDraft(above=cast.vision, sentence="People trust one answer."),),
    )
    made = goals.add(cast.ana, draft)
    renamed = {"title": "Nobody asks us twice"}
    goals.edit(cast.at("ana", LATER), made, 1, renamed, reason="It is us all.")
    return made


@pytest.mark.req("GRAPH-6", via="web")
@pytest.mark.parametrize("way", ["v2mom", "cascade", "map", "pyramid"])
def test_each_view_as_it_stood(cast: Cast, goal: str, way: str):
    if way in {"v2mom", "map"}:
        goal_uses.use(cast.ana, goal, UseDraft(lens=way))
    chosen = f"unit={cast.people['ana']}"
    then = page(cast.ana, f"/{way}/?{chosen}&at={THEN}")
    now = page(cast.ana, f"/{way}/?{chosen}")
    assert NOTHING_TO_CHANGE in then
    assert "Nobody asks me twice" in then
    assert "Nobody asks us twice" not in then
    assert "Nobody asks us twice" in now


@pytest.mark.req("GRAPH-6", via="web")
@pytest.mark.parametrize("at", ["", THEN])
def test_a_holder_with_many_goals_leads_to_all_of_them_on_that_day(
    cast: Cast, goal: str, at: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(goal_list, "PAGE", 1)
    ana = cast.people["ana"]
    assert "in the list of goals" not in page(cast.ana, f"/p/{ana}/?at={at}")
    goals.add(cast.ana, GoalDraft(title="A second one", why="x", owner=ana, period=cast.period))
    shown = page(cast.ana, f"/p/{ana}/?at={at}")
    every = f"/goals/?owner={ana}" + (f"&at={at}" if at else "")
    link = f'<a href="{every.replace("&", "&amp;")}">1 more in the list of goals</a>'
    assert link in shown
    chosen = f'<option value="{ana}" selected>Ana Costa</option>'
    assert chosen in page(cast.ana, every)


def test_before_a_v2mom_was_written_the_page_says_that_there_was_none(cast: Cast, goal: str):
    goal_uses.use(cast.ana, goal, UseDraft(lens="v2mom"))
    chosen = f"unit={cast.people['ana']}"
    before = page(cast.ana, f"/v2mom/?{chosen}&at=2026-11-01")
    assert "No V2MOM is written for this choice yet" in before
    assert "Begin one" not in before
    assert "Nobody asks us twice" in page(cast.ana, f"/v2mom/?{chosen}")


@pytest.mark.req("GRAPH-6", via="web")
def test_a_person_a_team_and_the_people_as_they_stood(cast: Cast, goal: str):
    address = f"/p/{cast.people['ana']}/"
    then, now = page(cast.ana, f"{address}?at={THEN}"), page(cast.ana, address)
    assert NOTHING_TO_CHANGE in then
    assert "Nobody asks me twice" in then
    assert "Nobody asks us twice" not in then
    assert "Nobody asks us twice" in now
    assert NOTHING_TO_CHANGE not in now
    team = write(cast).team
    was = goal_page.show(cast.tuan, team).card
    changes = {"title": "Said anew"}
    goals.edit(cast.at("tuan", LATER), team, was.version, changes, reason="Clearer.")
    address = f"/u/{cast.units['Orders']}/"
    then = page(cast.tuan, f"{address}?at={THEN}")
    assert NOTHING_TO_CHANGE in then
    assert was.title in then
    assert "Said anew" not in then
    assert "Said anew" in page(cast.tuan, address)
    assert NOTHING_TO_CHANGE in page(cast.tuan, f"/people/?at={THEN}")


@pytest.mark.req("GRAPH-6", via="web")
def test_home_as_it_stood(cast: Cast, goal: str):
    check_ins.check_in(cast.at("ana", LATER), goal, CheckInDraft(status="on_track", note="Well"))
    then, now = page(cast.ana, f"/?at={THEN}"), page(cast.ana, "/")
    assert NOTHING_TO_CHANGE in then
    assert "Nobody asks me twice" in then
    assert "Nobody asks us twice" not in then
    assert "Well" not in then
    assert "check-in/" not in then
    assert "Nobody asks us twice" in now
    assert NOTHING_TO_CHANGE not in now


@pytest.mark.req("GRAPH-6", via="web")
def test_the_list_of_goals_as_it_stood_keeps_its_filters_and_changes_nothing(cast: Cast, goal: str):
    then = page(cast.ana, f"/goals/?at={THEN}&mine=1")
    assert "Nobody asks me twice" in then
    assert "Nobody asks us twice" not in then
    assert NOTHING_TO_CHANGE in then
    assert 'name="goal"' not in then
    assert f"mine=1&amp;sort=-title&amp;at={THEN}" in then
    assert "Nobody asks us twice" in page(cast.ana, "/goals/?mine=1")
    assert "Nobody asks" not in page(cast.ana, "/goals/?at=2026-11-01")
    client = Client()
    client.force_login(cast.ana.user)
    sent = {"goal": [f"{goal}:2"], "state": "retired", "reason": "Over."}
    assert client.post(f"/goals/?at={THEN}", sent).status_code == 422
    assert "Nobody asks us twice" in page(cast.ana, "/goals/?state=active")


@pytest.mark.req("GRAPH-6", via="web")
def test_measures_as_they_stood(cast: Cast, tmp_path, settings):
    settings.TRIGPOINT_DATA = tmp_path
    desk = Desk(cast)
    measure = measures.add(cast.mira, MeasureDraft(kpi="full_resolution_time", pinned=True))
    desk.bring("".join(solved(n, "11-20", hours=1 + n % 5) for n in range(30)))
    for address in ("/measures/", f"/m/{measure}/"):
        assert "As of 20 Nov" in page(cast.mira, address)
        then = page(cast.mira, f"{address}?at={THEN}")
        assert NOTHING_TO_CHANGE in then
        assert "No data yet." in then
        assert "As of 20 Nov" not in then
    assert f"/m/{measure}/?at={THEN}" in page(cast.mira, f"/measures/?at={THEN}")
    assert measure not in page(cast.mira, "/measures/?at=2026-11-01")


@pytest.mark.req("GRAPH-6", via="web")
def test_a_day_before_something_was_there_says_so_and_leads_back(cast: Cast, goal: str):
    measure = measures.add(cast.mira, MeasureDraft(kpi="full_resolution_time"))
    client, stranger = Client(), Client()
    client.force_login(cast.mira.user)
    stranger.force_login(cast.olga.user)
    for address in (f"/m/{measure}/", f"/g/{goal}/"):
        then = client.get(f"{address}?at=2026-11-01&span=all")
        assert then.status_code == 404
        assert "Not there on that day" in then.content.decode()
        assert f'href="{address}?span=all"' in then.content.decode()
        unseen = stranger.get(f"{address}?at=2026-11-01&span=all")
        assert "There is nothing here" in unseen.content.decode()


@pytest.mark.req("GRAPH-6", via="web")
def test_the_scorecard_as_it_stood(cast: Cast):
    team = write(cast).team
    goal_uses.use(cast.tuan, team, UseDraft(lens="map"))
    was = goal_page.show(cast.tuan, team).card
    later = cast.at("tuan", LATER)
    goals.edit(later, team, was.version, {"title": "Said anew"}, reason="Clearer.")
    chosen = f"/scorecard/?unit={cast.units['Orders']}"
    assert "Said anew" in page(cast.tuan, chosen)
    then = page(cast.tuan, f"{chosen}&at={THEN}")
    assert NOTHING_TO_CHANGE in then
    assert was.title in then
    assert "Said anew" not in then
    assert was.title not in page(cast.tuan, f"{chosen}&at=2026-11-01")


def test_where_a_plan_is_written_nothing_is_of_a_past_day(cast: Cast):
    for address in ("/cascade/together/", "/cascade/steps/"):
        assert NOTHING_TO_CHANGE not in page(cast.tuan, f"{address}?at={THEN}")


@pytest.mark.req("GRAPH-6", via="web")
def test_paper_and_slides_of_a_v2mom_are_of_the_past_day_and_say_so(cast: Cast, goal: str):
    goal_uses.use(cast.ana, goal, UseDraft(lens="v2mom"))
    client = Client()
    client.force_login(cast.ana.user)
    plan = client.get(f"/v2mom/?unit={cast.people['ana']}").headers["Location"].partition("?")[0]
    assert f"{plan}print/?at={THEN}" in page(cast.ana, f"{plan}?at={THEN}")
    for way in ("print", "present"):
        then, now = (page(cast.ana, f"{plan}{way}/{at}") for at in (f"?at={THEN}", ""))
        assert ("Nobody asks me twice" in then, "Nobody asks us twice" in then) == (True, False)
        assert "as it stood on" in then
        assert "as it stood on" not in now
        assert "Nobody asks us twice" in now
    assert f"sheet.pdf?paper=a4&amp;at={THEN}" in page(cast.ana, f"{plan}print/?at={THEN}")
    assert client.get(f"{plan}print/?at=2026-11-01").status_code == 404, "there was none yet"


@pytest.mark.req("GRAPH-6", via="web")
def test_paper_and_slides_of_a_map_are_of_the_past_day_and_say_so(cast: Cast, goal: str):
    goal_uses.use(cast.ana, goal, UseDraft(lens="map"))
    shown = page(cast.ana, f"/map/?unit={cast.people['ana']}&at={THEN}")
    found = re.findall(r'href="(/map/\w+/(?:map\.svg|present/)\?at=[\d-]+)"', shown)
    assert len(found) == 2, "the ways to take it along keep the day"
    for address in found:
        then, now = page(cast.ana, address), page(cast.ana, address.partition("?")[0])
        assert ("asks me twice" in then, "asks us twice" in then) == (True, False)
        assert "as it stood on" in then
        assert "as it stood on" not in now
