"""Accounts and queues that are nobody's: tied to whom we know, or made into people and teams."""

import datetime

import pytest

from tests.cast import Cast
from tests.services.conftest import Desk, solved
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.helpdesks import accounts, newcomers, queues
from trigpoint.services.helpdesks.newcomers import NewPerson, NewUnit
from trigpoint.services.people import people

pytestmark = pytest.mark.django_db
SINCE = datetime.date(2026, 9, 1)


@pytest.fixture
def brought(desk: Desk) -> Desk:
    """Tickets of two accounts whom nobody knows, in a queue that is no team's."""
    desk.bring(solved(1, "10-05", "kim") + solved(2, "10-06", "zoe"))
    return desk


def by_key(cast: Cast) -> dict[str, accounts.AccountView]:
    return {account.external_id: account for account in accounts.accounts(cast.dara)}


@pytest.mark.req("START-3", "MEASURE-1", via="core")
def test_unknown_accounts_become_people_of_a_team_and_are_tied(brought: Desk, cast: Cast):
    rows = [NewPerson(a.id, cast.units["Orders"]) for a in by_key(cast).values()]
    made = newcomers.add_people(cast.dara, rows, SINCE)
    known = {person.id: person for person in people.people(cast.dara)}
    assert {known[one].name for one in made} == {"kim", "zoe"}
    assert {known[one].memberships[0].unit_name for one in made} == {"Orders"}
    tied = by_key(cast)
    assert {tied[key].person_name for key in ("kim", "zoe")} == {"kim", "zoe"}
    assert tied["kim"].valid_from == SINCE


def test_nobody_is_made_twice_and_nothing_is_half_done(brought: Desk, cast: Cast):
    kim = by_key(cast)["kim"]
    before = len(people.people(cast.dara))
    with pytest.raises(NotThere):
        newcomers.add_people(
            cast.dara, [NewPerson(kim.id, cast.units["Orders"]), NewPerson(kim.id, "nope")], SINCE
        )
    with pytest.raises(Invalid):
        newcomers.add_people(cast.dara, [NewPerson(kim.id, cast.units["Orders"])] * 2, SINCE)
    assert len(people.people(cast.dara)) == before
    brought.tie(kim="rui")
    with pytest.raises(Invalid) as refused:
        newcomers.add_people(cast.dara, [NewPerson(kim.id, cast.units["Orders"])], SINCE)
    assert "kim" in str(refused.value.fields[""])


def test_a_queue_becomes_a_teams_work_and_stays_so_until_said_anew(brought: Desk, cast: Cast):
    [front] = queues.queues(cast.dara)
    assert (front.name, front.unit, front.suggested) == ("Front", None, None)
    queues.tie(cast.dara, [(front.id, cast.units["Billing"])])
    assert queues.queues(cast.at("dara", cast.dara.now))[0].unit_name == "Billing"
    queues.tie(cast.dara, [(front.id, cast.units["Orders"])])
    actor = cast.at("rui", cast.dara.now)
    assert [q.name for q in queues.of_unit(actor, cast.units["Orders"])] == ["Front"]
    assert queues.of_unit(actor, cast.units["Billing"]) == []


@pytest.mark.req("START-3", via="core")
def test_a_queue_that_nobody_knows_becomes_a_team_under_another_unit(brought: Desk, cast: Cast):
    [front] = queues.queues(cast.dara)
    [team] = newcomers.add_units(cast.dara, [NewUnit(front.id, cast.units["Care"])], SINCE)
    found = {unit.id: unit for unit in people.units(cast.at("dara", cast.dara.now))}[team]
    assert (found.name, found.kind, found.parent) == ("Front", "team", cast.units["Care"])
    [front] = queues.queues(cast.at("dara", cast.dara.now))
    assert front.unit == team
    with pytest.raises(Invalid):
        newcomers.add_units(cast.dara, [NewUnit(front.id, cast.units["Care"])], SINCE)


def test_a_queue_called_like_a_team_is_suggested(desk: Desk, cast: Cast):
    desk.bring(solved(1, "10-05").replace("Front", "Billing"))
    [queue] = queues.queues(cast.dara)
    assert (queue.suggested, queue.suggested_name) == (cast.units["Billing"], "Billing")


def test_only_administrators_say_who_is_who(brought: Desk, cast: Cast):
    [front] = queues.queues(cast.dara)
    kim = by_key(cast)["kim"]
    with pytest.raises(NotAllowed):
        queues.tie(cast.tuan, [(front.id, cast.units["Orders"])])
    with pytest.raises(NotAllowed):
        newcomers.add_people(cast.tuan, [NewPerson(kim.id, cast.units["Orders"])], SINCE)
    with pytest.raises(NotAllowed):
        newcomers.add_units(cast.tuan, [NewUnit(front.id, cast.units["Care"])], SINCE)
