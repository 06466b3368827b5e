"""One goal in several views: used as a method, a root, an objective, without being copied."""

import pytest

from tests.cast import NOW, Cast
from tests.services.plan import Plan, write
from trigpoint.services.cascade import cascade
from trigpoint.services.cascade.cascade import Wanted
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.goals import goal_uses, goals, scope
from trigpoint.services.goals.goal_uses import UseDraft
from trigpoint.services.goals.goals import LinkDraft, edit
from trigpoint.services.maps import map_page
from trigpoint.services.plans import plan_methods, plans, v2mom_page
from trigpoint.services.plans.plan_methods import MethodDraft
from trigpoint.services.plans.plans import PlanDraft
from trigpoint.store.models import Goal

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast: Cast) -> Plan:
    return write(cast)


@pytest.mark.req("GRAPH-9", via="core")
def test_a_method_is_a_root_an_objective_and_a_ladders_goal_without_being_copied(
    cast: Cast, plan: Plan
):
    v2mom = plans.add(cast.tuan, PlanDraft(owner=cast.units["Orders"], period=cast.period))
    plan_methods.add(cast.tuan, v2mom, MethodDraft(goal=plan.team))
    before = Goal.objects.count()
    for lens in ("cascade", "map", "ladder"):
        goal_uses.use(cast.at("tuan", NOW), plan.team, UseDraft(lens=lens))
    assert Goal.objects.count() == before
    actor = cast.at("tuan", NOW)
    used = goal_uses.of_goal(actor, plan.team)
    assert [u.lens for u in used] == ["v2mom", "cascade", "map", "ladder"]
    assert {u.owner.name for u in used} == {"Orders"}
    edit(actor, plan.team, 1, {"title": "Right person at once"}, reason="Shorter.")
    reader = cast.at("ana", NOW)
    [method] = v2mom_page.show(reader, v2mom).methods
    tree = cascade.show(reader, Wanted(whose=cast.units["Orders"], show="roots"))
    found = scope.find(reader, cast.units["Orders"])
    [objective] = [o.goal for o in map_page.find(reader, cast.units["Orders"]).map.objectives]
    [rung] = goal_uses.chosen(reader, "ladder", found)
    titles = {method.goal.title, tree.rows[0].card.title, objective.title, rung.title}
    assert titles == {"Right person at once"}


@pytest.mark.req("GRAPH-9", via="core")
def test_under_the_chosen_roots_stands_what_carries_them_and_nothing_else(cast: Cast, plan: Plan):
    goal_uses.use(cast.tuan, plan.team, UseDraft(lens="cascade"))
    reader = cast.at("ana", NOW)
    whole = cascade.show(reader, Wanted(whose=cast.units["Orders"]))
    assert whole.counts["roots"] == 1
    tree = cascade.show(reader, Wanted(whose=cast.units["Orders"], show="roots", fold="person"))
    assert [(row.card.title, row.depth) for row in tree.rows] == [
        ("Right person, first touch", 1),
        ("Solve claims at once", 2),
    ]
    assert tree.loose == ()


def test_the_same_use_twice_a_retired_goal_and_a_strange_view_are_refused(cast: Cast, plan: Plan):
    goal_uses.use(cast.tuan, plan.team, UseDraft(lens="cascade"))
    actor = cast.at("tuan", NOW)
    with pytest.raises(Invalid, match="already"):
        goal_uses.use(actor, plan.team, UseDraft(lens="cascade"))
    with pytest.raises(Invalid):
        goal_uses.use(actor, plan.team, UseDraft(lens="pyramid"))
    Goal.objects.filter(public_id=plan.own).update(state="retired")
    with pytest.raises(Invalid, match="not pursued"):
        goal_uses.use(cast.at("ana", NOW), plan.own, UseDraft(lens="cascade"))


def test_only_whoever_writes_the_plan_uses_a_goal_in_it_and_takes_it_out(cast: Cast, plan: Plan):
    with pytest.raises(NotAllowed):
        goal_uses.use(cast.ana, plan.team, UseDraft(lens="cascade"))
    made = goal_uses.use(cast.tuan, plan.team, UseDraft(lens="cascade"))
    reader = cast.at("bea", NOW)
    [seen] = goal_uses.of_goal(reader, plan.team)
    assert not seen.may_end
    with pytest.raises(NotAllowed):
        goal_uses.end(reader, plan.team, made, seen.version)
    for stranger, goal in ((cast.olga, plan.team), (cast.at("tuan", NOW), plan.own)):
        with pytest.raises(NotThere):
            goal_uses.end(stranger, goal, made, 1)
    goal_uses.end(cast.at("tuan", NOW), plan.team, made, seen.version)
    assert goal_uses.of_goal(cast.at("tuan", NOW), plan.team) == ()
    assert Goal.objects.get(public_id=plan.team).state == "active"


@pytest.mark.req("GRAPH-9", via="core")
def test_a_circle_through_three_views_is_refused_with_its_path(cast: Cast, plan: Plan):
    v2mom = plans.add(cast.tuan, PlanDraft(owner=cast.units["Orders"], period=cast.period))
    plan_methods.add(cast.tuan, v2mom, MethodDraft(goal=plan.team))
    goal_uses.use(cast.at("mira", NOW), plan.top, UseDraft(lens="map"))
    goal_uses.use(cast.at("ana", NOW), plan.own, UseDraft(lens="ladder"))
    circle = LinkDraft(above=plan.own, sentence="It closes the circle.")
    with pytest.raises(Invalid) as refused:
        goals.link(cast.at("mira", NOW), plan.top, circle)
    said = str(refused.value.text)
    for title in ("Keep the customers we win", "Right person, first touch", "Solve claims at once"):
        assert title in said
