"""Asking every route: bodies that have the right form, and what an answer says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver

from tests.access.expecting import FORBIDDEN, NOT_THERE, OK
from tests.access.things import UNKNOWN, Things
from trigpoint.api.interface import api

FORM = "application/x-www-form-urlencoded"
FORMATS = {"date": "2026-11-20", "date-time": "2026-11-20T08:00:00Z"}
MASKED = re.compile(rb"(?<=['\";])[0-9A-Za-z]{64}(?=['\"&])")
"""The token against forged requests: masked anew in each answer."""
FORMS = {
    "measure_dispute": {"start": "2026-11-01", "words": "Not mine."},
    "briefings": {"rhythm": "monthly"},
    "connection_act": {"act": "pause"},
    "map_act": {"do": "arrange"},
    "goal_check_in": {"status": "on_track", "note": "Well."},
    "goal_answer": {"answer": "agree", "words": ""},
    "plan_answer": {"answer": "agree", "words": ""},
    "plan_rank": {"section": "values", "part": "0000000000000", "place": "1"},
    "plan_skip": {"step": "people", "skipped": "1"},
    "audit_mute": {"about": "goal-{about}", "rule": "no_measure", "reason": "So it is."},
    "announcement_talk": {"day": "2026-11-20"},
    "decision_rights_answer": {"answer": "accept"},
    "ladder_chance": {"value": "1", "due": "2099-01-01"},
}
"""What the forms of actions send; in braces the id of what is named in them."""
FORM_OF_A_PAGE = {
    **dict.fromkeys(("title", "words", "why", "name", "note", "question", "reason"), "Words."),
    **dict.fromkeys(("due", "day", "starts", "ends", "since", "until"), "2026-12-01"),
    "version": "1",
    "do": "add",
    "status": "on_track",
    "answer": "agree",
}
"""What is sent to a page that has a form: it gets as far as the policy, and often further."""


BODIES = {
    "ladder_help.propose": {"due": "2099-01-01"},
    "ladder_help.chance": {"due": "2099-01-01"},
    "knowledge.solve": {"answer": ""},
}
"""What bodies say where anything of the right form would not do."""
QUERIES = {
    "decision_rights.retire": "?reason=so",
    "pay.retire": "?reason=so",
    "tickets.sight": "?number=1",
}
"""What an address needs besides."""
DONE_BUT_FOR_THE_BODY = {409, 412, 422}
"""Answers of a service that let the asker in and then refused what was sent."""


@dataclass(frozen=True)
class Route:
    """One method on one address; `name` is its row. `written` is a page that is also read."""

    name: str
    method: str
    address: str
    params: tuple[str, ...]
    body: dict[str, Any] | None = None
    written: bool = False


def of_interface(things: Things) -> Iterator[Route]:
    """Yield every operation of the OpenAPI."""
    schema = api.get_openapi_schema()
    for address, operations in schema["paths"].items():
        for method, said in operations.items():
            params = tuple(p["name"] for p in said.get("parameters", ()) if p["in"] == "path")
            content = said.get("requestBody", {}).get("content", {})
            form = content.get("application/json", {}).get("schema")
            body = sample(form, schema, things) if form else None
            yield Route(said["operationId"], method.upper(), address, params, body)


def of_web() -> Iterator[Route]:
    """Yield every page and action of ours."""
    for pattern in get_resolver("trigpoint.web.urls").url_patterns:
        assert isinstance(pattern, URLPattern)
        params = tuple(pattern.pattern.converters)
        address = f"/{pattern.pattern}"
        for param in params:
            address = address.replace(f"<slug:{param}>", f"{{{param}}}")
        taken = methods(pattern)
        for method in taken:
            yield Route(str(pattern.name), method, address, params, written=method != taken[0])


def methods(pattern: URLPattern) -> list[str]:
    """Return the methods that a view takes, as its decorator has it; one is known by another."""
    cells = getattr(pattern.callback, "__closure__", None) or ()
    lists = [cell.cell_contents for cell in cells if isinstance(cell.cell_contents, list)]
    return [m for m in ("GET", "POST") if any(m in each for each in lists)] or ["GET"]


def sample(form: dict[str, Any], schema: dict[str, Any], things: Things, name: str = "") -> Any:
    """Return a value that the form accepts, with ids of what is there."""
    if "$ref" in form:
        found = schema
        for part in form["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        return sample(found, schema, things, name)
    if "anyOf" in form:
        return sample(form["anyOf"][0], schema, things, name)
    if "const" in form or "enum" in form:
        return form.get("const") or form["enum"][0]
    match form.get("type"):
        case "object":
            needed = form.get("required", ())
            return {k: sample(form["properties"][k], schema, things, k) for k in needed}
        case "array":
            count = form.get("minItems", 0)
            return [sample(form["items"], schema, things, name) for _ in range(count)]
        case "integer" | "number":
            return max(1, form.get("minimum", 1))
        case "boolean":
            return True
    return text(form, name, things)


def text(form: dict[str, Any], name: str, things: Things) -> str:
    cast = things.cast
    known = {
        "person": cast.people["ana"],
        "holder": cast.people["ana"],
        "owner": cast.people["ana"],
        "unit": cast.units["Orders"],
        "account": things.id_of("account", "own"),
        "accounts": things.id_of("account", "own"),
        "queue": things.id_of("queue", "own"),
        "parent": cast.units["Care"],
        "password": "correct horse battery",
        "kpi": "backlog",
        "measure": things.id_of("measure", "own"),
        "who": cast.people["ana"],
        "perspective": things.id_of("perspective", "own"),
        "above": cast.vision,
        "effect": things.id_of("goal", "other"),
        "period": cast.period,
        "part": things.id_of("value", "own") if "pattern" in form else "words",
        "rule": "no_measure",
        "currency": "EUR",
        "own_goal": cast.vision,
        "team_goal": cast.vision,
        "whole_goal": cast.vision,
    }
    return known.get(name) or FORMATS.get(form.get("format", ""), "words")


def ask(
    client: Client, route: Route, ids: dict[str, str], named: dict[str, str] | None = None
) -> HttpResponse:
    """Send a request, with the ids that its body names; nothing that it writes stays."""
    named, sent = named or {}, {**(route.body or {}), **BODIES.get(route.name, {})}
    for name, public_id in named.items():
        sent[name] = [public_id] if isinstance(sent.get(name), list) else public_id
    filled = {name: said.format(**named) for name, said in FORMS.get(route.name, {}).items()}
    if route.written:
        filled = FORM_OF_A_PAGE | filled
    form = urlencode({**named, **filled})
    client.cookies.pop("messages", None)  # what an earlier action said is not of this answer
    block = transaction.atomic()
    block._from_testcase = True
    with block:
        page = "." not in route.name
        body = form if page else json.dumps(sent)
        query = f"?{form}" if form and route.method == "GET" else QUERIES.get(route.name, "")
        answer = client.generic(
            route.method,
            route.address.format(**ids) + query,
            body if page or route.body is not None else "",
            content_type=FORM if page else "application/json",
            headers={"If-Match": '"1"'} if route.method in {"PUT", "PATCH", "DELETE"} else {},
        )
        transaction.set_rollback(True)
    return answer


def said(answer: HttpResponse) -> str:
    """Return what an answer amounts to."""
    match answer.status_code:
        case 403:
            return FORBIDDEN
        case 404:
            return NOT_THERE
        case status if status < 400 or status in DONE_BUT_FOR_THE_BODY:
            return OK
    return f"status {answer.status_code}: {answer.content[:200]!r}"


def whole(answer: HttpResponse, sent: Iterable[str] = ()) -> tuple[Any, ...]:
    """Return all that somebody could tell two answers apart by, but for the ids that they sent."""
    told = [MASKED.sub(b"", answer.content).decode("utf-8", "replace")]
    told += [f"{k}: {v}" for k, v in answer.headers.items() if k != "Date"]
    for public_id in sent:
        told = [each.replace(public_id, UNKNOWN) for each in told]
    return answer.status_code, told
