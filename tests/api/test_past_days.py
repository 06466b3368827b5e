"""Every route is read as of a past day, or says why not; what was there stays what it was."""

import random

import pytest
from django.test import Client

from tests.access import asking
from tests.access.test_matrix import clients, things  # noqa: F401 - fixtures
from tests.access.things import WHOSE, Things
from tests.api import past
from tests.api.never_past import NEVER_PAST
from tests.cast import Cast

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
    things: Things,  # noqa: F811
    clients: dict[str, Client],  # noqa: F811
):
    at = past.write_down(cast)
    found = past.readable(things, clients)
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
    things: Things,  # noqa: F811
    clients: dict[str, Client],  # noqa: F811
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
