"""1:1s: whom I meet, and the page of the next one with somebody."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.talks import partners, talks
from trigpoint.services.talks.talks import TalkDraft
from trigpoint.web.door import attempt, signed_in, status_of
from trigpoint.web.forms.talks import TalkForm
from trigpoint.web.shapes import talks as shape
from trigpoint.web.templatetags.trigpoint import say
from trigpoint.web.views.parts import Cleaned


@require_safe
@signed_in
def index(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show whom I meet."""
    context = {"groups": shape.groups(partners.everyone(actor)), "section": "help"}
    return render(request, "pages/one_on_ones.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor, person: str) -> HttpResponse:
    """Show the next 1:1 with somebody; take a note or a promise."""
    found = talks.show(actor, person)
    form = TalkForm(request.POST or None)
    done, _clashes = attempt(form, lambda said: talks.write(actor, person, draft(said)))
    if done:
        messages.success(request, gettext("Kept."))
        return redirect("one_on_one", person)
    page = shape.page(found, actor.now)
    context = {"page": page, "met": person, "form": form, "section": "help"}
    return render(request, "pages/one_on_one.html", context, status=status_of(form))


def draft(said: Cleaned) -> TalkDraft:
    """Return what was typed."""
    promise = said["kind"] == "promise"
    return TalkDraft(
        kind="promise" if promise else "note",
        words=said["words"],
        shared=said["kind"] != "note",
        due=said["due"],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def act(request: HttpRequest, actor: Actor, line: str) -> HttpResponse:
    """Keep a promise or not, share a note, or take a line away; asked for, lead to where it is."""
    if request.method != "POST":
        return redirect("one_on_one", talks.other_of(actor, talks.find(actor, line)))
    match request.POST.get("act"):
        case "share":
            other = talks.share(actor, line)
        case "remove":
            other = talks.remove(actor, line)
            messages.success(request, gettext("It is gone."))
        case said:
            other = keep(request, actor, line, kept=said != "unkept")
    return redirect("one_on_one", other)


def keep(request: HttpRequest, actor: Actor, line: str, *, kept: bool) -> str:
    """Keep a promise or not, or say that a note is none; return the other one's id."""
    try:
        return talks.keep(actor, line, kept=kept)
    except Invalid as error:
        messages.error(request, say(error.text))
        return talks.other_of(actor, talks.find(actor, line))
