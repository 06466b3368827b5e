"""Ways in: my keys for programs; for administrators, everybody's log-ins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from trigpoint.services.actor import Actor
from trigpoint.services.people import logins as log_ins
from trigpoint.services.people import tokens as keys
from trigpoint.services.people.tokens import NewToken
from trigpoint.web.door import signed_in
from trigpoint.web.forms.settings import PasswordForm, RightsForm, SureForm, TokenForm
from trigpoint.web.shapes import settings as shape
from trigpoint.web.views.parts import Cleaned, Make, Part, part_of, serve

LIST = "pages/listing.html"


@dataclass(frozen=True, slots=True)
class Secret:
    """What is shown this once and never again."""

    title: str
    text: str
    value: str


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def tokens(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show my keys; make and revoke them."""
    found = keys.mine(actor)
    made: list[NewToken] = []
    part = part_of(request, actor, {"new": making(made), "revoke": revoke})

    def context() -> Mapping[str, object]:
        page = shape.tokens(found, actor.now, request.GET.get("edit", ""))
        return {"page": page, "section": "settings"}

    answer = serve(request, actor, LIST, reverse("tokens"), part, context)
    return show_once(request, actor, made[0]) if made else answer


def making(made: list[NewToken]) -> Make:
    """Return the form for a new key; what is made is put into `made`, to be shown once."""

    def make(request: HttpRequest, actor: Actor, _part: str) -> Part:
        def save(said: Cleaned) -> None:
            made.append(keys.make(actor, said["name"], said["scopes"], said["days"]))

        return Part(TokenForm(request.POST or None), save, label=gettext("Make the key"))

    return make


def show_once(request: HttpRequest, actor: Actor, made: NewToken) -> HttpResponse:
    """Show a new key's text, which is kept nowhere."""
    secret = Secret(
        gettext("The key {name}").format(name=made.token.name),
        gettext("Copy it now: it is shown this once. Whoever has it can use it."),
        made.text,
    )
    page = shape.tokens(keys.mine(actor), actor.now, "")
    context = {"page": page, "secret": secret, "section": "settings"}
    answer = render(request, LIST, context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def revoke(request: HttpRequest, actor: Actor, part: str) -> Part:
    """Return the form that ends a key."""
    keys.show(actor, part)
    return Part(
        SureForm({} if request.method == "POST" else None),
        lambda _said: keys.revoke(actor, part),
        label=gettext("Revoke it: it opens nothing from now on"),
        done=gettext("Revoked."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def logins(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show who can log in; change rights, and help somebody who cannot get in."""
    log_ins.logins(actor)
    part = part_of(request, actor, {"rights": rights, "password": password})

    def context() -> Mapping[str, object]:
        page = shape.logins(log_ins.logins(actor), request.GET.get("edit", ""))
        return {"page": page, "section": "settings"}

    return serve(request, actor, LIST, reverse("logins"), part, context)


def rights(request: HttpRequest, actor: Actor, part: str) -> Part:
    """Return the form for what a log-in may do."""
    found = log_ins.show(actor, part)
    form = RightsForm(request.POST or None, initial={"role": found.role, "active": found.active})
    return Part(form, lambda said: log_ins.set_rights(actor, part, **said))


def password(request: HttpRequest, actor: Actor, part: str) -> Part:
    """Return the form for a new password."""
    log_ins.show(actor, part)

    def save(said: Cleaned) -> None:
        forget = bool(said["forget_factors"])
        log_ins.set_password(actor, part, said["password"], forget_factors=forget)

    return Part(PasswordForm(request.POST or None), save, label=gettext("Set the password"))
