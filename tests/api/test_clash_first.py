"""A change from an old version is told so before anything else is asked for."""

import json

import pytest
from django.test import Client

from tests.access import asking
from tests.access.asking import Route
from tests.access.conftest import clients, there, things  # noqa: F401 - fixtures
from tests.access.routes import API
from tests.access.test_matrix import named
from tests.access.things import UNKNOWN, Things
from tests.api import past
from tests.api.test_versions import headers, routes
from tests.cast import Cast

NOT_ASKED = {"knowledge.turn_into": "the sample has no idea to turn into something"}


def versioned() -> set[str]:
    """Return the routes that are held to the version which was read."""
    return {
        entry["operationId"] for _method, _path, entry in routes() if "If-Match" in headers(entry)
    }


def send(client: Client, route: Route, path: str, **match: str):
    """Send a change that says no reason."""
    said = {**(route.body or {}), **asking.BODIES.get(route.name, {})}
    if "reason" in said:
        said["reason"] = ""
    query = asking.QUERIES.get(route.name, "").replace("reason=so", "reason=")
    return client.generic(
        route.method,
        path + query,
        json.dumps(said) if route.body is not None else "",
        content_type="application/json",
        headers=match,
    )


@pytest.mark.slow
@pytest.mark.req("PLATFORM-2", via="api")
def test_an_old_version_is_a_412_before_a_reason_is_asked_for_and_none_is_a_428(
    cast: Cast,
    things: Things,  # noqa: F811 - the fixture
    clients: dict[str, Client],  # noqa: F811 - the fixture
):
    wanted, told, wrong = versioned(), set(), []
    for whose in past.PLACES:
        for route in asking.of_interface(things):
            row = API.get(route.name)
            if route.name not in wanted - told or row is None:
                continue
            path = route.address.format(**named(row, route.params, things, whose))
            if UNKNOWN in path:
                continue
            for client in clients.values():
                late = send(client, route, path, **{"If-Match": '"99"'})
                if late.status_code in {403, 404}:
                    continue
                told.add(route.name)
                bare = send(client, route, path)
                if (late.status_code, bare.status_code) != (412, 428):
                    wrong.append((route.name, late.status_code, bare.status_code))
                break
    assert wrong == []
    assert wanted - told == NOT_ASKED.keys()
