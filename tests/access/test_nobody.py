"""Every route, by nobody: whoever is not logged in is told nothing, whatever is there."""

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.access import asking
from tests.access.test_matrix import KINDS, WORDS, all_routes
from tests.access.things import UNKNOWN, Things

pytestmark = [pytest.mark.django_db, pytest.mark.req("PLATFORM-2", via="api")]
OPEN = {
    **dict.fromkeys(["live", "ready"], "for machines: says that the program is there"),
    **dict.fromkeys(["shared", "shared_pdf", "shared_png", "shared_svg"], "opened by their secret"),
    **dict.fromkeys(["calendar_feed", "mail_off", "chat_hook"], "opened by their signature"),
}
"""Routes that ask for no log-in: why; each has tests of what opens it."""


def asked(client: Client, route: asking.Route, things: Things) -> HttpResponse:
    """Ask about what is there."""
    kinds = {param: KINDS.get(param, "") for param in route.params}
    ids = {
        param: things.id_of(kind, "own") if kind else WORDS.get(param, "x")
        for param, kind in kinds.items()
    }
    return asking.ask(client, route, ids, {"about": UNKNOWN})


def told(answer: HttpResponse) -> str:
    """Return how somebody who is not logged in was answered."""
    if answer.status_code == 302 and answer.url.startswith("/accounts/login/"):
        return "led to log in"
    return f"status {answer.status_code}"


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer tp_0000000000000_none"}])
def test_no_route_answers_whoever_is_not_logged_in(there, headers):
    client = Client(raise_request_exception=False, headers=headers)
    wrong = {}
    for route in all_routes(there):
        due = "status 401" if "." in route.name else "led to log in"  # programs, and pages
        found = told(asked(client, route, there))
        if route.name not in OPEN and found != due:
            wrong[f"{route.method} {route.name}"] = found
    assert wrong == {}
