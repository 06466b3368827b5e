"""Every rule finds what it is for and leaves alone what is nearly it."""

import datetime

import numpy as np
import pytest

from tests.core.craft.cases import CASES, DAY, a_goal, ago, target, with_goal, with_unit
from trigpoint.core.craft import habits
from trigpoint.core.craft.picture import Answers, Deed, Picture, UnitSeen, Word
from trigpoint.core.craft.rules import BY_KEY, RULES


def found(picture, rule):
    return list(BY_KEY[rule].look(picture))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_a_rule_finds_its_pitfall_and_leaves_alone_what_is_nearly_one(case):
    [seen] = found(case.hit(), case.rule)
    assert seen.about.id
    assert seen.mend.page
    assert str(seen.words)
    assert found(case.near(), case.rule) == []


def test_every_rule_has_a_case_and_every_pitfall_at_least_two_rules():
    assert {case.rule for case in CASES} == set(BY_KEY)
    for pitfall in range(1, 11):
        assert sum(rule.pitfall == pitfall for rule in RULES) >= 2


def test_a_falling_unit_is_told_with_the_week_in_which_it_began():
    [seen] = found(with_unit((3, 3, 3, 3, 3, 3, 3, 3, 1, 0, 0, 0)), "fewer_check_ins")
    assert seen.words.params["day"] == DAY - datetime.timedelta(weeks=4)


def clean(seed):
    """Return an organisation in which all is well, with the usual ups and downs."""
    rng = np.random.default_rng(seed)
    goals = {}
    for number in range(200):
        late = int(rng.integers(-6, 7))
        asked = int(rng.integers(1, 9))
        open_ = int(rng.integers(0, 2))
        goals[f"g{number}"] = a_goal(
            id=f"g{number}",
            unit="u1" if number % 4 == 0 else "",
            person="" if number % 4 == 0 else f"p{number}",
            level="team" if number % 4 == 0 else "person",
            began=ago(int(rng.integers(1, 180))),
            changed=ago(int(rng.integers(1, 90))),
            due=ago(late),
            answers=Answers(
                asked, asked - open_, 0, ago(int(rng.integers(0, 13))) if open_ else None
            ),
            targets=(target(chance=float(rng.uniform(0.1, 0.95))),),
            word=Word(ago(5), str(rng.choice(["on_track", "at_risk"]))),
            computed=str(rng.choice(["on track", "at risk", "can't tell yet"])),
            deeds=(
                Deed("A step", ago(int(rng.integers(0, 13))), thanked=bool(rng.integers(0, 2))),
            ),
        )
    weeks = [int(count) for count in rng.poisson(40, size=12)]
    unit = UnitSeen("u1", "Orders", 40, 50, ago(180), tuple(weeks))
    return Picture(DAY, goals, units=(unit,))


@pytest.mark.parametrize("seed", range(20))
def test_where_all_is_well_at_most_one_in_a_hundred_goals_is_told(seed):
    picture = clean(seed)
    told = [seen for rule in RULES for seen in rule.look(picture)]
    assert len(told) <= len(picture.goals) / 100


def test_habits_count_what_is_so_and_name_only_what_may_be_named():
    picture = Picture(
        DAY, {"g1": a_goal(), "g2": a_goal(id="g2", why=""), "g3": a_goal(id="g3", why="")}
    )
    why = next(
        c for c in habits.counted(picture, picture.goals.values(), {"g2"}) if c.habit.key == "why"
    )
    assert (why.good, why.all, why.missing) == (1, 3, ("g2",))


def test_a_habit_counts_only_goals_that_it_applies_to():
    picture = with_goal()
    counts = {c.habit.key: c.all for c in habits.counted(picture, picture.goals.values(), ())}
    assert counts["how"] == counts["share"] == counts["adapt"] == 0
    assert counts["part"] == 1
