"""Bodies as JSON, and nothing that only looks like it."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser

from trigpoint.api.problems import Refusal
from trigpoint.core.text import _


class NotJSON(ValueError):  # noqa: N818 - a state of the body
    """The body is not JSON; `refusal` is what to answer."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.name)
        self.refusal = refusal


class StrictParser(Parser):
    """Reads JSON as RFC 8259 has it: no NaN, no key twice."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Return the values of the body.

        Raises:
            NotJSON: for another media type, or for what is not JSON.
        """
        if request.content_type != "application/json":
            why = _("Send JSON, with Content-Type: application/json.")
            raise NotJSON(Refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "wrong-media-type", why))
        try:
            return json.loads(
                request.body, parse_constant=refuse_constant, object_pairs_hook=without_repetition
            )
        except (ValueError, RecursionError) as error:
            why = _("The body is not JSON: {error}.", error=str(error))
            raise NotJSON(Refusal(HTTPStatus.BAD_REQUEST, "malformed", why)) from error


def refuse_constant(name: str) -> NoReturn:
    """Raise for NaN and the infinities, which Python reads and JSON does not know."""
    message = f"{name} is no number"
    raise ValueError(message)


def without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; raise where a key comes twice, for readers would disagree about it."""
    found = dict(pairs)
    if len(found) != len(pairs):
        message = "a key comes twice"
        raise ValueError(message)
    return found
