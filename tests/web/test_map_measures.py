"""Measures of objectives on the map, and a map taken along by program."""

import datetime
from dataclasses import replace

import pytest
from django.test import Client

from tests.api.program import Program
from tests.cast import Cast
from tests.services.maps import Map, write_map
from tests.services.test_evidence import measured
from tests.services.test_foreseen import publish, wavy
from trigpoint.services.goals import targets
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.loop import check_ins
from trigpoint.services.loop.check_ins import CheckInDraft
from trigpoint.services.measures import measures
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.web.components import Figure, Link
from trigpoint.web.shapes import map_scene

DUE = datetime.date(2099, 12, 31)


@pytest.fixture
def drawn(cast: Cast) -> Map:
    found = write_map(cast)
    publish(cast, measured(cast, "mira", found.goals.top, "csat"), wavy())
    return found


def text(client: Client, path: str) -> str:
    return " ".join(client.get(path).content.decode().split())


@pytest.mark.req("MAP-3", via="web")
def test_the_map_shows_the_measure_of_an_objective_and_what_else_would_tell(cast: Cast, drawn: Map):
    mira = Client()
    mira.force_login(cast.mira.user)
    shown = text(mira, f"/map/?chain={drawn.top}")
    row = shown[shown.index('id="map-list"') :]
    assert "Customer satisfaction (CSAT)" in row
    assert "Off track" in row
    for figure in ("71%", "69–73%"):
        assert figure in shown
    for reason in (
        "What is solved at once needs no second contact",
        "Who was well served over months recommends us",
        "watch how long solving takes",
    ):
        assert reason in shown


@pytest.mark.req("MAP-3", via="api")
def test_a_program_reads_measure_status_and_proposals_of_an_objective(cast: Cast, drawn: Map):
    mira = Program(cast.mira)
    found = mira.send("GET", f"/maps/{drawn.id}", None).json()
    proposed = mira.send("GET", f"/maps/{drawn.id}/objectives/{drawn.top}/proposals", None).json()
    main = next(o for o in found["objectives"] if o["id"] == drawn.top)["goal"]["main"]
    assert (main["measure"]["kpi"], main["status"], main["asked"]) == ("csat", "off track", 0.75)
    assert main["figure"]["low"] < main["figure"]["value"] < main["figure"]["high"]
    assert [each["role"] for each in proposed] == ["leading", "lagging", "guard"]
    assert all(each["reason"] for each in proposed)


@pytest.mark.asks("shared_svg")
@pytest.mark.req("MAP-9", via="api")
def test_a_program_takes_a_map_along_by_a_link_and_zooms_to_a_team(cast: Cast, drawn: Map):
    mira = Program(cast.mira)
    made = mira.send("POST", f"/plans/{drawn.id}/shares", {"days": 7}).json()
    path = made["path"]
    assert Client().get(f"{path}sheet.svg").content.startswith(b"<svg")
    assert Client().get(f"/s/{'0' * 13}-{'a' * 43}/sheet.svg").status_code == 404
    assert Client().get(f"{path}sheet.png").content.startswith(b"\x89PNG")
    assert Client().get(f"{path}sheet.pdf").content.startswith(b"%PDF")
    whole = mira.send("GET", f"/maps?unit={cast.units['Northwind']}", None).json()
    team = mira.send("GET", f"/maps?unit={cast.units['Orders']}", None).json()
    assert (whole["scope"]["kind"], team["scope"]["kind"]) == ("organisation", "team")
    assert whole["map"]["id"] == team["map"]["id"] == drawn.id


def test_what_was_typed_in_or_counted_has_no_range_on_its_card():
    rate = Figure("74 %", "70 %", "78 %", "", Link("", ""))
    assert map_scene.span(rate) == "70 %\u201378 %"
    assert map_scene.span(replace(rate, typed=True)) == ""
    assert map_scene.span(replace(rate, exact=True)) == ""


@pytest.mark.req("MAP-3", via="web")
def test_where_numbers_say_otherwise_than_the_owner_picture_list_and_key_say_so(
    cast: Cast, drawn: Map
):
    mira, goal = Client(), drawn.goals.top
    mira.force_login(cast.mira.user)
    assert "Numbers: " not in text(mira, "/map/")
    check_ins.check_in(cast.mira, goal, CheckInDraft(status="on_track", note="It will be well."))
    shown = text(mira, "/map/")
    said = "Keep the customers we win. Northwind. On track. Numbers: off track"
    assert f'aria-label="{said}"' in shown
    assert "Numbers say otherwise <b>1</b>" in shown
    assert "Numbers: off track" in shown[shown.index('id="map-list"') :]
    assert "Numbers: off track" in text(mira, f"/map/{drawn.id}/map.svg")
    assert "Numbers: off track" in text(mira, f"/map/{drawn.id}/present/")


@pytest.mark.req("MAP-3", via="web")
def test_the_map_says_within_what_an_objective_is_kept(cast: Cast):
    drawn = write_map(cast)
    counted = measures.add(cast.at("mira", cast.mira.now), MeasureDraft(kpi="csat"))
    kept = TargetDraft(
        kind="keep_within", due=DUE, measure=counted, low=0.7, high=1.0, tolerance=0.1
    )
    targets.add(cast.at("mira", cast.mira.now), drawn.goals.top, kept, reason="Kept.")
    mira = Client()
    mira.force_login(cast.mira.user)
    assert "goal 70% or more" in text(mira, f"/map/?chain={drawn.top}")
