"""Home, and what is said from there."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from trigpoint.services import goal_page, home, voice
from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.voice import CheckInDraft
from trigpoint.web import addresses
from trigpoint.web.components import CheckIn
from trigpoint.web.door import signed_in
from trigpoint.web.shapes import goal as goal_shape
from trigpoint.web.shapes import home as shape
from trigpoint.web.templatetags.trigpoint import say


@require_safe
@signed_in
def show(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the day."""
    page = shape.home(home.show(actor), actor.now)
    return render(request, "pages/home.html", {"page": page, "section": "home"})


@require_POST
@signed_in
def check_in(request: HttpRequest, actor: Actor, goal: str) -> HttpResponse:
    """Take a check-in; one that is sent back keeps what was typed."""
    draft = CheckInDraft(
        status=request.POST.get("status", ""),
        note=request.POST.get("note", ""),
        wants_help=request.POST.get("help") == "yes",
    )
    try:
        voice.check_in(actor, goal, draft)
    except Invalid as error:
        return sent_back(request, actor, goal, draft, say(error.text))
    messages.success(request, gettext("Checked in. Thank you."))
    return redirect("home")


def sent_back(
    request: HttpRequest, actor: Actor, goal: str, draft: CheckInDraft, why: str
) -> HttpResponse:
    """Show the goal with the check-in as it was typed, and what is missing."""
    found = goal_page.show(actor, goal)
    page = goal_shape.goal(found, actor.now, check_in=True)
    form: CheckIn | None = page.checkin and replace(
        page.checkin, note=draft.note, help=draft.wants_help, error=why
    )
    context = {"page": replace(page, checkin=form), "section": "goals"}
    return render(request, "pages/goal.html", context, status=422)


@require_POST
@signed_in
def answer(request: HttpRequest, actor: Actor, goal: str) -> HttpResponse:
    """Take what somebody thinks of a goal."""
    try:
        voice.answer(actor, goal, request.POST.get("answer", ""), request.POST.get("words", ""))
    except Invalid as error:
        messages.error(request, say(error.text))
        return redirect(addresses.goal(goal) + "#voices")
    messages.success(request, gettext("Your answer is kept with the goal."))
    return redirect(addresses.goal(goal))
