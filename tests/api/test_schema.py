"""The OpenAPI as a promise: generated requests, and everything answered as it says.

Ids, versions and names of the cast stand in for generated ones in most requests that are meant to
succeed, so that they reach the services instead of ending at "not there".
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
import schemathesis
from django.core import signals
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, settings
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation.hypothesis import builder
from schemathesis.generation.hypothesis.builder import add_coverage
from schemathesis.specs.openapi.checks import ignored_auth, negative_data_rejection

from tests.api.program import Program
from tests.cast import Cast
from trigpoint.services.goals import goals, steps, targets, voice
from trigpoint.services.goals.goals import GoalDraft, LinkDraft
from trigpoint.services.goals.targets import TargetDraft
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.services.measures.measures import add as add_measure

# One process runs all of it, so that the requests of all operations can be counted.
pytestmark = pytest.mark.xdist_group("schema")
ASKED = [0]
USUAL = 10
#: Examples for each operation, and requests that make: SQLite is asked often, PostgreSQL less so,
#: for most of what is wrong with a request ends before the database: it is spared the 20,000
#: requests that try every edge of the schema.
EXAMPLES, LEAST = (
    (int(os.environ.get("TRIGPOINT_FUZZ_EXAMPLES", USUAL)), 5000)
    if connection.vendor == "sqlite"
    else (USUAL // 2, 1000)
)
FORM = "multipart/form-data"
#: A request may be well formed and still break a rule (422), be late (412) or come too early (409).
FINE = ["2xx", "401", "403", "404", "409", "412", "422"]
CONFIG = schemathesis.Config.from_dict(
    {
        "phases": {"coverage": {"enabled": connection.vendor == "sqlite"}},
        "checks": {
            "positive_data_acceptance": {"expected-statuses": FINE},
            "missing_required_header": {"expected-statuses": ["400", "401", "403", "404", "428"]},
        },
    }
)


def add_coverage_later(test: Any, *facts: Any, **more: Any) -> Any:
    """Keep what tries the edges of an operation for when it is tested.

    To make the requests takes most of a minute, and every process of a run reads this file.
    """
    test.add_coverage = partial(add_coverage, test, *facts, **more)
    return test


builder.add_coverage = add_coverage_later
schema = schemathesis.openapi.from_wsgi(
    "/api/v1/openapi.json", get_wsgi_application(), config=CONFIG
)


@pytest.fixture(autouse=True)
def _edges(request: pytest.FixtureRequest) -> None:
    """Add the requests that try every edge of the operation's schema."""
    if hasattr(request.node.obj, "add_coverage"):
        request.node.obj.add_coverage()


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """Requests share the test's transaction, as with Django's own client: nothing closes it."""
    both = (signals.request_started, signals.request_finished)
    for signal in both:
        signal.disconnect(close_old_connections)
    yield
    for signal in both:
        signal.connect(close_old_connections)


@pytest.fixture
def world(cast: Cast) -> dict[str, list[str]]:
    """Goals with all that hangs on them, and the ids by what requests call them."""
    dara = replace(cast.dara, now=timezone.now(), memo={})
    unit = cast.units["Orders"]
    measure = add_measure(dara, MeasureDraft(kpi="reopen_rate"))
    above = GoalDraft(title="Answers that last", owner=cast.units["Care"], period=cast.period)
    vision = LinkDraft(above=cast.vision, sentence="People recommend what they keep.")
    top = goals.add(dara, replace(above, carries=(vision,)))
    low = goals.add(dara, replace(above, owner=unit, title="Orders answers once"))
    link = goals.link(dara, low, LinkDraft(above=top, sentence="Half of all tickets are ours."))
    due = cast.actors["dara"].today
    target = targets.add(dara, low, TargetDraft(kind="milestone", due=due, title="Macros"))
    step = steps.add(dara, low, "Collect the ten questions")
    voice.ask(dara, low, cast.people["rui"])
    return {
        "goal_id": [low, low, top],
        "link_id": [link],
        "target_id": [target],
        "step_id": [step],
        "person_id": list(cast.people.values()),
        "measure_id": [measure],
        "key": ["reopen_rate"],
        "owner": [unit, cast.units["Care"], cast.people["dara"]],
        "holder": [unit, cast.people["rui"]],
        "person": [cast.people["rui"], cast.people["dara"]],
        "period": [cast.period],
        "above": [top, cast.vision],
        "measure": [measure],
        "guard": [measure],
        "unit": [unit, "Orders"],
        "kpi": ["reopen_rate", "transfers"],
        "parent": ["Care", ""],
    }


def known(values: Any, world: dict[str, list[str]], chance: random.Random) -> Any:
    """Put what is really there in the place of most generated names."""
    if isinstance(values, list):
        return [known(value, world, chance) for value in values]
    if not isinstance(values, dict):
        return values
    return {
        name: chance.choice(world[name])
        if name in world and isinstance(value, str) and chance.random() < 0.8
        else known(value, world, chance)
        for name, value in values.items()
    }


def session_of(cast: Cast) -> dict[str, Any]:
    """Return the cookies and headers of a signed-in administrator; test_door tries others."""
    client = Client()
    client.force_login(cast.dara.user)
    cookies = {"session": client.cookies["session"].value, "csrftoken": "a" * 32}
    return {"cookies": cookies, "headers": {"X-CSRFToken": "a" * 32}}


@pytest.mark.slow
@pytest.mark.django_db
@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_as_documented(case: Any, cast: Cast, world: dict[str, list[str]]) -> None:
    ASKED[0] += 1
    chance = random.Random(repr((case.path_parameters, case.body)))
    if case.meta is not None and case.meta.generation.mode.is_positive:
        case.path_parameters = known(case.path_parameters, world, chance)
        case.body = known(case.body, world, chance)
        if "If-Match" in (case.headers or {}) and chance.random() < 0.8:
            case.headers["If-Match"] = '"1"'
    if not case.path.startswith(("/api/v1/tokens", "/api/v1/settings")):
        case.call_and_validate(
            headers={"Authorization": f"Bearer {token_of(cast)}"},
            # A form makes text of everything: what was wrong about a value may be right on arrival.
            excluded_checks=[negative_data_rejection] if case.media_type == FORM else [],
        )
    elif case.meta is not None and case.meta.is_negative_at(ParameterLocation.COOKIE):
        case.call_and_validate()
    else:
        case.call_and_validate(**session_of(cast), excluded_checks=[ignored_auth])


@pytest.mark.slow
@pytest.mark.skipif("TRIGPOINT_FUZZ_EXAMPLES" not in os.environ, reason="counted in CI")
def test_so_many_requests_were_sent_in_all() -> None:
    assert ASKED[0] >= LEAST


def token_of(cast: Cast) -> str:
    """Return the text of an administrator's token, one for each test."""
    memo = cast.dara.memo
    if "token" not in memo:
        memo["token"] = Program(cast.dara).text
    return str(memo["token"])
