"""Every exception as an answer: what a service, ninja or Django refused, and faults."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.core.exceptions import (
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import DataError, IntegrityError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from trigpoint.api.auth import unknown
from trigpoint.api.bodies import NotJSON
from trigpoint.api.problems import Refusal
from trigpoint.api.routes import StaleHere
from trigpoint.core.refusal import Refused
from trigpoint.core.text import Text, _
from trigpoint.services.answers import KeyReused, StillWorking
from trigpoint.services.errors import Invalid, NotAllowed, NotThere

S = HTTPStatus
LOG = logging.getLogger(__name__)
UNREADABLE = (
    MultiPartParserError,
    UnreadablePostError,
    TooManyFieldsSent,
    TooManyFilesSent,
    SuspiciousOperation,
)


def not_there(_exc: object = None) -> Refusal:
    """Return the one answer for what is not there and for what may not be seen."""
    return Refusal(S.NOT_FOUND, "not-there", NotThere().text)


def not_allowed(exc: NotAllowed) -> Refusal:
    """Return the answer to what the actor may not do."""
    return Refusal(S.FORBIDDEN, "not-allowed", exc.text)


def invalid(exc: Invalid) -> Refusal:
    """Return the answer to what breaks a rule."""
    return Refusal(S.UNPROCESSABLE_ENTITY, "invalid", exc.text, fields=exc.fields.items())


def key_reused(exc: KeyReused) -> Refusal:
    """Return the answer to another request under the same key."""
    return Refusal(S.UNPROCESSABLE_ENTITY, "key-reused", exc.text, fields=exc.fields.items())


def still_working(exc: StillWorking) -> Refusal:
    """Return the answer to a repetition that came too early."""
    return Refusal(S.CONFLICT, "still-working", exc.text, headers={"Retry-After": "1"})


def refused(exc: Refused) -> Refusal:
    """Return the answer to what the core refused."""
    return Refusal(S.UNPROCESSABLE_ENTITY, "invalid", exc.text, fields=[("", exc.text)])


def unreadable(_exc: object) -> Refusal:
    """Return the answer to a form or a body that ends too early or makes no sense."""
    return Refusal(S.BAD_REQUEST, "malformed", _("The request cannot be read."))


def too_large(_exc: object) -> Refusal:
    """Return the answer to a body beyond the limit."""
    return Refusal(S.REQUEST_ENTITY_TOO_LARGE, "too-large", _("The body is too large."))


def http_error(exc: HttpError) -> Refusal:
    """Return the answer to what ninja refused before a view was asked."""
    if isinstance(exc.__cause__, NotJSON):
        return exc.__cause__.refusal
    return unreadable(exc)


def unauthenticated(_exc: object) -> Refusal:
    """Return the answer to whoever is not known here."""
    return unknown()


def ill_formed(exc: ValidationError) -> Refusal:
    """Return the answer to parameters or a body of the wrong form."""
    places = {error["loc"][0] for error in exc.errors}
    if "path" in places:
        return not_there()
    if "header" in places:
        return header(exc.errors)
    fields = [(".".join(map(str, e["loc"][1:])), said(e)) for e in exc.errors]
    return Refusal(S.UNPROCESSABLE_ENTITY, "invalid", fields[0][1], fields=fields)


def header(errors: list[dict[str, Any]]) -> Refusal:
    """Return the answer to a missing or strange If-Match."""
    if any(error["type"] == "missing" for error in errors):
        why = _("Send If-Match with the ETag of what you read, so that nobody's work is lost.")
        return Refusal(S.PRECONDITION_REQUIRED, "version-needed", why)
    return Refusal(
        S.BAD_REQUEST, "malformed", said(errors[0]), fields=[("If-Match", said(errors[0]))]
    )


def said(error: dict[str, Any]) -> Text | str:
    """Return what is wrong with a field."""
    if error["type"] == "missing":
        return _("This is needed.")
    return str(error["msg"]).removeprefix("Value error, ")


def conflict(_exc: object) -> Refusal:
    """Return the answer where a constraint of the database had the last word."""
    why = _("This conflicts with what is there. Read it again.")
    return Refusal(S.CONFLICT, "conflict", why)


def out_of_range(_exc: object) -> Refusal:
    """Return the answer to a value that no column holds."""
    why = _("A value is too long or too large.")
    return Refusal(S.UNPROCESSABLE_ENTITY, "invalid", why, fields=[("", why)])


def unavailable(exc: object) -> Refusal:
    """Return the answer while the database does not."""
    LOG.error("the database does not answer: %s", type(exc).__name__)
    why = _("The database does not answer at the moment. Nothing was changed.")
    return Refusal(S.SERVICE_UNAVAILABLE, "unavailable", why, headers={"Retry-After": "5"})


def fault(exc: Exception) -> Refusal:
    """Return the answer to a fault of ours; its number stands in the log."""
    number = secrets.token_hex(4)
    LOG.error("fault %s", number, exc_info=exc)
    why = _("Something went wrong here. It is in the log as {number}.", number=number)
    return Refusal(S.INTERNAL_SERVER_ERROR, "fault", why)


ANSWERS: dict[type[Exception], Callable[[Any], Refusal | StaleHere]] = {
    Refusal: lambda exc: exc,
    StaleHere: lambda exc: exc,
    NotThere: not_there,
    Http404: not_there,
    NotAllowed: not_allowed,
    KeyReused: key_reused,
    Invalid: invalid,
    StillWorking: still_working,
    Refused: refused,
    AuthenticationError: unauthenticated,
    ValidationError: ill_formed,
    HttpError: http_error,
    RequestDataTooBig: too_large,
    **dict.fromkeys(UNREADABLE, unreadable),
    IntegrityError: conflict,
    DataError: out_of_range,
    OperationalError: unavailable,
    InterfaceError: unavailable,
    Exception: fault,
}


def install(api: NinjaAPI) -> None:
    """Let the interface answer every exception with a problem."""

    def answer(_request: HttpRequest, exc: Exception | type[Exception]) -> HttpResponse:
        make = next(ANSWERS[kind] for kind in type(exc).__mro__ if kind in ANSWERS)
        return make(exc).response()

    for kind in ANSWERS:
        api.add_exception_handler(kind, answer)
