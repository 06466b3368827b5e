"""Thanks: said, read by month, shown to others as their receiver likes."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trigpoint.services.actor import Actor
from trigpoint.services.errors import NotThere
from trigpoint.services.loop import thanks, thanks_month
from trigpoint.web.door import attempt, day_of, signed_in, status_of
from trigpoint.web.forms.thanks import ThanksForm
from trigpoint.web.views import choices


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the thanks that I may read; take a word of thanks."""
    named = {name: request.GET.get(name, "") for name in ("to", "goal", "evidence")}
    form = ThanksForm(
        request.POST or None,
        people=[one for one in choices.all_people(actor) if one[0] != choices.me(actor)],
        goals=thanks.goals(actor),
        behaviours=[(b.public_id, b.text) for b in thanks.behaviours(actor)],
        initial=named,
    )
    done, _none = attempt(form, lambda said: thanks.say(actor, ThanksForm.draft(said)))
    if done:
        messages.success(request, gettext("They will be glad of it."))
        return redirect("thanks")
    context = {
        "page": thanks.show(actor),
        "form": form,
        "open": form.is_bound or any(named.values()),
        "section": "thanks",
    }
    return render(request, "pages/thanks.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def one(request: HttpRequest, actor: Actor, thanks_id: str) -> HttpResponse:
    """Go to a word of thanks; let everybody read one to me, or nobody else."""
    if request.method == "POST":
        thanks.choose(actor, thanks_id, public=request.POST.get("public") == "yes")
    found = thanks.one(actor, thanks_id)
    return redirect(f"{reverse('thanks')}#{found.id}")


@require_safe
@signed_in
def month(request: HttpRequest, actor: Actor, month: str) -> HttpResponse:
    """Show the summary of a month, named as 2026-04."""
    day = day_of(f"{month}-01")
    if day is None:
        raise NotThere
    context = {"page": thanks_month.show(actor, day), "section": "thanks"}
    return render(request, "pages/thanks_month.html", context)


@require_POST
@signed_in
def prefer(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Choose whether new thanks to me may be read by everybody."""
    thanks.prefer(actor, public=request.POST.get("public") == "yes")
    messages.success(request, gettext("Saved."))
    return redirect("thanks")
