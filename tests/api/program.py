"""A program that talks to the interface on somebody's behalf."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from trigpoint.services.actor import Actor
from trigpoint.services.people import tokens

ROOT = "/api/v1"


class Program:
    """Sends JSON with a token; answers are Django's own responses."""

    def __init__(self, actor: Actor, *scopes: str) -> None:
        today = replace(actor, now=timezone.now(), memo={})
        made = tokens.make(today, "test", scopes or tokens.SCOPES)
        self.token_id = made.token.id
        self.text = made.text
        self.client = Client(raise_request_exception=False)

    def send(
        self, method: str, path: str, body: object = None, *, raw: str = "", **headers: str
    ) -> HttpResponse:
        """Send a request; headers are named with underscores."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.generic(
            method,
            ROOT + path,
            raw or ("" if body is None else json.dumps(body)),
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.text}", **named},
        )

    def get(self, path: str, **headers: str) -> HttpResponse:
        """Read."""
        return self.send("GET", path, **headers)

    def post(self, path: str, body: object = None, **headers: str) -> HttpResponse:
        """Make or do something."""
        return self.send("POST", path, body, **headers)

    def patch(self, path: str, body: object, version: int, **headers: str) -> HttpResponse:
        """Change what was read at a version."""
        return self.send("PATCH", path, body, If_Match=f'"{version}"', **headers)


def problem(response: HttpResponse) -> tuple[int, str]:
    """Return status and name of a problem."""
    assert response.headers["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = json.loads(response.content)
    assert body["status"] == response.status_code
    return response.status_code, body["type"].removeprefix("urn:trigpoint:problem:")
