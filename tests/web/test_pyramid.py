"""The pyramid's page: the picture and its twin, what it asks for anew, what it takes along."""

import html
import re
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.access.acts import goal
from tests.cast import Cast
from tests.services.test_pyramid import built, carries  # noqa: F401 - the same organisation
from trigpoint.store.models import Contribution, Goal, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def tuan(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.tuan.user)
    return client


@pytest.mark.req("PYRAMID-1", via="web")
def test_every_goal_is_a_stone_and_a_line_that_open_the_same_sheet(tuan: Client, built):  # noqa: F811 - the fixture that is imported
    page = tuan.get("/pyramid/").context["page"]
    svg = ElementTree.fromstring(page.svg)
    links = {a.get("href"): a.get("aria-label") for a in svg.iter() if a.tag.endswith("}a")}
    lines = [line for layer in page.layers for line in layer.lines]
    assert {line.href for line in lines} == set(links)
    assert all(f"goal={g}" in "".join(links) for g in built.values())
    mine = next(line for line in lines if line.title == "Answer before lunch")
    assert links[mine.href] == "Answer before lunch. Ana Costa. Can\u2019t tell yet"
    assert (mine.carries, mine.owner.name) == ("Answer first", "Ana Costa")


@pytest.mark.req("PYRAMID-3", via="web")
def test_what_nobody_carries_is_said_first_and_in_each_layer(tuan: Client, built):  # noqa: F811 - the fixture that is imported
    page = tuan.get("/pyramid/").context["page"]
    assert page.headline == "2 goals stand on nothing."
    organisation, teams, people = page.layers
    assert organisation.weak == ("1 of 2 is not carried", "1 of 2 rests on one goal alone")
    assert "1 lies loose" in teams.weak
    assert people.fine == "All of it carries"
    assert "Nobody carries Cost less" in page.svg
    assert any(card.title == "1 goal lies loose" for card in page.cards)


@pytest.mark.req("PYRAMID-5", via="web")
def test_the_page_asks_for_new_data_by_itself_and_is_told_when_nothing_is_new(
    tuan: Client,
    cast: Cast,
    built,  # noqa: F811 - the fixture that is imported
):
    whole = tuan.get("/pyramid/").content.decode()
    assert 'data-poll="15"' in whole
    assert "new data appear by themselves" in whole.lower()
    asks = {"HX-Request": "true"}
    first = tuan.get("/pyramid/", headers=asks)
    assert first.status_code == 200
    again = {**asks, "If-None-Match": first.headers["ETag"]}
    assert tuan.get("/pyramid/", headers=again).status_code == 304
    goal(cast, "tuan", cast.units["Orders"], "Something new", **carries(built["top"]))
    changed = tuan.get("/pyramid/", headers=again)
    assert changed.status_code == 200
    assert "Something new" in changed.content.decode()


def test_being_told_that_nothing_is_new_costs_little(tuan: Client, built):  # noqa: F811 - the fixture that is imported
    asks = {"HX-Request": "true"}
    tag = tuan.get("/pyramid/", headers=asks).headers["ETag"]
    with CaptureQueriesContext(connection) as captured:
        tuan.get("/pyramid/", headers={**asks, "If-None-Match": tag})
    assert len(captured) <= 4  # the session, its user, and two for the state


def test_a_past_day_is_not_asked_for_anew(tuan: Client, built):  # noqa: F811 - the fixture that is imported
    page = tuan.get("/pyramid/?at=2026-11-01").content.decode()
    assert "data-poll" not in page


def test_the_picture_is_a_file_of_its_own(tuan: Client, built):  # noqa: F811 - the fixture that is imported
    answer = tuan.get("/pyramid.svg")
    assert answer.headers["Content-Type"].startswith("image/svg+xml")
    root = ElementTree.fromstring(answer.content)
    assert root.tag.endswith("svg")
    assert "var(" not in answer.content.decode()
    assert tuan.get("/pyramid.png").content.startswith(b"\x89PNG")


def test_hostile_titles_are_shown_as_text(tuan: Client, cast: Cast):
    title = "</text><script>alert(1)</script> \u202e עברית 🙂 " + "x" * 120
    goal(cast, "mira", cast.units["Northwind"], title, **carries(cast.vision))
    page = tuan.get("/pyramid/")
    assert "<script>alert" not in page.content.decode()
    ElementTree.fromstring(page.context["page"].svg)


def many(cast: Cast, above: str) -> list[str]:
    """Write a hundred and fifty goals of Ana that carry one; return their public ids."""
    top = Goal.objects.get(public_id=above)
    shared = {"organisation": top.organisation, "period": top.period, "why": "So."}
    owner = Person.objects.get(public_id=cast.people["ana"])
    made = Goal.objects.bulk_create(
        Goal(title=f"Part {number}", owner_person=owner, state="active", **shared)
        for number in range(150)
    )
    Contribution.objects.bulk_create(
        Contribution(organisation=top.organisation, child=part, parent=top, sentence="A part.")
        for part in made
    )
    goal(cast, "tuan", cast.units["Orders"], "One more", **carries(above))
    return [part.public_id for part in made]


def test_a_goal_that_hundreds_carry_shows_some_and_folds_the_others(tuan, cast, built):  # noqa: F811 - the fixture that is imported
    many(cast, built["top"])
    page = tuan.get(f"/g/{built['top']}/").content.decode()
    assert "The others of 152 that carry it" in page


@pytest.mark.req("PYRAMID-1", via="web")
def test_hundreds_of_goals_are_merged_into_groups_that_open(tuan: Client, cast: Cast, built):  # noqa: F811 - the fixture that is imported
    ids = set(many(cast, built["top"]))
    page = tuan.get("/pyramid/")
    assert "Some goals are merged into groups." in page.content.decode()
    drawn = page.context["page"].svg
    groups = sorted(set(re.findall(r'href="([^"]*after=\d+[^"]*)"', drawn)))
    opened = tuan.get(html.unescape(groups[-1])).context["page"].svg
    before, after = ({i for i in ids if f"goal={i}" in svg} for svg in (drawn, opened))
    assert before < ids
    assert after - before, "those that were kept together stand by themselves"


def test_without_goals_the_page_says_so_and_has_no_picture_to_take_along(tuan: Client):
    page = tuan.get("/pyramid/").content.decode()
    assert "No goals here yet" in page
    assert "/pyramid.png" not in page


def test_the_same_number_of_queries_with_ten_times_the_goals(tuan: Client, cast: Cast, built):  # noqa: F811 - the fixture that is imported
    def count() -> int:
        tuan.get("/pyramid/")
        with CaptureQueriesContext(connection) as captured:
            tuan.get("/pyramid/")
        return len(captured)

    few = count()
    for number in range(50):
        goal(cast, "tuan", cast.units["Orders"], f"More {number}", **carries(built["top"]))
    assert count() == few
    assert few <= 12
