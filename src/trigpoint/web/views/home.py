"""Home, and what is said of goals from there."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from trigpoint.services.actor import Actor
from trigpoint.services.errors import Invalid
from trigpoint.services.goals import voice
from trigpoint.services.inbox import home
from trigpoint.web import addresses
from trigpoint.web.door import day_of, end_of, signed_in
from trigpoint.web.shapes import home as shape
from trigpoint.web.templatetags.trigpoint import say


@require_safe
@signed_in
def show(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the day, or how it stood on a past one."""
    at = end_of(day_of(request.GET.get("at", "")), actor)
    page = shape.home(home.show(actor, at), at or actor.now)
    return render(request, "pages/home.html", {"page": page, "section": "home"})


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
