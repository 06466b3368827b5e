"""What is done on a V2MOM's page without a form of its own: answers, ranks, who is writing."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from trigpoint.core.people.kinds import Verb
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.plans import (
    edition_answers,
    plan_access,
    plan_presence,
    plan_ranks,
    plans,
    sharing,
)
from trigpoint.web import addresses
from trigpoint.web.door import signed_in
from trigpoint.web.templatetags.trigpoint import say


@require_POST
@signed_in
def answer(request: HttpRequest, actor: Actor, plan: str) -> HttpResponse:
    """Take what somebody thinks of the plan, with their name or without."""
    words = request.POST.get("words", "")
    try:
        if request.POST.get("unnamed"):
            edition_answers.say_unnamed(actor, plan, words)
        else:
            edition_answers.answer(actor, plan, request.POST.get("answer", ""), words)
    except Invalid as error:
        messages.error(request, say(error.text))
    else:
        messages.success(request, gettext("What you said is kept with the plan."))
    return redirect(addresses.plan(plan) + "#voices")


@require_POST
@signed_in
def rank(request: HttpRequest, actor: Actor, plan: str) -> HttpResponse:
    """Put a value, a method or an obstacle on another place."""
    place = request.POST.get("place", "")
    section = request.POST.get("section", "")
    try:
        wanted = int(place) if place.isdecimal() and len(place) < 5 else 1
        plan_ranks.move(actor, plan, section, request.POST.get("part", ""), wanted)
    except Invalid as error:
        messages.error(request, say(error.text))
    return redirect(addresses.plan(plan) + (f"#{section}" if section in plan_ranks.MODELS else ""))


@require_POST
@signed_in
def skip(request: HttpRequest, actor: Actor, plan: str) -> HttpResponse:
    """Leave a guided step out on purpose, or take it up again."""
    skipped = request.POST.get("skipped") == "1"
    plans.skip(actor, plan, request.POST.get("step", "")[:40], skipped=skipped)
    return redirect(addresses.plan(plan) + "#guide")


@require_POST
@signed_in
def writers(request: HttpRequest, actor: Actor, plan: str) -> HttpResponse:
    """Say who else writes in the plan right now; with a section, that the actor does."""
    section = request.POST.get("section", "")
    record = plan_access.plan(actor, plan, Verb.SEE)
    if section and plan_access.may(actor, record, Verb.CHANGE):
        plan_presence.here(actor, plan, section)
    context = {"writers": plan_presence.others(actor, plan), "plan": plan, "section_": section}
    return render(request, "components/writers.html", context)


@require_POST
@signed_in
def revoke(request: HttpRequest, actor: Actor, plan: str) -> HttpResponse:
    """Make a link open nothing from now on."""
    sharing.revoke(actor, plan, request.POST.get("share", ""))
    messages.success(request, gettext("The link opens nothing any more."))
    return redirect(addresses.plan(plan) + "?edit=share#share")
