"""Laws of the decision table that hold in every organisation, whoever asks."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws.organisations import organisations
from trigpoint.core.people.kinds import Kind, Mode, Outcome, Relation, Verb
from trigpoint.core.people.policy import decide, decide_for, granted_by
from trigpoint.core.people.relations import DEFINITIONS, relations_of
from trigpoint.core.people.table import TABLE

PRIVATE = {
    Kind.GOAL_OF_PERSON,
    Kind.ASPIRATION,
    Kind.CHECK_IN_OF_PERSON,
    Kind.FIGURE_OF_PERSON,
    Kind.TICKETS_OF_PERSON,
}
EVERYTHING = [(kind, verb, mode) for kind in Kind for verb in Verb for mode in Mode]


def test_every_kind_has_its_row_and_every_relation_its_definition():
    assert set(TABLE) == set(Kind)
    assert set(DEFINITIONS) == set(Relation)
    assert all(Verb.SEE in rules for rules in TABLE.values())


@pytest.mark.parametrize("relation", [Relation.OUTSIDER, Relation.FORMER])
def test_those_outside_and_those_who_left_may_do_nothing(relation):
    assert not any(decide({relation}, *at) for at in EVERYTHING)


@pytest.mark.req("BEYOND-7", via="core")
@pytest.mark.parametrize("kind", sorted(PRIVATE, key=lambda kind: kind.value))
def test_nobody_reaches_what_is_private_by_being_administrator_or_observer(kind):
    keepers = {Relation.ADMINISTRATOR, Relation.OBSERVER, Relation.OUTSIDER}
    assert not any(decide(keepers, kind, verb, mode) for verb in Verb for mode in Mode)


@pytest.mark.req("BEYOND-7", via="core")
@pytest.mark.parametrize("kind", [Kind.FIGURE_OF_PERSON, Kind.TICKETS_OF_PERSON])
def test_the_person_always_sees_their_own_and_leads_in_one_mode_only(kind):
    for mode in Mode:
        assert decide({Relation.SUBJECT}, kind, Verb.SEE, mode).outcome is Outcome.ALLOW
        lead = decide({Relation.LEAD}, kind, Verb.SEE, mode)
        assert bool(lead) is (mode is Mode.INDIVIDUAL)
        others = set(Relation) - {Relation.SUBJECT, Relation.LEAD}
        assert not decide(others, kind, Verb.SEE, mode)


@pytest.mark.parametrize("kind", Kind)
def test_a_stricter_mode_never_shows_more_and_changes_only_what_is_seen(kind):
    for verb in Verb:
        loose = granted_by(kind, verb, Mode.INDIVIDUAL)
        for mode in (Mode.SELF_ONLY, Mode.TEAM_ONLY):
            strict = granted_by(kind, verb, mode)
            for relation, decision in strict.items():
                assert decision.outcome <= loose[relation].outcome
                assert decision.outcome < loose[relation].outcome or (
                    decision.hidden >= loose[relation].hidden
                )
            assert verb is Verb.SEE or strict == loose


@given(organisations())
def test_what_is_visible_is_the_union_over_the_relations_that_are_granted_sight(organisation):
    for actor in organisation.actors:
        for thing in organisation.things:
            held = relations_of(actor, thing)
            for kind in Kind:
                for mode in Mode:
                    granted = granted_by(kind, Verb.SEE, mode)
                    seen = any(DEFINITIONS[relation].holds(actor, thing) for relation in granted)
                    assert seen is bool(decide(held, kind, Verb.SEE, mode))


@given(
    st.frozensets(st.sampled_from(Relation)),
    st.sampled_from(Relation),
    st.sampled_from(EVERYTHING),
)
def test_one_more_relation_never_gives_less(held, more, at):
    before, after = decide(held, *at), decide(held | {more}, *at)
    assert before.outcome <= after.outcome
    assert before.outcome < after.outcome or before.hidden >= after.hidden


@given(organisations(), organisations("o2"))
def test_other_organisations_do_not_exist(one, other):
    for actor in one.actors:
        for thing in other.things:
            assert relations_of(actor, thing) == {Relation.OUTSIDER}


@given(organisations())
def test_nobody_who_left_is_more_than_that(organisation):
    for actor in organisation.actors:
        left = replace(actor, is_member=False, is_administrator=False, is_observer=False)
        for thing in organisation.things:
            assert relations_of(left, thing) == {Relation.FORMER, Relation.OUTSIDER}


@given(organisations())
def test_nobody_leads_themselves_or_someone_who_leads_the_same_team(organisation):
    for actor in organisation.actors:
        for thing in organisation.things:
            if thing.subject is None:
                continue
            over = thing.answerable & actor.leads
            assert all(thing.subject not in organisation.chart.leads(unit) for unit in over)
            if actor.person == thing.subject:
                assert Relation.LEAD not in relations_of(actor, thing)


@given(organisations())
def test_partners_people_see_of_goals_only_what_concerns_their_units(organisation):
    for actor in organisation.actors:
        for thing in organisation.things:
            if not actor.is_partner or not decide_for(
                actor, Verb.SEE, Kind.GOAL, thing, Mode.INDIVIDUAL
            ):
                continue
            concerned = thing.units | thing.served_by | thing.recipient_units
            near = concerned & actor.units or actor.leads_above & thing.answerable
            assert near or actor.person in thing.owners | thing.recipients
