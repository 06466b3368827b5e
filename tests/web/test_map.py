"""The strategy map's page: picture and list, chains, what is written in it and refused."""

import datetime
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import NOW, Cast
from tests.services.maps import Map, write_map
from trigpoint.services.goals import drives
from trigpoint.services.goals.drives import DriveDraft
from trigpoint.services.maps import map_journey, map_lanes, map_objectives, map_page
from trigpoint.services.maps.map_journey import PainPointDraft
from trigpoint.services.maps.map_objectives import ObjectiveDraft
from trigpoint.services.plans import plans, sharing

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawn(cast: Cast) -> Map:
    return write_map(cast)


def as_(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(getattr(cast, name).user)
    return client


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.mark.req("MAP-1", via="web")
def test_every_objective_and_link_is_in_the_picture_and_in_the_lists(cast: Cast, drawn: Map):
    shown = as_(cast, "tuan").get("/map/")
    assert "Who can see this?" in shown.content.decode()
    page = shown.context["page"]
    svg = ElementTree.fromstring(page.svg)
    cards = {a.get("data-card"): a.get("aria-label") for a in svg.iter() if a.get("data-card")}
    assert set(cards) == {drawn.top, drawn.team}
    assert cards[drawn.team] == "Right person, first touch. Orders. Can\u2019t tell yet"
    assert {row.title for lane in page.lanes for row in lane.rows} == {
        "Keep the customers we win",
        "Right person, first touch",
    }
    [link] = page.links
    assert (link.cause, link.effect) == ("Right person, first touch", "Keep the customers we win")
    assert link.word == "opinion only"
    assert "no measure" in link.said
    assert "opinion only" in page.svg
    assert "You are here" in page.svg


def test_a_chain_alone_is_numbered_and_the_rest_stays_readable(cast: Cast, drawn: Map):
    draft = ObjectiveDraft(title="Something else", perspective=drawn.lanes[1])
    map_objectives.add(cast.at("mira", NOW), drawn.id, draft)
    answer = as_(cast, "mira").get(f"/map/?chain={drawn.team}")
    page = answer.context["page"]
    assert [link.number for link in page.links] == ["1"]
    assert "Only the chain of Right person, first touch: 2 objectives, 1 link." in text(answer)
    assert "Something else" in page.svg
    assert as_(cast, "mira").get("/map/?chain=0000000000000").status_code == 404


def test_a_map_is_begun_by_who_leads_the_unit(cast: Cast):
    assert "Begin a map" not in text(as_(cast, "ana").get("/map/"))
    mira = as_(cast, "mira")
    assert "Begin a map" in text(mira.get("/map/"))
    sent = {"owner": cast.units["Northwind"], "period": cast.period}
    done = mira.post("/map/begin/", sent, follow=True)
    assert "No objective stands here yet." in text(done)


@pytest.mark.req("MAP-1", via="web")
def test_objectives_and_links_are_added_by_forms(cast: Cast, drawn: Map):
    mira = as_(cast, "mira")
    sent = {"title": "Answers that stay true", "perspective": drawn.lanes[3]}
    assert mira.post("/map/?edit=objective", sent).status_code == 302
    view = map_page.show(cast.at("mira", NOW), drawn.id)
    new = next(o.id for o in view.objectives if o.lane == 3)
    sent = {
        "cause": new,
        "effect": drawn.team,
        "sentence": "Who knows passes less on.",
        "sign": "with",
        "lag_weeks": "3",
    }
    assert mira.post("/map/?edit=link", sent).status_code == 302
    view = map_page.show(cast.at("mira", NOW), drawn.id)
    assert {(link.cause, link.effect) for link in view.links} == {
        (new, drawn.team),
        (drawn.team, drawn.top),
    }


def test_a_link_without_a_reason_is_sent_back_with_everything_typed(cast: Cast, drawn: Map):
    sent = {"cause": drawn.top, "effect": drawn.top, "sentence": "So.", "lag_weeks": "3"}
    answer = as_(cast, "mira").post("/map/?edit=link", {**sent, "sign": "with"})
    assert answer.status_code == 422
    assert "A goal does not drive itself." in text(answer)
    assert 'value="So."' in text(answer)


def test_a_perspective_with_objectives_is_refused_with_the_cure(cast: Cast, drawn: Map):
    mira = as_(cast, "mira")
    answer = mira.post(
        f"/map/?edit=perspective-{drawn.lanes[2]}", {"remove": "1", "version": "1"}, follow=True
    )
    assert "Move it to another one or take it off the map first" in text(answer)


def test_an_objective_is_moved_by_its_place(cast: Cast, drawn: Map):
    mira = as_(cast, "mira")
    sent = {"objective": drawn.team, "version": "1", "perspective": drawn.lanes[1], "column": "2"}
    assert mira.post(f"/map/{drawn.id}/do/", sent).status_code == 302
    view = map_page.show(cast.at("mira", NOW), drawn.id)
    found = next(o for o in view.objectives if o.id == drawn.team)
    assert (found.lane, found.column, found.by_hand) == (1, 2, True)
    again = mira.post(f"/map/{drawn.id}/do/", sent, follow=True)
    assert "Somebody moved it meanwhile." in text(again)


def test_who_may_not_write_finds_no_tools(cast: Cast, drawn: Map):
    ana = as_(cast, "ana")
    page = text(ana.get("/map/?edit=objective"))
    assert "Add an objective" not in page
    assert ana.post(f"/map/{drawn.id}/do/", {"do": "arrange"}).status_code == 403


@pytest.mark.req("MAP-9", via="web")
@pytest.mark.req("MAP-1", via="web")
def test_a_theme_is_renamed_from_where_it_stands(cast: Cast, drawn: Map):
    theme = map_lanes.add_theme(cast.at("mira", NOW), drawn.id, "Easy")
    door, mira = f"edit=theme-{theme}#edit", as_(cast, "mira")
    assert door not in text(as_(cast, "ana").get("/map/"))
    assert door in text(mira.get("/map/"))
    renamed = {"version": "1", "title": "No effort"}
    assert mira.post(f"/map/?edit=theme-{theme}", renamed).status_code == 302
    assert "No effort" in text(mira.get("/map/"))
    map_lanes.add_theme(cast.at("mira", NOW), drawn.id, "Care")
    second = {"version": "2", "title": "No effort", "place": "2"}
    assert mira.post(f"/map/?edit=theme-{theme}", second).status_code == 302
    pills = mira.get("/map/").context["page"].themes
    assert [p.label for p in pills][:2] == ["Care", "No effort"]
    without = mira.get("/map/?theme=none").context["page"].themes[-1]
    assert (without.label, without.count, without.on) == ("Without a theme", 2, True)


def test_a_unit_without_a_map_sees_the_one_above(cast: Cast, drawn: Map):
    page = text(as_(cast, "bea").get(f"/map/?unit={cast.units['Orders']}"))
    assert "Orders has no map of its own. This is the one of Northwind" in page


@pytest.mark.parametrize("count", [3, 30])
def test_a_map_costs_few_queries_however_large(cast: Cast, drawn: Map, count: int):
    for n in range(count):
        draft = ObjectiveDraft(title=f"Goal {n}", perspective=drawn.lanes[n % 4])
        map_objectives.add(cast.at("mira", NOW), drawn.id, draft)
    mira = as_(cast, "mira")
    mira.get("/map/")
    with CaptureQueriesContext(connection) as queries:
        mira.get("/map/")
    assert len(queries) <= 12


@pytest.mark.req("MAP-9", via="web")
@pytest.mark.parametrize(
    ("name", "begins"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("pdf", b"%PDF")]
)
def test_the_same_map_is_taken_along_as_a_file(cast: Cast, drawn: Map, name: str, begins: bytes):
    answer = as_(cast, "ana").get(f"/map/{drawn.id}/map.{name}")
    assert answer.content.startswith(begins)
    if name == "svg":
        said = answer.content.decode()
        assert "Right person, first touch" in said
        assert "href" not in said


@pytest.mark.req("MAP-2", via="web")
def test_a_pain_point_that_nobody_serves_is_seen_in_the_picture_and_in_words(
    cast: Cast, drawn: Map
):
    mira = as_(cast, "mira")
    assert (
        mira.post("/map/?edit=stage", {"title": "Wait", "touchpoints": "Chat"}).status_code == 302
    )
    stage = map_page.show(cast.at("mira", NOW), drawn.id).journey[0].id
    sent = {"title": "Where is it?", "moment_of_truth": "on", "tags": "parcel\ntopic=where"}
    assert mira.post(f"/map/?edit=pain-in.{stage}", sent).status_code == 302
    page = mira.get("/map/")
    assert "Nobody serves this" in page.context["page"].svg
    assert "1 pain point nobody serves" in text(page)
    pain = map_page.show(cast.at("mira", NOW), drawn.id).journey[0].pains[0]
    mended = {**sent, "version": "1", "serves": [drawn.team], "stage": stage}
    assert mira.post(f"/map/?edit=pain-{pain.id}", mended).status_code == 302
    again = mira.get("/map/")
    assert "Nobody serves this" not in again.context["page"].svg
    assert "Moment of truth" in text(again)
    mira.post("/map/?edit=stage", {"title": "Order"})
    order = map_page.show(cast.at("mira", NOW), drawn.id).journey[1].id
    first = {"version": "1", "title": "Order", "place": "1"}
    assert mira.post(f"/map/?edit=stage-{order}", first).status_code == 302
    there = {**mended, "version": "2", "stage": order}
    assert mira.post(f"/map/?edit=pain-{pain.id}", there).status_code == 302
    shown = mira.get("/map/").context["page"].journey
    assert [(s.title, len(s.pains)) for s in shown] == [("Order", 1), ("Wait", 0)]


@pytest.mark.req("MAP-8", via="web")
def test_a_map_is_published_compared_and_looked_at_again(cast: Cast, drawn: Map):
    mira, place = as_(cast, "mira"), f"/map/{drawn.id}/versions/"
    assert "Nothing is published yet" in text(mira.get(place))
    sent = {"version": "1", "reason": "", "override_reason": ""}
    refused = mira.post(f"{place}?edit=publish", sent)
    assert refused.status_code == 422
    assert "No objective stands in “Customer”." in text(refused)
    sent["override_reason"] = "The rest comes in spring."
    assert mira.post(f"{place}?edit=publish", sent).status_code == 302
    draft = ObjectiveDraft(title="Less effort", perspective=drawn.lanes[1])
    map_objectives.add(cast.at("mira", NOW), drawn.id, draft)
    assert "“Less effort” is new, in “Customer”." in text(mira.get(f"{place}?from=1"))
    [less] = [
        o for o in map_page.show(cast.mira, drawn.id).objectives if o.goal.title == "Less effort"
    ]
    drives.add(
        cast.at("mira", NOW), less.goal.id, drawn.goals.top, DriveDraft(sentence="So we say.")
    )
    shown = text(mira.get(f"{place}?from=1"))
    assert "<ins><bdi>So we say.</bdi></ins>" in shown
    assert "<del>" not in shown, "nothing is struck out where there was nothing"
    sent = {"version": "2", "reason": "On the way.", "cadence_days": "42", "next_review": ""}
    assert mira.post(f"{place}?edit=review", sent).status_code == 302
    assert map_page.show(cast.at("mira", NOW), drawn.id).cadence_days == 42
    assert "Publish a version" not in text(as_(cast, "ana").get(place))


def test_a_map_whose_review_is_overdue_says_since_when_until_it_is_looked_at(
    cast: Cast, drawn: Map
):
    mira, past = as_(cast, "mira"), timezone.now() - datetime.timedelta(days=3)
    assert "review has been due" not in text(mira.get("/map/"))
    plans.review(cast.at("mira", NOW), drawn.id, 1, next_review=past)
    shown = text(mira.get("/map/"))
    assert f'href="/map/{drawn.id}/versions/">its review has been due since ' in shown
    plans.review(cast.at("mira", timezone.now()), drawn.id, 2)
    assert "review has been due" not in text(mira.get("/map/"))


@pytest.mark.req("MAP-9", via="web")
def test_a_map_behind_a_link_is_read_without_a_log_in_and_without_names(cast: Cast, drawn: Map):
    mira = cast.at("mira", timezone.now())
    stage = map_journey.add_stage(mira, drawn.id, "Wait", "Chat")
    pain = PainPointDraft(title="Where is it?", tags=["parcel"], serves=[drawn.team])
    map_journey.add_pain(mira, stage, pain)
    made = sharing.make(mira, drawn.id, 30)
    page = Client().get(made.path)
    listed = text(page).partition('id="map-list"')[2]
    for said in ("Right person, first touch", "we win (opinion only)", "Wait", "Where is it?"):
        assert said in listed
    assert "visually-hidden" not in listed
    assert "parcel" not in text(page)
    assert "Where is it?" in text(as_(cast, "mira").get(f"/map/{drawn.id}/present/"))
    assert "You are here" not in text(page)
    assert Client().get(made.path + "sheet.pdf").content.startswith(b"%PDF")
