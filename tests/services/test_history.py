"""What changed is told in what the reader may see; the past can be listed."""

import datetime
import json

import pytest

from tests.access.acts import goal
from tests.cast import NOW
from trigpoint.services import access
from trigpoint.services.goals import graph
from trigpoint.services.goals.cards import Cards
from trigpoint.services.goals.goals import LinkDraft
from trigpoint.services.history import history
from trigpoint.services.measures import measure_list, measures
from trigpoint.services.measures.measure_list import MeasureFilter
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.services.people import people
from trigpoint.store.models import Goal, Measure


@pytest.fixture
def linked(cast):
    """A goal of Billing's that adds to one of Orders'."""
    above = goal(cast, "tuan", cast.units["Orders"], "Above all")
    link = LinkDraft(above=above, sentence="It helps them")
    made = goal(cast, "mira", cast.units["Billing"], "Below", carries=(link,))
    return Goal.objects.get(public_id=made), above


def told(actor, record):
    actor.memo.clear()
    return history.of_goal(Cards(actor, graph.load(actor)), record)


def test_changes_name_other_records_and_hold_no_keys(cast, linked):
    record, _above = linked
    changes = told(cast.amir, record)
    text = json.dumps([[f.field for f in c.fields] for c in changes])
    assert "_id" not in text
    values = {(f.field, f.after) for c in changes for f in c.fields}
    assert {("owner_unit", "Billing"), ("parent", "Above all"), ("period", "2026")} <= values
    assert {c.by for c in changes} == {"Mira Rossi"}


def test_a_link_to_a_hidden_goal_does_not_appear(cast, linked):
    record, above = linked
    Goal.objects.filter(public_id=above).update(
        owner_unit=None, owner_person=cast.rui.person, private=True
    )
    changes = told(cast.amir, record)
    assert "contribution" not in {c.kind for c in changes}
    assert "contribution" in {c.kind for c in told(cast.rui, record)}


def test_who_wrote_is_named_to_those_who_may_know_them(cast):
    made = goal(cast, "jo", cast.units["Helpline"], "Ours")
    record = Goal.objects.get(public_id=made)
    assert {c.by for c in told(cast.pat, record)} == {""}
    assert {c.by for c in told(cast.ana, record)} == {"Jo Silva"}


def test_lists_show_the_past(cast):
    before = NOW - datetime.timedelta(seconds=1)
    later = NOW + datetime.timedelta(hours=1)
    moments = (before, later, None)
    measures.add(cast.dara, MeasureDraft(kpi="backlog"))
    cast.dara.memo.clear()
    assert [len(f(cast.dara, later)) > 0 for f in (people.people, people.units)] == [True, True]
    for listing in (people.people, people.units):
        assert list(listing(cast.dara, before)) == []
    known = {at: measure_list.find(cast.dara, MeasureFilter(at=at)).lines for at in moments}
    assert [len(known[at]) for at in moments] == [0, 1, 1]


@pytest.mark.req("BEYOND-7", via="core")
def test_who_can_see_this_is_said_of_measures_and_people(cast):
    about_me = Measure(scope="person")
    of_team = Measure(scope="unit")
    said = [str(line) for line in access.who_can_see_measure(cast.ana, about_me)]
    assert "The person it is about: yes." in said
    assert "Administrators, as such: no." in said
    assert said != [str(line) for line in access.who_can_see_measure(cast.ana, of_team)]
    assert access.who_can_see_person(cast.ana)[-1].msgid == "Nobody else."
