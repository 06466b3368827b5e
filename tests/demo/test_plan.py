"""What is written about the organisation hangs together, before anything is filled in."""

import pytest

from trigpoint.demo import organisation as ours
from trigpoint.demo import voices
from trigpoint.demo.goals_of_people import PEOPLE_GOALS
from trigpoint.demo.goals_of_units import UNIT_GOALS
from trigpoint.demo.people import AGENTS, PEOPLE
from trigpoint.demo.plan import VISION, Goal, Want
from trigpoint.demo.staffing import TEAM_DESKS
from trigpoint.demo.topics import LANGUAGE_SHARES, PLAN_SHARES, PRIORITY_SHARES, TOPICS

GOALS = {goal.key: goal for goal in UNIT_GOALS + PEOPLE_GOALS}
UNITS = {unit.key for unit in ours.UNITS}
PERSONS = {person.key for person in PEOPLE}


def way_up(goal: Goal) -> list[str]:
    way = [goal.key]
    while goal.links and goal.links[0].above != VISION:
        goal = GOALS[goal.links[0].above]
        way.append(goal.key)
    return way


def test_keys_are_unique_and_owners_exist() -> None:
    assert len(GOALS) == len(UNIT_GOALS) + len(PEOPLE_GOALS)
    assert len(PERSONS) == len(PEOPLE)
    assert {goal.owner for goal in GOALS.values()} <= UNITS | PERSONS
    assert {person.team for person in PEOPLE} <= UNITS
    assert {agent.team for agent in AGENTS} == set(TEAM_DESKS)


def test_every_goal_in_force_has_a_why_and_every_link_a_sentence() -> None:
    for goal in GOALS.values():
        assert goal.why
        assert all(link.sentence for link in goal.links)


def test_every_team_has_somebody_who_leads_it() -> None:
    leading = {person.team for person in PEOPLE if person.role in ours.LEADING}
    assert leading == UNITS - {"brightdesk", "maple"}


@pytest.mark.parametrize("key", ["ana.costa/right-person", "emma.larsen/articles"])
def test_a_persons_goal_reaches_the_vision_over_team_and_organisation(key: str) -> None:
    way = way_up(GOALS[key])
    assert len(way) >= 4
    assert GOALS[way[-1]].links[0].above == VISION
    assert GOALS[way[-1]].owner == "northwind"


def test_every_active_goal_but_private_ones_reaches_the_vision() -> None:
    for goal in GOALS.values():
        if goal.state != "draft" and not goal.private:
            assert GOALS[way_up(goal)[-1]].links[0].above == VISION


def test_all_statuses_are_wanted_somewhere() -> None:
    assert {aim.want for goal in GOALS.values() for aim in goal.aims} == set(Want)


def test_what_people_say_is_about_goals_that_are_there() -> None:
    said = (
        *voices.SHARES,
        *voices.STEPS,
        *voices.ANSWERS,
        *voices.CHECK_INS,
        *voices.THANKS,
    )
    assert {entry.goal for entry in said} <= set(GOALS)
    assert {answer.said for answer in voices.ANSWERS} == {"agree", "concern", ""}


def test_shares_add_up() -> None:
    for shares in (PRIORITY_SHARES, LANGUAGE_SHARES, PLAN_SHARES, *(t.channels for t in TOPICS)):
        assert sum(shares) == pytest.approx(1)
    assert sum(topic.share for topic in TOPICS) == 100
