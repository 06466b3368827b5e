"""A map as large as any: one link more moves nothing."""

import pytest

from tests.cast import NOW, Cast
from tests.core.lenses.strategy_map.worlds import world
from tests.services.maps import write_map
from trigpoint.services.goals import drives
from trigpoint.services.goals.drives import DriveDraft
from trigpoint.services.maps import map_objectives, map_page, maps
from trigpoint.services.maps.map_objectives import ObjectiveDraft
from trigpoint.store.models import Objective

pytestmark = pytest.mark.django_db


@pytest.mark.req("MAP-1", via="core")
def test_one_link_more_on_a_map_of_sixty_objectives_and_a_hundred_links_moves_none(cast: Cast):
    drawn = write_map(cast)
    rows, arrows = world(58, 100)
    mira = cast.at("mira", NOW)
    made = {
        node: map_objectives.add(
            mira, drawn.id, ObjectiveDraft(title=node, perspective=drawn.lanes[lane])
        )
        for lane, row in enumerate(rows)
        for node in row
    }
    goal = dict(Objective.objects.values_list("public_id", "goal__public_id"))
    pairs = [(goal[made[arrow.cause]], goal[made[arrow.effect]]) for arrow in arrows]
    said = DriveDraft(sentence="It helps.")
    for cause, effect in pairs[1:]:
        drives.add(mira, cause, effect, said)
    maps.arrange_anew(cast.at("mira", NOW), drawn.id)
    before = map_page.show(cast.at("mira", NOW), drawn.id)
    drives.add(cast.at("mira", NOW), *pairs[0], said)
    after = map_page.show(cast.at("mira", NOW), drawn.id)
    assert (len(before.objectives), len(before.links), len(after.links)) == (60, 100, 101)
    moved = [
        (one.id, one.lane, one.column)
        for one, other in zip(before.objectives, after.objectives, strict=True)
        if (one.id, one.lane, one.column) != (other.id, other.lane, other.column)
    ]
    assert moved == []
