"""Ladders begun from templates."""

import pytest

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
