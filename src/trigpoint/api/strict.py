"""What a request may not say: parameters that nobody documented, keys that cannot be kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from trigpoint.api.auth import Request
from trigpoint.api.openapi import KEY_PATTERN
from trigpoint.api.problems import Refusal
from trigpoint.core.text import Text, _
from trigpoint.services import answers

KEY = "Idempotency-Key"
LONGEST_KEY = 120


def refuse_undocumented(request: Request, models: list[Any]) -> None:
    """Raise for a parameter that the route does not know, or one that came twice."""
    known: dict[str, set[str]] = {"query": set(), "form": set(), "file": set()}
    lists: set[str] = set()
    for model in models:
        lists.update(model.__ninja_collection_fields__)
        names = getattr(model, "__ninja_flatten_map__", None) or model.model_fields
        known.setdefault(model.__ninja_param_source__, set()).update(names)
    sent: dict[str, Mapping[str, Any]] = {"query": request.GET}
    if known["file"]:
        sent |= {"form": request.POST, "file": request.FILES}
    for source, values in sent.items():
        for name in values:
            if name not in known[source]:
                raise wrong_parameter(name, _("There is no such parameter here."))
            if name not in lists and len(values.getlist(name)) > 1:  # type: ignore[attr-defined]  # a QueryDict, which ninja hands on as a mapping
                raise wrong_parameter(name, _("Send it once."))


def wrong_parameter(name: str, why: Text) -> Refusal:
    """Return the refusal of a parameter."""
    return Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid", why, fields=[(name, why)])


def checked(key: str) -> str:
    """Return an idempotency key that can be kept."""
    if len(key) > LONGEST_KEY or not re.fullmatch(KEY_PATTERN, key):
        raise wrong_parameter(KEY, _("Use 1 to 120 visible ASCII characters, such as a UUID."))
    return key


def request_digest(request: Request) -> str:
    """Return the digest of all that a request says."""
    return answers.digest_of(list(parts_of(request)))


def parts_of(request: Request) -> Iterator[bytes]:
    """Yield what a request says: where it goes, what it has read, its body or form with files."""
    yield f"{request.method} {request.get_full_path()}".encode()
    yield f"If-Match: {request.headers.get('If-Match', '')}".encode()
    if request.content_type != "multipart/form-data":
        yield request.body
        return
    for name in sorted(request.POST):
        yield from (f"{name}={value}".encode() for value in request.POST.getlist(name))
    for name in sorted(request.FILES):
        for file in request.FILES.getlist(name):
            yield f"{name}={getattr(file, 'name', '')}".encode()
            yield from file.chunks()
            file.seek(0)
