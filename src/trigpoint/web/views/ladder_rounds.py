"""Rounds in which people say where a ladder helps most: the list, and one of them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid, NotAllowed, NotThere
from trigpoint.services.ladders import ladder_access, ladder_rounds
from trigpoint.web.door import signed_in
from trigpoint.web.templatetags.trigpoint import say


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def index(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the rounds; on POST, begin one."""
    error, sent = "", request.POST
    if request.method == "POST":
        try:
            made = ladder_rounds.begin(actor, sent.get("unit", ""), sent.get("question", ""))
        except (Invalid, NotAllowed) as refused:
            error = say(refused.text)
        except NotThere:
            error = gettext("There is no such team, or it is not for you to see.")
        else:
            return redirect("ladder_round", made)
    context = {
        "rounds": ladder_rounds.index(actor),
        "units": ladder_access.units_led(actor),
        "usual": ladder_rounds.USUAL,
        "sent": sent,
        "error": error,
        "section": "views",
    }
    return render(request, "pages/ladder_rounds.html", context, status=422 if error else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor, round: str) -> HttpResponse:  # noqa: A002 - named as in the address
    """Show a round; on POST, say something or end it."""
    found = ladder_rounds.show(actor, round)
    error, sent = "", request.POST
    if request.method == "POST":
        try:
            if "end" in sent:
                ladder_rounds.end(actor, round)
            else:
                ladder_rounds.say(actor, round, sent.get("key", ""), sent.get("words", ""))
            messages.success(request, gettext("Kept."))
            return redirect("ladder_round", round)
        except (Invalid, NotAllowed) as refused:
            error = say(refused.text)
    context = {
        "round": found,
        "chosen": sent.get("key", found.key),
        "words": sent.get("words", found.words),
        "most": max((each.count for each in found.result), default=1),
        "error": error,
        "section": "views",
    }
    return render(request, "pages/ladder_round.html", context, status=422 if error else 200)
