"""A plan's own report, and what is said of an objective where it stands."""

import datetime

import pytest

from tests.cast import NOW, Cast
from tests.services.maps import Map, write_map
from tests.services.test_effects import risen
from tests.services.test_evidence import measured
from tests.services.test_foreseen import publish
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.goals import voice
from trigpoint.services.maps import map_journey, map_voices
from trigpoint.services.maps.map_journey import PainPointDraft
from trigpoint.services.measures import benchmarks, measures
from trigpoint.services.measures.benchmarks import BenchmarkDraft
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.services.plans import plan_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawn(cast: Cast) -> Map:
    return write_map(cast)


def sides(cast: Cast, drawn: Map, who: str = "mira"):
    found = plan_report.show(cast.at(who, NOW), drawn.id)
    return found, {each.side: each for each in found.sides}


@pytest.mark.req("MAP-10", via="core")
def test_a_plan_says_what_moved_since_it_came_into_force(cast: Cast, drawn: Map):
    csat = measured(cast, "mira", drawn.goals.top, "csat")
    publish(cast, csat, risen(0.08))
    found, by_side = sides(cast, drawn)
    assert found.since == datetime.date(2026, 1, 1)
    assert "never published" in str(found.why_then)
    assert set(by_side) == {
        "satisfaction", "resolution", "retention", "engagement", "alignment", "efficiency",
    }  # fmt: skip
    told = by_side["satisfaction"].effect
    assert "likely between" in str(told.headline)
    assert told.weeks
    assert "Choose one" in str(by_side["resolution"].missing)
    assert "goals carry another one" in str(by_side["alignment"].counted)
    assert "checked in on" in str(by_side["engagement"].counted)


@pytest.mark.req("MAP-10", via="core")
def test_a_measure_is_chosen_for_a_side_and_given_up_again(cast: Cast, drawn: Map):
    nps = measures.add(cast.at("mira", NOW), MeasureDraft(kpi="nps"))
    plan_report.choose(cast.at("mira", NOW), drawn.id, "retention", nps)
    _found, by_side = sides(cast, drawn)
    assert (by_side["retention"].measure, by_side["retention"].chosen) == (nps, True)
    plan_report.choose(cast.at("mira", NOW), drawn.id, "retention", "")
    assert sides(cast, drawn)[1]["retention"].effect is None


@pytest.mark.req("MAP-10", via="core")
def test_who_stays_who_recommends_and_what_it_costs_stand_for_their_sides(cast: Cast, drawn: Map):
    stands = {"retention": "retention", "engagement": "enps", "efficiency": "cost_per_ticket"}
    made = {
        side: measures.add(cast.at("mira", NOW), MeasureDraft(kpi=kpi))
        for side, kpi in stands.items()
    }
    _found, by_side = sides(cast, drawn)
    assert {side: by_side[side].measure for side in stands} == made


def test_only_measures_of_no_person_stand_for_a_plan(cast: Cast, drawn: Map):
    own = measures.add(
        cast.at("ana", NOW),
        MeasureDraft(kpi="csat", scope="person", member=cast.people["ana"]),
    )
    for measure in (own, "0000000000000"):
        with pytest.raises(Invalid):
            plan_report.choose(cast.at("mira", NOW), drawn.id, "retention", measure)
    with pytest.raises(Invalid):
        plan_report.choose(cast.at("mira", NOW), drawn.id, "beauty", own)
    with pytest.raises(NotAllowed):
        plan_report.choose(cast.at("ana", NOW), drawn.id, "retention", own)
    with pytest.raises(NotThere):
        plan_report.show(cast.olga, drawn.id)


@pytest.mark.req("MAP-6", via="core")
def test_an_objective_says_what_employees_and_customers_say_in_counts(cast: Cast, drawn: Map):
    mira = cast.at("mira", NOW)
    csat = measured(cast, "mira", drawn.goals.top, "csat")
    day = datetime.date(2026, 5, 1)
    draft = BenchmarkDraft(value=0.8, source="A study", day=day)
    benchmarks.enter(cast.at("mira", NOW), csat, draft)
    voice.ask(cast.at("mira", NOW), drawn.goals.top, cast.people["rui"])
    voice.answer(cast.at("ana", NOW), drawn.goals.top, "agree")
    stage = map_journey.add_stage(mira, drawn.id, "Wait")
    hurts = PainPointDraft(title="Where is it?", tags=["parcel"], serves=[drawn.top])
    map_journey.add_pain(cast.at("mira", NOW), stage, hurts)
    found = map_voices.show(cast.at("mira", NOW), drawn.id, drawn.top)
    assert (found.employees.asked, found.employees.agree, found.employees.concern) == (2, 1, 0)
    assert [pain.title for pain in found.customers] == ["Where is it?"]
    assert "Give the pain points" in str(found.missing)
    assert [each.source for each in found.benchmarks] == ["A study"]
    alone = map_voices.show(cast.at("mira", NOW), drawn.id, drawn.team)
    assert "serves no pain point" in str(alone.missing)
    with pytest.raises(NotThere):
        map_voices.show(cast.at("mira", NOW), drawn.id, "0000000000000")
