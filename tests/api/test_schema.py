"""The OpenAPI as a promise: generated requests, and everything answered as it says.

Ids of every kind of thing, versions and names of the cast stand in for generated ones in most
requests that are meant to succeed, so that they reach the services instead of ending at
"not there".

Of the edges of an operation's schema one of each sort is tried, and a few of its body;
`TRIGPOINT_FUZZ_EDGES=1` tries them all.
"""

from __future__ import annotations

import copy
import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from http import HTTPStatus
from typing import Any

import pytest
import schemathesis
from django.core import signals
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection, transaction
from django.test import Client
from hypothesis import HealthCheck, settings
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation.hypothesis import builder
from schemathesis.generation.hypothesis.builder import add_coverage
from schemathesis.specs.openapi.checks import ignored_auth, negative_data_rejection

from tests.access.acts import PLACES
from tests.access.routes import API, STANDING
from tests.access.test_matrix import KINDS
from tests.access.things import Things, make
from tests.api.program import Program
from tests.cast import Cast, call
from tests.conftest import forget
from trigpoint.services.actor import Actor
from trigpoint.services.measures.measures import MeasureDraft
from trigpoint.services.measures.measures import add as add_measure
from trigpoint.services.people import tokens

# One process runs all of it, so that the requests of all operations can be counted.
pytestmark = pytest.mark.xdist_group("schema")
ASKED = [0]
USUAL = 5
#: Examples for each operation, and requests that make: SQLite is asked often, PostgreSQL less so,
#: for most of what is wrong with a request ends before the database: it is spared the edges.
EXAMPLES, LEAST = (
    (int(os.environ.get("TRIGPOINT_FUZZ_EXAMPLES", USUAL)), 5000)
    if connection.vendor == "sqlite"
    else (USUAL // 2, 1000)
)
#: How many edges of one sort are tried on an operation: of its body more, for it has many fields.
EDGES, EDGES_OF_BODY = (1, 3) if "TRIGPOINT_FUZZ_EDGES" not in os.environ else (10_000, 10_000)
#: The operations that did what they are for, at least once; and the share of them that have to.
REACHED: set[str] = set()
MOST = 0.5
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
def _edges(request: pytest.FixtureRequest) -> Iterator[None]:
    """Add the requests that try the edges of the operation, for as long as it is tested."""
    test = request.node.obj
    if hasattr(test, "add_coverage"):
        test.add_coverage()
        test.hypothesis_explicit_examples[:] = some(test.hypothesis_explicit_examples)
    yield
    if hasattr(test, "hypothesis_explicit_examples"):
        test.hypothesis_explicit_examples.clear()


def some(examples: list[Any]) -> list[Any]:
    """Return what the schema itself gives as examples, and a few edges of each sort."""
    found, met = [], Counter[tuple[object, ...]]()
    for example in random.Random(len(examples)).sample(examples, len(examples)):
        meta = example.kwargs["case"].meta
        edge = meta.phase.data
        scenario = getattr(edge, "scenario", None)
        sort = (meta.generation.mode, scenario, edge and edge.parameter_location)
        met[sort] += scenario is not None
        if met[sort] <= (EDGES_OF_BODY if sort[-1] == ParameterLocation.BODY else EDGES):
            found.append(example)
    return found


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """Requests share the test's transaction, as with Django's own client: nothing closes it."""
    forget()
    both = (signals.request_started, signals.request_finished)
    for signal in both:
        signal.disconnect(close_old_connections)
    yield
    for signal in both:
        signal.connect(close_old_connections)


@dataclass(frozen=True)
class World:
    """One of every kind of thing for three owners, and the tokens of who asks about them."""

    things: Things
    names: dict[str, list[str]]
    tokens: tuple[str, ...]

    def ids(self, operation: str, whose: str) -> dict[str, list[str]]:
        """Return the ids of somebody's things, by what the addresses of an operation call them."""
        row = API.get(operation)
        kinds = KINDS | dict(row.ids if row else {})
        found = {name: self.things.id_of(kind, whose) for name, kind in kinds.items()}
        return {name: [public_id] for name, public_id in found.items()}


@pytest.fixture(scope="module")
def world(assembled: None, django_db_blocker: Any) -> Iterator[World]:
    """Everything there is, made once and undone at the end; each request's changes go sooner."""
    block = transaction.atomic()
    block._from_testcase = True
    with django_db_blocker.unblock(), block, pytest.MonkeyPatch.context() as patch:
        cast = call()
        made = make(cast, STANDING)
        measure = add_measure(cast.dara, MeasureDraft(kpi="reopen_rate"))
        texts = tuple(Program(getattr(cast, name)).text for name in ("dara", "dara", "ana", "tuan"))
        patch.setattr(tokens, "actor_of", read_once(tokens.actor_of, {*texts}))
        yield World(made, names_of(cast, measure), texts)
        transaction.set_rollback(True)


def read_once(read: Callable[..., Actor | None], texts: set[str]) -> Callable[..., Actor | None]:
    """Return a reader that asks the database once for what a token opens, and hands out copies."""
    known: dict[str, Actor | None] = {}

    def run(text: str, now: Any) -> Actor | None:
        if text not in texts:
            return read(text, now)
        if text not in known:
            known[text] = read(text, now)
        held = copy.deepcopy(known[text])
        return held and replace(held, now=now, memo={})

    return run


def names_of(cast: Cast, measure: str) -> dict[str, list[str]]:
    """Return what bodies name."""
    unit = cast.units["Orders"]
    return {
        "key": ["reopen_rate"],
        "owner": [unit, cast.units["Care"], cast.people["dara"]],
        "holder": [unit, cast.people["rui"]],
        "person": [cast.people["rui"], cast.people["dara"]],
        "who": [cast.people["rui"]],
        "period": [cast.period],
        "above": [cast.vision],
        "measure": [measure],
        "guard": [measure],
        "unit": [unit, "Orders"],
        "kpi": ["reopen_rate", "transfers"],
        "parent": ["Care", ""],
        "number": ["1"],
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
def test_every_answer_is_as_documented(case: Any, world: World) -> None:
    ASKED[0] += 1
    chance = random.Random(repr((case.path_parameters, case.body)))
    operation = case.operation.definition.raw["operationId"]
    if case.meta is not None and case.meta.generation.mode.is_positive:
        names = world.names | world.ids(operation, chance.choice(PLACES))
        case.path_parameters = known(case.path_parameters, names, chance)
        case.body = known(case.body, world.ids(operation, "own") | world.names, chance)
        if "If-Match" in (case.headers or {}) and chance.random() < 0.8:
            case.headers["If-Match"] = '"1"'
    if not case.path.startswith(("/api/v1/tokens", "/api/v1/settings")):
        answer = case.call_and_validate(
            headers={"Authorization": f"Bearer {chance.choice(world.tokens)}"},
            # A form makes text of everything: what was wrong about a value may be right on arrival.
            excluded_checks=[negative_data_rejection] if case.media_type == FORM else [],
        )
    elif case.meta is not None and case.meta.is_negative_at(ParameterLocation.COOKIE):
        answer = case.call_and_validate()
    else:
        answer = case.call_and_validate(
            **session_of(world.things.cast), excluded_checks=[ignored_auth]
        )
    if answer.status_code < HTTPStatus.MULTIPLE_CHOICES:
        REACHED.add(operation)


@pytest.mark.slow
@pytest.mark.skipif("TRIGPOINT_FUZZ_EXAMPLES" not in os.environ, reason="counted in CI")
def test_so_many_requests_were_sent_in_all_and_most_operations_did_what_they_are_for() -> None:
    assert ASKED[0] >= LEAST
    everything = {each.ok().definition.raw["operationId"] for each in schema.get_all_operations()}
    assert len(REACHED) > MOST * len(everything), sorted(everything - REACHED)
