"""The customer's journey beneath a map, and taking back what was done on one."""

import pytest

from tests.cast import NOW, Cast
from tests.services.maps import Map, write_map
from trigpoint.core.lenses.strategy_map.proposals import BESIDE, Role, proposals
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.goals import drives
from trigpoint.services.goals.drives import DriveDraft
from trigpoint.services.maps import (
    map_journey,
    map_lanes,
    map_objectives,
    map_page,
    map_proposals,
    map_undo,
)
from trigpoint.services.maps.map_journey import PainPointDraft
from trigpoint.services.maps.map_objectives import ObjectiveDraft
from trigpoint.services.measures import catalogue
from trigpoint.services.plans import editions

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawn(cast: Cast) -> Map:
    return write_map(cast)


def mira(cast: Cast):
    return cast.at("mira", NOW)


def look(cast: Cast, drawn: Map, who: str = "mira"):
    return map_page.show(cast.at(who, NOW), drawn.id)


def hurt(cast: Cast, drawn: Map, **more) -> tuple[str, str]:
    stage = map_journey.add_stage(mira(cast), drawn.id, "Wait", "Tracking page")
    draft = PainPointDraft(title="Where is it?", **more)
    return stage, map_journey.add_pain(mira(cast), stage, draft)


def test_a_pain_point_says_who_serves_it_or_that_nobody_does(cast: Cast, drawn: Map):
    _stage, pain = hurt(cast, drawn, tags=["parcel", "topic=where"], moment_of_truth=True)
    [stage] = look(cast, drawn).journey
    [found] = stage.pains
    assert (found.title, found.serves, found.tags) == (
        "Where is it?",
        (),
        ("parcel", "topic=where"),
    )
    draft = PainPointDraft(title="Where is it?", serves=[drawn.team])
    map_journey.edit_pain(mira(cast), pain, 1, draft)
    assert look(cast, drawn).journey[0].pains[0].serves == (drawn.team,)


def test_an_objective_that_leaves_the_map_serves_nothing_any_more(cast: Cast, drawn: Map):
    hurt(cast, drawn, serves=[drawn.team])
    map_objectives.remove(mira(cast), drawn.team, 1)
    assert look(cast, drawn).journey[0].pains[0].serves == ()


def test_what_cannot_be_is_refused_at_its_field(cast: Cast, drawn: Map):
    for wrong in ({"serves": ["0000000000000"]}, {"tags": ["a b=c"]}, {"tags": ["x" * 81]}):
        with pytest.raises(Invalid) as refused:
            hurt(cast, drawn, **wrong)
        assert set(refused.value.fields) == set(wrong)


def test_a_stage_with_pain_points_is_kept_and_the_cure_is_said(cast: Cast, drawn: Map):
    stage, pain = hurt(cast, drawn)
    with pytest.raises(Invalid, match="Take it away first"):
        map_journey.remove_stage(mira(cast), stage, 1)
    map_journey.remove_pain(mira(cast), pain, 1)
    map_journey.remove_stage(mira(cast), stage, 1)
    assert look(cast, drawn).journey == ()


def test_only_who_writes_the_map_writes_its_journey(cast: Cast, drawn: Map):
    stage, _pain = hurt(cast, drawn)
    with pytest.raises(NotAllowed):
        map_journey.add_pain(cast.ana, stage, PainPointDraft(title="Mine"))


def places(cast: Cast, drawn: Map):
    return {o.id: (o.lane, o.column, o.by_hand) for o in look(cast, drawn).objectives}


def test_a_move_is_taken_back_with_what_it_moved_aside(cast: Cast, drawn: Map):
    draft = ObjectiveDraft(title="Less effort", perspective=drawn.lanes[2], column=1)
    other = map_objectives.add(mira(cast), drawn.id, draft)
    before = places(cast, drawn)
    map_objectives.change(mira(cast), other, 1, {"column": before[drawn.team][1]})
    assert places(cast, drawn) != before
    assert look(cast, drawn).undo.command == "objective.change"
    map_undo.undo(mira(cast), drawn.id)
    assert places(cast, drawn) == before
    assert look(cast, drawn).undo is None


def test_an_objective_a_link_and_a_perspective_are_taken_back(cast: Cast, drawn: Map):
    draft = ObjectiveDraft(title="Less effort", perspective=drawn.lanes[1])
    map_objectives.add(mira(cast), drawn.id, draft)
    map_undo.undo(mira(cast), drawn.id)
    assert len(look(cast, drawn).objectives) == 2
    drives.add(mira(cast), drawn.goals.top, drawn.goals.team, DriveDraft(sentence="It does."))
    map_undo.undo(mira(cast), drawn.id)
    assert len(look(cast, drawn).links) == 1
    map_lanes.remove(mira(cast), drawn.lanes[3], 1)
    map_undo.undo(mira(cast), drawn.id)
    assert len(look(cast, drawn).perspectives) == 4


def test_what_somebody_built_upon_is_not_taken_back(cast: Cast, drawn: Map):
    map_objectives.change(mira(cast), drawn.team, 1, {"column": 5})
    map_objectives.change(cast.at("dara", NOW), drawn.team, 2, {"column": 3})
    with pytest.raises(Invalid, match="since"):
        map_undo.undo(mira(cast), drawn.id)


def test_what_another_did_is_not_mine_to_take_back(cast: Cast, drawn: Map):
    map_objectives.change(mira(cast), drawn.team, 1, {"column": 5})
    with pytest.raises(Invalid, match="nothing of yours"):
        map_undo.undo(cast.at("dara", NOW), drawn.id)
    with pytest.raises(NotAllowed):
        map_undo.undo(cast.ana, drawn.id)


def test_two_versions_of_a_map_are_compared_in_sentences(cast: Cast, drawn: Map):
    editions.publish(mira(cast), drawn.id, 1, override_reason="The rest comes in spring.")
    draft = ObjectiveDraft(title="Less effort", perspective=drawn.lanes[1])
    map_objectives.add(mira(cast), drawn.id, draft)
    drives.remove(mira(cast), drawn.link, 1)
    map_lanes.edit(mira(cast), drawn.lanes[3], 1, "Learning", "What we learn")
    editions.publish(
        mira(cast), drawn.id, 2, reason="One more.", override_reason="The rest comes in spring."
    )
    said = [str(each.text) for each in editions.compare(mira(cast), drawn.id, 1, 2).changes]
    assert said == [
        "The perspective “Learning” is said otherwise.",
        "The perspective “Learning” is said otherwise.",
        "“Less effort” is new, in “Customer”.",
        "No longer believed: “Right person, first touch” helps “Keep the customers we win”.",
    ]
    assert editions.compare(mira(cast), drawn.id, 2).changes == ()
    assert look(cast, drawn).edition == 2


def test_two_versions_say_what_changed_in_themes_and_in_the_journey(cast: Cast, drawn: Map):
    stage, pain = hurt(cast, drawn, tags=["parcel"])
    kept = {"override_reason": "The rest comes in spring."}
    editions.publish(mira(cast), drawn.id, 1, **kept)
    map_lanes.add_theme(mira(cast), drawn.id, "Care in hard moments")
    map_journey.edit_stage(mira(cast), stage, 1, "Wait for delivery", "Tracking page")
    draft = PainPointDraft(title="Where is it?", tags=["where"], moment_of_truth=True)
    map_journey.edit_pain(mira(cast), pain, 1, draft)
    editions.publish(mira(cast), drawn.id, 2, reason="Heard.", **kept)
    assert [str(each.text) for each in editions.compare(mira(cast), drawn.id, 1, 2).changes] == [
        "The theme “Care in hard moments” is new.",
        "The stage “Wait for delivery” is called otherwise.",
        "Other tickets show the pain point “Where is it?”.",
        "“Where is it?” is a moment of truth now.",
    ]


def three(cast: Cast, drawn: Map, add) -> list[str]:
    return [add(mira(cast), drawn.id, title) for title in ("Order", "Wait", "Return")]


def test_themes_stages_and_perspectives_are_put_in_order_and_that_is_taken_back(
    cast: Cast, drawn: Map
):
    stages = three(cast, drawn, map_journey.add_stage)
    themes = three(cast, drawn, map_lanes.add_theme)
    map_lanes.edit_theme(mira(cast), themes[2], 1, "Return", 1)
    assert [t.title for t in look(cast, drawn).themes] == ["Return", "Order", "Wait"]
    map_undo.undo(mira(cast), drawn.id)
    assert [t.id for t in look(cast, drawn).themes] == themes
    map_journey.edit_stage(mira(cast), stages[0], 1, "Order it", "", 9)
    shown = [(s.id, s.title) for s in look(cast, drawn).journey]
    assert shown == [(stages[1], "Wait"), (stages[2], "Return"), (stages[0], "Order it")]
    map_undo.undo(mira(cast), drawn.id)
    assert [s.title for s in look(cast, drawn).journey] == ["Order", "Wait", "Return"]
    map_lanes.edit(mira(cast), drawn.lanes[0], 1, "Value", "", 4)
    assert [p.id for p in look(cast, drawn).perspectives] == [*drawn.lanes[1:], drawn.lanes[0]]


def test_a_pain_point_moves_to_another_stage_and_back(cast: Cast, drawn: Map):
    stages = three(cast, drawn, map_journey.add_stage)
    draft = PainPointDraft(title="Where is it?", tags=["parcel"], serves=[drawn.team])
    pain = map_journey.add_pain(mira(cast), stages[0], draft)
    map_journey.edit_pain(mira(cast), pain, 1, draft, stages[1])
    assert [len(s.pains) for s in look(cast, drawn).journey] == [0, 1, 0]
    assert look(cast, drawn).journey[1].pains[0].serves == (drawn.team,)
    map_undo.undo(mira(cast), drawn.id)
    assert [len(s.pains) for s in look(cast, drawn).journey] == [1, 0, 0]
    with pytest.raises(Invalid, match="stages of this map"):
        map_journey.edit_pain(mira(cast), pain, 3, draft, "0000000000000")
    for _each in range(map_journey.MOST_PAINS):
        map_journey.add_pain(mira(cast), stages[1], PainPointDraft(title="More"))
    with pytest.raises(Invalid, match="at most 6 pain points"):
        map_journey.edit_pain(mira(cast), pain, 3, draft, stages[1])


def test_a_pain_point_does_not_come_back_into_a_stage_that_is_gone(cast: Cast, drawn: Map):
    stages = three(cast, drawn, map_journey.add_stage)
    draft = PainPointDraft(title="Where is it?")
    pain = map_journey.add_pain(mira(cast), stages[0], draft)
    map_journey.edit_pain(mira(cast), pain, 1, draft, stages[1])
    map_journey.remove_stage(cast.at("dara", NOW), stages[0], 1)
    with pytest.raises(Invalid, match="Choose another stage"):
        map_undo.undo(mira(cast), drawn.id)
    assert [len(s.pains) for s in look(cast, drawn).journey] == [1, 0]


def test_two_versions_say_what_stands_in_another_order_and_what_moved(cast: Cast, drawn: Map):
    stages = three(cast, drawn, map_journey.add_stage)
    themes = three(cast, drawn, map_lanes.add_theme)
    draft = PainPointDraft(title="Where is it?")
    pain = map_journey.add_pain(mira(cast), stages[0], draft)
    kept = {"override_reason": "The rest comes in spring."}
    editions.publish(mira(cast), drawn.id, 1, **kept)
    asked = map_page.show(mira(cast), drawn.id).perspectives
    map_lanes.edit(mira(cast), asked[3].id, 1, asked[3].title, asked[3].question, 1)
    map_lanes.edit_theme(mira(cast), themes[2], 1, "Return", 1)
    map_journey.edit_stage(mira(cast), stages[2], 1, "Return", "", 1)
    map_journey.edit_pain(mira(cast), pain, 1, draft, stages[1])
    editions.publish(mira(cast), drawn.id, 2, reason="Heard.", **kept)
    said = editions.compare(mira(cast), drawn.id, 1, 2).changes
    assert [str(each.text) for each in said] == [
        "The perspectives stand in another order.",
        "The themes stand in another order.",
        "The stages stand in another order.",
        "The pain point “Where is it?” stands in another stage.",
    ]
    assert (said[-1].before, said[-1].after) == ("Order", "Wait")


def test_what_a_map_lacks_is_said_before_it_is_published(cast: Cast, drawn: Map):
    hurt(cast, drawn)
    keys = [gate.key for gate in editions.lacking(mira(cast), drawn.id)]
    assert keys.count("empty-perspective") == 2
    assert keys.count("no-measure") == 2
    assert keys.count("unserved") == 1
    with pytest.raises(Invalid, match="Mend"):
        editions.publish(mira(cast), drawn.id, 1)


@pytest.mark.parametrize("kpi", [found.key for found in catalogue.kpis()])
def test_every_kpi_has_measures_proposed_beside_it_with_a_reason(kpi: str):
    found = proposals(kpi)
    known = {each.key for each in catalogue.kpis()}
    assert {each.kpi for each in found} <= known - {kpi}
    assert all(str(each.reason) for each in found)
    if catalogue.is_fast(kpi):
        assert any(each.role is Role.GUARD for each in found)


NAMED = ("nps", "ces", "csat", "retention", "enps", "cost_per_ticket", "first_contact_resolution")
TIMES = [found.key for found in catalogue.kpis() if found.unit == "seconds"]


@pytest.mark.req("MAP-3", via="core")
@pytest.mark.parametrize("kpi", [*NAMED, *TIMES])
def test_what_leads_follows_and_guards_is_proposed_with_reasons_of_its_own(kpi: str):
    assert kpi in BESIDE
    assert {each.role for each in proposals(kpi)} == set(Role)


def test_what_may_show_an_objective_without_a_measure_is_proposed(cast: Cast, drawn: Map):
    found = map_proposals.of_objective(mira(cast), drawn.id, drawn.team)
    assert {each.role for each in found} == {"leading", "lagging"}
    with pytest.raises(NotThere):
        map_proposals.of_objective(mira(cast), drawn.id, "0000000000000")
