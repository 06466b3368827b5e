from datetime import date

import pytest

from trigpoint.core.people.units import Chart, Membership, Placement, Role, Unit, UnitKind
from trigpoint.core.people.validity import Validity
from trigpoint.core.refusal import Refused

MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)
UNITS = [
    Unit("acme", UnitKind.ORGANISATION),
    Unit("care", UnitKind.DEPARTMENT),
    Unit("chat"),
    Unit("phone"),
    Unit("calls4u", UnitKind.PARTNER, Validity(None, JULY)),
]
PLACES = [
    Placement("care", "acme"),
    Placement("chat", "care"),
    Placement("phone", "acme", Validity(None, JUNE)),
    Placement("phone", "care", Validity(JUNE)),
    Placement("calls4u", "care"),
]
PEOPLE = [
    Membership("ana", "chat", share=0.6),
    Membership("ana", "phone", share=0.4),
    Membership("bo", "chat", Role.LEAD),
    Membership("cy", "phone", valid=Validity(None, JUNE)),
    Membership("cy", "chat", valid=Validity(JUNE)),
    Membership("dee", "calls4u"),
    Membership("dee", "chat", share=0.5),
]


def chart(day):
    return Chart.on(day, UNITS, PLACES, PEOPLE)


@pytest.mark.req("PEOPLE-1", via="core")
def test_a_move_begins_on_its_day_and_the_past_stays_as_it_was():
    assert chart(MAY).units_of("cy") == {"phone"}
    assert chart(JUNE).units_of("cy") == {"chat"}
    assert list(chart(MAY).above("phone")) == ["acme"]
    assert list(chart(JUNE).above("phone")) == ["care", "acme"]


@pytest.mark.req("PEOPLE-1", via="core")
def test_one_person_may_be_in_several_teams_with_shares():
    today = chart(JUNE)
    assert {link.unit: link.share for link in today.units["ana"]} == {"chat": 0.6, "phone": 0.4}
    assert today.overbooked() == {"dee": 1.5}


@pytest.mark.req("PEOPLE-1", via="core")
def test_a_partner_is_gone_with_the_end_of_its_contract():
    assert chart(JUNE).works_for_partner("dee")
    assert chart(JUNE).people["calls4u"]
    assert "calls4u" not in chart(JULY).kinds
    assert chart(JULY).units_of("dee") == {"chat"}


def test_the_teams_of_a_partner_end_with_it_and_never_become_our_own():
    units = [*UNITS, Unit("night")]
    people = [Membership("eve", "night")]
    under = [*PLACES, Placement("night", "calls4u")]
    assert Chart.on(JUNE, units, under, people).works_for_partner("eve")
    assert not Chart.on(JULY, units, under, people).units_of("eve")
    nowhere = Chart.on(JULY, units, PLACES, people)
    assert nowhere.units_of("eve") == {"night"}
    assert nowhere.works_for_partner("eve")


def test_below_and_everyone_reach_through_the_tree():
    today = chart(JUNE)
    assert set(today.below("care")) == {"chat", "phone", "calls4u"}
    assert today.everyone("care") == {"ana", "bo", "cy", "dee"}
    assert today.leads("chat") == {"bo"}
    assert today.people["care"] == ()


@pytest.mark.parametrize(
    "places",
    [
        [Placement("chat", "care"), Placement("care", "chat")],
        [Placement("chat", "chat")],
        [Placement("chat", "care"), Placement("chat", "acme")],
    ],
)
def test_a_unit_stands_under_one_other_and_never_under_itself(places):
    with pytest.raises(Refused):
        Chart.on(JUNE, UNITS, places, [])


@pytest.mark.parametrize(
    "make",
    [lambda: Validity(JUNE, JUNE), lambda: Membership("ana", "chat", share=1.2)],
)
def test_days_and_shares_that_cannot_be_are_refused(make):
    with pytest.raises(Refused):
        make()
