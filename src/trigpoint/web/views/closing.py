"""A goal's end: how far it got, whether it goes on, what was learned."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from trigpoint.core.people.kinds import Verb
from trigpoint.services import access
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.loop import closing
from trigpoint.services.loop.closing import ClosingDraft, ClosingPage
from trigpoint.web.clashes import Clash
from trigpoint.web.door import attempt, signed_in, status_of
from trigpoint.web.forms.closing import ClosingForm
from trigpoint.web.shapes import closing as shape
from trigpoint.web.templatetags.trigpoint import say
from trigpoint.web.views import choices
from trigpoint.web.views.parts import Cleaned


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor, goal: str) -> HttpResponse:
    """Show how a goal ended; take what is said of it where it is still open."""
    if request.method == "POST":
        access.goal(actor, goal, Verb.CHANGE)
    found = closing.show(actor, goal)
    form = the_form(request, found) if found.may_close else None
    clashes: list[Clash] = []
    if form is not None and request.method == "POST":
        done, clashes = attempt(form, lambda said: write(actor, goal, said))
        if done:
            messages.success(request, gettext("It is closed. You can take that back."))
            return redirect("closing", goal)
    context = {
        "page": shape.page(found, actor.now),
        "form": form,
        "clashes": clashes,
        "section": "goals",
    }
    status = status_of(form) if form is not None else 200
    return render(request, "pages/closing.html", context, status=status)


def the_form(request: HttpRequest, found: ClosingPage) -> ClosingForm:
    """Return the form; the score stands in it where the numbers decide it."""
    card = found.card
    low, high = round(card.progress_low * 100), round(card.progress_high * 100)
    known = card.shows_progress and low == high
    return ClosingForm(
        request.POST or None,
        periods=choices.named_periods(found.periods),
        initial={"version": card.version, "score": low if known else None},
    )


def write(actor: Actor, goal: str, said: Cleaned) -> None:
    """Close the goal as the form says."""
    draft = ClosingDraft(
        reached=said["reached"] == "yes",
        score=said["score"],
        decision=said["decision"],
        learned=said["learned"],
        period=said.get("period", ""),
        title=said["title"],
    )
    closing.close(actor, goal, draft, version=said["version"])


@require_POST
@signed_in
def undo(request: HttpRequest, actor: Actor, goal: str) -> HttpResponse:
    """Take a closing back."""
    try:
        closing.undo(actor, goal)
    except Invalid as error:
        messages.error(request, say(error.text))
    else:
        messages.success(request, gettext("The goal is open again, as it was."))
    return redirect("closing", goal)
