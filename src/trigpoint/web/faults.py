"""What broke on our side, as a page: it asks nothing of the database, which may be what broke."""

from __future__ import annotations

import logging
import secrets
import sys
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from trigpoint.web.door import place_of

LOG = logging.getLogger("trigpoint.web")


def broken(request: HttpRequest) -> HttpResponse:
    """Answer a fault, with the number under which it stands in the log.

    A database that does not answer is asked again in a moment; in both cases a form that was sent
    can be opened again with what was typed.
    """
    number, error = secrets.token_hex(4), sys.exc_info()[1]
    where = request.resolver_match.route if request.resolver_match else ""  # no keys of addresses
    LOG.error("fault %s: %s %s", number, request.method, where, exc_info=error)
    away = isinstance(error, OperationalError | InterfaceError)
    context = {"number": number, "back": place_of(request), "sent": request.method == "POST"}
    page = render_to_string("503.html" if away else "500.html", context)
    if away:
        headers, status = {"Retry-After": "5"}, HTTPStatus.SERVICE_UNAVAILABLE
        return HttpResponse(page, status=status, headers=headers)
    return HttpResponse(page, status=HTTPStatus.INTERNAL_SERVER_ERROR)
