"""A goal says which ladders help to reach it, and where they stand, to whom they are open."""

import datetime
import json

import pytest
from django.test import Client

from tests.access.acts import goal
from tests.cast import NOW, Cast
from tests.services.test_ladders import TAUGHT, begin, step
from trigpoint.services.goals import goal_page
from trigpoint.services.ladders import climbing, ladder_page, ladders, rungs
from trigpoint.services.ladders.goal_ladders import GoalLadder
from trigpoint.web import addresses

pytestmark = pytest.mark.django_db


@pytest.fixture
def wanted(cast: Cast) -> str:
    return goal(cast, "tuan", cast.units["Orders"], "Solve it the first time")


def of(cast: Cast, who: str, wanted: str, at: datetime.datetime | None = None) -> list[GoalLadder]:
    return list(goal_page.show(cast.at(who, NOW), wanted, at).ladders)


@pytest.mark.req("LADDER-5", via="web")
def test_a_goal_names_the_ladders_and_steps_tied_to_it_and_where_they_stand(
    cast: Cast, wanted: str
):
    team = begin(cast, step("Learn", TAUGHT), who="tuan", owner=cast.units["Orders"])
    ladders.edit(cast.tuan, team, 2, {"goal": wanted})
    mine = begin(cast, step("Read", TAUGHT), step("Do", TAUGHT, goal=wanted), step("Teach", TAUGHT))
    [read, _do, _teach] = ladder_page.show(cast.ana, mine).rungs
    rungs.attend(cast.ana, read.criteria[0].id, 1, NOW.date())
    assert climbing.watch(cast.organisation, NOW) == 1
    later = NOW + datetime.timedelta(days=2)
    cast_ana = cast.at("ana", later)
    first, second = goal_page.show(cast_ana, wanted).ladders
    assert (first.id, first.serves, [s.state for s in first.steps]) == (team, True, ["here"])
    assert (second.id, second.serves, second.mine) == (mine, False, True)
    stands = [(s.title, s.state, s.serves) for s in second.steps]
    assert stands == [("Read", "reached", False), ("Do", "here", True), ("Teach", "next", False)]
    client = Client()
    client.force_login(cast.ana.user)
    shown = client.get(addresses.goal(wanted)).content.decode()
    for words in ("Ladders that help to reach it", "1 of 3 steps reached", "A step of it serves"):
        assert words in shown
    sent = json.loads(client.get(f"/api/v1/goals/{wanted}").content)
    assert [each["id"] for each in sent["ladders"]] == [team, mine]


@pytest.mark.req("LADDER-5", via="api")
def test_a_ladder_tied_to_a_teams_ladder_stands_on_the_goal_that_this_one_serves(
    cast: Cast, wanted: str
):
    team = begin(cast, step("Learn", TAUGHT), who="tuan", owner=cast.units["Orders"])
    mine = begin(cast, step("Read", TAUGHT))
    ladders.edit(cast.ana, mine, 2, {"above": team})
    assert of(cast, "ana", wanted) == []
    ladders.edit(cast.tuan, team, 2, {"goal": wanted})
    assert [(each.id, each.through) for each in of(cast, "ana", wanted)] == [
        (team, ""),
        (mine, "Carrier claims"),
    ]


@pytest.mark.req("LADDER-5", via="web")
def test_a_private_ladder_does_not_exist_for_others_on_the_goal_it_serves(cast: Cast, wanted: str):
    mine = begin(cast, step("Read", TAUGHT, goal=wanted))
    draft = begin(cast)
    ladders.edit(cast.ana, draft, 1, {"goal": wanted, "title": "Something private"})
    assert [each.id for each in of(cast, "ana", wanted)] == [mine, draft]
    assert [each.id for each in of(cast, "tuan", wanted)] == [mine]
    ladders.decline(cast.ana, mine)
    assert of(cast, "tuan", wanted) == []
    client = Client()
    client.force_login(cast.tuan.user)
    shown = client.get(addresses.goal(wanted)).content.decode()
    assert "Ladders that help" not in shown
    assert "Something private" not in shown


@pytest.mark.req("LADDER-5", via="api")
def test_a_goal_of_an_earlier_day_names_the_ladders_of_that_day(cast: Cast, wanted: str):
    assert of(cast, "ana", wanted, NOW) == []
    mine = begin(cast, step("Read", TAUGHT, goal=wanted))
    later = datetime.datetime.now(datetime.UTC) + datetime.timedelta(minutes=1)
    assert [each.id for each in of(cast, "ana", wanted, later)] == [mine]
