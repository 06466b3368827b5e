"""Strategy maps: begun, filled, arranged, and kept as they are."""

import datetime

import pytest

from tests.cast import NOW, Cast
from tests.services.maps import Map, put, write_map
from tests.services.plan import goal
from trigpoint.services.errors import Invalid, NotAllowed, NotThere, Stale
from trigpoint.services.goals import drives
from trigpoint.services.goals.drives import DriveDraft
from trigpoint.services.maps import (
    map_drawing,
    map_journey,
    map_lanes,
    map_objectives,
    map_page,
    maps,
)
from trigpoint.services.maps.map_journey import PainPointDraft
from trigpoint.services.maps.map_objectives import ObjectiveDraft

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawn(cast: Cast) -> Map:
    return write_map(cast)


def look(cast: Cast, drawn: Map, who: str = "mira"):
    return map_page.show(cast.at(who, NOW), drawn.id)


def place(view, objective: str):
    return next((o.lane, o.column) for o in view.objectives if o.id == objective)


def test_a_map_begins_with_the_four_classic_perspectives(cast: Cast):
    made = maps.begin(cast.mira, cast.units["Northwind"], cast.period, str)
    found = map_page.show(cast.mira, made).perspectives
    assert [p.title for p in found] == [
        "Value to the business",
        "Customer",
        "Internal process",
        "People and knowledge",
    ]


def test_only_one_map_for_a_unit_and_its_dates(cast: Cast, drawn: Map):
    with pytest.raises(Invalid, match="one for these dates"):
        maps.begin(cast.at("mira", NOW), cast.units["Northwind"], cast.period, str)


def test_who_does_not_lead_the_unit_begins_no_map(cast: Cast):
    with pytest.raises(NotAllowed):
        maps.begin(cast.ana, cast.units["Northwind"], cast.period, str)
    assert not maps.may_begin(cast.ana, cast.units["Northwind"])
    assert maps.may_begin(cast.tuan, cast.units["Orders"])


def test_objectives_are_goals_of_the_graph_with_their_links(cast: Cast, drawn: Map):
    view = look(cast, drawn)
    assert {o.goal.id for o in view.objectives} == {drawn.goals.top, drawn.goals.team}
    [link] = view.links
    assert (link.cause, link.effect, link.lag_weeks) == (drawn.team, drawn.top, 2)


def test_a_goal_that_is_written_here_is_in_the_graph(cast: Cast, drawn: Map):
    draft = ObjectiveDraft(title="Answers that stay true", perspective=drawn.lanes[3])
    made = map_objectives.add(cast.at("mira", NOW), drawn.id, draft)
    view = look(cast, drawn)
    found = next(o for o in view.objectives if o.id == made)
    assert (found.goal.title, found.goal.owner.name, found.lane) == (
        "Answers that stay true",
        "Northwind",
        3,
    )


def test_a_goal_is_on_a_map_once(cast: Cast, drawn: Map):
    with pytest.raises(Invalid, match="there already"):
        put(cast, drawn.id, drawn.goals.top, drawn.lanes[1])


def test_nothing_else_moves_when_an_objective_or_a_link_is_added(cast: Cast, drawn: Map):
    before = {o.id: (o.lane, o.column) for o in look(cast, drawn).objectives}
    more = [goal(cast, "mira", cast.units["Care"], f"Goal {n}", drawn.goals.top) for n in range(5)]
    for n, each in enumerate(more):
        put(cast, drawn.id, each, drawn.lanes[n % 4])
    view = look(cast, drawn)
    middle = {o.id: (o.lane, o.column) for o in view.objectives}
    assert before.items() <= middle.items()
    drives.add(cast.at("mira", NOW), more[3], more[0], DriveDraft(sentence="It does."))
    assert {o.id: (o.lane, o.column) for o in look(cast, drawn).objectives} == middle


def test_a_place_chosen_by_hand_is_kept_when_all_is_arranged_anew(cast: Cast, drawn: Map):
    map_objectives.change(cast.at("mira", NOW), drawn.team, 1, {"column": 4})
    maps.arrange_anew(cast.at("mira", NOW), drawn.id)
    assert place(look(cast, drawn), drawn.team) == (2, 4)
    maps.arrange_anew(cast.at("mira", NOW), drawn.id, keep=False)
    assert place(look(cast, drawn), drawn.team) == (2, 0)


def test_who_stands_where_somebody_is_put_changes_places(cast: Cast, drawn: Map):
    other = goal(cast, "mira", cast.units["Care"], "Less effort", drawn.goals.top)
    beside = put(cast, drawn.id, other, drawn.lanes[2], column=1)
    here = place(look(cast, drawn), drawn.team)
    map_objectives.change(cast.at("mira", NOW), beside, 1, {"column": here[1]})
    view = look(cast, drawn)
    assert place(view, beside) == here
    assert place(view, drawn.team) == (2, 1)


def test_two_people_do_not_move_the_same_objective_over_each_other(cast: Cast, drawn: Map):
    map_objectives.change(cast.at("mira", NOW), drawn.team, 1, {"perspective": drawn.lanes[1]})
    with pytest.raises(Stale):
        map_objectives.change(cast.at("mira", NOW), drawn.team, 1, {"column": 3})


def test_a_perspective_with_objectives_in_it_is_kept_and_the_cure_is_said(cast: Cast, drawn: Map):
    with pytest.raises(Invalid, match="Move it to another one or take it off the map first"):
        map_lanes.remove(cast.at("mira", NOW), drawn.lanes[2], 1)
    map_objectives.remove(cast.at("mira", NOW), drawn.team, 1)
    map_lanes.remove(cast.at("mira", NOW), drawn.lanes[2], 1)
    assert [p.id for p in look(cast, drawn).perspectives] == [*drawn.lanes[:2], drawn.lanes[3]]


def test_perspectives_change_their_order(cast: Cast, drawn: Map):
    map_lanes.edit(cast.at("mira", NOW), drawn.lanes[3], 1, "Learning", "", place=1)
    assert [p.title for p in look(cast, drawn).perspectives][:2] == [
        "Learning",
        "Value to the business",
    ]


def test_a_theme_that_goes_leaves_its_objectives(cast: Cast, drawn: Map):
    theme = map_lanes.add_theme(cast.at("mira", NOW), drawn.id, "One contact")
    map_objectives.change(cast.at("mira", NOW), drawn.team, 1, {"theme": theme})
    assert next(o for o in look(cast, drawn).objectives if o.id == drawn.team).theme == theme
    map_lanes.remove_theme(cast.at("mira", NOW), theme, 1)
    assert next(o for o in look(cast, drawn).objectives if o.id == drawn.team).theme == ""


def test_only_who_writes_the_map_changes_it(cast: Cast, drawn: Map):
    with pytest.raises(NotAllowed):
        map_objectives.change(cast.ana, drawn.team, 1, {"column": 3})
    assert "change" not in look(cast, drawn, "ana").may


def test_where_i_am_is_the_first_objective_that_my_goals_lead_up_to(cast: Cast, drawn: Map):
    here = {o.id for o in look(cast, drawn, "ana").objectives if o.here}
    assert here == {drawn.team}


def test_a_team_without_a_map_sees_the_one_above_with_its_own_part_standing_out(
    cast: Cast, drawn: Map
):
    found = map_page.find(cast.at("bea", NOW), cast.units["Orders"], cast.period)
    assert not found.is_own
    assert {o.id for o in found.map.objectives if o.touched} == {drawn.team, drawn.top}
    billing = map_page.find(cast.at("bea", NOW), cast.units["Billing"], cast.period)
    assert not any(o.touched for o in billing.map.objectives)


def test_what_one_may_not_see_is_not_on_the_map(cast: Cast, drawn: Map):
    mine = goal(cast, "mira", cast.people["mira"], "Learn to listen", drawn.goals.top, private=True)
    put(cast, drawn.id, mine, drawn.lanes[3])
    assert len(look(cast, drawn).objectives) == 3
    assert len(look(cast, drawn, "ana").objectives) == 2


def test_nobody_of_another_organisation_sees_it(cast: Cast, drawn: Map):
    with pytest.raises(NotThere):
        map_page.show(cast.olga, drawn.id)


def test_a_chain_has_what_moves_an_objective_and_what_it_moves(cast: Cast, drawn: Map):
    low = goal(cast, "mira", cast.units["Care"], "Know the product", drawn.goals.top)
    beside = goal(cast, "mira", cast.units["Care"], "Less effort", drawn.goals.top)
    lowest = put(cast, drawn.id, low, drawn.lanes[3])
    put(cast, drawn.id, beside, drawn.lanes[1])
    drives.add(cast.at("mira", NOW), low, drawn.goals.team, DriveDraft(sentence="It helps."))
    shown = map_drawing.drawing(look(cast, drawn), drawn.team)
    assert [(link.cause, link.effect) for link in shown.chain] == [
        (lowest, drawn.team),
        (drawn.team, drawn.top),
    ]
    assert sum(card.dim for card in shown.cards) == 1
    with pytest.raises(NotThere):
        map_drawing.drawing(look(cast, drawn), "0000000000000")


@pytest.mark.parametrize(("count", "cards", "arrows"), [(18, 20, 1), (28, 30, 0), (43, 4, 1)])
def test_the_more_objectives_the_less_is_drawn_at_once(
    cast: Cast, drawn: Map, count: int, cards: int, arrows: int
):
    for n in range(count):
        draft = ObjectiveDraft(title=f"Goal {n}", perspective=drawn.lanes[n % 4])
        map_objectives.add(cast.at("mira", NOW), drawn.id, draft)
    shown = map_drawing.drawing(look(cast, drawn))
    assert (len(shown.cards), len(shown.arrows)) == (cards, arrows)
    focused = map_drawing.drawing(look(cast, drawn), drawn.team)
    assert len(focused.chain) == 1
    without = map_drawing.drawing(look(cast, drawn), theme=map_drawing.NO_THEME)
    assert sum(not card.dim for card in without.cards) == count + 2


def test_as_it_stood_then(cast: Cast, drawn: Map):
    later = NOW + datetime.timedelta(days=2)
    map_objectives.remove(cast.at("mira", later), drawn.team, 1)
    view = map_page.show(cast.at("mira", later), drawn.id, NOW + datetime.timedelta(days=1))
    assert len(view.objectives) == 2
    assert view.may == frozenset()
    assert len(map_page.show(cast.at("mira", later), drawn.id).objectives) == 1


def test_whoever_reads_a_map_outside_finds_no_word_of_a_private_objective(cast: Cast, drawn: Map):
    mine = goal(cast, "mira", cast.people["mira"], "Learn to listen", drawn.goals.top, private=True)
    hidden = put(cast, drawn.id, mine, drawn.lanes[3])
    stage = map_journey.add_stage(cast.mira, drawn.id, "Complain")
    draft = PainPointDraft(title="Passed around", serves=(hidden, drawn.team))
    map_journey.add_pain(cast.mira, stage, draft)
    found = map_page.for_reader(cast.at("mira", NOW), drawn.id)
    assert hidden not in {objective.id for objective in found.objectives}
    assert [pain.serves for each in found.journey for pain in each.pains] == [(drawn.team,)]
