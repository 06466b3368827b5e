"""Webhooks: opened, tried, changed, paused, given a new key, taken away."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from trigpoint.services.actor import Actor
from trigpoint.services.outlets import outlets
from trigpoint.services.outlets.outlets import NewSecret, OutletDraft
from trigpoint.web.door import signed_in
from trigpoint.web.forms.settings import SureForm
from trigpoint.web.forms.webhooks import ChangeWebhookForm, WebhookForm
from trigpoint.web.shapes import webhooks as shape
from trigpoint.web.views.keys import LIST, Secret
from trigpoint.web.views.parts import Cleaned, Make, Part, part_of, serve


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def index(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the webhooks; open one."""
    outlets.everything(actor)
    made: list[NewSecret] = []
    part = part_of(request, actor, {"new": opening(made)})

    def context() -> Mapping[str, object]:
        return {"page": shape.index(outlets.everything(actor)), "section": "settings"}

    answer = serve(request, actor, LIST, reverse("webhooks"), part, context)
    return show_once(request, actor, made[0]) if made else answer


def opening(made: list[NewSecret]) -> Make:
    """Return the form of a new webhook; its key is put into `made`, to be shown once."""

    def make(request: HttpRequest, actor: Actor, _part: str) -> Part:
        def save(said: Cleaned) -> None:
            made.append(outlets.add(actor, draft(said)))

        return Part(WebhookForm(request.POST or None), save, label=gettext("Add the webhook"))

    return make


def draft(said: Cleaned) -> OutletDraft:
    """Return what was entered."""
    return OutletDraft(said["name"], said["address"], tuple(said["topics"]))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor, webhook: str) -> HttpResponse:
    """Show a webhook and its newest messages; take what is done with it."""
    outlets.find(actor, webhook)
    made: list[NewSecret] = []
    part = part_of(request, actor, parts(webhook, made))
    removing = request.GET.get("edit") == "remove"
    here = reverse("webhooks") if removing else reverse("webhook", args=[webhook])

    def context() -> Mapping[str, object]:
        return one(actor, webhook)

    answer = serve(request, actor, LIST, here, part, context)
    return show_once(request, actor, made[0]) if made else answer


def one(actor: Actor, webhook: str) -> Mapping[str, object]:
    """Return what the page of a webhook reads."""
    sent = outlets.deliveries(actor, webhook)
    page = shape.page(outlets.show(actor, webhook), sent, actor.now)
    return {"page": page, "section": "settings"}


def parts(webhook: str, made: list[NewSecret]) -> dict[str, Make]:
    """Return the forms of a webhook's page by the name in the address."""
    return {
        "change": lambda request, actor, _part: changing(request, actor, webhook),
        "rotate": sure(
            gettext("Replace the key: the old one signs beside it for a day"),
            lambda actor: made.append(outlets.rotate(actor, webhook)),
        ),
        "trial": sure(
            gettext("Send a trial, which says nothing of anybody"),
            lambda actor: outlets.trial(actor, webhook),
        ),
        "pause": sure(
            gettext("Pause it: what is owed already waits"),
            lambda actor: outlets.pause(actor, webhook, paused=True),
        ),
        "resume": sure(
            gettext("Let messages go again"),
            lambda actor: outlets.pause(actor, webhook, paused=False),
        ),
        "remove": sure(
            gettext("Remove it: its key is forgotten, and what waits is not sent"),
            lambda actor: outlets.remove(actor, webhook),
        ),
    }


def sure(label: str, do: Callable[[Actor], object]) -> Make:
    """Return a form that only asks whether something is to be done."""

    def make(request: HttpRequest, actor: Actor, _part: str) -> Part:
        form = SureForm({} if request.method == "POST" else None)
        return Part(form, lambda _said: do(actor), label=label)

    return make


def changing(request: HttpRequest, actor: Actor, webhook: str) -> Part:
    """Return the form of what a webhook is called and told."""
    found = outlets.show(actor, webhook)
    kept = {"name": found.name, "address": found.address, "topics": found.topics}
    form = ChangeWebhookForm(request.POST or None, initial={**kept, "version": found.version})
    return Part(form, lambda said: outlets.change(actor, webhook, said["version"], draft(said)))


def show_once(request: HttpRequest, actor: Actor, made: NewSecret) -> HttpResponse:
    """Show a new key, which no page shows again."""
    secret = Secret(
        gettext("The key of {name}").format(name=made.webhook.name),
        gettext("Copy it into your program now: it is shown this once. It verifies by it."),
        made.secret,
    )
    answer = render(request, LIST, {**one(actor, made.webhook.id), "secret": secret})
    answer.headers["Cache-Control"] = "no-store"
    return answer
