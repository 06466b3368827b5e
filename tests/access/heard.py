"""Which routes a test asks, and whom they let in: what `@pytest.mark.asks` is held to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404

from tests.access import asking
from trigpoint.api.interface import api

CONVERTED = re.compile(r"<(?:\w+:)?(\w+)>")
LOG_IN = "/accounts/login/"

Heard = set[tuple[str, bool]]
"""Names of routes, and whether whoever asked was let in."""


@contextmanager
def listening() -> Iterator[Heard]:
    """Keep what each client asks meanwhile."""
    heard: Heard = set()
    send = Client.request

    def request(client: Client, **asked: object) -> HttpResponse:
        answer = send(client, **asked)
        heard.add((name_of(answer), lets_in(answer)))
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "request", request)
        yield heard


def unheard(named: tuple[str, ...], heard: Heard) -> list[str]:
    """Return what a test that names routes did not ask, by who may and by who may not."""
    wanted = [
        (name, "let in" if let_in else "refused") for name in named for let_in in (True, False)
    ]
    answered = {(name, "let in" if let_in else "refused") for name, let_in in heard}
    return [f"{name}: nobody is {how}" for name, how in wanted if (name, how) not in answered]


def name_of(answer: HttpResponse) -> str:
    """Return the row of the route that answered, "" for an address that there is not."""
    try:
        found = answer.resolver_match
        address = "/" + CONVERTED.sub(r"{\1}", found.route)
    except Resolver404:
        return ""
    method = answer.request["REQUEST_METHOD"]
    return operations().get((method, address)) or str(found.url_name)


@cache
def operations() -> dict[tuple[str, str], str]:
    """Return the names of the interface's operations by method and address."""
    return {
        (method.upper(), address): said["operationId"]
        for address, by_method in api.get_openapi_schema()["paths"].items()
        for method, said in by_method.items()
    }


def lets_in(answer: HttpResponse) -> bool:
    """Whether an answer is one to somebody who may."""
    return asking.said(answer) == asking.OK and not answer.get("Location", "").startswith(LOG_IN)
