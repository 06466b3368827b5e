"""The organisation's apps in chats: their keys are entered, replaced, and forgotten."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from trigpoint.core.delivery.events import Channel
from trigpoint.services.actor import Actor
from trigpoint.services.chats import chats
from trigpoint.web.door import signed_in
from trigpoint.web.forms.chats import ChatForm
from trigpoint.web.shapes import chats as shape
from trigpoint.web.views.keys import LIST
from trigpoint.web.views.parts import Make, Part, part_of, serve
from trigpoint.web.views.webhooks import sure


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the chats in which the organisation has an app; enter and forget its keys."""
    chats.everything(actor)
    made: dict[str, Make] = {channel.value: connecting(channel) for channel in chats.KEYS}
    made["off"] = dropping
    part = part_of(request, actor, made)

    def context() -> Mapping[str, object]:
        page = shape.index(chats.everything(actor), settings.TRIGPOINT_ADDRESS)
        return {"page": page, "section": "settings"}

    return serve(request, actor, LIST, reverse("chats"), part, context)


def connecting(channel: Channel) -> Make:
    """Return the form for the keys of an app."""

    def make(request: HttpRequest, actor: Actor, _part: str) -> Part:
        form = ChatForm(request.POST or None, keys=chats.KEYS[channel])
        return Part(
            form,
            lambda said: chats.connect(actor, channel.value, said),
            label=gettext("Keep the keys"),
        )

    return make


def dropping(request: HttpRequest, actor: Actor, part: str) -> Part | None:
    """Return the form that asks whether an app is to be taken out."""
    asks = gettext("Take the app out: its keys are forgotten, and nothing goes there")
    return sure(asks, lambda actor: chats.disconnect(actor, part))(request, actor, part)
