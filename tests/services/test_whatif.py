"""What if, and why it is as it is: previews and explanations through the services."""

import pytest

from tests.cast import Cast
from tests.services.plan import Plan, goal, milestone, write
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.goals import explaining, goal_page, whatif
from trigpoint.store.models import Contribution, Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """The organisation's goal rests on Orders' (done by half) alone."""
    found = write(cast)
    milestone(cast, "tuan", found.team, done=True)
    milestone(cast, "ana", found.own)
    return found


def link_of(child: str) -> str:
    return Contribution.objects.get(child__public_id=child, retired=False).public_id


def after(actor, *edits) -> dict[str, tuple[float, float]]:
    """Return before and after by title, where both are one number and to be seen."""
    found = whatif.preview(actor, edits).effects
    assert all(e.before_low == e.before_high for e in found if e.shows_progress)
    return {e.title: (e.before_low, e.after_low) for e in found if e.shows_progress}


@pytest.mark.req("BEYOND-4", via="core")
def test_weights_targets_parents_and_states_move_every_figure_above(cast: Cast, plan: Plan):
    team, top = "Right person, first touch", "Keep the customers we win"
    entries = Entry.objects.count()
    heavier = whatif.SetWeight(link=link_of(plan.own), weight=3.0)
    assert after(cast.ana, heavier) == {team: (0.5, 0.25), top: (0.5, 0.25)}
    dropped = whatif.DropLink(link=link_of(plan.own))
    assert after(cast.ana, dropped) == {team: (0.5, 1.0), top: (0.5, 1.0)}
    moved = whatif.Move(link=link_of(plan.own), to=plan.top)
    assert after(cast.ana, moved) == {team: (0.5, 1.0)}
    retired = whatif.SetState(goal=plan.own, state="retired")
    assert after(cast.ana, retired) == {team: (0.5, 1.0), top: (0.5, 1.0)}
    mine = goal_page.show(cast.ana, plan.team).targets[0].id
    assert after(cast.ana, whatif.SetTarget(target=mine, weight=3.0))[top] == (0.5, 0.75)
    added = whatif.AddLink(child=plan.own, parent=plan.top)
    assert after(cast.ana, added) == {top: (0.5, 0.25)}
    assert after(cast.ana, heavier, dropped) == {team: (0.5, 1.0), top: (0.5, 1.0)}
    assert Entry.objects.count() == entries
    assert goal_page.show(cast.ana, plan.top).card.progress_low == 0.5


@pytest.mark.req("BEYOND-4", via="core")
def test_what_one_may_not_see_stays_closed_all_the_way_up(cast: Cast, plan: Plan):
    for edit in (
        whatif.SetWeight(link=link_of(plan.own), weight=3.0),
        whatif.SetState(goal=plan.own, state="retired"),
    ):
        found = whatif.preview(cast.bea, [edit]).effects
        assert {e.goal for e in found} >= {plan.team, plan.top}
        assert not any(e.shows_progress for e in found)
        assert {(e.before_low, e.before_high, e.after_low, e.after_high) for e in found} == {
            (0.0, 1.0, 0.0, 1.0)
        }


def test_goals_that_are_not_to_be_seen_cannot_be_tried(cast: Cast, plan: Plan):
    wish = goal(cast, "ana", cast.people["ana"], "Lead a team", plan.top, private=True)
    for edit in (
        whatif.SetState(goal=wish, state="retired"),
        whatif.SetWeight(link=link_of(wish), weight=2.0),
        whatif.Move(link=link_of(plan.own), to=wish),
        whatif.DropLink(link="nope"),
        whatif.SetTarget(target="nope", weight=2.0),
    ):
        with pytest.raises(NotThere):
            whatif.preview(cast.tuan, [edit])
    seen = whatif.preview(cast.tuan, [whatif.DropLink(link=link_of(plan.team))]).effects
    assert wish not in {effect.goal for effect in seen}


def test_a_cycle_is_refused_with_its_titles(cast: Cast, plan: Plan):
    with pytest.raises(Invalid) as refused:
        whatif.preview(cast.ana, [whatif.AddLink(child=plan.top, parent=plan.own)])
    assert "Keep the customers we win" in str(refused.value)


def test_what_cannot_be_is_refused_with_its_number(cast: Cast, plan: Plan):
    fine = whatif.SetWeight(link=link_of(plan.own), weight=3.0)
    mine = goal_page.show(cast.ana, plan.team).targets[0].id
    for edit in (
        whatif.SetTarget(target=mine, value=3.0),
        whatif.SetState(goal=plan.own, state="wished"),
        whatif.SetWeight(link=link_of(plan.top), weight=2.0),
        whatif.AddLink(child=plan.own, parent=plan.top, weight=-1.0),
    ):
        with pytest.raises(Invalid) as refused:
            whatif.preview(cast.ana, [fine, edit])
        assert set(refused.value.fields) == {"edits.1"}
    for edits in ([], [fine] * 51, [whatif.SetWeight(link=link_of(plan.own), weight=-1.0)]):
        with pytest.raises(Invalid):
            whatif.preview(cast.ana, edits)


@pytest.mark.req("GRAPH-4", via="core")
def test_a_figure_explains_itself_down_to_its_readings(cast: Cast, plan: Plan):
    found = explaining.show(cast.ana, plan.top)
    assert [at.title for at in found.sums] == [
        "Keep the customers we win",
        "Right person, first touch",
        "Solve claims at once",
    ]
    team = found.sums[1]
    assert [(p.kind, p.share, p.low) for p in team.parts] == [
        ("target", 0.5, 1.0),
        ("goal", 0.5, 0.0),
    ]
    assert team.parts[0].reading is not None
    assert team.parts[0].reading.value == 1.0
    assert sum(p.share * p.low for p in team.parts) == team.low == 0.5


def test_a_withheld_figure_has_no_sums_and_a_hidden_goal_no_explanation(cast: Cast, plan: Plan):
    found = explaining.show(cast.bea, plan.team)
    assert (found.shown, found.sums) == (False, ())
    wish = goal(cast, "ana", cast.people["ana"], "Lead a team", cast.vision, private=True)
    with pytest.raises(NotThere):
        explaining.show(cast.tuan, wish)
