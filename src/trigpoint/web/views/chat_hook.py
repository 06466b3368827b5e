"""Where chats tell us what people say and press: signed, fresh, taken once, and then done."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from trigpoint.channels.chat import lark, lark_in, slack, slack_in
from trigpoint.channels.chat.answers import Unanswered
from trigpoint.channels.chat.reply import Ask, Reply
from trigpoint.channels.chat.signed import Unverified
from trigpoint.channels.said import Refusal
from trigpoint.core.delivery.events import Channel
from trigpoint.net import Client, NotReached
from trigpoint.services.actor import Actor
from trigpoint.services.chats import requests, ties
from trigpoint.services.chats.requests import App
from trigpoint.services.errors import NotThere
from trigpoint.services.limits import Limit
from trigpoint.web import formats
from trigpoint.web.chat import acts
from trigpoint.web.templatetags.trigpoint import say

LOG = logging.getLogger(__name__)
MOST_BYTES = 200_000
PATIENCE = 2.5
"""Seconds for an answer that is sent apart: chats wait three for ours."""
CODES = Limit(burst=5, per_second=1 / 30)
"""Codes that one account may try."""
ASKS = Limit(burst=30, per_second=1)
"""What one account may say and press; asked after the signature, so nobody shuts others out."""
Read = Callable[[Mapping[str, str], Mapping[str, str], bytes, float], Ask]
READ: Mapping[Channel, Read] = {Channel.SLACK: slack_in.read, Channel.LARK: lark_in.read}


# A chat's servers have no session and no page of ours; the signature is what lets them in.
@csrf_exempt
@require_POST
def hook(request: HttpRequest, chat: str) -> HttpResponse:
    """Take one request of a chat, unless it is not the chat's, too old, or was taken before."""
    try:
        found = requests.app(chat)
    except NotThere as error:
        raise Http404 from error
    if length_of(request) > MOST_BYTES:
        return refusal(413, gettext("The request is too long."))
    now, body = timezone.now(), request.body
    try:
        ask = READ[found.channel](found.keys, request.headers, body, now.timestamp())
    except Unverified as error:
        return refusal(401, say(error.text))
    if ask.challenge:
        return JsonResponse({"challenge": ask.challenge})
    if ASKS.wait(f"{found.row.pk} {ask.account}"):
        return refusal(429, gettext("Too much at once. Wait a moment."))
    if not requests.take(found, ask.seen, now):
        return refusal(409, gettext("This request was taken already."))
    return sent(found, ask, answered(found, ask))


def length_of(request: HttpRequest) -> int:
    """Return how long a body says it is, before it is read; no server hands us more than that."""
    said = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(said) if said.isascii() and said.isdigit() else 0


def refusal(status: int, words: str) -> HttpResponse:
    """Return a refusal in words."""
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")


def answered(app: App, ask: Ask) -> Reply:
    """Return the answer, in the language and the zone of whoever asks."""
    if ask.words.startswith("tie "):
        return tied(app, ask)
    actor = requests.speaker(app, ask.account)
    if actor is None:
        return acts.told(
            gettext(
                "This account is tied to nobody. In Trigpoint, under Settings, What reaches me, "
                "make a code, and say here: tie CODE"
            )
        )
    return spoken(actor, lambda: acts.answer(actor, app.channel, ask))


def spoken(actor: Actor, do: Callable[[], Reply]) -> Reply:
    """Return what is done in the language, the words and the zone of a person."""
    language = actor.user.language if actor.user else ""
    said = formats.ticket_word.set(actor.organisation.ticket_word)
    try:
        with (
            translation.override(language or settings.LANGUAGE_CODE),
            timezone.override(actor.organisation.zone),
        ):
            return do()
    finally:
        formats.ticket_word.reset(said)


def tied(app: App, ask: Ask) -> Reply:
    """Tie an account to whoever made the code."""
    if CODES.wait(f"{app.row.pk} {ask.account}"):
        return acts.told(gettext("Too many codes. Wait a few minutes."))
    try:
        actor = ties.confirm(app.row, ask.account, ask.words.removeprefix("tie "), timezone.now())
    except NotThere:
        return acts.told(gettext("This code is not good, or not any more. Make a new one."))
    name = actor.person.name if actor.person else ""
    words = gettext("Tied: {name}. Say help to see what can be done here.")
    return acts.told(words.format(name=name))


def sent(app: App, ask: Ask, reply: Reply) -> HttpResponse:
    """Return the answer in the chat's shape, or send it apart where the chat wants that."""
    if app.channel is Channel.SLACK:
        body = slack_in.message(reply)
        if not ask.reply_to:
            return JsonResponse(body)
        apart(lambda fetch: slack.respond(ask.reply_to, body, fetch))
        return HttpResponse()
    if ask.act:
        return JsonResponse(lark_in.answer(reply))
    mark = ask.seen[0][:50]
    apart(lambda fetch: lark.post(app.keys, ask.account, lark_in.card(reply), mark, fetch))
    return JsonResponse({})


def apart(send: Callable[[Client], None]) -> None:
    """Send an answer by itself. What was done stays done where the chat does not take it."""
    client = Client(frozenset(settings.TRIGPOINT_ALLOW), PATIENCE, PATIENCE, 65_536)
    try:
        send(client)
    except (NotReached, Unanswered, Refusal) as error:
        LOG.warning("an answer did not reach the chat: %s", type(error).__name__)
