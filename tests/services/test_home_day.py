"""Home says what changed around my goals this week, and asks no more often for it."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.access.acts import goal
from tests.api.program import Program
from tests.cast import NOW
from trigpoint.services.inbox import home
from trigpoint.services.loop import check_ins
from trigpoint.services.loop.check_ins import CheckInDraft

DAY = datetime.timedelta(days=1)


@pytest.fixture
def team(cast):
    goal(cast, "ana", cast.people["ana"], "Own every claim")
    return goal(cast, "tuan", cast.units["Orders"], "Answer within the hour")


def said(cast, goal_id, at, note, status="at_risk", who="tuan"):
    check_ins.check_in(cast.at(who, at), goal_id, CheckInDraft(status=status, note=note))


def test_what_others_said_of_my_teams_goals_this_week_stands_on_home(cast, team):
    said(cast, team, NOW - 9 * DAY, "Long ago.")
    assert home.show(cast.at("ana", NOW)).changed == ()
    said(cast, team, NOW - DAY, "Two are ill.")
    [line] = home.show(cast.at("ana", NOW)).changed
    assert (line.title, line.status, line.note) == (
        "Answer within the hour",
        "at_risk",
        "Two are ill.",
    )
    assert home.show(cast.at("tuan", NOW)).changed == ()  # what I said myself is no news
    assert "Two are ill." not in repr(home.show(cast.at("pat", NOW)))


def test_nobodys_own_goal_is_news_to_others(cast, team):
    own = goal(cast, "rui", cast.people["rui"], "OWN goal of Rui")
    said(cast, own, NOW - DAY, "MINE", who="rui")
    for who in ("ana", "tuan", "dara"):
        assert "MINE" not in repr(home.show(cast.at(who, NOW)).changed)


def test_it_costs_no_query(cast, team):
    def cost():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            home.show(cast.at("ana", NOW))
        return len(asked)

    said(cast, team, NOW - DAY, "Two are ill.")
    before = cost()
    for number in range(3):
        more = goal(cast, "tuan", cast.units["Orders"], f"Goal {number}")
        said(cast, more, NOW - DAY, "News")
    assert cost() <= before


def test_page_and_interface_say_it(cast, team):
    client, now = Client(), datetime.datetime.now(datetime.UTC)
    client.force_login(cast.ana.user)
    said(cast, team, now - DAY, "Two are ill.")
    assert "Two are ill." in client.get("/").content.decode()
    [line] = Program(cast.ana).get("/home").json()["changed"]
    assert line["note"] == "Two are ill."
