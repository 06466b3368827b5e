"""Ladders begun from templates."""

from html import unescape

import pytest
from django.test import Client

from tests.api.program import Program
from tests.cast import NOW, Cast
from trigpoint.core.lenses.templates import SECTORS
from trigpoint.core.lenses.templates.ladders import LADDERS
from trigpoint.services.errors import NotThere
from trigpoint.services.ladders import ladder_page, ladder_templates
from trigpoint.services.ladders.ladders import LadderDraft
from trigpoint.services.plans import templates
from trigpoint.tickets.catalogue import definition

pytestmark = pytest.mark.django_db


def draft(cast: Cast) -> LadderDraft:
    return LadderDraft(owner=cast.people["ana"], title="Mine")


@pytest.mark.req("START-1", via="api")
@pytest.mark.parametrize("key", [template.key for template in LADDERS])
def test_a_ladder_of_each_sector_is_written_down_as_a_draft(cast: Cast, key: str):
    made = ladder_templates.begin(cast.at("ana", NOW), key, draft(cast))
    page = ladder_page.show(cast.at("ana", NOW), made)
    assert (page.state, page.title) == ("draft", "Mine")
    assert page.why
    learn, reach, teach = page.rungs
    assert {each.kind for each in learn.criteria} == {"training", "skill"}
    assert learn.resources
    assert reach.criteria == (), "the value is set by whoever climbs"
    assert [each.kind for each in teach.criteria] == ["skill"]
    assert NOW.date() < learn.due < reach.due < teach.due


@pytest.mark.req("START-1", "START-2", via="web")
@pytest.mark.req("START-1", "START-2", via="api")
def test_a_ladder_of_each_sector_begins_on_the_page_and_by_program_with_its_steps(cast: Cast):
    ana, program = Client(), Program(cast.ana)
    ana.force_login(cast.ana.user)
    owner = cast.people["ana"]
    for template in LADDERS:
        sent = {"owner": owner, "title": template.sector, "template": template.key}
        begun = ana.post("/ladders/new/", sent)
        page = unescape(ana.get(begun.headers["Location"]).content.decode())
        assert template.ladder is not None
        assert all(str(step.title) in page for step in template.ladder.steps), template.key
        made = program.post("/ladders", sent).json()
        assert [each["title"] for each in made["rungs"]] == [
            str(step.title) for step in template.ladder.steps
        ]
    at = begun.headers["Location"]
    following = next(step["key"] for step in made["guide"] if step["state"] == "next")
    assert ('<ol class="guide">' in page, "left out" in page) == (True, False)
    ana.post(f"{at}do/", {"do": "skip", "step": following})
    assert "left out" in ana.get(at).content.decode()
    taken_in = program.post(f"/ladders/{made['id']}/skip", {"step": following, "skipped": False})
    assert {step["key"]: step["state"] for step in taken_in.json()["guide"]}[following] == "next"


def test_every_sector_has_a_ladder_whose_measure_is_in_the_catalogue():
    assert {template.sector for template in LADDERS} == set(SECTORS)
    for template in LADDERS:
        assert template.ladder is not None
        assert all(definition(step.kpi) for step in template.ladder.steps if step.kpi)


def test_a_ladder_is_no_plan_and_a_plan_no_ladder(cast: Cast):
    with pytest.raises(NotThere):
        ladder_templates.begin(cast.at("ana", NOW), "v2mom-shop", draft(cast))
    with pytest.raises(NotThere):
        templates.begin(cast.at("tuan", NOW), "ladder-shop", cast.units["Orders"], cast.period)
