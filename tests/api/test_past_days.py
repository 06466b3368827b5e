"""Every route is read as of a past day, or says why not; what was there stays what it was."""

import random
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from tests.access import asking
from tests.access.conftest import clients, there, things  # noqa: F401 - fixtures
from tests.access.things import WHOSE, Things
from tests.api import past
from tests.api.never_past import NEVER_PAST
from tests.api.program import Program
from tests.cast import Cast
from trigpoint.services.goals import goals
from trigpoint.services.goals.goals import GoalDraft
from trigpoint.services.plans import plan_values, plans
from trigpoint.services.plans.plans import PlanDraft
from trigpoint.services.pyramid import person_goals

LISTS = {
    "cascade.not_aligned",
    "cascade.tree",
    "evidence.show",
    "goals_file.export",
    "home.show",
    "maps.find",
    "pay.show",
    "pyramid.show",
    "scorecards.show",
}
"""What is there on any day, with little in it before anything was, besides lists."""
SAYS_LITTLE = {
    "cascade.under": "nothing stands under these goals",
    "evidence.show": "counts alone",
    "typed_values.of_measure": "nothing is typed in for these measures",
    "voices.heard": "nobody has a concern about these goals",
    "voices.hurdles": "nothing is in the way of these goals",
}
"""What says no words that somebody changed, and why."""


@pytest.mark.req("GRAPH-6", via="api")
def test_every_route_is_read_as_of_a_past_day_or_says_why_not():
    assert past.undated() == set(NEVER_PAST)
    assert all(NEVER_PAST.values())


@pytest.mark.slow
@pytest.mark.req("GRAPH-6", via="api")
def test_what_was_said_of_a_past_day_stays_when_everything_is_changed(
    cast: Cast,
    there: Things,  # noqa: F811 - the fixture
    clients: dict[str, Client],  # noqa: F811 - the fixture
):
    at = past.write_down(cast)
    found = past.readable(there, clients)
    assert past.dated() == found.keys()
    before = {name: asked.now().content for name, asked in found.items()}
    then = {name: asked.then(at) for name, asked in found.items()}
    assert [name for name, answer in then.items() if answer.status_code != 200] == []
    past.reword(cast)
    after = {name: asked.now().content for name, asked in found.items()}
    again = {name: asked.then(at).content for name, asked in found.items()}
    assert [name for name in found if again[name] != then[name].content] == []
    assert {name for name in found if after[name] == before[name]} == set(SAYS_LITTLE)
    for name, asked in found.items():
        first = asked.then(past.LONG_AGO)
        if name in LISTS or past.is_list(name):
            assert first.status_code == 200, name
            assert first.content != then[name].content, name
        else:
            assert first.status_code == 404, name


@pytest.mark.slow
@pytest.mark.req("BEYOND-7", via="api")
def test_what_somebody_may_not_see_today_is_not_there_on_a_past_day_either(
    cast: Cast,
    things: Things,  # noqa: F811 - the fixture
    clients: dict[str, Client],  # noqa: F811 - the fixture
):
    at = past.write_down(cast)
    dice, wrong, hidden = random.Random(7), [], 0
    unknown = {
        route.name: asking.whole(past.Asked(route.name, path, clients["ana"]).then(at))
        for route, path in past.addresses(things, "unknown")
    }
    for whose in WHOSE:
        every = list(past.addresses(things, whose))
        for route, path in dice.sample(every, len(every) // 2):
            who = dice.choice(sorted(clients))
            asked = past.Asked(route.name, path, clients[who])
            now, then = asked.now(), asked.then(at)
            hidden += now.status_code == 404
            if now.status_code != then.status_code and (who, whose) != ("olga", "elsewhere"):
                wrong.append(f"{route.name} {who} {whose}: {now.status_code} {then.status_code}")
            elif then.status_code == 404 and asking.whole(then) != unknown[route.name]:
                wrong.append(f"{route.name} {who} {whose}: told apart from unknown")
    assert hidden > 50
    assert wrong == []


@pytest.mark.req("BEYOND-7", via="api")
def test_what_was_private_on_a_day_stays_so_for_others_after_it_was_shared(cast: Cast):
    draft = GoalDraft(
        title="Lead one day",
        owner=cast.people["ana"],
        period=cast.period,
        why="I want to.",
        private=True,
    )
    dream = goals.add(cast.at("ana", timezone.now()), draft)
    private = quote(timezone.now().isoformat())
    person_goals.share_aspiration(cast.at("ana", timezone.now()), dream)
    shared = quote(timezone.now().isoformat())
    ana, tuan = Program(cast.ana), Program(cast.tuan)
    unknown = f"/goals/0000000000000?as_of={private}"
    for part in ("", "/sight", "/explain", "/targets", "/steps", "/uses", "/closing", "/ledger"):
        place = f"/goals/{dream}{part}"
        assert tuan.get(place).status_code == 200, part
        assert tuan.get(f"{place}?as_of={shared}").status_code == 200, part
        assert ana.get(f"{place}?as_of={private}").status_code == 200, part
        hidden = tuan.get(f"{place}?as_of={private}")
        assert hidden.status_code == 404, part
        assert asking.whole(hidden) == asking.whole(tuan.get(unknown)), part
    assert dream in tuan.get(f"/goals?as_of={shared}").content.decode()
    assert dream not in tuan.get(f"/goals?as_of={private}").content.decode()


@pytest.mark.req("BEYOND-7", via="api")
def test_a_plan_that_was_a_draft_on_a_day_stays_so_for_others_with_all_its_parts(cast: Cast):
    draft = PlanDraft(owner=cast.people["ana"], period=cast.period)
    plan = plans.add(cast.at("ana", timezone.now()), draft)
    value = plan_values.add(cast.at("ana", timezone.now()), plan, "Kind")
    alone = quote(timezone.now().isoformat())
    version = Program(cast.ana).get(f"/plans/{plan}").json()["version"]
    plans.edit(cast.at("ana", timezone.now()), plan, version, {"state": "discussion"})
    after = quote(timezone.now().isoformat())
    ana, tuan = Program(cast.ana), Program(cast.tuan)
    unknown = tuan.get(f"/plans/0000000000000?as_of={alone}")
    for part in ("", "/values", f"/values/{value}", "/methods", "/obstacles", "/suggestions"):
        place = f"/plans/{plan}{part}"
        assert tuan.get(f"{place}?as_of={after}").status_code == 200, part
        assert ana.get(f"{place}?as_of={alone}").status_code == 200, part
        assert asking.whole(tuan.get(f"{place}?as_of={alone}")) == asking.whole(unknown), part
    assert plan not in tuan.get(f"/plans?as_of={alone}").content.decode()
