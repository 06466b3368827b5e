"""Every page's door: who asks, what went wrong, and what is sent back to be mended."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec, TypeAlias
from urllib.parse import urlsplit, urlunsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import (
    NON_FIELD_ERRORS,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
    ValidationError,
)
from django.forms import CharField, Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone

from trigpoint.services.actor import Actor, for_user
from trigpoint.services.errors import Invalid, NotAllowed, NotThen, NotThere, Stale
from trigpoint.web import formats, parse
from trigpoint.web.clashes import Clash, merge
from trigpoint.web.templatetags.trigpoint import say

NOT_ALLOWED = "not_allowed"
P = ParamSpec("P")
View: TypeAlias = Callable[Concatenate[HttpRequest, P], HttpResponse]
ActorView: TypeAlias = Callable[Concatenate[HttpRequest, Actor, P], HttpResponse]


def signed_in(view: ActorView[P]) -> View[P]:
    """Let a signed-in person in, as an actor; others are sent to log in.

    What the actor may not see is answered like what does not exist, byte for byte.
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        actor = actor_of(request)
        said = formats.ticket_word.set(actor.organisation.ticket_word)
        with timezone.override(actor.organisation.zone):
            try:
                return view(request, actor, *args, **kwargs)
            except NotThen:
                return not_then(request)
            except NotThere as error:
                raise Http404 from error
            except NotAllowed as error:
                page = render_to_string("403.html", {"why": say(error.text)}, request)
                return HttpResponseForbidden(page)
            finally:
                formats.ticket_word.reset(said)

    return let_in(guarded)


def not_then(request: HttpRequest) -> HttpResponse:
    """Answer for a past day on which a thing was not there that is there today: the way to it."""
    asked = request.GET.copy()
    asked.pop("at", None)
    back = urlunsplit(("", "", request.path, asked.urlencode(), ""))
    return render(request, "404_then.html", {"back": back}, status=HTTPStatus.NOT_FOUND)


def let_in(view: View[P]) -> View[P]:
    """Send whoever is not logged in to log in, and back to where they were.

    A part that is fetched beside a page cannot go there: it is told 401, and the page says so.
    """

    @wraps(view)
    def asked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if "HX-Request" in request.headers:
            return HttpResponse(status=HTTPStatus.UNAUTHORIZED)
        return redirect_to_login(place_of(request))

    return asked


def place_of(request: HttpRequest) -> str:
    """Return the page that somebody was on: what a form was sent to is none that one can open."""
    came = "" if request.method in {"GET", "HEAD"} else came_from(request)
    return came or request.get_full_path()


def came_from(request: HttpRequest) -> str:
    """Return the page of ours that led here, "" where there is none."""
    came = urlsplit(request.headers.get("Referer", ""))
    return (
        urlunsplit(("", "", came.path, came.query, "")) if came.netloc == request.get_host() else ""
    )


def too_old(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django says why
    """Answer a form that was made before somebody logged in anew: nothing was done."""
    back = place_of(request)
    return render(request, "403_csrf.html", {"back": back}, status=HTTPStatus.FORBIDDEN)


def too_large(request: HttpRequest) -> HttpResponse:
    """Answer a form or a file that is larger than is taken: nothing was done."""
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    return render(request, "413.html", {"back": place_of(request)}, status=status)


def unread(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what could not be read: too much of it, or damaged on its way."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return too_large(request)
    return render(request, "400.html", status=HTTPStatus.BAD_REQUEST)


def nothing_here(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django says what
    """Answer for what is not there: with the menu for whoever is logged in.

    An address without a page and a thing that is not for one to see are answered alike.
    """
    if request.user.is_authenticated:
        actor_of(request)
    return render(request, "404.html", status=HTTPStatus.NOT_FOUND)


def actor_of(request: HttpRequest) -> Actor:
    """Return who asks; the same one for the whole request."""
    found = getattr(request, "actor", None)
    if not isinstance(found, Actor):
        if not request.user.is_authenticated:
            message = "only a signed-in person is an actor"
            raise TypeError(message)
        found = for_user(request.user)
        request.actor = found  # type: ignore[attr-defined]  # kept for the frame of the page
    return found


def attempt(form: Form, act: Callable[[dict[str, Any]], object]) -> tuple[bool, list[Clash]]:
    """Do what a form asks for; return whether it was done, and what clashed.

    What was refused stands at its field afterwards, and everything typed is kept, also where the
    actor may not do it: perhaps another choice is theirs to make. After a clash the form has taken
    in what only the other one changed, and the new version: sending it again keeps what it shows.
    Of a clash one is told before anything that is left to be said, such as why.
    """
    if not form.is_valid() and not clashes_first(form):
        return False, []
    try:
        act(form.cleaned_data)
    except Invalid as error:
        for name, text in error.fields.items():
            form.add_error(name if name in form.fields else None, say(text))
        return False, []
    except NotAllowed as error:
        form.add_error(None, ValidationError(say(error.text), code=NOT_ALLOWED))
        return False, []
    except Stale as stale:
        found = merge(form, stale)
        form.add_error(None, say(stale.text))
        return False, found
    return True, []


def clashes_first(form: Form) -> bool:
    """Whether a form that lacks nothing but words was made from an older version.

    The service that it goes to refuses it for that, whatever the words would be.
    """
    typed: dict[str, Any] = getattr(form, "cleaned_data", {})
    shown, read = form.initial.get("version"), typed.get("version")
    if shown is None or read in {None, shown}:
        return False
    errors = form.errors.as_data()
    words = all(isinstance(form.fields.get(name), CharField) for name in errors)
    if not words or any(error.code != "required" for each in errors.values() for error in each):
        return False
    form.cleaned_data.update(dict.fromkeys(errors, ""))
    return True


def status_of(form: Form) -> int:
    """Return 403 or 422 for a form that was sent back, 200 for one that was not sent yet."""
    if not form.is_bound:
        return 200
    return 403 if form.has_error(NON_FIELD_ERRORS, NOT_ALLOWED) else 422


def version_of(sent: QueryDict) -> int:
    """Return the version that a form was made from, 0 where it says none: then it clashes."""
    return parse.whole(sent.get("version", ""))


def day_of(value: str) -> datetime.date | None:
    """Return an ISO day from an address, or None where it is none."""
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        return None


def end_of(day: datetime.date | None, actor: Actor) -> datetime.datetime | None:
    """Return the last moment of a past day; None for today, the future, or no day."""
    return actor.end_of(day)
