"""Who asks: a signed-in person, or a program with a token. Both become the services' `Actor`."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from trigpoint.api.problems import Refusal
from trigpoint.core.text import _
from trigpoint.services.actor import Actor, for_user
from trigpoint.services.limits import REQUESTS
from trigpoint.services.people import tokens

SAFE = {"GET", "HEAD", "OPTIONS"}


class Request(HttpRequest):
    """A request that was let in; `auth` is who asks."""

    auth: Actor


class Token(HttpBearer):
    """`Authorization: Bearer tp_<id>_<secret>`, with a scope for the noun and the verb."""

    def __init__(self, noun: str) -> None:
        super().__init__()
        self.noun = noun

    def __call__(self, request: HttpRequest) -> Actor | None:
        """Return the token's actor, or None where no token came."""
        said = request.headers.get("Authorization")
        if said is None:
            return None
        scheme, _space, text = said.partition(" ")
        return self.authenticate(request, text if scheme.lower() == "bearer" else "")

    def authenticate(self, request: HttpRequest, token: str) -> Actor:
        """Return the actor of a live token that has the scope."""
        actor = tokens.actor_of(token, timezone.now())
        if actor is None:
            raise unknown()
        slow_down(actor.label)
        if self.noun:
            tokens.require(actor, scope_for(request.method or "", self.noun))
        return actor


class Session(APIKeyCookie):
    """The session of somebody who has logged in; writing needs the CSRF token too."""

    param_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Actor | None:
        """Return the person's actor, or None where nobody is logged in."""
        return self.authenticate(request, None)

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:  # noqa: ARG002 - the middleware has read the cookie
        """Return the person's actor, or None where nobody is logged in."""
        user = request.user
        if not user.is_authenticated or not user.is_active:
            return None
        if check_csrf(request) is not None:
            raise Refusal(
                HTTPStatus.FORBIDDEN,
                "csrf",
                _("Send the header X-CSRFToken with the value of the csrftoken cookie."),
            )
        slow_down(user.public_id)
        return for_user(user)


def scope_for(method: str, noun: str) -> str:
    """Return the scope that a token needs for a method on a noun."""
    return f"{'read' if method in SAFE else 'write'}:{noun}"


def either(noun: str) -> Sequence[Token | Session]:
    """Return both ways in; a token needs `read:<noun>` or `write:<noun>`."""
    return [Token(noun), Session()]


def unknown() -> Refusal:
    """Return the answer to whoever is not known here."""
    return Refusal(
        HTTPStatus.UNAUTHORIZED,
        "unauthenticated",
        _("Log in, or send a token that is still good: Authorization: Bearer tp_..."),
        headers={"WWW-Authenticate": 'Bearer realm="trigpoint"'},
    )


def slow_down(who: str) -> None:
    """Raise where somebody asks too often."""
    seconds = REQUESTS.wait(who)
    if seconds:
        raise Refusal(
            HTTPStatus.TOO_MANY_REQUESTS,
            "too-many-requests",
            _("That is too many requests at once. Wait {seconds} s.", seconds=seconds),
            headers={"Retry-After": str(seconds)},
        )
