"""What ninja's OpenAPI leaves out: errors, ETags, the keys against repetition."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterator
from typing import Any

from pydantic import TypeAdapter

from trigpoint.api.problems import MEDIA_TYPE, Problem

ALWAYS = {
    400: "The request cannot be read.",
    401: "Nobody is logged in, and there is no live token.",
    403: "Seen, but not for this actor or this token to do.",
    422: "A parameter or a field breaks a rule; `fields` says which.",
    429: "Too many requests at once; Retry-After says how long to wait.",
    503: "The database does not answer; Retry-After says when to ask again.",
}
WITH_PATH = {404: "There is nothing here, or it is not for the actor to see."}
WITH_NAMES = {404: "Something that is named is not there, or not for the actor to see."}
WITH_BODY = {
    **WITH_NAMES,
    409: "It conflicts with what is there, or the same key is being worked on.",
    413: "The body is too large.",
    415: "The body is neither JSON nor, for uploads, a form.",
}
WITH_VERSION = {
    409: "It conflicts with what is there.",
    412: "It was changed meanwhile; `current` says what it is now.",
    428: "If-Match is missing.",
}
KEY_PATTERN = "^[!-~]+$"
KEY_PARAMETER = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "description": "the same key and the same request are done once and answered alike for a day",
    "schema": {"type": "string", "minLength": 1, "maxLength": 120, "pattern": KEY_PATTERN},
}
ETAG = {
    "description": 'the version, such as "3"; send it as If-Match to change this',
    "schema": {"type": "string"},
}


WEAK_ETAG = {
    "description": "of all that is said; sent as If-None-Match, the same again is a 304",
    "schema": {"type": "string"},
}
UNCHANGED: dict[str, Any] = {
    "description": "Nothing of it changed: If-None-Match names what it says.",
    "headers": {"ETag": WEAK_ETAG},
}


def documented(view: Callable[..., Any], method: str, path: str, *, keyed: bool) -> dict[str, Any]:
    """Return what a route adds to its entry in the OpenAPI, but for its success."""
    errors = dict(statuses(method, path, inspect.signature(view).parameters))
    found: dict[str, Any] = {
        "responses": {status: problem(why) for status, why in sorted(errors.items())}
    }
    if keyed:
        found["parameters"] = [KEY_PARAMETER]
    return found


def statuses(method: str, path: str, takes: Collection[str]) -> Iterator[tuple[int, str]]:
    """Yield the errors that a route may answer with, by the names of what its view takes."""
    yield from ALWAYS.items()
    if set(takes) - {"request"}:
        yield from WITH_NAMES.items()
    if method != "GET":
        yield from WITH_BODY.items()
    if "{" in path:
        yield from WITH_PATH.items()
    if "version" in takes:
        yield from WITH_VERSION.items()


def problem(why: str) -> dict[str, Any]:
    """Return the entry of an error."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": why, "content": {MEDIA_TYPE: {"schema": schema}}}


def complete(schema: dict[str, Any]) -> None:
    """Add to the whole OpenAPI what its entries refer to."""
    made = TypeAdapter(Problem).json_schema(ref_template="#/components/schemas/{model}")
    schemas = schema["components"]["schemas"]
    schemas.update(made.pop("$defs", {}))
    schemas["Problem"] = made
