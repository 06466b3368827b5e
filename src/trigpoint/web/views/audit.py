"""What is worth a look in a unit, the rules behind it, and what is not told any more."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from trigpoint.core.craft.rule import Ref
from trigpoint.services.actor import Actor
from trigpoint.services.audit import audit, mutes
from trigpoint.services.errors import Invalid
from trigpoint.web import addresses
from trigpoint.web.door import signed_in
from trigpoint.web.shapes import audit as shape
from trigpoint.web.templatetags.trigpoint import say


@require_safe
@signed_in
def show(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what is worth a look, and how the habits of good goal work stand."""
    unit = request.GET.get("unit", "")[:200]
    opened = request.GET.get("all", "")
    page = shape.page(audit.show(actor, unit), unit, actor.now, opened)
    return render(request, "pages/audit.html", {"page": page, "section": "audit"})


@require_safe
@signed_in
def brief(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give the entry of the inbox: what I can mend, a line a rule, in a request of its own."""
    page = shape.page(audit.show(actor), "", actor.now)
    return render(request, "components/audit_brief.html", {"page": page})


@require_safe
@signed_in
def rules(request: HttpRequest, _actor: Actor) -> HttpResponse:
    """Show every rule with its reason."""
    context = {"pitfalls": shape.pitfalls(audit.rules()), "section": "audit"}
    return render(request, "pages/audit_rules.html", context)


@require_POST
@signed_in
def mute(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Do not tell a rule of a record, or in a unit, again."""
    about = request.POST.get("everywhere") or request.POST.get("about", "")
    kind, _dash, public_id = about.partition("-")
    rule, reason = request.POST.get("rule", ""), request.POST.get("reason", "")
    try:
        mutes.mute(actor, rule, Ref(kind, public_id), reason)
    except Invalid as error:
        messages.error(request, say(error.text))
    else:
        messages.success(request, gettext("It is not told here any more. You find it under muted."))
    return back(request)


@require_POST
@signed_in
def unmute(request: HttpRequest, actor: Actor, mute: str) -> HttpResponse:
    """Tell it again."""
    mutes.unmute(actor, mute)
    messages.success(request, gettext("It is told again."))
    return back(request)


def back(request: HttpRequest) -> HttpResponse:
    """Go back to the audit of the unit that was looked at."""
    unit = request.POST.get("unit", "")[:200]
    return redirect(reverse("audit") + addresses.query(unit=unit))
