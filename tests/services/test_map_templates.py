"""Maps begun from templates, and their guided steps."""

import pytest
from django.test import Client

from tests.cast import NOW, Cast
from tests.services.maps import write_map
from trigpoint.core.lenses.guide import StepState
from trigpoint.core.lenses.strategy_map.grid import Arrow, Spot, crossings
from trigpoint.core.lenses.templates import SECTORS
from trigpoint.core.lenses.templates.maps import MAPS
from trigpoint.services.goals import scope
from trigpoint.services.maps import map_page
from trigpoint.services.plans import guides, templates
from trigpoint.store.models import Goal

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


def test_the_steps_say_what_is_done_and_what_is_next(cast: Cast):
    write_map(cast)
    mira = cast.at("mira", NOW)
    found = guides.of_scope(mira, "map", scope.find(mira, cast.units["Northwind"]))
    assert found is not None
    states = {step.key: step.state for step in found.steps}
    assert states["perspectives"] is StepState.DONE
    assert states["links"] is StepState.DONE
    assert states["objectives"] is StepState.NEXT
    client = Client()
    client.force_login(cast.mira.user)
    page = client.get("/map/steps/")
    assert "Fill every perspective" in page.content.decode()


def test_a_map_begins_from_a_template_in_the_browser(cast: Cast):
    client = Client()
    client.force_login(cast.tuan.user)
    sent = {"owner": cast.units["Orders"], "period": cast.period, "template": "map-chat"}
    page = client.post("/map/begin/", sent, follow=True).content.decode()
    assert "People stay with us" in page
