"""Maps begun from templates, and their guided steps."""

import datetime
from html import unescape

import pytest
from django.test import Client

from tests.api.program import Program
from tests.cast import NOW, Cast
from tests.services.maps import write_map
from trigpoint.core.lenses.strategy_map.grid import Arrow, Spot, crossings
from trigpoint.core.lenses.templates import SECTORS
from trigpoint.core.lenses.templates.maps import MAPS
from trigpoint.services.actor import part_of_ours
from trigpoint.services.maps import map_page
from trigpoint.services.organisation import organisation as organisations
from trigpoint.services.plans import templates
from trigpoint.store.models import Goal, Period

pytestmark = pytest.mark.django_db


@pytest.mark.req("START-1", via="core")
@pytest.mark.parametrize("key", [template.key for template in MAPS])
def test_a_map_of_each_sector_is_written_down_as_drafts(cast: Cast, key: str):
    made = templates.begin(cast.at("tuan", NOW), key, cast.units["Orders"], cast.period)
    view = map_page.show(cast.at("tuan", NOW), made)
    assert all(each.objectives for each in view.perspectives)
    assert {goal.state for goal in Goal.objects.all()} == {"draft"}
    assert len(view.links) >= 5
    assert all(link.sentence for link in view.links)
    places = {o.id: Spot(o.lane, o.column) for o in view.objectives}
    assert crossings(places, [Arrow(link.cause, link.effect) for link in view.links]) == 0


def test_every_sector_has_a_map_to_begin_with():
    assert {template.sector for template in MAPS} == set(SECTORS)


@pytest.mark.req("START-2", via="web")
@pytest.mark.req("START-2", via="api")
def test_the_steps_say_what_is_done_skipped_and_next(cast: Cast):
    drawn = write_map(cast)
    mira, program = Client(), Program(cast.mira)
    mira.force_login(cast.mira.user)

    def states() -> dict[str, str]:
        guide = program.get(f"/plans/{drawn.id}").json()["guide"]
        return {step["key"]: step["state"] for step in guide}

    assert [states()[key] for key in ("perspectives", "links", "objectives")] == [
        "done",
        "done",
        "next",
    ]
    page = mira.get("/map/steps/").content.decode()
    assert "Fill every perspective" in page
    assert 'aria-current="step"' in page
    assert program.post(f"/plans/{drawn.id}/skip", {"step": "objectives"}).status_code == 200
    assert states()["objectives"] == "skipped"
    assert "next" in states().values()


@pytest.mark.req("START-1", via="web")
@pytest.mark.req("START-1", via="api")
def test_a_map_of_each_sector_begins_on_the_page_and_by_program(cast: Cast):
    tuan, program = Client(), Program(cast.tuan)
    tuan.force_login(cast.tuan.user)
    listed = program.get("/templates?lens=map").json()
    assert {line["sector"] for line in listed} == set(SECTORS)
    for number, template in enumerate(MAPS):
        period = a_period(cast, 2027 + number)
        sent = {"owner": cast.units["Orders"], "period": period, "template": template.key}
        page = unescape(tuan.post("/map/begin/", sent, follow=True).content.decode())
        missing = [str(goal.title) for goal in template.goals if str(goal.title) not in page]
        assert missing == [], template.key
        by_program = sent | {"period": a_period(cast, 2037 + number), "lens": "map"}
        assert program.post("/plans", by_program).status_code == 201


def a_period(cast: Cast, year: int) -> str:
    """Add a year to plan for; return its public id."""
    setup = part_of_ours(cast.organisation, "setup", NOW)
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    organisations.add_period(setup, str(year), first, last)
    return Period.objects.get(organisation=cast.organisation, name=str(year)).public_id
