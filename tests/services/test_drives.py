"""Drives through the services: said, told by both goals, refused."""

import pytest

from tests.cast import Cast
from tests.services.plan import Plan, goal, write
from trigpoint.core.graph.link import Sign
from trigpoint.services.errors import Invalid, NotAllowed, NotThere, Stale
from trigpoint.services.goals import drives, goal_page
from trigpoint.services.goals.drives import DriveDraft

pytestmark = pytest.mark.django_db
BELIEF = DriveDraft(sign="against", lag_weeks=4, sentence="Fewer hand-offs, fewer who leave.")


@pytest.fixture
def plan(cast: Cast) -> Plan:
    return write(cast)


def test_a_drive_is_told_by_both_its_goals(cast: Cast, plan: Plan):
    made = drives.add(cast.tuan, plan.team, plan.top, BELIEF)
    [here] = goal_page.show(cast.tuan, plan.team).drives
    [there] = goal_page.show(cast.mira, plan.top).drives
    assert (here.id, here.is_cause, here.other.id) == (made, True, plan.top)
    assert (there.id, there.is_cause, there.other.id) == (made, False, plan.team)
    assert (here.sign, here.lag_weeks, here.sentence) == (Sign.AGAINST, 4, BELIEF.sentence)


def test_a_drive_is_said_anew_and_no_more(cast: Cast, plan: Plan):
    made = drives.add(cast.tuan, plan.team, plan.top, BELIEF)
    drives.edit(cast.tuan, made, 1, DriveDraft(lag_weeks=8, sentence="Later than we thought."))
    [drive] = goal_page.show(cast.tuan, plan.team).drives
    assert (drive.version, drive.sign, drive.lag_weeks) == (2, Sign.WITH, 8)
    with pytest.raises(Stale):
        drives.edit(cast.tuan, made, 1, BELIEF)
    with pytest.raises(Stale):
        drives.remove(cast.tuan, made, 1)
    drives.remove(cast.tuan, made, 2)
    assert goal_page.show(cast.tuan, plan.team).drives == ()
    drives.add(cast.tuan, plan.team, plan.top, BELIEF)


def test_drives_may_run_in_a_loop_for_they_add_nothing_up(cast: Cast, plan: Plan):
    drives.add(cast.mira, plan.team, plan.top, BELIEF)
    drives.add(cast.mira, plan.top, plan.team, BELIEF)
    assert [d.is_cause for d in goal_page.show(cast.mira, plan.top).drives] == [True, False]


def test_a_goal_does_not_drive_itself_nor_twice_nor_what_one_may_not_see(cast: Cast, plan: Plan):
    drives.add(cast.tuan, plan.team, plan.top, BELIEF)
    wish = goal(cast, "ana", cast.people["ana"], "Lead a team", cast.vision, private=True)
    for effect in (plan.team, plan.top, wish, "nope"):
        with pytest.raises(Invalid):
            drives.add(cast.tuan, plan.team, effect, BELIEF)


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (DriveDraft(sign="sideways", sentence="So."), "sign"),
        (DriveDraft(lag_weeks=-1, sentence="So."), "lag_weeks"),
        (DriveDraft(lag_weeks=105, sentence="So."), "lag_weeks"),
        (DriveDraft(sentence="  "), "sentence"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(cast: Cast, plan: Plan, draft, field):
    with pytest.raises(Invalid) as refused:
        drives.add(cast.tuan, plan.team, plan.top, draft)
    assert set(refused.value.fields) == {field}


def test_a_drive_to_a_hidden_goal_is_not_there(cast: Cast, plan: Plan):
    wish = goal(cast, "ana", cast.people["ana"], "Lead a team", cast.vision, private=True)
    made = drives.add(cast.ana, plan.own, wish, BELIEF)
    assert len(goal_page.show(cast.ana, plan.own).drives) == 1
    assert goal_page.show(cast.tuan, plan.own).drives == ()
    with pytest.raises(NotThere):
        drives.edit(cast.tuan, made, 1, BELIEF)


def test_only_whoever_may_change_the_cause_says_what_it_moves(cast: Cast, plan: Plan):
    made = drives.add(cast.tuan, plan.team, plan.top, BELIEF)
    with pytest.raises(NotAllowed):
        drives.add(cast.rui, plan.team, plan.own, BELIEF)
    with pytest.raises(NotAllowed):
        drives.remove(cast.rui, made, 1)
