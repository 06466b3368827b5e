"""The scorecard of each unit: the perspectives of a strategy map as its columns."""

import pytest
from django.test import Client

from tests.api.program import Program
from tests.cast import NOW, Cast
from tests.services.maps import write_map
from tests.services.plan import goal
from trigpoint.services.cascade import scorecard
from trigpoint.services.errors import NotThere
from trigpoint.services.maps import map_page

pytestmark = pytest.mark.django_db


@pytest.mark.req("CASCADE-6", via="core")
def test_the_perspectives_of_the_map_are_the_columns_of_every_unit_below(cast: Cast):
    drawn = write_map(cast)
    under = goal(
        cast, "amir", cast.units["Billing"], "One answer per invoice question", drawn.goals.top
    )
    loose = goal(cast, "amir", cast.units["Billing"], "Tidy the desks", cast.vision)
    lanes = {o.goal.id: o.lane for o in map_page.show(cast.at("mira", NOW), drawn.id).objectives}
    found = scorecard.show(cast.at("amir", NOW))
    perspectives = [p.title for p in map_page.show(cast.at("mira", NOW), drawn.id).perspectives]
    assert [column.title for column in found.columns] == [*perspectives, ""]
    rows = {row.unit.name: [[c.id for c in cell] for cell in row.cells] for row in found.rows}
    assert drawn.goals.team in rows["Orders"][lanes[drawn.goals.team]]
    assert under in rows["Billing"][lanes[drawn.goals.top]]
    assert rows["Billing"][-1] == [loose]
    only = scorecard.show(cast.at("amir", NOW), cast.units["Billing"])
    assert [row.unit.name for row in only.rows] == ["Billing"]
    assert only.columns == found.columns, "the map of the organisation gives them"
    with pytest.raises(NotThere):
        scorecard.show(cast.olga, cast.units["Billing"])


@pytest.mark.req("CASCADE-6", via="web")
def test_a_units_scorecard_is_a_page(cast: Cast):
    client = Client()
    client.force_login(cast.tuan.user)
    assert "No strategy map in these dates" in client.get("/scorecard/").content.decode()
    write_map(cast)
    page = client.get(f"/scorecard/?unit={cast.units['Orders']}").content.decode()
    for title in ("Value to the business", "Customer", "Serves no objective"):
        assert title in page
    assert "Right person, first touch" in page


@pytest.mark.req("CASCADE-6", via="api")
def test_a_program_reads_a_scorecard(cast: Cast):
    write_map(cast)
    found = Program(cast.tuan).get(f"/scorecard?whose={cast.units['Orders']}").json()
    assert len(found["columns"]) == 5
    assert [row["unit"]["name"] for row in found["rows"]] == ["Orders"]
