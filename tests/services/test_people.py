"""Units, people, places, periods and words to work for: changed, ended, refused."""

import datetime

import pytest

from tests.cast import SINCE, Cast
from tests.services.plan import write
from trigpoint.services.errors import Invalid, NotAllowed, Stale
from trigpoint.services.goals import goal_list
from trigpoint.services.goals.goal_list import Filter
from trigpoint.services.organisation import organisation, periods
from trigpoint.services.people import memberships, people, units
from trigpoint.services.people.known import MembershipView, PersonView

pytestmark = pytest.mark.django_db
END = datetime.date(2026, 12, 1)


def person(cast: Cast, name: str) -> PersonView:
    found = people.people(cast.dara)
    return next(p for p in found if p.id == cast.people[name])


def place(cast: Cast, name: str) -> MembershipView:
    return person(cast, name).memberships[0]


@pytest.mark.req("PEOPLE-1", via="core")
def test_a_place_has_a_dated_share_and_ends(cast: Cast):
    second = people.add_membership(
        cast.dara, cast.people["bea"], cast.units["Orders"], share=0.5, valid_from=SINCE
    )
    half = {"share": 0.5}
    memberships.edit(cast.dara, place(cast, "bea").id, 1, half, reason="Half in each")
    memberships.edit(cast.dara, second.id, 1, {"valid_to": END}, reason="Back to Billing")
    assert {(m.unit_name, m.share, m.valid_to) for m in person(cast, "bea").memberships} == {
        ("Billing", 0.5, None),
        ("Orders", 0.5, END),
    }


@pytest.mark.req("PEOPLE-1", via="core")
def test_a_partner_s_unit_ends_once_nobody_is_in_it(cast: Cast):
    with pytest.raises(Invalid) as refused:
        units.end(cast.dara, cast.units["Helpline"], 1, END, reason="Contract over")
    assert "Pat Doyle" in str(refused.value)
    memberships.edit(cast.dara, place(cast, "pat").id, 1, {"valid_to": END}, reason="Over")
    units.end(cast.dara, cast.units["Helpline"], 1, END, reason="Contract over")
    ended = next(u for u in people.units(cast.dara) if u.id == cast.units["Helpline"])
    assert (ended.valid_to, ended.version) == (END, 2)


def test_a_unit_with_units_under_it_does_not_end(cast: Cast):
    memberships.edit(cast.dara, place(cast, "jo").id, 1, {"valid_to": END}, reason="Moves on")
    with pytest.raises(Invalid) as refused:
        units.end(cast.dara, cast.units["Care"], 1, END, reason="Flat")
    assert "Billing, Helpline, Orders" in str(refused.value)


def test_units_are_called_otherwise_but_never_like_another(cast: Cast):
    units.edit(cast.dara, cast.units["Orders"], 1, {"name": "Order desk"})
    with pytest.raises(Stale):
        units.edit(cast.dara, cast.units["Orders"], 1, {"name": "Desk"})
    for changes in ({"name": "Billing"}, {"name": " "}, {"valid_from": END}, {"kind": "team"}):
        with pytest.raises(Invalid):
            units.edit(cast.dara, cast.units["Orders"], 2, changes)
    with pytest.raises(NotAllowed):
        units.edit(cast.tuan, cast.units["Orders"], 2, {"name": "Mine"})


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"role": "boss"}, "why not"),
        ({"share": 0.0}, "why not"),
        ({"share": 1.5}, "why not"),
        ({"valid_to": SINCE}, "why not"),
        ({"unit": "x"}, "why not"),
        ({"role": "lead"}, " "),
    ],
)
def test_a_place_that_cannot_be_is_refused(cast: Cast, changes: dict, reason: str):
    with pytest.raises(Invalid):
        memberships.edit(cast.dara, place(cast, "bea").id, 1, changes, reason=reason)


def test_places_are_for_administrators_and_not_overwritten(cast: Cast):
    found = place(cast, "bea").id
    for name in ("bea", "amir", "mira"):
        with pytest.raises(NotAllowed):
            memberships.edit(getattr(cast, name), found, 1, {"role": "lead"}, reason="I can")
    memberships.edit(cast.dara, found, 1, {"role": "lead"}, reason="Takes over")
    with pytest.raises(Stale):
        memberships.edit(cast.dara, found, 1, {"share": 0.5}, reason="Half")


def test_people_say_how_they_are_called_and_administrators_keep_the_rest(cast: Cast):
    bea = cast.people["bea"]
    people.edit(cast.bea, bea, 1, {"name": "Beatrix Lund", "title": "Refunds"})
    for changes in ({"email": "b@b.example"}, {"valid_to": END}):
        with pytest.raises(NotAllowed):
            people.edit(cast.bea, bea, 2, changes, reason="mine")
    with pytest.raises(NotAllowed):
        people.edit(cast.amir, bea, 2, {"title": "Refunds and more"})
    with pytest.raises(Invalid):
        people.edit(cast.dara, bea, 2, {"valid_to": END})
    people.edit(cast.dara, bea, 2, {"valid_to": END}, reason="Leaves us")
    with pytest.raises(Stale):
        people.edit(cast.dara, bea, 2, {"title": "Gone"})
    found = person(cast, "bea")
    assert (found.name, found.title, found.valid_to) == ("Beatrix Lund", "Refunds", END)


@pytest.mark.req("PEOPLE-1", via="core")
def test_who_has_left_has_no_place_and_sees_nothing_and_comes_back_to_it(cast: Cast):
    """The last day of a person is that of their places; one day later they see nothing."""
    bea = cast.people["bea"]
    write(cast)
    people.edit(cast.dara, bea, 1, {"valid_to": END}, reason="Leaves us")
    assert place(cast, "bea").valid_to == END
    noon = datetime.datetime.combine(END, datetime.time(12), datetime.UTC)
    for day, sees in ((noon - datetime.timedelta(days=1), True), (noon, False)):
        actor = cast.at("bea", day)
        assert bool(goal_list.find(actor, Filter()).goals) is sees
        assert bool(people.units(actor)) is sees
    held, later = place(cast, "bea").id, {"valid_to": END + datetime.timedelta(days=9)}
    with pytest.raises(Invalid) as refused:
        memberships.edit(cast.dara, held, 2, later, reason="Longer")
    assert "no later end" in str(refused.value)
    version = person(cast, "bea").version
    people.edit(cast.dara, bea, version, {"valid_to": None}, reason="Stays after all")
    assert place(cast, "bea").valid_to is None


def test_a_place_that_has_not_begun_on_the_last_day_is_taken_away(cast: Cast):
    begins = END + datetime.timedelta(days=20)
    people.add_membership(cast.dara, cast.people["bea"], cast.units["Orders"], valid_from=begins)
    people.edit(cast.dara, cast.people["bea"], 1, {"valid_to": END}, reason="Leaves us")
    assert [m.unit_name for m in person(cast, "bea").memberships] == ["Billing"]


def test_a_period_with_goals_stays_and_moves_with_a_reason(cast: Cast):
    write(cast)
    with pytest.raises(Invalid) as refused:
        periods.retire(cast.dara, cast.period, 1)
    assert "3 goals" in str(refused.value)
    later = {"ends": datetime.date(2027, 1, 31)}
    with pytest.raises(Invalid):
        periods.edit(cast.dara, cast.period, 1, later)
    periods.edit(cast.dara, cast.period, 1, later, reason="A long year")
    with pytest.raises(Stale):
        periods.edit(cast.dara, cast.period, 1, {"name": "Long year"})
    with pytest.raises(Invalid):
        periods.edit(cast.dara, cast.period, 2, {"starts": datetime.date(2028, 1, 1)}, reason="?")
    with pytest.raises(NotAllowed):
        periods.edit(cast.mira, cast.period, 2, {"name": "Mine"})


def test_a_period_nobody_uses_goes(cast: Cast):
    made = organisation.add_period(cast.dara, "2027", END, END)
    periods.retire(cast.dara, made.id, 1)
    assert [p.name for p in organisation.periods(cast.dara)] == ["2026"]


def test_the_vision_is_said_anew_by_whoever_has_read_it(cast: Cast):
    def say(version: int | None, reason: str = "Shorter") -> None:
        organisation.set_direction(cast.dara, "vision", "Told on.", version=version, reason=reason)

    with pytest.raises(Invalid):
        say(None)
    with pytest.raises(Invalid):
        say(1, reason=" ")
    say(1)
    with pytest.raises(Stale):
        say(1)
