"""What reaches me away from the pages, and the switch that stands in every mail."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from trigpoint.core.delivery.events import CHANNELS, Channel
from trigpoint.services.actor import Actor
from trigpoint.services.chats import ties
from trigpoint.services.chats.ties import TieView
from trigpoint.services.errors import Invalid, NotThere
from trigpoint.services.letters import delivery, letter_box
from trigpoint.services.letters.delivery import DeliveryView
from trigpoint.web.door import attempt, signed_in, status_of
from trigpoint.web.forms.delivery import DeliveryForm
from trigpoint.web.shapes import delivery as shape
from trigpoint.web.templatetags.trigpoint import say


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what reaches me, and take what I choose."""
    found, chats = delivery.show(actor), ties.mine(actor)
    form = form_of(request, found, chats)
    done, _clashes = attempt(
        form,
        lambda typed: delivery.choose(actor, typed["version"], form.draft(typed, found)),
    )
    if done:
        messages.success(request, gettext("Saved."))
        return redirect("delivery")
    return page(request, actor, form, {"found": found, "chats": chats})


def form_of(request: HttpRequest, found: DeliveryView, chats: list[TieView]) -> DeliveryForm:
    """Return the form with a column for mail, and for each chat in which the person is reached."""
    tied = [Channel(tie.channel) for tie in chats if tie.state == "on"]
    filled = DeliveryForm.filled(found)
    return DeliveryForm(request.POST or None, channels=[Channel.MAIL, *tied], initial=filled)


def page(
    request: HttpRequest,
    actor: Actor,
    form: DeliveryForm,
    more: Mapping[str, object],
) -> HttpResponse:
    """Return the page of what reaches me."""
    context = {
        **more,
        "form": form,
        "letters": [shape.sent(letter, actor.now) for letter in letter_box.mine(actor)],
        "section": "settings",
    }
    return render(request, "pages/delivery.html", context, status=status_of(form))


@require_POST
@signed_in
def switch(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Turn mail off, or on again."""
    if request.POST.get("mail") == "on":
        delivery.turn_on(actor)
        messages.success(request, gettext("Mail goes out to you again."))
    else:
        delivery.turn_off(actor)
        messages.success(request, gettext("No more mail. Your inbox here has everything."))
    return redirect("delivery")


@require_POST
@signed_in
def chat(request: HttpRequest, actor: Actor, channel: str) -> HttpResponse:
    """Tie my account in a chat, turn it off and on, or let it be forgotten."""
    more: dict[str, object] = {}
    does = request.POST.get("do", "")
    try:
        if does == "code":
            more["code"] = ties.begin(actor, channel)
        elif does == "paste":
            ties.paste(actor, request.POST.get("address", ""), channel)
        elif does == "forget":
            ties.forget(actor, channel)
        else:
            ties.turn(actor, known(channel), on=does == "on")
    except Invalid as error:
        more["wrong"] = " ".join(say(text) for text in error.fields.values())
    if not more:
        messages.success(request, gettext("Saved."))
        return redirect("delivery")
    found, chats = delivery.show(actor), ties.mine(actor)
    form = DeliveryForm(channels=[Channel.MAIL], initial=DeliveryForm.filled(found))
    answer = page(request, actor, form, {"found": found, "chats": chats, **more})
    answer.headers["Cache-Control"] = "no-store"
    answer.status_code = 422 if "wrong" in more else 200
    return answer


def known(channel: str) -> Channel:
    """Return a channel by its name, or raise `NotThere`."""
    try:
        return Channel(channel)
    except ValueError as error:
        raise NotThere from error


# A mail program presses this button by itself, without a page of ours (RFC 8058); the secret in
# the address is what lets it, and it opens nothing else.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def off(request: HttpRequest, token: str) -> HttpResponse:
    """Turn mail off by the secret of a letter. Looking at the page changes nothing."""
    try:
        actor, channel = delivery.holder_of(token, timezone.now())
        if request.method == "POST":
            turn(actor, channel, on=request.POST.get("mail") == "on")
        context = {"is_off": is_off(actor, channel), "channel": say(CHANNELS[channel])}
    except NotThere as error:
        raise Http404 from error
    answer = render(request, "pages/mail_off.html", context)
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def turn(actor: Actor, channel: Channel, *, on: bool) -> None:
    """Let letters go to somebody over a channel again, or none any more."""
    if channel is not Channel.MAIL:
        ties.turn(actor, channel, on=on)
    elif on:
        delivery.turn_on(actor)
    else:
        delivery.turn_off(actor)


def is_off(actor: Actor, channel: Channel) -> bool:
    """Whether nothing goes to somebody over a channel."""
    if channel is Channel.MAIL:
        return delivery.show(actor).off
    found = next(tie for tie in ties.mine(actor) if tie.channel == channel.value)
    return found.state != "on"
