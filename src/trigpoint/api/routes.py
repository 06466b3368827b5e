"""How every route behaves: strict about what comes in, the same in how it answers.

A view takes a request and returns what a service returned. The router adds what all routes share:
the shape of the answer in the OpenAPI, the ETag, the key against repetition, the refusal of what
is not documented. The view's return annotation is the one place that names the shape.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import Any, TypeAlias, TypeVar, get_type_hints

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import parse_etags
from ninja import Router
from pydantic import TypeAdapter

from trigpoint.api.auth import Request, Session, either, scope_for
from trigpoint.api.openapi import ETAG, UNCHANGED, WEAK_ETAG, documented
from trigpoint.api.problems import Refusal
from trigpoint.api.shapes import is_versioned, plain, shape, version_of
from trigpoint.api.strict import KEY, checked, refuse_undocumented, request_digest
from trigpoint.core.text import _
from trigpoint.services import access, answers
from trigpoint.services.answers import Answer
from trigpoint.services.errors import NotThere, Stale

CSV = "text/csv"
T = TypeVar("T")
View: TypeAlias = Callable[..., T]


class StaleHere(Exception):  # noqa: N818 - an answer, not a fault
    """The thing was changed meanwhile; `current` is what a service says of it now."""

    def __init__(self, current: object) -> None:
        super().__init__()
        self.current = current

    def response(self) -> HttpResponse:
        """Return what the thing says now, so that the program can decide anew."""
        why = _("Somebody changed this while you were writing.")
        refusal = Refusal(HTTPStatus.PRECONDITION_FAILED, "stale", why)
        answer = refusal.response(plain(self.current))
        answer.headers["ETag"] = etag(self.current)
        return answer


class Noun(Router):
    """The routes under one address, all under the same scopes.

    A token needs `read:<noun>` or `write:<noun>`; an empty noun is open to every token.
    """

    def __init__(self, address: str, noun: str, *, ways: Sequence[Session] = ()) -> None:
        super().__init__(auth=ways or either(noun), tags=[address.rsplit("/", 1)[1]])
        self.address = address
        self.scoped = noun if not ways else ""

    def show(self, path: str) -> Callable[[View[T]], View[T]]:
        """Answer GET."""
        return self._route("GET", path, HTTPStatus.OK)

    def lines(self, path: str) -> Callable[[View[Iterator[str]]], View[Iterator[str]]]:
        """Answer GET with a CSV file, line by line as it is read."""

        def decorate(view: View[Iterator[str]]) -> View[Iterator[str]]:
            run = streaming(view)
            extra = self._documented(view, "GET", path, HTTPStatus.OK, keyed=False)
            text = {"schema": {"type": "string"}}
            extra["responses"][int(HTTPStatus.OK)] = {
                "description": "A CSV file in UTF-8.",
                "content": {CSV: text},
            }
            self._register("GET", path, view, run, HTTPStatus.OK, None, extra)
            return view

        return decorate

    def make(self, path: str, *, keyed: bool = True) -> Callable[[View[T]], View[T]]:
        """Answer POST by which something new is there."""
        return self._route("POST", path, HTTPStatus.CREATED, keyed=keyed)

    def act(self, path: str) -> Callable[[View[T]], View[T]]:
        """Answer POST by which something is done to what is there."""
        return self._route("POST", path, HTTPStatus.OK, keyed=True)

    def change(self, path: str) -> Callable[[View[T]], View[T]]:
        """Answer PATCH: the fields that are sent change."""
        return self._route("PATCH", path, HTTPStatus.OK)

    def replace(self, path: str) -> Callable[[View[T]], View[T]]:
        """Answer PUT: the whole is said anew."""
        return self._route("PUT", path, HTTPStatus.OK)

    def remove(self, path: str) -> Callable[[View[T]], View[T]]:
        """Answer DELETE."""
        return self._route("DELETE", path, HTTPStatus.NO_CONTENT)

    def _route(
        self, method: str, path: str, status: HTTPStatus, *, keyed: bool = False
    ) -> Callable[[View[T]], View[T]]:
        def decorate(view: View[T]) -> View[T]:
            returned = get_type_hints(view)["return"]
            answered = None if returned is type(None) else shape(returned)
            run = answering(view, Writer(status, answered), keyed=keyed)
            extra = self._documented(view, method, path, status, keyed=keyed)
            self._register(method, path, view, run, status, answered, extra)
            return view

        return decorate

    def _register(
        self,
        method: str,
        path: str,
        view: Callable[..., object],
        run: Callable[..., HttpResponseBase],
        status: HTTPStatus,
        answered: Any,
        extra: dict[str, Any],
    ) -> None:
        self.api_operation(
            [method],
            self.address + path,
            response={int(status): answered},
            summary=(view.__doc__ or "").split("\n", 1)[0].rstrip("."),
            operation_id=f"{view.__module__.rsplit('.', 1)[1]}.{view.__name__}",
            openapi_extra=extra,
        )(run)

    def _documented(
        self, view: View[T], method: str, path: str, status: HTTPStatus, *, keyed: bool
    ) -> dict[str, Any]:
        found = documented(view, method, self.address + path, keyed=keyed)
        if is_versioned(get_type_hints(view)["return"]):
            found["responses"][int(status)] = {"headers": {"ETag": ETAG}}
        elif method == "GET":
            found["responses"][int(status)] = {"headers": {"ETag": WEAK_ETAG}}
            found["responses"][int(HTTPStatus.NOT_MODIFIED)] = UNCHANGED
        if self.scoped:
            found["x-scope"] = scope_for(method, self.scoped)
        return found


class Writer:
    """Writes what a view returned, in the one shape that its route has."""

    def __init__(self, status: HTTPStatus, answered: Any) -> None:
        self.status = status
        self.adapter: TypeAdapter[Any] | None = None if answered is None else TypeAdapter(answered)

    def write(self, value: object) -> Answer:
        """Return the answer for a value."""
        if self.adapter is None:
            return Answer(self.status, "")
        made = self.adapter.validate_python(value, from_attributes=True)
        return Answer(self.status, self.adapter.dump_json(made).decode(), etag(value))


def answering(view: View[T], writer: Writer, *, keyed: bool) -> Callable[..., HttpResponse]:
    """Return the view as ninja calls it."""

    @functools.wraps(view)
    def run(request: Request, **params: Any) -> HttpResponse:
        refuse_undocumented(request, run._ninja_operation.models)  # type: ignore[attr-defined]  # ninja ties it to the view when it is registered

        def work() -> Answer:
            return writer.write(view(request, **params))

        key = request.headers.get(KEY) if keyed else None
        if key is None:
            return told(request, work())
        return response(answers.once(request.auth, checked(key), request_digest(request), work))

    return run


def streaming(view: View[Iterator[str]]) -> Callable[..., HttpResponseBase]:
    """Return the view of a file as ninja calls it."""

    @functools.wraps(view)
    def run(request: Request, **params: Any) -> HttpResponseBase:
        refuse_undocumented(request, run._ninja_operation.models)  # type: ignore[attr-defined]  # ninja ties it to the view when it is registered
        return StreamingHttpResponse(view(request, **params), content_type=f"{CSV}; charset=utf-8")

    return run


def told(request: Request, answer: Answer) -> HttpResponse:
    """Return an answer as Django sends it; 304 for what the program has and has no version.

    A version names the thing and not what is said of it, such as its figures, which move without
    it: what has one is told in full.
    """
    if request.method != "GET" or answer.etag:
        return response(answer)
    said = f'"{hashlib.sha256(answer.body.encode()).hexdigest()[:32]}"'
    tag = f"W/{said}"
    if not {"*", tag, said}.isdisjoint(parse_etags(request.headers.get("If-None-Match", ""))):
        return response(Answer(HTTPStatus.NOT_MODIFIED, "", tag))
    return response(replace(answer, etag=tag))


def response(answer: Answer) -> HttpResponse:
    """Return an answer as Django sends it."""
    headers = {"ETag": answer.etag} if answer.etag else {}
    kind = "application/json" if answer.body else None
    made = HttpResponse(answer.body, status=answer.status, content_type=kind, headers=headers)
    if not answer.body:
        del made.headers["Content-Type"]
    return made


def etag(value: object) -> str:
    """Return the ETag of a versioned thing, "" for anything else."""
    version = version_of(value)
    return "" if version is None else f'"{version}"'


def changed(request: Request, write: Callable[[], object], then: Callable[[], T]) -> T:
    """Write, and return what the thing says after that.

    Raises:
        StaleHere: where it was changed meanwhile, with what it says now.
    """
    try:
        write()
    except Stale as stale:
        access.forget(request.auth)
        raise StaleHere(then()) from stale
    return then()


def removed(request: Request, write: Callable[[], object], before: Callable[[], object]) -> None:
    """Take something away that is there now.

    Raises:
        NotThere: where it is not there, or not under this address.
        StaleHere: where it was changed meanwhile, with what it says now.
    """
    before()
    try:
        write()
    except Stale as stale:
        access.forget(request.auth)
        raise StaleHere(before()) from stale


def one(items: Iterable[T], public_id: str) -> T:
    """Return the one of an id, its own or that of its link.

    Raises:
        NotThere: where there is none.
    """
    for item in items:
        held = (item, getattr(item, "link", None))
        if any(getattr(each, "id", None) == public_id for each in held):
            return item
    raise NotThere
