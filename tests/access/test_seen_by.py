"""Every page of something says who can see it, or there is a reason beside it why not."""

import pytest
from django.test import Client

from tests.access.routes import WEB
from tests.access.test_matrix import all_routes, named
from tests.access.things import Things

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PLACES = ("own", "team", "other")
ASKERS = ("tuan", "ana", "dara", "bea", "rui")
SAID = "Who can see this"
PART = "a form or a part of something whose own page, which it leads back to, says it"
WALL = "for a wall or for paper, where nothing is opened"
WITHOUT = {
    **dict.fromkeys(
        [
            "announcement_new", "closing", "goal_alike", "goal_carry", "goal_check_in",
            "goal_effect", "goal_history", "proposal_new", "ladder_edit",
            "ladder_propose", "rung_new", "map_versions", "meeting_edit", "measure_benchmarks",
            "measure_compare", "measure_cuts", "measure_desks", "measure_values",
            "plan_above", "plan_announce", "plan_report", "plan_versions",
            "realignment_add", "realignment_unit",
        ],
        PART,
    ),
    **dict.fromkeys(["map_present", "plan_present", "plan_print"], WALL),
}  # fmt: skip
"""Pages of a thing that do not say it themselves, and why."""


def pages(things: Things, clients: dict[str, Client]) -> dict[str, str]:
    """Return each page of a thing as the first of a few reads it."""
    shown: dict[str, str] = {}
    for route in all_routes(things):
        row = WEB.get(route.name)
        if row is None or not row.thing or route.method != "GET":
            continue
        for whose in PLACES:
            for who in ASKERS:
                if route.name in shown:
                    break
                address = route.address.format(**named(row, route.params, things, whose))
                answer = clients[who].get(address)
                if answer.status_code == 200 and not answer.streaming:
                    html = answer.headers["Content-Type"].startswith("text/html")
                    shown[route.name] = answer.content.decode() if html else ""
    return shown


@pytest.mark.req("BEYOND-7", via="web")
def test_every_page_of_something_says_who_can_see_it(things: Things, clients: dict[str, Client]):
    shown = pages(things, clients)
    silent = {name for name, page in shown.items() if "<main" in page and SAID not in page}
    assert silent - WITHOUT.keys() == set()
    assert WITHOUT.keys() - silent == set(), "these say it, or are gone"
    assert len(shown) > 60, sorted(shown)
