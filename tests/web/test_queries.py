"""Pages ask the database at most 12 times, and as often with many goals as with few."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.services.conftest import Desk, solved
from trigpoint.services.goals import goals, targets
from trigpoint.services.goals.goals import GoalDraft, LinkDraft
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.loop import check_ins
from trigpoint.services.loop.check_ins import CheckInDraft
from trigpoint.services.measures import measures
from trigpoint.services.measures.measures import MeasureDraft

pytestmark = pytest.mark.django_db

MOST = 12
MANY = 150


def goal(cast: Cast, owner: str, above: str, number: int) -> GoalDraft:
    return GoalDraft(
        title=f"Goal {number}",
        why="It has to be asked for.",
        owner=owner,
        period=cast.period,
        state="active",
        carries=(LinkDraft(above=above, sentence="It adds to it."),),
    )


def queries(client: Client, address: str) -> int:
    """Return how often a warm request asks the database."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.fixture
def mine(cast: Cast, tmp_path, settings) -> str:
    """A goal of Ana's with two measured targets, figures of her own and a check-in."""
    settings.TRIGPOINT_DATA = tmp_path
    desk = Desk(cast)
    desk.bring("".join(solved(n, "11-10") for n in range(30)))
    desk.tie(ana="ana")
    top = goals.add(cast.tuan, goal(cast, cast.units["Orders"], cast.vision, 0))
    made = goals.add(cast.ana, goal(cast, cast.people["ana"], top, 1))
    for kpi in ("full_resolution_time", "reopen_rate"):
        measure = measures.add(
            cast.ana, MeasureDraft(kpi=kpi, scope="person", member=cast.people["ana"])
        )
        draft = TargetDraft(
            kind="lower",
            measure=measure,
            baseline=0.9,
            points=((datetime.date(2026, 12, 31), 0.1),),
            due=datetime.date(2026, 12, 31),
        )
        targets.add(cast.ana, made, draft, reason="It is counted now.")
    desk.work()
    check_ins.check_in(cast.ana, made, CheckInDraft(status="on_track", note="Well"))
    return made


@pytest.mark.parametrize("page", ["/", "/goals/", "/g/{goal}/", "/measures/"])
def test_a_page_asks_as_often_with_many_goals_as_with_few(cast: Cast, mine: str, page: str):
    client = Client()
    client.force_login(cast.ana.user)
    address = page.format(goal=mine)
    few = queries(client, address)
    assert few <= MOST
    drafts = [goal(cast, cast.units["Orders"], mine, n) for n in range(MANY)]
    goals.add_many(cast.at("tuan", cast.tuan.now), drafts)
    assert queries(client, address) == few


@pytest.mark.parametrize("name", ["ana", "jo"])
def test_home_asks_as_often_before_the_first_goal_of_a_team_as_after_hundreds(
    cast: Cast, name: str
):
    client = Client()
    client.force_login(cast.actors[name].user)
    none = queries(client, "/")
    first, *others = [goal(cast, cast.units["Care"], cast.vision, n) for n in range(MANY)]
    goals.add(cast.jo, first)
    assert queries(client, "/") == none
    goals.add_many(cast.at("jo", cast.jo.now), others)
    assert queries(client, "/") == none
