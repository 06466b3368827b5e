"""What those below a goal say of how sure they are stands beside it, and is not added up."""

import datetime
import json

import pytest
from click.testing import CliRunner
from django.test import Client

from tests.api.program import Program
from tests.cast import NOW, Cast
from tests.services.plan import Plan, goal, write
from trigpoint.cli.commands import explain
from trigpoint.services.goals import goal_page
from trigpoint.services.loop import check_ins
from trigpoint.services.loop.check_ins import CheckInDraft

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def said_until(cast: Cast, last: datetime.datetime) -> Plan:
    """Ana is doubtful, after she was sure; Rui is rather sure; Tuan is sure of the team's goal."""
    found = write(cast)
    of_rui = goal(cast, "rui", cast.people["rui"], "Label the vague ones", found.team)
    said = [
        ("ana", found.own, 9, -9), ("ana", found.own, 2, -3), ("rui", of_rui, 6, -5),
        ("tuan", found.team, 8, -1), ("mira", found.top, 0, -1),
    ]  # fmt: skip
    for who, of, confidence, days in said:
        draft = CheckInDraft(status="on_track", confidence=confidence)
        check_ins.check_in(cast.at(who, last + days * DAY), of, draft)
    return found


@pytest.fixture
def plan(cast: Cast) -> Plan:
    return said_until(cast, NOW)


@pytest.mark.req("GRAPH-4", via="core")
def test_the_newest_word_of_each_goal_below_counts_once_and_the_goals_own_does_not(cast: Cast):
    now = NOW + 10 * DAY
    plan = said_until(cast, now)
    found = goal_page.show(cast.at("tuan", now), plan.top).confidences
    oldest = (now - 5 * DAY).date()
    assert (found.lowest, found.median, found.said, found.oldest) == (2, 6.0, 3, oldest)
    before = goal_page.show(cast.at("tuan", now), plan.top, now - 4 * DAY).confidences
    assert (before.lowest, before.median, before.said) == (6, 7.5, 2)
    assert goal_page.show(cast.at("ana", now), plan.own).confidences is None


@pytest.mark.req("GRAPH-4", via="core")
def test_only_words_that_one_may_read_are_in_it(cast: Cast, plan: Plan):
    by_ana = goal_page.show(cast.at("ana", NOW), plan.top).confidences
    assert (by_ana.lowest, by_ana.median, by_ana.said) == (2, 5.0, 2)
    by_mira = goal_page.show(cast.at("mira", NOW), plan.top).confidences
    assert (by_mira.lowest, by_mira.said) == (8, 1)


@pytest.mark.req("GRAPH-4", via="web")
@pytest.mark.req("GRAPH-4", via="api")
def test_page_programs_and_the_explanation_say_it(cast: Cast, plan: Plan):
    program, client = Program(cast.tuan), Client()
    client.force_login(cast.tuan.user)
    told = {"lowest": 2, "median": 6.0, "said": 3, "oldest": "2026-11-17"}
    page = program.get(f"/goals/{plan.top}").json()["confidences"]
    explained = program.get(f"/goals/{plan.top}/explain").json()["confidences"]
    assert page == explained
    assert {name: page[name] for name in told} == told
    shown = client.get(f"/g/{plan.top}/").content.decode()
    assert "lowest 2, median 6" in shown
    assert "17 Nov" in shown


@pytest.mark.req("GRAPH-4", via="cli")
def test_the_terminal_says_it_beside_the_sums(cast: Cast, plan: Plan):
    asked = ["--as", "tuan@northwind.example"]
    program = Program(cast.tuan).get(f"/goals/{plan.top}/explain").json()["confidences"]
    told = CliRunner().invoke(explain.command, [plan.top, *asked, "--json"])
    assert json.loads(told.stdout)["confidences"] == program
    said = CliRunner().invoke(explain.command, [plan.top, *asked]).stdout
    assert "lowest 2, median 6" in said.splitlines()[-1]
    alone = CliRunner().invoke(explain.command, [plan.own, *asked, "--json"])
    assert json.loads(alone.stdout)["confidences"] is None
