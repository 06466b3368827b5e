"""The pyramid of a real organisation: who sees which layers, and what is found weak in them."""

import datetime

import pytest

from tests.access.acts import goal
from tests.cast import Cast
from trigpoint.core.lenses.pyramid.layout import Kind
from trigpoint.services.errors import NotThere
from trigpoint.services.goals import co_owners
from trigpoint.services.goals.goals import LinkDraft
from trigpoint.services.pyramid import pyramid

pytestmark = pytest.mark.django_db


def carries(above: str) -> dict[str, object]:
    return {"carries": (LinkDraft(above=above, sentence="It adds to it."),)}


@pytest.fixture
def built(cast: Cast) -> dict[str, str]:
    """Two goals of the organisation, one of them carried by a team and its people."""
    top = goal(cast, "mira", cast.units["Northwind"], "Keep customers", **carries(cast.vision))
    bare = goal(cast, "mira", cast.units["Northwind"], "Cost less", **carries(cast.vision))
    team = goal(cast, "tuan", cast.units["Orders"], "Answer first", **carries(top))
    mine = goal(cast, "ana", cast.people["ana"], "Answer before lunch", **carries(team))
    loose = goal(cast, "amir", cast.units["Billing"], "Tidy the macros")
    return {"top": top, "bare": bare, "team": team, "mine": mine, "loose": loose}


@pytest.mark.req("PYRAMID-1", via="core")
def test_goals_lie_in_layers_with_owner_state_and_what_they_stand_on(cast: Cast, built):
    view = pyramid.show(cast.rui)
    assert [(layer.key, layer.total) for layer in view.layers] == [
        ("organisation", 2),
        ("team", 2),
        ("person", 1),
    ]
    lines = {line.goal.id: line for layer in view.layers for line in layer.lines}
    team = lines[built["team"]]
    assert (team.goal.owner.name, team.goal.state) == ("Orders", "active")
    assert (team.carries, team.carriers) == ("Keep customers", 1)
    assert lines[built["top"]].carries == "The support team people tell their friends about."
    seats = {s.goals[0]: s.under for s in view.plan.stones if s.kind is Kind.GOAL}
    assert seats[built["mine"]] == built["team"]
    assert seats[built["team"]] == built["top"]


@pytest.mark.req("PYRAMID-3", via="core")
def test_each_layer_says_where_it_does_not_carry(cast: Cast, built):
    for number in range(3):
        goal(cast, "ana", cast.people["ana"], f"More {number}", **carries(built["team"]))
    organisation, teams, people = pyramid.show(cast.tuan).layers
    found = {f.weakness: [g.id for g in f.goals] for f in organisation.findings}
    assert found == {"empty": [built["bare"]], "thin": [built["top"]]}
    weak = {f.weakness: [g.id for g in f.goals] for f in teams.findings}
    assert weak == {"empty": [built["loose"]], "loose": [built["loose"]]}
    [crowded] = people.findings
    assert (crowded.weakness, crowded.count, crowded.holder.name) == ("overloaded", 4, "Ana Costa")
    assert (organisation.aligned, teams.aligned, people.aligned) == (2, 1, 4)


def test_somebody_elses_aspiration_is_not_in_the_picture(cast: Cast, built):
    hidden = goal(cast, "rui", cast.people["rui"], "Become a lead", private=True)
    assert hidden not in pyramid.show(cast.tuan).standings
    assert hidden in pyramid.show(cast.rui).standings
    assert pyramid.show(cast.rui).layers[2].findings == ()


def test_a_goal_can_be_looked_at_alone_and_leads_back_up(cast: Cast, built):
    view = pyramid.show(cast.ana, top=built["team"])
    assert set(view.standings) == {built["team"], built["mine"]}
    assert [card.id for card in view.trail] == [built["top"], built["team"]]
    with pytest.raises(NotThere):
        pyramid.show(cast.ana, top="0000000000000")


def test_a_teams_pyramid_has_its_goals_and_its_peoples(cast: Cast, built):
    view = pyramid.show(cast.ana, cast.units["Orders"])
    assert set(view.standings) == {built["team"], built["mine"]}
    assert view.plan.loose == ()


@pytest.mark.req("GRAPH-5", via="core")
def test_a_shared_goal_is_in_the_pyramid_of_whoever_answers_for_a_part(cast: Cast, built):
    part = "invoices among the answers"
    co_owners.add(cast.tuan, built["team"], cast.units["Billing"], part)
    assert built["team"] in pyramid.show(cast.bea, cast.units["Billing"]).standings


@pytest.mark.req("GRAPH-6", via="core")
def test_a_past_day_has_the_pyramid_of_that_day(cast: Cast, built):
    before = cast.ana.now - datetime.timedelta(days=1)
    assert pyramid.show(cast.ana, at=before).total == 0
    assert pyramid.show(cast.ana, at=cast.ana.now).total == 5
